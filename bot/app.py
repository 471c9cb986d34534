"""The one place that opens things: database, search, reading room, newsroom, alarm clock."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

from bot.clock import Clock, system_clock
from bot.newsroom.desk import Newsroom
from bot.reading_room import ReadingRoom
from bot.settings import Settings
from storage.database import Database
from storage.search import SearchIndex


@dataclass(frozen=True, slots=True)
class App:
    """Everything that is open while the program runs."""

    settings: Settings
    clock: Clock
    database: Database
    newsroom: Newsroom


@asynccontextmanager
async def open_app(settings: Settings, clock: Clock = system_clock) -> AsyncGenerator[App]:
    """Open the database and bring its schema up, start the readers; close all at the end.

    Everything that works in the background is born here, before any Discord client starts.
    """
    database = await Database.open(settings.database)
    reading = ReadingRoom(settings.model, settings.processes, settings.max_article_bytes)
    try:
        reading.start()
        search = SearchIndex(database)
        retention = timedelta(days=settings.raw_retention_days)
        newsroom = Newsroom(database, search, reading, clock, retention)
        yield App(settings, clock, database, newsroom)
    finally:
        reading.close()
        await database.close()
