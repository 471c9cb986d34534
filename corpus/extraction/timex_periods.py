"""Resolvers of expressions that name a week, month, quarter, season, year or decade."""

import re
from datetime import date

from corpus.extraction import timex_calendar as calendar
from corpus.extraction.timex_days import Resolver, day_away, month_number, nearest_year, with_part
from corpus.extraction.timex_lengths import counted, length
from corpus.extraction.timex_patterns import LEXICON, NUMBERS, ORDINALS
from corpus.extraction.timex_scene import Reading, Scene, a_date
from corpus.models import TimexType

UNITS: dict[str, str] = LEXICON["units"]
SEASONS: dict[str, str] = LEXICON["seasons"]
_BACK = {"last", "past", "previous", "prior", "preceding", "this past"}
_ON = {"next", "coming", "following", "this coming"}
_FROM_TOLD = {"previous", "prior", "preceding", "following", "same", "that", "that same"}
_YEARS_AWAY = {"this": 0, "the": 0, "last": -1, "next": 1}


def month_value(month: int, year: int | None) -> str:
    """A TIMEX3 month."""
    return f"{year:04d}-{month:02d}" if year is not None else f"XXXX-{month:02d}"


def _printed_year(words: str | None, scene: Scene) -> int | None:
    """The year of "1990", "this year", "last year's"; None where it cannot be told."""
    words = (words or "").strip()
    if words[:4].isdigit():
        return int(words[:4])
    if scene.publication is None or not words:
        return None
    return scene.publication.year + _YEARS_AWAY[words.split(" ")[0]]


def month_year(match: re.Match[str], scene: Scene) -> Reading | None:
    """March 2022, late November 1995, June last year."""
    if not scene.capital(match.start("month")):
        return None
    year = _printed_year(match["year"] or match["ofyear"], scene)
    return a_date(month_value(month_number(match["month"]), year))


def _is_modal_may(match: re.Match[str], scene: Scene) -> bool:
    """Whether "May" or "March" opens a sentence, so that it may be no month."""
    start = match.start("month")
    opens = not scene.text[:start].rstrip(" \"'“‘(") or scene.text[:start].rstrip()[-1:] in ".!?\n”"
    return match["month"] in {"may", "march"} and opens and start == match.start()


def month(match: re.Match[str], scene: Scene) -> Reading | None:
    """March, late November."""
    if not scene.capital(match.start("month")) or _is_modal_may(match, scene):
        return None
    if match["month"].rstrip(".") in {"mar", "jan", "jun", "dec", "sep"} and not match[
        "month"
    ].endswith("."):
        return None  # a name (Jan), or an abbreviation of something else
    number = month_number(match["month"])
    base = scene.publication
    if base is None:
        return a_date(month_value(number, None))
    ahead = scene.ahead(match.start(), match.end())
    return a_date(month_value(number, nearest_year(number, 1, ahead, base.replace(day=1))))


def which_month(match: re.Match[str], scene: Scene) -> Reading | None:
    """Last April, this September, next May."""
    if not scene.capital(match.start("month")):
        return None
    number = month_number(match["month"])
    which = match["which"].removeprefix("the ")
    base = scene.anchor if which in _FROM_TOLD else scene.publication
    if base is None:
        return a_date(month_value(number, None))
    year = base.year
    if which in _BACK:
        year -= number >= base.month
    elif which in _ON:
        year += number <= base.month
    return a_date(month_value(number, year))


def _unit_value(unit: str, by: int, base: date) -> str:
    """The value of the period of `unit` that lies `by` periods from the one that holds `base`."""
    if unit == "D":
        return calendar.shift_days(base, by).isoformat()
    if unit in {"W", "WE"}:
        week = calendar.iso_week(calendar.shift_days(base, 7 * by))
        return week + ("-WE" if unit == "WE" else "")
    if unit == "F":
        return calendar.iso_week(calendar.shift_days(base, 14 * by))
    if unit == "M":
        return calendar.shift_months(base, by).isoformat()[:7]
    if unit == "Q":
        return calendar.shift_quarter(*calendar.quarter(base), by)
    size, digits = {"Y": (1, 4), "E": (10, 3), "C": (100, 2)}[unit]
    return f"{base.year // size + by:0{digits}d}"


def _latest_quarter(scene: Scene, base: date) -> str:
    """The quarter told last, if it had ended by `base`, else the last one that had."""
    ended = calendar.shift_quarter(*calendar.quarter(base), -1)
    return scene.quarter if scene.quarter and scene.quarter <= ended else ended


def _steps(which: str) -> int:
    """How many periods away "last", "next", "this" are."""
    return -1 if which in _BACK else 1 if which in _ON else 0


def which_unit(match: re.Match[str], scene: Scene) -> Reading | None:
    """Last week, this year, the following month, the next day, last fall, that morning."""
    which = match["which"].removeprefix("the ")
    told = which in _FROM_TOLD or (match["unit"] == "day" and match["which"].startswith("the "))
    base = scene.anchor if told else scene.publication
    if base is None:
        return a_date("XXXX")
    if match["season"]:
        return a_date(_which_season(match["season"], which, base))
    if match["part"]:
        return with_part(day_away(_steps(which), base), match["part"])
    if which in {"that", "same", "that same"} and match["unit"] in {"month", "year"}:
        told = (scene.told_value or "")[: 4 if match["unit"] == "year" else 7]
        if len(told) >= (4 if match["unit"] == "year" else 7):
            return a_date(told)
    value = _which_period(match["unit"], which, base, scene)
    return a_date(value) if value else None


def _which_period(unit: str | None, which: str, base: date, scene: Scene) -> str | None:
    """The value of "last week", "the latest period"; None for units within a day."""
    letters = UNITS[unit] if unit else "Q"
    if letters.startswith("T"):
        return None
    if which in {"latest", "most recent"} and letters == "Q":
        return _latest_quarter(scene, base)
    if unit is None:  # "the same period": only where a quarter was told
        return scene.quarter if which == "same" else None
    return _unit_value(letters, -1 if which == "latest" else _steps(which), base)


def _which_season(season: str, which: str, base: date) -> str:
    """Last fall, this summer."""
    letters = SEASONS[season]
    first_month = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[letters]
    year = base.year
    if which in _BACK:
        year -= first_month + 2 >= base.month
    elif which in _ON:
        year += first_month <= base.month
    return f"{year:04d}-{letters}"


def season_year(match: re.Match[str], scene: Scene) -> Reading | None:
    """The winter of 1994."""
    del scene
    return a_date(f"{match['year']}-{SEASONS[match['season']]}")


def season(match: re.Match[str], scene: Scene) -> Reading | None:
    """The summer: of the publication's year."""
    if scene.publication is None or re.match(r" (?:of|from)\b", scene.folded[match.end() :]):
        return None
    return a_date(f"{scene.publication.year:04d}-{SEASONS[match['season']]}")


def quarter(match: re.Match[str], scene: Scene) -> Reading | None:
    """The third quarter, the first half of 1990, last year's fourth quarter."""
    printed = match["ordinal"]
    number = ORDINALS.get(printed) or int(printed[0])
    if number > (4 if match["unit"] == "quarter" else 2):
        return None
    year = _printed_year(match["of"] or match["year"] or match["deictic"], scene)
    if year is None:
        if match["unit"] == "half" or scene.publication is None:
            return None
        this_year, this_quarter = calendar.quarter(scene.publication)
        year = this_year - (number > this_quarter + 1)
    if match["unit"] == "half":
        return a_date(f"{year:04d}-H{number}")
    scene.quarter = f"{year:04d}-Q{number}"
    return a_date(scene.quarter)


def quarter_q(match: re.Match[str], scene: Scene) -> Reading | None:
    """Q3, Q1 2022."""
    year = int(match["year"]) if match["year"] else None
    if year is None and scene.publication is not None:
        year = scene.publication.year
    if year is None or not scene.capital(match.start()):
        return None
    scene.quarter = f"{year:04d}-Q{match['ordinal']}"
    return a_date(scene.quarter)


def fiscal_year(match: re.Match[str], scene: Scene) -> Reading | None:
    """Fiscal 1989."""
    del scene
    return a_date(match["year"])


def year_period(match: re.Match[str], scene: Scene) -> Reading | None:
    """The 1988 quarter: that of the quarter told last."""
    told = scene.quarter
    return a_date(match["year"] + (told[4:] if told else ""))


def year_ago(match: re.Match[str], scene: Scene) -> Reading | None:
    """Year-earlier, the year-ago quarter: a year before the period told last."""
    base = scene.publication
    if base is None:
        return None
    if scene.quarter is None and match["what"] not in {"quarter", "period"}:
        return a_date(f"{base.year - 1:04d}")
    told = _latest_quarter(scene, base)
    return a_date(f"{int(told[:4]) - 1:04d}{told[4:]}")


def offset(match: re.Match[str], scene: Scene) -> Reading | None:
    """Two weeks ago, a year earlier, three days later."""
    number, unit, way = counted(match["number"]), UNITS[match["unit"]], match["way"]
    if way in {"before", "after"} and re.match(r" [a-z0-9]", scene.folded[match.end() :]):
        return _only_length(match, scene)
    if number is None or unit in {"TS", "TM", "TH", "WE"}:
        value = "FUTURE_REF" if way in {"from now", "hence", "later"} else "PAST_REF"
        return a_date(value) if number is None else _only_length(match, scene)
    deictic = way in {"ago", "from now", "hence"}
    if unit == "Y" and number == 1 and scene.quarter and way in {"ago", "earlier"}:
        return a_date(f"{int(scene.quarter[:4]) - 1:04d}{scene.quarter[4:]}")
    base = scene.publication if deictic else scene.anchor
    if base is None:
        return a_date("XXXX")
    steps = round(number) * (-1 if way in {"ago", "earlier", "before"} else 1)
    if unit in {"E", "C"}:  # "a decade ago" is a year ten years back, not a decade
        unit, steps = "Y", steps * (10 if unit == "E" else 100)
    return a_date(_unit_value(unit, steps, base))


def _only_length(match: re.Match[str], scene: Scene) -> Reading | None:
    """ "Two days before the vote": only its length can be told."""
    end = match.start("way")
    while scene.folded[end - 1] == " ":
        end -= 1
    value = length(match["number"], match["unit"])
    return Reading(TimexType.DURATION, value, end) if value else None


def of_the_unit(match: re.Match[str], scene: Scene) -> Reading | None:
    """The end of the month, earlier in the year."""
    if scene.publication is None:
        return None
    return a_date(_unit_value(UNITS[match["unit"]], 0, scene.publication))


def the_unit(match: re.Match[str], scene: Scene) -> Reading | None:
    """The quarter, the week, the weekend, the year."""
    base = scene.publication
    if base is None:
        return None
    unit = match["unit"]
    if unit == "quarter":
        return a_date(_latest_quarter(scene, base))
    if unit == "weekend":
        ahead = scene.ahead(match.start(), match.end()) or base.isoweekday() >= 6
        return a_date(_unit_value("WE", 0 if ahead else -1, base))
    if unit == "summer":
        return a_date(f"{base.year:04d}-SU")
    return a_date(_unit_value(UNITS[unit], 0, base))


def year_end(match: re.Match[str], scene: Scene) -> Reading | None:
    """Year-end."""
    del match
    return a_date(f"{scene.publication.year:04d}-12-31") if scene.publication else None


def decade_digits(match: re.Match[str], scene: Scene) -> Reading | None:
    """The 1980s, the late '70s."""
    del scene
    return a_date(match["decade"] or f"19{match['short']}")


def decade_word(match: re.Match[str], scene: Scene) -> Reading | None:
    """The nineties."""
    del scene
    return a_date(str(LEXICON["decades"][match["word"]]))


def century(match: re.Match[str], scene: Scene) -> Reading | None:
    """The 20th century."""
    del scene
    return a_date(f"{int(match['number']) - 1:02d}")


def spelt_year(match: re.Match[str], scene: Scene) -> Reading | None:
    """Nineteen ninety-six, the year two thousand."""
    del scene
    words = re.split(r"[- ]", match["words"].replace(" and ", " "))
    if words[0] == "two":
        number = 2000 + sum(NUMBERS[word] for word in words[2:])
    else:
        tail = sum(NUMBERS[word] for word in words[1:])
        if not 10 <= tail <= 99:
            return None
        number = NUMBERS[words[0]] * 100 + tail
    if match["month"]:
        return a_date(month_value(month_number(match["month"]), number))
    return a_date(str(number))


_BEFORE_YEAR = re.compile(
    r"(?:\b(?:in|of|since|until|by|from|to|and|the|for|during|through|before|after|between|late"
    r"|early|mid|around|circa|year|that|than|last|his|her|their|its|on|or)[ -]|[(,;:] ?|\n|-)$"
)


def year(match: re.Match[str], scene: Scene) -> Reading | None:
    """1990, mid-1996, the end of 1994; not a sum or a number of things."""
    before = scene.folded[max(0, match.start() - 12) : match.start()]
    if re.search(r"[$£€#.]\s?$|\bno\. $|\d[,.]?$", before):
        return None
    number = int(match["year"])
    after = scene.folded[match.end() : match.end() + 20]
    if re.match(r" ?(?:%|percent|per cent|million|billion|miles|people|-)", after):
        return None
    if not 1900 <= number <= 2050 and not _BEFORE_YEAR.search(before):
        return None
    if re.match(r" [a-z]{3,}s\b", after) and not _BEFORE_YEAR.search(before):
        return None
    return a_date(match["year"])


RESOLVERS: dict[str, Resolver] = {
    "month_year": month_year,
    "month": month,
    "which_month": which_month,
    "which_unit": which_unit,
    "season_year": season_year,
    "season": season,
    "quarter": quarter,
    "quarter_q": quarter_q,
    "fiscal_year": fiscal_year,
    "year_period": year_period,
    "year_ago": year_ago,
    "offset": offset,
    "of_the_unit": of_the_unit,
    "the_unit": the_unit,
    "year_end": year_end,
    "decade_digits": decade_digits,
    "decade_word": decade_word,
    "century": century,
    "spelt_year": spelt_year,
    "year": year,
}
