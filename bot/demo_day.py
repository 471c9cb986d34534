"""A day in the demo: a newspaper's feed on loopback prints, corrects and withdraws, then cannot be
reached until the next evening; the bot follows. The clock jumps from one hour to the next; in
between it runs as ever.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from bot.demo import Stage, serve, simcord_epoch
from bot.demo_wire import LOOPBACK, Wire, open_wire
from bot.newsroom.schedules import ScheduleRequest
from bot.newsroom.settings import LibrarySettings
from bot.settings import Settings

PAUSE = 10.0
"""Seconds between two hours of the day: time to read what the bot has posted."""

BEGINS = timedelta(hours=6, minutes=30)

BRIEFINGS = "10:00, 18:00"

Act = Callable[[Wire, datetime], None]


@dataclass(frozen=True, slots=True)
class Step:
    """What happens at a time of the day, counted from midnight."""

    at: timedelta
    act: Act


async def show(settings: Settings, port: int) -> None:
    """Show the day in the browser until it is stopped; the newspaper's site stays up."""
    async with open_wire() as wire:
        await serve(
            settings,
            port,
            partial(play, wire=wire),
            before=partial(begin, wire=wire),
            allowed_hosts=(LOOPBACK,),
        )


async def begin(stage: Stage, wire: Wire) -> None:
    """A moderator follows the newspaper, has briefings at ten and at six, and is told of trouble.

    The page shows one channel, so that is the moderators' too.
    """
    now = _turn(stage, BEGINS)
    wire.publish("market", now - timedelta(hours=1))
    wire.publish("bridge", now - timedelta(minutes=30))
    newsroom, by = stage.app.newsroom, stage.moderator.id
    request = ScheduleRequest(stage.channel.id, BRIEFINGS, "UTC")
    await newsroom.add_schedule(stage.library, request, by=by)
    settings = LibrarySettings(moderator_channel=stage.channel.id)
    await newsroom.change_settings(stage.library, settings, by=by)
    await stage.moderator.slash(stage.channel, "source add", address=wire.feed_address)


async def play(stage: Stage, wire: Wire, pause: float = PAUSE) -> None:
    """Let the rest of the day pass."""
    for step in DAY:
        await asyncio.sleep(pause)
        step.act(wire, _turn(stage, step.at))


def _turn(stage: Stage, at: timedelta) -> datetime:
    """Turn both clocks, the bot's and that of the simulated Discord; gives the instant."""
    instant = simcord_epoch() + at
    stage.clock.turn_to(instant)
    stage.env.backend.advance_clock((instant - stage.env.now()).total_seconds())
    return instant


def _ferry(wire: Wire, now: datetime) -> None:
    wire.publish("ferry", now)


def _correction(wire: Wire, _now: datetime) -> None:
    wire.correct("ferry", by="ferry-corrected")


def _afternoon(wire: Wire, now: datetime) -> None:
    wire.publish("answer", now)
    wire.publish("rumour", now)


def _withdrawal(wire: Wire, _now: datetime) -> None:
    wire.withdraw("rumour")


def _outage(wire: Wire, _now: datetime) -> None:
    wire.down = True


def _recovery(wire: Wire, now: datetime) -> None:
    """What was printed while the site was down is in its feed."""
    wire.publish("agreed", now - timedelta(hours=2))
    wire.down = False


def _nothing(_wire: Wire, _now: datetime) -> None:
    """Only time passes: a briefing falls due, or trouble has lasted for a day."""


DAY = (
    Step(timedelta(hours=9), _ferry),
    Step(timedelta(hours=10), _nothing),
    Step(timedelta(hours=12), _correction),
    Step(timedelta(hours=14), _afternoon),
    Step(timedelta(hours=15, minutes=30), _withdrawal),
    Step(timedelta(hours=17), _outage),
    Step(timedelta(hours=18), _nothing),
    Step(timedelta(days=1, hours=10), _nothing),
    Step(timedelta(days=1, hours=18), _nothing),
    Step(timedelta(days=1, hours=19), _recovery),
    Step(timedelta(days=2, hours=10), _nothing),
)
