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


def _signs(name: str) -> str:
    """The lexicon's signs of the list `name` as one alternation."""
    return "|".join(sign.replace("_", " ") for sign in LEXICON[name]["words"])


# A sign consumes its words, so that "was scheduled to" is no "scheduled to".
_TENSE = re.compile(
    rf"(?<![a-z])(?:(?P<undone>{_signs('ahead_no_more')})|(?P<ahead>{_signs('ahead')})"
    rf"|(?P<decided>{_signs('ahead_of_them')})|(?P<behind>{_signs('behind')}|(?!need|feed|indeed|speed|seed|hundred|unit)[a-z]{{2,}}ed))"
    r"(?![a-z])"
)
_CLAUSE_BREAK = re.compile(
    r"[.;:!?]\s|\n|[“”\"]|''|``| (?:after|when|while|because|although|but) (?=.)"
)


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
        signs = [found.lastgroup for found in _TENSE.finditer(clause)]
        if signs:
            return signs[-1] in {"ahead", "decided"}
        after = _CLAUSE_BREAK.split(self.folded[end : end + 80], maxsplit=1)[0]
        first = _TENSE.search(after)
        return None if first is None else first.lastgroup == "ahead"

    def tell(self, value: str, at: int) -> None:
        """Remember a dated value that was read at offset `at`."""
        if re.match(r"\d{4}", value):
            self.told_value = value
        if re.match(r"\d{4}-\d\d-\d\d", value):
            self.told, self.told_at = date.fromisoformat(value[:10]), at
