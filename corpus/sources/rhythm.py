"""When to look at a feed again: by its own rhythm, what it asks for, and how often it failed.

The bounds, five minutes and a day, are this project's own; that the longest wish wins is what
publishers ask of feed readers (RSS 2.0 ttl; RFC 9111 for the headers).
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median

SHORTEST = timedelta(minutes=5)
LONGEST = timedelta(days=1)
FIRST_RETRY = timedelta(minutes=5)
JITTER = 0.1
"""The share of a wait by which it is lengthened at most, so that feeds do not fall due at once."""

LATEST = 20
"""So many of the latest items tell the rhythm."""


def wait(
    stamps: Iterable[datetime],
    now: datetime,
    *,
    asked: Iterable[timedelta | None] = (),
    chance: float = 0.0,
) -> timedelta:
    """How long to leave a feed alone after it was read at `now` (UTC).

    `stamps` are its items' instants: half the usual time between two is waited, and a tenth of the
    time since the last one where the feed has gone quiet. `asked` are ttl and cache headers, of
    which the longest counts. `chance`, from 0 to 1, is how much of the jitter is added.
    """
    past = sorted(stamp for stamp in stamps if stamp <= now)[-LATEST:]
    own = LONGEST if len(past) < 2 else _half_gap(past)
    quiet = (now - past[-1]) / 10 if past else LONGEST
    wishes = [each for each in asked if each is not None]
    return _bounded(max(own, quiet, *wishes), chance)


def wait_after_failure(
    failures: int, *, asked: timedelta | None = None, chance: float = 0.0
) -> timedelta:
    """How long to wait after the n-th failure in a row: twice as long each time, at most a day.

    `asked` is what Retry-After says.
    """
    doubled = FIRST_RETRY * 2 ** min(max(failures, 1) - 1, 10)
    return _bounded(max(doubled, asked or SHORTEST), chance)


def _half_gap(past: list[datetime]) -> timedelta:
    gaps = [(later - earlier).total_seconds() for earlier, later in pairwise(past)]
    return timedelta(seconds=median(gaps) / 2)


def _bounded(length: timedelta, chance: float) -> timedelta:
    within = min(max(length, SHORTEST), LONGEST)
    return min(within * (1 + JITTER * chance), LONGEST)
