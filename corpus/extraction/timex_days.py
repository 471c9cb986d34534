"""Resolvers of expressions that name a day, or a time within one."""

import re
from collections.abc import Callable
from datetime import date

from corpus.extraction import timex_calendar as calendar
from corpus.extraction.timex_patterns import LEXICON, MONTHS, WEEKDAYS
from corpus.extraction.timex_scene import UNKNOWN_DAY, Reading, Scene, a_date
from corpus.models import TimexType

Resolver = Callable[[re.Match[str], Scene], Reading | None]

DAYPARTS: dict[str, str] = LEXICON["dayparts"]
_DEICTIC = {
    "today": 0,
    "yesterday": -1,
    "tomorrow": 1,
    "the day before yesterday": -2,
    "the day after tomorrow": 2,
}
_NAMED_CLOCKS = {"noon": "12:00", "midday": "12:00", "midnight": "24:00"}


def month_number(printed: str) -> int:
    """The month (1 to 12) of a folded name or abbreviation."""
    return MONTHS[printed.rstrip(".")]


def weekday_number(printed: str) -> int:
    """The ISO weekday (Monday 1) of a folded name or abbreviation."""
    return WEEKDAYS[printed.rstrip(".")]


def with_part(value: str, part: str | None) -> Reading:
    """A DATE, or a TIME where a part of the day is named with it."""
    if part is None:
        return a_date(value)
    return Reading(TimexType.TIME, f"{value}T{DAYPARTS[part]}")


def real_day(year: int, month: int, day: int) -> date | None:
    """The day of these numbers, or None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def nearest_year(month: int, day: int, ahead: bool | None, base: date) -> int:
    """The year of a month and day told without one, seen from `base`.

    What lies behind: the last such day. Ahead: the next one, unless it has just gone by. Where the
    tense does not tell, or tells of a day ten months ago: the coming one, if it is near. Where the
    tense does not tell, that may be next year's.
    """
    away = (month - base.month) * 30 + day - base.day
    if ahead is True:
        return base.year + (away < -90)
    near = 100 if ahead is None else 75
    if ahead is None and away <= near - 360:
        return base.year + 1
    return base.year if away <= near else base.year - 1


def year_by_weekday(month: int, day: int, weekday: int, base: date) -> int | None:
    """The nearest year within three in which this day falls on `weekday`."""
    for shift in (0, -1, 1, -2, 2, -3):
        found = real_day(base.year + shift, month, day)
        if found is not None and found.isoweekday() == weekday:
            return found.year
    return None


def iso(match: re.Match[str], scene: Scene) -> Reading | None:
    """2022-03-16, 2022-03-16T10:15."""
    del scene
    found = real_day(int(match["year"]), int(match["month"]), int(match["day"]))
    if found is None:
        return None
    if match["clock"]:
        return Reading(TimexType.TIME, f"{found.isoformat()}T{match['clock']}")
    return a_date(found.isoformat())


def slashed(match: re.Match[str], scene: Scene) -> Reading | None:
    """3/16/2022 (month first, as US papers print; day first where only that is a date)."""
    del scene
    year = int(match["year"])
    if year < 100:
        year += 2000 if year < 50 else 1900
    first, second = int(match["first"]), int(match["second"])
    found = real_day(year, first, second) or real_day(year, second, first)
    return a_date(found.isoformat()) if found else None


def month_day_value(match: re.Match[str], scene: Scene, year: str | None) -> str | None:
    """The value of a month and a day, with its year if printed; None where no such day is."""
    month = month_number(match["month"] or match["month2"])
    day = int(match["day"] or match["day2"])
    if not 1 <= day <= 31:
        return None
    if year is not None:
        found = real_day(int(year), month, day)
        return found.isoformat() if found else None
    base = scene.publication
    if base is None:
        return f"XXXX-{month:02d}-{day:02d}"
    weekday = match["weekday"]
    chosen = year_by_weekday(month, day, weekday_number(weekday), base) if weekday else None
    if chosen is None:
        chosen = nearest_year(month, day, scene.ahead(match.start(), match.end()), base)
    if "which" in match.re.groupindex and match["which"] == "last":
        chosen = base.year - ((month, day) >= (base.month, base.day))
    found = real_day(chosen, month, day)
    return found.isoformat() if found else None


def month_day(match: re.Match[str], scene: Scene) -> Reading | None:
    """March 16, 16 March 2022, Wednesday, March 16, early on March 16."""
    name = "month" if match["month"] else "month2"
    if not scene.capital(match.start(name)):
        return None
    value = month_day_value(match, scene, match["year"])
    return a_date(value) if value else None


def week_of(match: re.Match[str], scene: Scene) -> Reading | None:
    """The week of March 6."""
    base = scene.publication
    if base is None:
        return None
    month, day = month_number(match["month"]), int(match["day"])
    year = nearest_year(month, day, scene.ahead(match.start(), match.end()), base)
    found = real_day(year, month, day)
    return a_date(calendar.iso_week(found)) if found else None


def weekday_day(weekday: int, which: str | None, span: tuple[int, int], scene: Scene) -> str:
    """The value of a weekday beside last, next, this, the previous, the following, that."""
    base = scene.publication
    which = (which or "").removeprefix("the ")
    if which in {"previous", "prior", "preceding", "following", "same", "that", "that same"}:
        base = scene.anchor
    if base is None:
        return f"XXXX-WXX-{weekday}"
    if which in {"next", "coming", "following", "this coming"}:
        found = calendar.weekday_after(base, weekday)
    elif which in {"last", "past", "previous", "prior", "preceding", "this past"}:
        found = calendar.weekday_on_or_before(calendar.shift_days(base, -1), weekday)
    elif which == "this" or (not which and scene.ahead(*span)):
        # Papers name the day that they appear on by its weekday, too: "votes on Tuesday".
        found = calendar.weekday_after(calendar.shift_days(base, -1), weekday)
    else:
        found = calendar.weekday_on_or_before(base, weekday)
    return found.isoformat()


def weekday(match: re.Match[str], scene: Scene) -> Reading | None:
    """Wednesday, last Friday, the following Monday, Sunday night, earlier Wednesday.

    A part of the day beside the name only narrows it: the annotators of TimeBank and AQUAINT call
    "Sunday night" a DATE in 24 places of 30.
    """
    name = match["weekday"]
    if name.rstrip(".") not in LEXICON["weekdays"] and not scene.capital(match.start("weekday")):
        return None
    value = weekday_day(weekday_number(name), match["which"], match.span(), scene)
    return a_date(value)


def weekday_of_week(match: re.Match[str], scene: Scene) -> Reading | None:
    """Friday of last week."""
    number = weekday_number(match["weekday"])
    base = scene.publication
    if base is None:
        return a_date(f"XXXX-WXX-{number}")
    weeks = {"last": -1, "this": 0, "next": 1}[match["which"]]
    monday = calendar.weekday_on_or_before(base, 1)
    return a_date(calendar.shift_days(monday, 7 * weeks + number - 1).isoformat())


def day_away(by: int, base: date | None) -> str:
    """The day `by` days from `base`."""
    return UNKNOWN_DAY if base is None else calendar.shift_days(base, by).isoformat()


def deictic(match: re.Match[str], scene: Scene) -> Reading | None:
    """Today, yesterday, tomorrow morning, late yesterday."""
    return with_part(day_away(_DEICTIC[match["deictic"]], scene.publication), match["part"])


def tonight(match: re.Match[str], scene: Scene) -> Reading | None:
    """Tonight, last night, overnight, this morning."""
    word = match["word"]
    by = -1 if word == "last night" else 0
    part = match["part"] or "night"
    return with_part(day_away(by, scene.publication), part)


def feast(match: re.Match[str], scene: Scene) -> Reading | None:
    """Thanksgiving, Christmas Day 2021, last Easter."""
    if not scene.capital(match.start("feast")) and not match["feast"].startswith("the "):
        return None
    name: str = LEXICON["feasts"][match["feast"]]
    if match["year"]:
        return a_date(calendar.feast(name, int(match["year"])).isoformat())
    base = scene.publication
    if base is None:
        return a_date(UNKNOWN_DAY)
    this_year = calendar.feast(name, base.year)
    ahead = {"last": False, "next": True}.get(
        match["which"] or "", scene.ahead(match.start(), match.end())
    )
    year = nearest_year(this_year.month, this_year.day, ahead, base)
    return a_date(calendar.feast(name, year).isoformat())


def the_day(match: re.Match[str], scene: Scene) -> Reading | None:
    """That day, the same day, the day before: counted from the day told last."""
    by = {"the day before": -1, "the day after": 1}.get(match["word"], 0)
    if by and re.match(r" [a-z0-9]", scene.folded[match.end() :]):
        return None  # "the day before the vote" names no day that can be counted to
    return a_date(day_away(by, scene.anchor))


def clock(match: re.Match[str], scene: Scene) -> Reading | None:
    """10:30 a.m. on Wednesday, noon, 9 p.m. EST today."""
    if match["named"]:
        hour = _NAMED_CLOCKS[match["named"]]
    else:
        number = int(match["hour"])
        if number > 12:
            return None
        number = number % 12 + (12 if match["half"].startswith("p") else 0)
        hour = f"{number:02d}:{match['minute'] or '00'}"
    return Reading(TimexType.TIME, f"{_day_beside_clock(match, scene)}T{hour}")


def _day_beside_clock(match: re.Match[str], scene: Scene) -> str:
    """The day printed after a time of day, else the one told within the last sentences."""
    if match["weekday2"]:
        return weekday_day(weekday_number(match["weekday2"]), None, match.span(), scene)
    if match["deictic"]:
        return day_away(_DEICTIC[match["deictic"]], scene.publication)
    if match["month"] or match["month2"]:
        return month_day_value(match, scene, None) or UNKNOWN_DAY
    near = scene.told is not None and match.start() - scene.told_at < 300
    return day_away(0, scene.told if near else scene.publication)


RESOLVERS: dict[str, Resolver] = {
    "iso": iso,
    "slashed": slashed,
    "month_day": month_day,
    "week_of": week_of,
    "weekday": weekday,
    "weekday_of_week": weekday_of_week,
    "deictic": deictic,
    "tonight": tonight,
    "feast": feast,
    "the_day": the_day,
    "clock": clock,
}
