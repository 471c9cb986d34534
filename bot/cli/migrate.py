"""`onrecord migrate`: bring the database's schema up to date (the bot does so at every start)."""

import asyncio

from bot.settings import Settings
from storage.database import Database


def migrate() -> None:
    """Apply the migrations that the database lacks."""
    asyncio.run(_migrate(Settings().database))


async def _migrate(address: str) -> None:
    database = await Database.open(address)
    await database.close()
