"""What the clocks of a zone do, worked out apart from the product: from the zone's offsets alone.

Between two changes a zone's offset stands still, so a local time falls due at the earliest instant
at which the local clock shows it or more: its own, or the end of the hour that was left out.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

FIRST, LAST = date(2024, 1, 1), date(2030, 12, 31)
TIMES = (time(0), time(2, 30), time(8), time(23, 59))
ONE_DAY = timedelta(days=1)
_MARGIN = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Stretch:
    """From an instant (UTC) to the next stretch, the zone's clocks are so far ahead of UTC."""

    start: datetime
    offset: timedelta


@cache
def stretches(zone: str) -> tuple[Stretch, ...]:
    """The stretches of a zone from FIRST to LAST and a little around."""
    tz = ZoneInfo(zone)
    at = datetime.combine(FIRST, time(0), UTC) - _MARGIN
    end = datetime.combine(LAST, time(0), UTC) + _MARGIN
    found = [Stretch(at, _offset(at, tz))]
    while at < end:
        if _offset(at + ONE_DAY, tz) != found[-1].offset:
            change = _change(at, at + ONE_DAY, tz)
            found.append(Stretch(change, _offset(change, tz)))
        at += ONE_DAY
    return tuple(found)


def expected(zone: str, day: date, at: time) -> datetime:
    """The instant (UTC) at which the zone's clocks first show `day` and `at`, or more."""
    nominal = datetime.combine(day, at, UTC)
    parts = stretches(zone)
    ends = [part.start for part in parts[1:]] + [datetime.max.replace(tzinfo=UTC)]
    for part, end in zip(parts, ends, strict=True):
        instant = max(part.start, nominal - part.offset)
        if instant < end:
            return instant
    raise AssertionError(f"{zone} has no {day} {at}")


def alike() -> dict[str, tuple[str, ...]]:
    """Every zone of tzdata, under the first of those that do the same from FIRST to LAST."""
    classes: defaultdict[tuple[Stretch, ...], list[str]] = defaultdict(list)
    for zone in sorted(available_timezones()):
        classes[stretches(zone)].append(zone)
    return {zones[0]: tuple(zones) for zones in classes.values()}


def days_round_changes(zone: str, margin: int = 2) -> Sequence[date]:
    """The local days at most `margin` days from a change of the clocks."""
    changes = {part.start.date() for part in stretches(zone)[1:]}
    near = {day + n * ONE_DAY for day in changes for n in range(-margin, margin + 1)}
    return sorted(day for day in near if FIRST <= day <= LAST)


def all_days() -> Iterator[date]:
    """Every day from FIRST to LAST."""
    return (FIRST + n * ONE_DAY for n in range((LAST - FIRST).days + 1))


def _offset(at: datetime, tz: ZoneInfo) -> timedelta:
    offset = at.astimezone(tz).utcoffset()
    assert offset is not None
    return offset


def _change(before: datetime, after: datetime, tz: ZoneInfo) -> datetime:
    """The first second of the new offset."""
    old = _offset(before, tz)
    while after - before > timedelta(seconds=1):
        middle = before + timedelta(seconds=int((after - before).total_seconds()) // 2)
        before, after = (middle, after) if _offset(middle, tz) == old else (before, middle)
    return after
