"""Dates as pages print them above and below an article: which day, at what time, in which zone.

Only a date with a year tells a publication day; nothing is guessed from today's date.
"""

import re
import tomllib
from calendar import month_abbr
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo

_MONTHS: list[str] = [name.lower() for name in month_abbr][1:]
_MONTH = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:(?:Mon|Tue|Tues|Wed|Wednes|Thu|Thur|Thurs|Fri|Sat|Satur|Sun)(?:day)?\.?,?\s+)?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d{2})"
_CLOCK = (
    r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::\d{2}(?:\.\d+)?)?"
    r"\s*(?P<half>[ap]\.?m\.?)?\s*(?P<zone>\(?[A-Z]{1,4}\)?|[+-]\d{2}:?\d{2})?(?![\w])"
)
_AT = r"(?:,?\s*(?:at|\||·|•|-|–|—|@)?\s*|T)"
_LABEL = (
    r"(?P<label>(?:first |originally |last )?(?:published|posted|updated|modified|created|edited)"
    r"|date|dated)?\s*(?:on|at)?\s*[:=]?\s*"
)


_DAYS = (
    rf"{_YEAR}-(?P<monthnumber>\d{{2}})-(?P<day>\d{{2}})",
    rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}",
    rf"{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}",
    rf"(?P<one>\d{{1,2}})(?P<between>[/.])(?P<other>\d{{1,2}})(?P=between){_YEAR}",
)
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for day in _DAYS
    for form in (
        rf"{_LABEL}{_WEEKDAY}{day}(?:{_AT}{_CLOCK})?",
        rf"{_LABEL}{_CLOCK},?\s+(?:on\s+)?{_WEEKDAY}{day}",
    )
)
_WORD_START = re.compile(r"\b\w")
_BETWEEN = re.compile(r"[\s|·•,;/()–—-]*")


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date as printed: its day, its instant (UTC) and offset where a time and a zone stand by it.

    `updated` says that it is the date of a later version and not of the publication.
    """

    day: date
    instant: datetime | None
    offset_minutes: int | None
    updated: bool
    end: int


def printed_date(line: str, start: int = 0) -> PrintedDate | None:
    """The date that is printed at `start` of `line`, its label ("Updated", "date") included."""
    for form in _FORMS:
        if (match := form.match(line, start)) and (day := _day(match)):
            instant, offset = _instant(match, day)
            updated = (match["label"] or "").lower().endswith(("updated", "modified", "edited"))
            return PrintedDate(day, instant, offset, updated, match.end())
    return None


def printed_dates(line: str) -> tuple[PrintedDate, ...]:
    """The dates of a `line` that holds nothing but dates; empty where it holds anything else."""
    found: list[PrintedDate] = []
    at = 0
    while at < len(line):
        printed = printed_date(line, at)
        if printed is None:
            return ()
        found.append(printed)
        between = _BETWEEN.match(line, printed.end)
        at = between.end() if between else printed.end
    return tuple(found)


def find_date(line: str) -> PrintedDate | None:
    """The first date with a year anywhere in `line`."""
    for word in _WORD_START.finditer(line):
        if printed := printed_date(line, word.start()):
            return printed
    return None


def _day(match: re.Match[str]) -> date | None:
    groups = match.groupdict()
    month, day = _month_and_day(groups)
    try:
        return date(int(groups["year"]), month, day)
    except ValueError:
        return None


def _month_and_day(groups: dict[str, str | None]) -> tuple[int, int]:
    """The numbers of month and day; (0, 0) for 4/5/2022, which is two days on two continents."""
    if (one := groups.get("one")) and (other := groups.get("other")):
        low, high = sorted((int(one), int(other)))
        return (low, high) if high > 12 or low == high else (0, 0)
    day = int(groups.get("day") or 0)
    if name := groups.get("month"):
        return _MONTHS.index(name[:3].lower()) + 1, day
    return int(groups.get("monthnumber") or 0), day


def _instant(match: re.Match[str], day: date) -> tuple[datetime | None, int | None]:
    if not match["hour"] or not match["zone"]:
        return None, None
    hour = int(match["hour"])
    if match["half"]:
        hour = hour % 12 + (12 if match["half"][0] in "pP" else 0)
    try:
        local = datetime.combine(day, time(hour, int(match["minute"])))
    except ValueError:
        return None, None
    offset = _offset(match["zone"], local)
    if offset is None:
        return None, None
    zone = timezone(timedelta(minutes=offset))
    return local.replace(tzinfo=zone).astimezone(UTC), offset


def _offset(zone: str, local: datetime) -> int | None:
    """Minutes east of UTC that the printed `zone` means at the `local` time."""
    if zone[0] in "+-":
        minutes = int(zone[1:3]) * 60 + int(zone[-2:])
        return -minutes if zone[0] == "-" else minutes
    fixed, seasonal = _zones()
    zone = zone.strip("()").upper()
    if zone in seasonal:
        offset = local.replace(tzinfo=ZoneInfo(seasonal[zone])).utcoffset()
        return int(offset.total_seconds() // 60) if offset is not None else None
    return fixed.get(zone)


@cache
def _zones() -> tuple[dict[str, int], dict[str, str]]:
    file = resources.files("corpus.reading") / "lexicons" / "zones.toml"
    lists = tomllib.loads(file.read_text(encoding="utf-8"))
    return lists["offsets"], lists["seasonal"]
