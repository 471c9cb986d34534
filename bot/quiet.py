"""Quiet hours: local hours of every day in which nothing is sent that nobody asks for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.local_time import ONE_DAY, instant_of

NO_QUIET = "none"
"""What is kept where a schedule has no quiet hours although its library has."""


@dataclass(frozen=True, slots=True)
class Quiet:
    """From `start` to `end`, local times in an IANA `zone`, over midnight where it ends earlier.

    The start is quiet, the end is not. A time that the clocks skip or repeat is taken as in
    `bot.local_time`.
    """

    start: time
    end: time
    zone: str

    def end_for(self, instant: datetime) -> datetime:
        """The end (UTC) of the quiet hours that an instant falls in; else the instant itself."""
        for start, end in self._stretches(instant, instant):
            if start <= instant < end:
                instant = end
        return instant

    def within(self, first: datetime, last: datetime) -> timedelta:
        """How much of the time between two instants (UTC) is quiet."""
        shared = (min(end, last) - max(start, first) for start, end in self._stretches(first, last))
        return sum((each for each in shared if each > timedelta()), timedelta())

    def _stretches(self, first: datetime, last: datetime) -> Iterator[tuple[datetime, datetime]]:
        """The quiet stretches (UTC) round two instants, in order; some before and after too."""
        zone = ZoneInfo(self.zone)
        day = first.astimezone(zone).date() - 2 * ONE_DAY
        until = last.astimezone(zone).date() + ONE_DAY
        over = self.end <= self.start
        while day <= until:
            closing = day + ONE_DAY if over else day
            yield instant_of(day, self.start, zone), instant_of(closing, self.end, zone)
            day += ONE_DAY


def quiet_of(kept: str | None, zone: str) -> Quiet | None:
    """The quiet hours kept as "22:00-07:00"; None for none."""
    if kept is None or kept == NO_QUIET:
        return None
    start, end = (time.fromisoformat(each) for each in kept.split("-"))
    return Quiet(start, end, zone)
