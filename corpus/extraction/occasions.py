"""Occasions that words belong to: anniversaries, and interviews or meetings told at length."""

import re
from dataclasses import dataclass
from datetime import date

from corpus.extraction import timex_calendar as calendar
from corpus.extraction.timex_lengths import counted
from corpus.extraction.timex_patterns import ORDINALS, fold
from corpus.models import Day, DayBasis, Precision, Span

# Nouns of one line name the same kind of occasion.
_FAMILIES = (
    ("interview", "sitdown", "sit-down", "conversation"),
    ("speech", "address", "remarks"),
    ("meeting", "talks", "summit"),
    ("debate",),
    ("news conference", "press conference", "briefing"),
    ("hearing", "testimony"),
    ("rally",),
    ("phone call", "call"),
)
_ANY = "|".join(noun for family in _FAMILIES for noun in family)
_NAMED = re.compile(rf"\b(?P<noun>{_ANY})\b(?: with (?P<with>[^,.;\n]{{2,60}}))?")
_SPOKEN_OF = re.compile(rf"\b(?:the|that|this|same) (?P<noun>{_ANY})\b")
_ANNIVERSARY = re.compile(
    r"(?:(?P<number>an?|one|two|three|four|five|six|seven|\d+) (?P<unit>day|week|month)s? "
    r"(?P<way>before|after|ahead of)|on) (?:the|its|their) "
    r"(?:(?P<nth>\w+)[- ])?(?:year )?anniversary of "
)
_NAME = re.compile(r"[A-Z][\w.'’-]+")


@dataclass(frozen=True, slots=True)
class Occasion:
    """A meeting, a speech, an interview: its noun's family, who it was with, and its day.

    `start` is where the noun stands in the sentence it was found in.
    """

    family: tuple[str, ...]
    people: frozenset[str]
    start: int
    day: Day


def _family(noun: str) -> tuple[str, ...]:
    return next(family for family in _FAMILIES if noun in family)


def occasion_in(sentence: str) -> Occasion | None:
    """The last occasion that a sentence names."""
    found = list(_NAMED.finditer(fold(sentence)))
    if not found:
        return None
    last = found[-1]
    start, end = last.span("with")
    return Occasion(_family(last["noun"]), _names(sentence[start:end]), last.start(), Day())


def _names(words: str) -> frozenset[str]:
    """The capitalised words, without a possessive ending."""
    return frozenset(re.sub("[’']s$", "", name) for name in _NAME.findall(words))


def same_occasion(sentence: str, occasion: Occasion) -> bool:
    """Whether a sentence speaks of `occasion`: "in that interview", or whom it was with."""
    for found in _SPOKEN_OF.finditer(fold(sentence)):
        if _family(found["noun"]) == occasion.family:
            return True
    return bool(occasion.people & _names(sentence))


def anniversary_of(text: str, place: Span, span: Span, base: date | None) -> Day | None:
    """The day of what stands at `span`, if the sentence at `place` names its anniversary.

    "One day before the anniversary of …": `base`, the day of the sentence, is that day before it;
    "the anniversary" alone is the first one.
    """
    found = _ANNIVERSARY.search(fold(text[place.start : place.end]))
    if found is None or base is None or span.start < place.start + found.end():
        return None
    amount = int(counted(found["number"]) or 0) if found["number"] else 0
    if found["way"] == "after":
        amount = -amount
    by_days = {"day": 1, "week": 7}.get(found["unit"] or "day")
    on = (
        calendar.shift_days(base, amount * by_days)
        if by_days is not None
        else calendar.shift_months(base, amount)
    )
    value = calendar.shift_months(on, -12 * _years(found["nth"]))
    where = Span(place.start + found.start(), place.start + found.end() - len(" of "))
    return Day(value, Precision.DAY, DayBasis.RESOLVED, where, text[where.start : where.end])


def _years(nth: str | None) -> int:
    """How many years an anniversary counts: "tenth", "10th"; one where it is not told."""
    if nth is None:
        return 1
    digits = re.match(r"\d+", nth)
    return int(digits[0]) if digits else ORDINALS.get(nth, 1)
