"""The one place that opens things: database, search, reading room, newsroom, alarm clock."""

import gc
import logging
from collections.abc import AsyncGenerator, Generator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.alarm import LOOKS_AT, Alarm
from bot.chaos import Chaos
from bot.client import OnRecordBot
from bot.clock import Clock, system_clock
from bot.courier import Courier
from bot.discord_sender import DiscordSender
from bot.newsroom.desk import Newsroom
from bot.polling import Poller
from bot.reading_room import ReadingRoom
from bot.settings import Settings
from corpus.sources.fetch import Door
from storage.database import Database
from storage.search import SearchIndex

log = logging.getLogger(__name__)

HOUSEKEEPING_EVERY = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class App:
    """Everything that is open while the program runs."""

    settings: Settings
    clock: Clock
    database: Database
    newsroom: Newsroom

    @contextmanager
    def waking(self, client: OnRecordBot, *, seconds: str = LOOKS_AT) -> Generator[Courier]:
        """Send briefings and read feeds when they are due; enter before the client starts.

        `seconds` are those of each minute, as cron writes them, at which to look.
        """
        chaos = Chaos.of(self.settings.chaos)
        courier = Courier(self.newsroom, DiscordSender(client), chaos)
        watch = Watch(self, courier)
        poller = Poller(self.newsroom, DiscordSender(client))
        # Fetching takes its time, and no briefing is to wait for it.
        alarms = (Alarm(watch.wake, seconds), Alarm(poller.wake, seconds))
        for alarm in alarms:
            alarm.start()
        try:
            yield courier
        finally:
            for alarm in alarms:
                alarm.stop()
            poller.stop()


class Watch:
    """What is done at each alarm: briefings that are due, and now and then the housekeeping."""

    def __init__(self, app: App, courier: Courier) -> None:
        """Housekeeping begins with the first alarm."""
        self._app = app
        self._courier = courier
        self._swept: datetime | None = None

    async def wake(self) -> None:
        """Look once."""
        await self._courier.run_due()
        now = self._app.clock()
        if self._swept is None or now - self._swept >= HOUSEKEEPING_EVERY:
            self._swept = now
            if deleted := await self._app.newsroom.delete_expired():
                log.info("%d libraries were deleted: their guilds left 30 days ago", deleted)
            await self._app.newsroom.sweep_sources()


@asynccontextmanager
async def open_app(
    settings: Settings, clock: Clock = system_clock, *, reads: bool = False
) -> AsyncGenerator[App]:
    """Open the database and bring its schema up; close all at the end.

    With `reads` the readers start at once, else with the first article. Everything that works in
    the background is born here, before any Discord client starts. Raises Misconfigured.
    """
    async with AsyncExitStack() as opened:
        reading = ReadingRoom(settings.model, settings.readers, settings.max_article_bytes)
        opened.callback(reading.close)
        if reads:
            reading.start()
        database = await Database.open(settings.database)
        opened.push_async_callback(database.close)
        search = SearchIndex(database)
        opened.callback(search.close)
        retention = timedelta(days=settings.raw_retention_days)
        door = await opened.enter_async_context(
            Door(contact=settings.contact, clock=clock, allowed_hosts=settings.allowed_hosts)
        )
        newsroom = Newsroom(database, search, reading, clock, retention, door)
        opened.callback(newsroom.close)
        yield App(settings, clock, database, newsroom)


def stay_loaded() -> None:
    """Tell Python that what is loaded by now stays for good; once in a process that lasts.

    Its search for unreachable cycles then leaves 300,000 objects of the libraries out, which took
    up to a quarter of a second, in which nobody was answered (docs.python.org, gc.freeze).
    """
    gc.freeze()
