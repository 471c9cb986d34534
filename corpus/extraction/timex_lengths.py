"""Resolvers of durations, of sets of times, and of words for no day in particular."""

import re

from corpus.extraction.timex_days import Resolver
from corpus.extraction.timex_patterns import LEXICON, NUMBERS
from corpus.extraction.timex_scene import Reading, Scene, a_date
from corpus.models import TimexType

UNITS: dict[str, str] = LEXICON["units"]
# Units that TIMEX3 has no letter for, or that are counted in another: factor and letter.
_AS_OTHER = {"E": (10, "Y"), "C": (100, "Y"), "F": (2, "W"), "WE": (1, "WE")}
_HALVES = {"Y": "6M", "TH": "30M", "TM": "30S"}


def counted(words: str) -> float | None:
    """The number that `words` name; None where it is not told ("several")."""
    words = words.strip()
    if re.fullmatch(r"\d+", words):
        return int(words)
    if re.match(r"\d", words):
        whole, _, fraction = words.replace(",", "").partition(" ")
        numerator, _, denominator = fraction.partition("/")
        return float(whole) + (int(numerator) / int(denominator) if fraction else 0)
    if words in {"a", "an"}:
        return 1
    if words.startswith("half"):
        return 0.5
    if "couple" in words:
        return 2
    return _spelt(words)


def _spelt(words: str) -> float | None:
    """A number in words: "twenty four", "a hundred"; None for a word that is no number."""
    total = current = 0
    for word in re.split(r"[- ]", words):
        if word in {"a", "an", "and"}:
            continue
        if word not in NUMBERS:
            return None
        value = NUMBERS[word]
        current = max(current, 1) * value if value >= 100 else current + value
        if value == 1000:
            total, current = total + current, 0
    return total + current


def length(number: str, unit: str) -> str | None:
    """The TIMEX3 duration of `number` `unit`s, both as printed ("two", "week" gives "P2W")."""
    return length_of(counted(number), UNITS[unit])


def length_of(amount: float | None, letters: str) -> str | None:
    """The TIMEX3 duration of `amount` (None: not told) periods of the unit `letters`."""
    time = "T" if letters.startswith("T") else ""
    if amount is None:
        return f"P{time}X{letters.removeprefix('T')}"
    factor, other = _AS_OTHER.get(letters, (1, letters))
    amount *= factor
    whole = int(amount)
    half = _HALVES.get(letters) if amount - whole == 0.5 else None
    if half:
        return f"P{time}" + (f"{whole}{other.removeprefix('T')}" if whole else "") + half
    printed = str(whole) if amount == whole else f"{amount:g}"
    return f"P{time}{printed}{other.removeprefix('T')}"


def _duration(value: str | None, end: int | None = None) -> Reading | None:
    return Reading(TimexType.DURATION, value, end) if value else None


def duration(match: re.Match[str], scene: Scene) -> Reading | None:
    """Two weeks, at least 30 days, a minute and a half; "$100 a year" is a SET."""
    number, unit = match["number"], match["unit"]
    if number in {"a", "an"}:
        before = scene.folded[max(0, match.start() - 20) : match.start()]
        if re.search(
            r"(?:\d|million|billion|percent|%|once|twice|times|cents|hours|days) $", before
        ):
            return Reading(TimexType.SET, f"P1{UNITS[unit].removeprefix('T')}")
        if unit == "second":
            return None
    amount = counted(number)
    if (match["half"] or match[0].endswith("and a half")) and amount is not None:
        amount += 0.5
    return _duration(length_of(amount, UNITS[unit]))


def many_past(match: re.Match[str], scene: Scene) -> Reading | None:
    """The past two months, the next few days, the first nine months."""
    del scene
    return _duration(length(match["number"], match["unit"]))


def hyphenated(match: re.Match[str], scene: Scene) -> Reading | None:
    """21-day-long, two-week, 8-month-old."""
    del scene
    return _duration(length(match["number"], match["unit"]))


def unit_long(match: re.Match[str], scene: Scene) -> Reading | None:
    """Day-long, decades-long."""
    del scene
    plural = match[0].startswith(match["unit"] + "s")
    return _duration(length_of(None if plural else 1, UNITS[match["unit"]]))


def bare_units(match: re.Match[str], scene: Scene) -> Reading | None:
    """Recent years, weeks ago, for months."""
    which = (match["which"] or "").strip()
    if match["ago"]:
        return a_date("PAST_REF")
    if which in {"recent", "past"}:
        return a_date("PAST_REF")
    if which in {"coming", "future"}:
        return a_date("FUTURE_REF")
    before = scene.folded[max(0, match.start() - 8) : match.start()]
    if which or not re.search(r"\b(?:for|in|within|over|after|took|take|last) $", before):
        return None
    return _duration(length_of(None, UNITS[match["unit"]]))


def every(match: re.Match[str], scene: Scene) -> Reading | None:
    """Every day, each Thursday, every July."""
    del scene
    if match["weekday"]:
        value = f"XXXX-WXX-{LEXICON['weekdays'].get(match['weekday'], 0)}"
    elif match["month"]:
        value = f"XXXX-{LEXICON['months'][match['month'].rstrip('.')]:02d}"
    elif match["unit"]:
        value = length_of(1, UNITS[match["unit"]]) or ""
    elif match["part"]:
        value = f"XXXX-XX-XXT{LEXICON['dayparts'][match['part']]}"
    else:
        value = f"XXXX-{LEXICON['seasons'][match['season']]}"
    return Reading(TimexType.SET, value)


def weekdays(match: re.Match[str], scene: Scene) -> Reading | None:
    """Mondays, Tuesday nights, the first of "Monday and Tuesday nights"."""
    del scene
    name = match["part"] or match["shared"]
    part = f"T{LEXICON['dayparts'][name]}" if name else ""
    return Reading(TimexType.SET, f"XXXX-WXX-{LEXICON['weekdays'][match['weekday']]}{part}")


def set_word(match: re.Match[str], scene: Scene) -> Reading | None:
    """Daily, annually; not in a name (the Daily News)."""
    if scene.capital(match.start()) and match.start() and scene.text[match.start() - 1] == " ":
        return None
    return Reading(TimexType.SET, LEXICON["set_words"][match["word"]])


def recent(match: re.Match[str], scene: Scene) -> Reading | None:
    """Recent."""
    del match, scene
    return a_date("PAST_REF")


def reference(match: re.Match[str], scene: Scene) -> Reading | None:
    """Now, recently, the future."""
    del scene
    return a_date(f"{(match.lastgroup or '').upper()}_REF")


RESOLVERS: dict[str, Resolver] = {
    "duration": duration,
    "many_past": many_past,
    "hyphenated": hyphenated,
    "unit_long": unit_long,
    "bare_units": bare_units,
    "every": every,
    "weekdays": weekdays,
    "set_word": set_word,
    "recent": recent,
    "reference": reference,
}
