"""Times of day, days and quiet hours as people type them."""

import re
from dataclasses import dataclass
from datetime import time

from bot.quiet import NO_QUIET
from bot.schedule import EVERY_DAY, LAST_OF_MONTH, WEEKDAYS
from corpus.errors import BadInput

MOST_TIMES = 12
MOST_HOURS = 168
"""A week: what is due less often has days of its own."""

_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WORDS = {
    "": EVERY_DAY,
    "daily": EVERY_DAY,
    "every day": EVERY_DAY,
    "weekdays": WEEKDAYS,
    "weekends": EVERY_DAY - WEEKDAYS,
}
_NO_QUIET = {"none", "no", "off"}
_TIME = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2}))?\s*(?P<half>[ap]\.?m\.?)?", re.IGNORECASE
)
_DAYS = re.compile(r"(?P<first>[a-z]+)(?:\s*(?:-|–|to)\s*(?P<last>[a-z]+))?")
_EVERY = re.compile(
    r"(?:every\s+(?:(?P<hours>\d{1,3})\s*h(?:ours?)?|hour)|hourly)"
    r"(?:,?\s+(?:from|starting at|starting)\s+(?P<start>.+))?",
    re.IGNORECASE,
)
_IN_MONTH = re.compile(r"month|\b(?:first|last)\b|\d(?:st|nd|rd|th)\b")
_SHORTER = re.compile(r"\(.*\)")
_FILLING = {"on", "the", "of", "each", "every", "a", "month", "months", "day", "days"}
_MONTH_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")
_MONTH_WORDS = {"first": 1, "last": LAST_OF_MONTH, "monthly": 1}


@dataclass(frozen=True, slots=True)
class When:
    """Local times; or, with `every_hours`, the one local time that counting begins at."""

    times: tuple[time, ...]
    every_hours: int | None = None


@dataclass(frozen=True, slots=True)
class Days:
    """Days of the week (0 for Monday) or of the month (1 to 31, empty for all)."""

    week: frozenset[int] = EVERY_DAY
    month: frozenset[int] = frozenset()


def parse_when(typed: str) -> When:
    """ "8:00, 18:30", "every 6 hours", "every 6 hours from 8:30", "hourly". Raises BadInput."""
    match = _EVERY.fullmatch(typed.strip())
    if match is None:
        return When(parse_times(typed))
    hours = int(match["hours"] or 1)
    if not 0 < hours <= MOST_HOURS:
        raise BadInput("error.input.every", typed=typed, most=MOST_HOURS)
    return When((_time(match["start"].strip()) if match["start"] else time(0),), hours)


def parse_times(typed: str) -> tuple[time, ...]:
    """ "8:00", "08:00, 18.30", "7 am": the times of day, in order. Raises BadInput."""
    parts = [part.strip() for part in re.split(r"[,;]| and ", typed) if part.strip()]
    times = sorted({_time(part) for part in parts})
    if not 0 < len(times) <= MOST_TIMES:
        raise BadInput("error.input.time", typed=typed)
    return tuple(times)


def parse_days(typed: str | None) -> Days:
    """ "every day", "weekdays", "Mon, Wed", "Tue-Sat"; "on the first of the month", "1st and 15th",
    "last day of the month". Raises BadInput.
    """
    words = " ".join((typed or "").casefold().split())
    if words in _WORDS:
        return Days(_WORDS[words])
    in_month = _IN_MONTH.search(words) is not None
    parts = _parts(_SHORTER.sub("", words)) if in_month else _parts(words)
    if not parts:
        raise BadInput("error.input.days", typed=typed)
    if in_month:
        return Days(month=frozenset(_month_day(part, typed or "") for part in parts))
    return Days(frozenset[int]().union(*(_days(part, typed or "") for part in parts)))


def parse_quiet(typed: str | None) -> str | None:
    """ "22:00-07:00", "10 pm to 7 am": local hours as they are kept; "none" for none.

    None where nothing was typed. Raises BadInput.
    """
    words = " ".join((typed or "").casefold().split())
    if not words or words in _NO_QUIET:
        return NO_QUIET if words else None
    ends = [part.strip() for part in re.split(r"\s*(?:-|–|\bto\b|\buntil\b)\s*", words)]
    times = [_TIME.fullmatch(end) for end in ends]
    if len(ends) != 2 or not all(times) or _time(ends[0]) == _time(ends[1]):
        raise BadInput("error.input.quiet", typed=typed)
    return f"{_time(ends[0]):%H:%M}-{_time(ends[1]):%H:%M}"


def _parts(words: str) -> list[str]:
    return [part.strip() for part in re.split(r"[,;/]| and ", words) if part.strip()]


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


def _month_day(part: str, typed: str) -> int:
    """The one day of the month that is named."""
    told = [word for word in part.split() if word not in _FILLING]
    match = _MONTH_DAY.fullmatch(told[0]) if len(told) == 1 else None
    day = _MONTH_WORDS.get(told[0]) if len(told) == 1 else None
    if match is not None and 1 <= int(match[1]) <= LAST_OF_MONTH:
        day = int(match[1])
    if day is None:
        raise BadInput("error.input.days", typed=typed)
    return day
