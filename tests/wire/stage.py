"""Libraries with schedules, the Discord of the tests, and bots on both that can be killed."""

import asyncio
import os
import random
import sys
from asyncio.subprocess import Process
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from bot.app import open_app
from bot.newsroom.desk import Newsroom
from bot.newsroom.library import LibraryRef
from bot.newsroom.schedules import USUAL_GRACE_HOURS
from bot.settings import Settings
from storage.deliveries import LEASE
from storage.records import DeliveryState
from storage.tables import DeliveryRow
from tests.bot.post import TurnedClock, add_article, at_eight
from tests.storage.texts import statement
from tests.wire.discord import WireDiscord

ROOT = Path(__file__).parents[2]
MADE = datetime(2022, 3, 17, 3, 0, tzinfo=UTC)
PATIENCE = 240.0
"""Seconds that a machine may take for what a quick one does in five."""

ZONES = ("UTC", "Europe/Berlin", "Asia/Kolkata", "America/Havana", "Pacific/Chatham")


class Stage:
    """`schedules` briefings in several guilds, due at random minutes of one hour."""

    def __init__(self, database: str, discord: WireDiscord, clock: TurnedClock) -> None:
        self.database = database
        self.discord = discord
        self.clock = clock
        self.schedules = 0
        self._started: list[Process] = []

    async def furnish(
        self,
        schedules: int,
        chance: random.Random,
        guilds: int = 3,
        within: int = 60,
        forum_every: int | None = None,
        *,
        grace_hours: int = USUAL_GRACE_HOURS,
    ) -> None:
        """Make the schedules, each in its own channel, due `within` so many minutes.

        Each may come late by the grace. A third of the guilds need several parts. Every so
        many-th channel is a forum.
        """
        self.clock.now = MADE
        async with open_app(Settings(database=self.database, processes=0), self.clock) as app:
            for number in range(1, guilds + 1):
                await self._stock(app.newsroom, LibraryRef.guild(number), long=number % 3 == 1)
            for number in range(schedules):
                await self._schedule(
                    app.newsroom,
                    number,
                    1 + number % guilds,
                    chance.randrange(within),
                    chance,
                    grace_hours=grace_hours,
                )
        for guild in range(1, guilds + 1):
            mine = [_channel(number, guild) for number in range(guild - 1, schedules, guilds)]
            forums = mine[::forum_every] if forum_every else []
            self.discord.add_guild(guild, mine, forums)
        self.schedules = schedules
        self.clock.turn(hours=2)

    async def bot(
        self, chaos: str = "", *, measured: bool = False, lease: timedelta = LEASE
    ) -> Process:
        """Start the real bot, as `onrecord run` would; measured, it prints how its loop lagged."""
        environment = os.environ | {
            "DISCORD_TOKEN": "token",
            "ONRECORD_DATABASE": self.database,
            "ONRECORD_PROCESSES": "0",
            "ONRECORD_LOG_LEVEL": "ERROR",
            "ONRECORD_CHAOS": chaos,
        }
        arguments = [self.discord.address, self.clock().isoformat(), *(["--lag"] * measured)]
        arguments += ["--lease", str(lease.total_seconds())]
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.wire.bot_process", *arguments, cwd=ROOT, env=environment
        )
        self._started.append(process)
        return process

    async def clear(self) -> None:
        """Kill the bots that still run, also after a test that failed."""
        for process in self._started:
            if process.returncode is None:
                process.kill()
            await process.wait()
        self._started.clear()

    async def states(self) -> dict[str, int]:
        """How many deliveries are in which state."""
        async with open_app(Settings(database=self.database, processes=0), self.clock) as app:
            return await _states(app.newsroom)

    async def sent(self) -> int:
        """How many deliveries are sent. Fails where one was closed without, as it never will be."""
        return _sent(await self.states())

    async def until_sent(self, seconds: float = PATIENCE) -> None:
        """Wait until every schedule's briefing is on record as sent."""
        async with open_app(Settings(database=self.database, processes=0), self.clock) as app:
            async with asyncio.timeout(seconds):
                while _sent(await _states(app.newsroom)) < self.schedules:  # noqa: ASYNC110  # another process
                    await asyncio.sleep(0.1)

    def assert_each_once(self) -> None:
        """Every channel has one delivery, its parts from the first on, each once.

        A forum has it in one post.
        """
        parts: dict[int, list[tuple[str, int]]] = {}
        for channel, mark in self.discord.marks():
            _, delivery, part = mark.split("|")
            parts.setdefault(channel, []).append((delivery, int(part)))
        assert sorted(parts) == sorted(self.discord.channels)
        for channel, found in parts.items():
            deliveries = {delivery for delivery, _ in found}
            assert len(deliveries) == 1, (channel, found)
            assert [part for _, part in found] == list(range(len(found))), (channel, found)
        written = [place for place in self.discord.places() if place.messages]
        assert sorted(place.door for place in written) == sorted(parts)
        assert len(self.discord.posts) == sum(map(len, parts.values()))

    async def assert_in_order(self, at_once: int) -> None:
        """Whoever was due earlier came first, but for those that are on their way `at_once`."""
        due = select(DeliveryRow.channel_id).order_by(DeliveryRow.due_at, DeliveryRow.id)
        settings = Settings(database=self.database, processes=0)
        async with (
            open_app(settings, self.clock) as app,
            app.newsroom.database.read() as session,
        ):
            wanted = list(await session.scalars(due))
        begun = list(dict.fromkeys(channel for channel, _ in self.discord.posts))
        place = {channel: number for number, channel in enumerate(wanted)}
        late = [number - place[channel] for number, channel in enumerate(begun)]
        assert max(late) < at_once, max(late)

    async def _stock(self, newsroom: Newsroom, ref: LibraryRef, *, long: bool) -> None:
        await add_article(newsroom, statement(), ref)
        for number in range(10 if long else 0):
            words = f"the gate number {number} will be painted and mended " + "and mended " * 60
            speaker = f"Person {'ABCDEFGHIJ'[number]}berg"
            await add_article(newsroom, statement(words, speaker), ref)

    async def _schedule(
        self,
        newsroom: Newsroom,
        number: int,
        guild: int,
        minute: int,
        chance: random.Random,
        *,
        grace_hours: int,
    ) -> None:
        due = MADE + timedelta(hours=1, minutes=minute)
        zone = chance.choice(ZONES)
        local = f"{due.astimezone(ZoneInfo(zone)):%H:%M}"
        ref, channel = LibraryRef.guild(guild), _channel(number, guild)
        await at_eight(
            newsroom, ref, channel_id=channel, times=local, zone=zone, grace_hours=grace_hours
        )


def _channel(number: int, guild: int) -> int:
    return 1000 * (number + 1) + guild


def _sent(states: dict[str, int]) -> int:
    """How many are sent; nothing may have ended otherwise."""
    ended = {each: states.get(each, 0) for each in (DeliveryState.SKIPPED, DeliveryState.FAILED)}
    assert not any(ended.values()), f"not sent, and never will be: {states}"
    return states.get(DeliveryState.SENT, 0)


async def _states(newsroom: Newsroom) -> dict[str, int]:
    counted = select(DeliveryRow.state, func.count()).group_by(DeliveryRow.state)
    async with newsroom.database.read() as session:
        return {state: number for state, number in await session.execute(counted)}  # noqa: C416
