"""Local times become instants: each once, whatever the clocks of a zone do."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ONE_DAY = timedelta(days=1)


def instant_of(day: date, nominal: time, zone: ZoneInfo) -> datetime:
    """The instant (UTC) of a local time: the first of two, or the end of the gap it falls in."""
    first = datetime.combine(day, nominal, zone)
    instant = first.astimezone(UTC)
    if instant.astimezone(zone).replace(tzinfo=None) == first.replace(tzinfo=None):
        return instant
    return _end_of_gap(first.replace(fold=1).astimezone(UTC), instant, zone)


def exists(day: date, zone: ZoneInfo) -> bool:
    """Whether the zone has this local day: Samoa had no 30 December 2011."""
    return instant_of(day, time(0), zone).astimezone(zone).date() == day


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
