"""Local time over every zone of tzdata, 2024 to 2030: our sends beside APScheduler's triggers.

    python -m tests.bench.local_time

Each local day has a slot for a time: from the instant its clocks first show the time to that of the
next day. A slot with no send is missed, one with several is doubled; a send elsewhere than at the
slot's beginning is moved. Prints the table of docs/local-time.md; exits with 1 if one of ours is
missed, doubled or moved. Ours is computed in every zone; APScheduler's triggers, which are slower,
once for all zones whose clocks do the same.
"""

import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time
from importlib.metadata import version
from typing import Any
from zoneinfo import ZoneInfo, reset_tzpath

from apscheduler.triggers.calendarinterval import (  # pyright: ignore[reportMissingTypeStubs]
    CalendarIntervalTrigger,
)
from apscheduler.triggers.cron import CronTrigger  # pyright: ignore[reportMissingTypeStubs]

from bot.schedule import Timetable, due
from tests.bot.clock_changes import FIRST, LAST, ONE_DAY, TIMES, alike, all_days, expected

SECOND = ONE_DAY / 86_400

Sends = Callable[[str, time, datetime, datetime], Iterator[datetime]]


@dataclass(frozen=True, slots=True)
class Count:
    """How the sends of one way lie in the slots."""

    slots: int = 0
    doubled: int = 0
    missed: int = 0
    moved: int = 0

    def __add__(self, other: "Count") -> "Count":
        """Both together."""
        return Count(
            self.slots + other.slots,
            self.doubled + other.doubled,
            self.missed + other.missed,
            self.moved + other.moved,
        )

    def __mul__(self, times: int) -> "Count":
        """The same in so many zones."""
        return Count(
            self.slots * times, self.doubled * times, self.missed * times, self.moved * times
        )


def ours(zone: str, at: time, after: datetime, until: datetime) -> Iterator[datetime]:
    """What On Record sends."""
    return (item.instant for item in due(Timetable((at,), zone), after, until))


def cron(zone: str, at: time, after: datetime, until: datetime) -> Iterator[datetime]:
    """APScheduler's CronTrigger."""
    trigger = CronTrigger(hour=at.hour, minute=at.minute, timezone=ZoneInfo(zone))
    return _fired(trigger, after, until)


def calendar(zone: str, at: time, after: datetime, until: datetime) -> Iterator[datetime]:
    """APScheduler's CalendarIntervalTrigger, every day."""
    trigger = CalendarIntervalTrigger(
        days=1, hour=at.hour, minute=at.minute, start_date=FIRST, timezone=ZoneInfo(zone)
    )
    return _fired(trigger, after, until)


def _fired(trigger: Any, after: datetime, until: datetime) -> Iterator[datetime]:
    last, now = None, after
    while (fired := trigger.get_next_fire_time(last, now)) is not None and fired <= until:
        yield fired.astimezone(UTC)
        last, now = fired, fired.astimezone(UTC) + SECOND


def count(sends: Sends, zone: str, at: time) -> Count:
    """Lay the sends of one way into the slots of a zone and a time."""
    slots = [expected(zone, day, at) for day in all_days()]
    end = expected(zone, LAST + ONE_DAY, at)
    found = [send for send in sends(zone, at, slots[0] - SECOND, end) if send < end]
    filled = Counter(bisect_right(slots, send) for send in found)
    filled.pop(0, None)
    beginnings = set(slots)
    return Count(
        len(slots),
        doubled=sum(number > 1 for number in filled.values()),
        missed=len(slots) - len(filled),
        moved=sum(send not in beginnings for send in found if send >= slots[0]),
    )


def main() -> int:
    """Print the table."""
    reset_tzpath(())  # the package tzdata, not what this machine happens to have
    zones = alike()
    number = sum(map(len, zones.values()))
    print(f"{number} zones (tzdata {version('tzdata')}), {FIRST} to {LAST}, APScheduler")
    print(f"{version('apscheduler')}; {len(zones)} of them differ in what their clocks do.\n")
    print("| Time | Sent by | Local days | Doubled | Missed | At another minute |")
    print("|---|---|---:|---:|---:|---:|")
    failed = False
    for at in TIMES:
        own = sum((count(ours, each, at) for same in zones.values() for each in same), Count())
        failed |= own != Count(own.slots)
        _print(at, "On Record", own)
        for name, way in (("CronTrigger", cron), ("CalendarIntervalTrigger", calendar)):
            folded = (count(way, zone, at) * len(same) for zone, same in zones.items())
            _print(at, name, sum(folded, Count()))
    return int(failed)


def _print(at: time, name: str, got: Count) -> None:
    figures = " | ".join(f"{each:,}" for each in (got.slots, got.doubled, got.missed, got.moved))
    print(f"| {at:%H:%M} | {name} | {figures} |", flush=True)


if __name__ == "__main__":
    sys.exit(main())
