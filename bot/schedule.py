"""When a schedule is due: days, local times and an IANA zone become instants, each once.

A nominal time that a clock change skips is sent at the first minute that exists; one that comes
twice is sent the first time only; a local day that a zone leaves out altogether has no send.
Nothing here knows what time it is: the clock is passed in.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

EVERY_DAY = frozenset(range(7))
WEEKDAYS = frozenset(range(5))

_ONE_DAY = timedelta(days=1)
_SEARCH_DAYS = 800  # more than two years without an occurrence: there is none


@dataclass(frozen=True, slots=True)
class Timetable:
    """Local `times` in an IANA `zone`, on `days` (0 is Monday)."""

    times: tuple[time, ...]
    zone: str
    days: frozenset[int] = EVERY_DAY


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One send: its local date, the nominal local time, and the instant (UTC) it falls due."""

    day: date
    nominal: time
    instant: datetime

    @property
    def key(self) -> str:
        """What makes the occurrence unique within its schedule: "2026-03-29T02:30"."""
        return f"{self.day.isoformat()}T{self.nominal:%H:%M}"


def next_occurrences(timetable: Timetable, after: datetime, count: int) -> tuple[Occurrence, ...]:
    """The next `count` occurrences after the instant `after` (UTC-aware), earliest first."""
    first = after.astimezone(ZoneInfo(timetable.zone)).date() - _ONE_DAY
    found = _occurrences(timetable, first, first + timedelta(days=_SEARCH_DAYS))
    return tuple(islice((item for item in found if item.instant > after), count))


def due(timetable: Timetable, since: datetime, now: datetime) -> tuple[Occurrence, ...]:
    """The occurrences that fell due after `since` and up to `now` (both UTC), earliest first."""
    zone = ZoneInfo(timetable.zone)
    first = since.astimezone(zone).date() - _ONE_DAY
    last = now.astimezone(zone).date() + _ONE_DAY
    found = _occurrences(timetable, first, last)
    return tuple(item for item in found if since < item.instant <= now)


def _occurrences(timetable: Timetable, first: date, last: date) -> Iterator[Occurrence]:
    zone = ZoneInfo(timetable.zone)
    day = first
    while day <= last:
        if day.weekday() in timetable.days and _exists(day, zone):
            for nominal in sorted(timetable.times):
                yield Occurrence(day, nominal, _instant(day, nominal, zone))
        day += _ONE_DAY


def _instant(day: date, nominal: time, zone: ZoneInfo) -> datetime:
    """The instant (UTC) of a local time: the first of two, or the end of the gap it falls in."""
    first = datetime.combine(day, nominal, zone)
    instant = first.astimezone(UTC)
    if instant.astimezone(zone).replace(tzinfo=None) == first.replace(tzinfo=None):
        return instant
    return _end_of_gap(first.replace(fold=1).astimezone(UTC), instant, zone)


def _end_of_gap(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The instant between two at which the zone's offset changes, to the second."""
    offset = before.astimezone(zone).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = before + timedelta(seconds=int((after - before).total_seconds()) // 2)
        if middle.astimezone(zone).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return after


def _exists(day: date, zone: ZoneInfo) -> bool:
    """Whether the zone has this local day: Samoa had no 30 December 2011."""
    return _instant(day, time(0), zone).astimezone(zone).date() == day
