"""Sends at the size that a newsroom would fear, by the real bot on a Discord of its own.

    python -m tests.bench.sends crashes    200 schedules, the bot killed at every step in turn
    python -m tests.bench.sends two        1,000 sends by two bots, one killed now and then
    python -m tests.bench.sends morning    500 schedules that are due at once, with Discord's limits

In the first two every fifth channel is a forum. `two` runs on PostgreSQL as well where
ONRECORD_TEST_POSTGRES names one. Each exits with an error if a send is missed or doubled.
"""

import asyncio
import random
import sys
import tempfile
from asyncio.subprocess import Process
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from time import monotonic

from bot.chaos import Step
from bot.courier import AT_ONCE
from bot.newsroom.schedules import LONGEST_GRACE_HOURS, USUAL_GRACE_HOURS
from storage.deliveries import LEASE
from tests.bot.post import TurnedClock
from tests.storage.conftest import POSTGRES, fresh_postgres
from tests.wire.discord import WireDiscord
from tests.wire.stage import Stage

AFTER_LEASE = LEASE.total_seconds() + 60
CHANCE = random.Random(6)  # noqa: S311  # the same each time
SQLITE = "sqlite"
FORUM_EVERY = 5
SHORT_LEASE = timedelta(seconds=30)


@asynccontextmanager
async def stage_on(
    kind: str,
    schedules: int,
    within: int = 60,
    forum_every: int | None = None,
    grace_hours: int = USUAL_GRACE_HOURS,
) -> AsyncGenerator[Stage]:
    """A stage with so many schedules, due `within` so many minutes, on a fresh database.

    Every so many-th channel is a forum. Each may come late by the grace.
    """
    clock = TurnedClock()
    with tempfile.TemporaryDirectory() as folder:
        async with WireDiscord(clock).open() as discord:
            if kind == SQLITE:
                address = f"sqlite:///{Path(folder) / 'record.db'}"
                async with _furnished(
                    Stage(address, discord, clock), schedules, within, forum_every, grace_hours
                ) as stage:
                    yield stage
            else:
                async with (
                    fresh_postgres(str(POSTGRES)) as address,
                    _furnished(
                        Stage(address, discord, clock), schedules, within, forum_every, grace_hours
                    ) as stage,
                ):
                    yield stage


@asynccontextmanager
async def _furnished(
    stage: Stage, schedules: int, within: int, forum_every: int | None, grace_hours: int
) -> AsyncGenerator[Stage]:
    guilds = schedules // 20 + 1
    try:
        await stage.furnish(schedules, CHANCE, guilds, within, forum_every, grace_hours=grace_hours)
        yield stage
    finally:
        await stage.clear()


async def crashes(schedules: int = 200) -> None:
    """Kill the bot at each step in turn, until all is sent.

    Each kill turns the clock past a lease, and so many leases are longer than the usual grace.
    """
    async with stage_on(
        SQLITE, schedules, forum_every=FORUM_EVERY, grace_hours=LONGEST_GRACE_HOURS
    ) as stage:
        trouble = stage.discord.trouble
        trouble.too_many, trouble.error_before, trouble.error_after = 0.1, 0.02, 0.04
        killed = 0
        while await stage.sent() < schedules:
            step = list(Step)[killed % len(Step)]
            bot = await stage.bot(f"{step}:{CHANCE.randint(1, 9)}")
            if not await _ended(bot, stage):
                break
            killed += 1
            stage.clock.turn(seconds=AFTER_LEASE)
        stage.assert_each_once()
        print(f"{schedules} schedules, {killed} kills, {trouble.made} refusals and errors")
        print("of Discord: 0 missed, 0 doubled")


async def two(kind: str, schedules: int = 1_000) -> None:
    """Two bots at once; every now and then one of them is killed and another started.

    Their clocks agree and run, so that only a dead one's lease runs out; leases are shorter.
    """
    async with stage_on(kind, schedules, forum_every=FORUM_EVERY) as stage:
        began, instant = monotonic(), stage.clock.now

        async def another() -> Process:
            stage.clock.now = instant + timedelta(seconds=monotonic() - began)
            return await stage.bot(lease=SHORT_LEASE)

        bots = [await another(), await another()]
        killed, next_kill = 0, schedules // 8
        while await stage.sent() < schedules:
            await asyncio.sleep(0.2)
            if len(stage.discord.posts) >= next_kill:
                await _kill(bots.pop(0))
                killed, next_kill = killed + 1, next_kill + schedules // 8
                bots.append(await another())
        stage.assert_each_once()
        print(f"{kind}: {schedules} sends by two bots, {killed} killed: 0 missed, 0 doubled")


async def morning(schedules: int = 500) -> None:
    """All at the same time, under Discord's limits."""
    async with stage_on(SQLITE, schedules, within=1) as stage:
        limits = stage.discord.limits
        limits.per_channel, limits.seconds, limits.in_all = 5, 5.0, 50
        began = monotonic()
        bot = await stage.bot(measured=True)
        await stage.until_sent(seconds=600)
        seconds = monotonic() - began
        bot.terminate()
        await bot.wait()
        stage.assert_each_once()
        await stage.assert_in_order(AT_ONCE)
        print(f"{schedules} briefings, {len(stage.discord.posts)} messages in {seconds:.0f} s")
        print(f"{limits.refused} times told to wait; 0 missed, 0 doubled, in order")


async def _ended(bot: Process, stage: Stage) -> bool:
    """Whether the bot killed itself; False once all is sent without."""
    waiting = asyncio.create_task(bot.wait())
    while not waiting.done():
        await asyncio.sleep(0.2)
        if await stage.sent() >= stage.schedules and not waiting.done():
            await _kill(bot)
            return False
    return True


async def _kill(bot: Process) -> None:
    if bot.returncode is None:
        bot.kill()
    await bot.wait()


async def main() -> None:
    """Run what the command line names."""
    match sys.argv[1:]:
        case ["crashes", *size]:
            await crashes(*map(int, size))
        case ["two", *size]:
            for kind in (SQLITE, "postgresql") if POSTGRES else (SQLITE,):
                await two(kind, *map(int, size))
        case ["morning", *size]:
            await morning(*map(int, size))
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    asyncio.run(main())
