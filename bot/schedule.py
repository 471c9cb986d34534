"""When a schedule is due: days, local times and an IANA zone become instants, each once.

A nominal time that a clock change skips is sent at the first minute that exists; one that comes
twice is sent the first time only; a local day that a zone leaves out altogether has no send. Every
so many hours is counted in UTC, whatever the clocks do. What falls into quiet hours is sent at
their end, once. Nothing here knows what time it is: the clock is passed in.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from bot.local_time import ONE_DAY, exists, instant_of
from bot.quiet import Quiet

EVERY_DAY = frozenset(range(7))
WEEKDAYS = frozenset(range(5))
LAST_OF_MONTH = 31
"""A day of the month that a month does not have is its last one: 31 is the last of each."""

_SEARCH_DAYS = 800  # more than two years without an occurrence: there is none
_MARGIN = 2 * ONE_DAY
"""Quiet hours hold a send back by less than a day; a local day and UTC's differ by less too."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Every so many hours, counted from the instant `anchor` (UTC) both ways."""

    hours: int
    anchor: datetime


@dataclass(frozen=True, slots=True)
class Timetable:
    """Local `times` in an IANA `zone`, or an `interval` instead, on `days` (0 is Monday).

    `month_days` are 1 to 31, and empty for all; days are local ones for an interval too.
    """

    times: tuple[time, ...]
    zone: str
    days: frozenset[int] = EVERY_DAY
    month_days: frozenset[int] = frozenset()
    interval: Interval | None = None
    quiet: Quiet | None = None


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One send: its local date, the nominal local time, and the instant (UTC) it falls due.

    `counted` ones of an interval have UTC's date and time. `held` says that quiet hours have put
    the instant off.
    """

    day: date
    nominal: time
    instant: datetime
    counted: bool = False
    held: bool = False

    @property
    def key(self) -> str:
        """What makes the occurrence unique within its schedule.

        "2026-03-29T02:30", with a Z where it is counted in UTC.
        """
        return f"{self.day.isoformat()}T{self.nominal:%H:%M}{'Z' if self.counted else ''}"


def next_occurrences(timetable: Timetable, after: datetime, count: int) -> tuple[Occurrence, ...]:
    """The next `count` occurrences after the instant `after` (UTC-aware), earliest first."""
    found = _occurrences(timetable, after - _MARGIN, after + timedelta(days=_SEARCH_DAYS))
    return tuple(islice((item for item in found if item.instant > after), count))


def due(timetable: Timetable, since: datetime, now: datetime) -> tuple[Occurrence, ...]:
    """The occurrences that fell due after `since` and up to `now` (both UTC), earliest first."""
    found = _occurrences(timetable, since - _MARGIN, now + ONE_DAY)
    return tuple(item for item in found if since < item.instant <= now)


def _occurrences(timetable: Timetable, first: datetime, last: datetime) -> Iterator[Occurrence]:
    """All of the local days of two instants, in order, held back where they must be."""
    zone = ZoneInfo(timetable.zone)
    if timetable.interval is not None:
        nominal = _counted(timetable, timetable.interval, first, last)
    else:
        nominal = _timed(timetable, first.astimezone(zone).date(), last.astimezone(zone).date())
    quiet = timetable.quiet
    return nominal if quiet is None else _held_back(nominal, quiet.stretches(first))


def _timed(timetable: Timetable, day: date, last: date) -> Iterator[Occurrence]:
    zone = ZoneInfo(timetable.zone)
    while day <= last:
        if _fits(timetable, day) and exists(day, zone):
            for nominal in sorted(timetable.times):
                yield Occurrence(day, nominal, instant_of(day, nominal, zone))
        day += ONE_DAY


def _counted(
    timetable: Timetable, interval: Interval, first: datetime, last: datetime
) -> Iterator[Occurrence]:
    zone, step = ZoneInfo(timetable.zone), timedelta(hours=interval.hours)
    instant = interval.anchor + step * -((interval.anchor - first) // step)
    while instant <= last:
        if _fits(timetable, instant.astimezone(zone).date()):
            at = instant.astimezone(UTC)
            yield Occurrence(at.date(), at.time(), at, counted=True)
        instant += step


def _held_back(
    nominal: Iterable[Occurrence], stretches: Iterator[tuple[datetime, datetime]]
) -> Iterator[Occurrence]:
    """Each at the end of the quiet stretch that it falls in; of those held until then, the last."""
    start, end = next(stretches)
    held: Occurrence | None = None
    for item in nominal:
        while end <= item.instant:
            start, end = next(stretches)
        put_off = end if start <= item.instant else item.instant
        if held is not None and held.instant != put_off:
            yield held
        held = None
        if put_off == item.instant:
            yield item
        else:
            held = replace(item, instant=put_off, held=True)
    if held is not None:
        yield held


def _fits(timetable: Timetable, day: date) -> bool:
    if day.weekday() not in timetable.days:
        return False
    if not timetable.month_days or day.day in timetable.month_days:
        return True
    return day.day == monthrange(day.year, day.month)[1] and max(timetable.month_days) > day.day
