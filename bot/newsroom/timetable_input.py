"""Times of day and days of the week as people type them."""

import re
from datetime import time

from bot.schedule import EVERY_DAY, WEEKDAYS
from corpus.errors import BadInput

MOST_TIMES = 12
_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WORDS = {
    "": EVERY_DAY,
    "daily": EVERY_DAY,
    "every day": EVERY_DAY,
    "weekdays": WEEKDAYS,
    "weekends": EVERY_DAY - WEEKDAYS,
}
_TIME = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2}))?\s*(?P<half>[ap]\.?m\.?)?", re.IGNORECASE
)
_DAYS = re.compile(r"(?P<first>[a-z]+)(?:\s*(?:-|–|to)\s*(?P<last>[a-z]+))?")


def parse_times(typed: str) -> tuple[time, ...]:
    """ "8:00", "08:00, 18.30", "7 am": the times of day, in order. Raises BadInput."""
    parts = [part.strip() for part in re.split(r"[,;]| and ", typed) if part.strip()]
    times = sorted({_time(part) for part in parts})
    if not 0 < len(times) <= MOST_TIMES:
        raise BadInput("error.input.time", typed=typed)
    return tuple(times)


def parse_days(typed: str | None) -> frozenset[int]:
    """ "every day", "weekdays", "Mon, Wed", "Tue-Sat": days, 0 for Monday. Raises BadInput."""
    words = " ".join((typed or "").casefold().split())
    if words in _WORDS:
        return _WORDS[words]
    parts = [part.strip() for part in re.split(r"[,;/]| and ", words) if part.strip()]
    if not parts:
        raise BadInput("error.input.days", typed=typed)
    return frozenset[int]().union(*(_days(part, typed or "") for part in parts))


def _time(part: str) -> time:
    match = _TIME.fullmatch(part)
    if match is None:
        raise BadInput("error.input.time", typed=part)
    try:
        return time(_hour(int(match["hour"]), match["half"]), int(match["minute"] or 0))
    except ValueError as error:
        raise BadInput("error.input.time", typed=part) from error


def _hour(hour: int, half: str | None) -> int:
    """The hour of 24. Raises ValueError for 0 or 13 with "am" or "pm"."""
    if half is None:
        return hour
    if not 1 <= hour <= 12:
        raise ValueError(hour)
    return hour % 12 + (12 if half.casefold().startswith("p") else 0)


def _days(part: str, typed: str) -> frozenset[int]:
    match = _DAYS.fullmatch(part)
    if match is None or match["first"][:3] not in _NAMES:
        raise BadInput("error.input.days", typed=typed)
    first = _NAMES.index(match["first"][:3])
    if match["last"] is None:
        return frozenset({first})
    if match["last"][:3] not in _NAMES:
        raise BadInput("error.input.days", typed=typed)
    last = _NAMES.index(match["last"][:3])
    return frozenset((first + n) % 7 for n in range((last - first) % 7 + 1))
