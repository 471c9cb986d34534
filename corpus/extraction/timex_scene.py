"""Where an expression of time stands: publication day, what was told last, tense around it."""

import re
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from corpus.extraction.timex_patterns import LEXICON
from corpus.models import TimexType

UNKNOWN_DAY = "XXXX-XX-XX"


class Reading(NamedTuple):
    """TIMEX3 type and value of an expression; `end` where it ends before the match does."""

    type: TimexType
    value: str
    end: int | None = None


def a_date(value: str, end: int | None = None) -> Reading:
    """A DATE."""
    return Reading(TimexType.DATE, value, end)


_AHEAD = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, LEXICON['ahead']['words']))})(?!\w)")
_BEHIND = re.compile(
    r"(?<!\w)(?:was|were|had|did|said|told|came|went|took|began|made|got|saw|met|won|lost|fell|rose"
    r"|left|held|gave|found|ran|led|wrote|spoke|thought|brought|since|has|have|ago"
    r"|(?!need|feed|indeed|speed|seed|hundred)\w{2,}ed)(?!\w)"
)
_CLAUSE_BREAK = re.compile(r"[.;:!?]\s|\n|[“”\"]")


@dataclass(slots=True)
class Scene:
    """The state while a text is read from left to right.

    `folded` is the text as the rules see it, `text` as printed. `told` is the day last told, at
    offset `told_at`; `told_value` the last dated value of any size; `quarter` the last quarter.
    """

    text: str
    folded: str
    publication: date | None
    told: date | None = None
    told_at: int = 0
    told_value: str | None = None
    quarter: str | None = None

    @property
    def anchor(self) -> date | None:
        """The day that narrative counts from: the one told last, else the publication day."""
        return self.told or self.publication

    def capital(self, at: int) -> bool:
        """Whether the word at `at` is printed with a capital letter."""
        return self.text[at : at + 1].isupper()

    def ahead(self, start: int, end: int) -> bool | None:
        """Whether the clause around the span speaks of what lies ahead; None where no word tells.

        The nearest sign before the expression decides, else the first one after it.
        """
        before = self.folded[max(0, start - 120) : start]
        breaks = [found.end() for found in _CLAUSE_BREAK.finditer(before)]
        clause = before[breaks[-1] :] if breaks else before
        behind_at = max((m.start() for m in _BEHIND.finditer(clause)), default=-1)
        ahead_at = max((m.start() for m in _AHEAD.finditer(clause)), default=-1)
        if ahead_at != behind_at:
            return ahead_at > behind_at
        after = _CLAUSE_BREAK.split(self.folded[end : end + 80], maxsplit=1)[0]
        ahead_match, behind_match = _AHEAD.search(after), _BEHIND.search(after)
        if ahead_match and (not behind_match or ahead_match.start() < behind_match.start()):
            return True
        return False if behind_match else None

    def tell(self, value: str, at: int) -> None:
        """Remember a dated value that was read at offset `at`."""
        if re.match(r"\d{4}-Q\d$", value):
            self.quarter = value
        if re.match(r"\d{4}", value):
            self.told_value = value
        if re.match(r"\d{4}-\d\d-\d\d", value):
            self.told, self.told_at = date.fromisoformat(value[:10]), at
