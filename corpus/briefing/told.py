"""Which day an undated report takes from dated reports of the same statement."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from corpus.briefing.items import Source
from corpus.models import DayBasis

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_READ = {DayBasis.STATED, DayBasis.RESOLVED}


@dataclass(frozen=True, slots=True)
class Told:
    """The day that one article tells of a statement, on what it rests, and the article."""

    day: date
    basis: DayBasis
    source: Source


def agreed(told: Sequence[Told]) -> Told | None:
    """The first of the reports, if all of them agree on the day; None where they do not.

    Days that the articles' own words tell count before days of publication.
    """
    read = [each for each in told if each.basis in _READ] or list(told)
    return read[0] if len({each.day for each in read}) == 1 else None


def fits_words(day: date, words: str | None) -> bool:
    """Whether a report that says `words` can mean `day`: a weekday in them must be that day's."""
    named = {weekday for weekday in _WEEKDAYS if weekday in (words or "").casefold()}
    return not named or _WEEKDAYS[day.weekday()] in named
