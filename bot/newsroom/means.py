"""What the use cases work with: database, search, reading room, clock, the door to the network."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import Clock
from bot.newsroom.library import LibraryRef
from bot.newsroom.sorting import Offered, Sorted
from bot.reading_room import ReadingRoom
from corpus.sources.fetch import Door
from storage import libraries
from storage.database import Database
from storage.intake import Intake
from storage.records import Change, Library
from storage.search import SearchIndex
from storage.types import LibraryId

PAGE = 5
"""Quotes on a page of a card."""


@dataclass(slots=True)
class Means:
    """The use cases' tools, opened by `bot.app`. `retention` is how long raw bytes are kept.

    `composing` is one thread: briefings that are composed side by side would only contend with
    each other, and with the event loop, for the interpreter.
    """

    database: Database
    search: SearchIndex
    reading: ReadingRoom
    clock: Clock
    retention: timedelta
    door: Door
    known: dict[LibraryRef, LibraryId] = field(default_factory=dict[LibraryRef, LibraryId])
    sorted: dict[LibraryId, Sorted] = field(default_factory=dict[LibraryId, Sorted])
    offered: dict[LibraryId, Offered] = field(default_factory=dict[LibraryId, Offered])
    intake: Intake = field(init=False)
    composing: ThreadPoolExecutor = field(init=False)

    def __post_init__(self) -> None:
        """Open the intake on the database, and the thread for composing."""
        self.intake = Intake(self.database)
        self.composing = ThreadPoolExecutor(1, "composing")

    def close(self) -> None:
        """Let the briefing that is being composed come to its end, and begin no other."""
        self.composing.shutdown(cancel_futures=True)

    async def library(self, ref: LibraryRef) -> LibraryId:
        """The library's row, made on first use."""
        if ref not in self.known:
            async with self.database.write() as session:
                self.known[ref] = (await open_library(session, ref)).id
        return self.known[ref]

    def change(self, by: int | None) -> Change:
        """A change made now, by a Discord user (None on the command line)."""
        return Change(self.clock(), by)


async def open_library(session: AsyncSession, ref: LibraryRef) -> Library:
    """Find or make the library that a door names."""
    match ref.kind:
        case "guild":
            return await libraries.for_guild(session, int(ref.key))
        case "direct":
            return await libraries.for_direct(session, int(ref.key))
        case "cli":
            return await libraries.for_cli(session, ref.key)
