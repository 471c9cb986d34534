"""Remembers in the database which slash commands Discord was given last."""

from dataclasses import dataclass

from storage import remembered
from storage.database import Database

NAME = "commands.digest"


@dataclass(frozen=True, slots=True)
class StoredTree:
    """The client's memory of its tree of commands (`bot.client.TreeMemory`)."""

    database: Database

    async def synced_tree(self) -> str | None:
        """The digest remembered, if any."""
        async with self.database.read() as session:
            return await remembered.recall(session, NAME)

    async def remember_tree(self, digest: str) -> None:
        """Remember a digest."""
        async with self.database.write() as session:
            await remembered.remember(session, NAME, digest)
