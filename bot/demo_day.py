"""A day in the demo: a newspaper's feed on loopback prints, corrects and withdraws, and the bot
follows. The clock jumps from one hour of the day to the next; in between it runs as ever.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.demo import Stage, when_free
from bot.demo_wire import Wire, open_wire
from bot.newsroom.schedules import ScheduleRequest

PAUSE = 12.0
"""Seconds between two hours of the day: time to read what the bot has posted."""

BRIEFINGS = "10:00, 18:00"

Act = Callable[[Stage, Wire, datetime], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Step:
    """What happens at a time of the day, counted from midnight."""

    at: timedelta
    act: Act


async def play(stage: Stage, pause: float = PAUSE) -> None:
    """Let the day pass; then keep the newspaper's site up until cancelled."""
    midnight = stage.clock().replace(hour=0, minute=0, second=0, microsecond=0)
    async with open_wire() as wire:
        for step in DAY:
            stage.clock.turn_to(midnight + step.at)
            await step.act(stage, wire, midnight + step.at)
            await asyncio.sleep(pause)
        await asyncio.Event().wait()


async def _begin(stage: Stage, wire: Wire, now: datetime) -> None:
    """A moderator follows the newspaper and has briefings at ten and at six."""
    wire.publish("market", now - timedelta(hours=1))
    wire.publish("bridge", now - timedelta(minutes=30))
    request = ScheduleRequest(stage.channel.id, BRIEFINGS, "UTC")
    await stage.app.newsroom.add_schedule(stage.library, request, by=stage.moderator.id)
    await when_free(
        lambda: stage.moderator.slash(stage.channel, "source add", address=wire.feed_address)
    )


async def _ferry(_stage: Stage, wire: Wire, now: datetime) -> None:
    wire.publish("ferry", now)


async def _correction(_stage: Stage, wire: Wire, _now: datetime) -> None:
    wire.correct("ferry", by="ferry-corrected")


async def _afternoon(_stage: Stage, wire: Wire, now: datetime) -> None:
    wire.publish("answer", now)
    wire.publish("rumour", now)


async def _withdrawal(_stage: Stage, wire: Wire, _now: datetime) -> None:
    wire.withdraw("rumour")


async def _nothing(_stage: Stage, _wire: Wire, _now: datetime) -> None:
    """Only time passes: a briefing falls due."""


DAY = (
    Step(timedelta(hours=6, minutes=30), _begin),
    Step(timedelta(hours=9), _ferry),
    Step(timedelta(hours=10), _nothing),
    Step(timedelta(hours=12), _correction),
    Step(timedelta(hours=14), _afternoon),
    Step(timedelta(hours=15, minutes=30), _withdrawal),
    Step(timedelta(hours=18), _nothing),
)
