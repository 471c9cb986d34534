"""Quiet hours: local hours of every day in which nothing is sent that nobody asks for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import takewhile
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
        start, end = next(each for each in self.stretches(instant) if each[1] > instant)
        return end if start <= instant else instant

    def within(self, first: datetime, last: datetime) -> timedelta:
        """How much of the time between two instants (UTC) is quiet."""
        begun = takewhile(lambda each: each[0] < last, self.stretches(first))
        shared = (min(end, last) - max(start, first) for start, end in begun)
        return sum((each for each in shared if each > timedelta()), timedelta())

    def stretches(self, instant: datetime) -> Iterator[tuple[datetime, datetime]]:
        """The quiet stretches (UTC), in order and without end: from before an instant on.

        Those that a change of the clocks lets run into each other are one.
        """
        zone = ZoneInfo(self.zone)
        day = instant.astimezone(zone).date() - 2 * ONE_DAY
        over = ONE_DAY if self.end <= self.start else timedelta()
        start, end = instant_of(day, self.start, zone), instant_of(day + over, self.end, zone)
        while True:
            day += ONE_DAY
            following = instant_of(day, self.start, zone)
            if following > end:
                yield start, end
                start = following
            end = instant_of(day + over, self.end, zone)


def quiet_of(kept: str | None, zone: str) -> Quiet | None:
    """The quiet hours kept as "22:00-07:00"; None for none."""
    if kept is None or kept == NO_QUIET:
        return None
    start, end = (time.fromisoformat(each) for each in kept.split("-"))
    return Quiet(start, end, zone)
