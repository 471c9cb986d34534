"""Which sentences tell a day: close to the centre of what is told of it, and not told already."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import numpy.typing as npt

from corpus.briefing.passages import LEAST, Passage, Passages, Relevance
from corpus.briefing.term_vectors import Floats, Ints, TermVectors, some

_OPENING = 5  # sentences of an article that may tell the day of publication without naming it
_UNNAMED = 0.6  # what such a sentence counts, beside one that names the day
_DAY_BEFORE = 0.6  # the same for the day before publication: much is printed the morning after
_AHEAD = 0.8  # what a sentence counts that named the day before it came
_SUBJECT = 0.2  # how much the centre of the whole subject pulls, beside the day's own
_RELEVANCE_POWER = 0.3
_ASKED = 0.2  # what the words asked for add
_PLACE, _PLACE_POWER = 5, 0.2  # sentences further down weigh less
_SHORTEST, _LONGEST, _SHORT_WEIGHT = 12, 55, 0.3  # words
_KEPT = 0.9  # what a further sentence must leave of the nearness to the day's centre
_SAME = 0.6  # a sentence so like one taken for any day is not taken


@dataclass(slots=True)
class Shown:
    """What a timeline shows already: texts, and the vectors of them by term."""

    texts: set[str] = field(default_factory=set[str])
    postings: defaultdict[int, list[tuple[int, float]]] = field(
        default_factory=lambda: defaultdict[int, list[tuple[int, float]]](list)
    )

    def repeats(self, passage: Passage, terms: Ints, values: Floats) -> bool:
        """Whether the passage says what is shown already."""
        if passage.text in self.texts:
            return True
        likeness: defaultdict[int, float] = defaultdict(float)
        for term, value in zip(terms.tolist(), values.tolist(), strict=True):
            for number, other in self.postings.get(term, ()):
                likeness[number] += value * other
        return max(likeness.values(), default=0.0) >= _SAME

    def add(self, passage: Passage, terms: Ints, values: Floats) -> None:
        """Remember a passage that is shown from now on."""
        number = len(self.texts)
        self.texts.add(passage.text)
        for term, value in zip(terms.tolist(), values.tolist(), strict=True):
            self.postings[term].append((number, value))


@dataclass(frozen=True, slots=True)
class Told:
    """Where each day (an ordinal) is told.

    `named` has, by day, passages and how surely they speak of it; `unnamed` the opening passages
    that name no day, by their day of publication.
    """

    named: dict[int, dict[int, float]]
    unnamed: dict[int, list[int]]

    @classmethod
    def of(cls, passages: Passages, inside: npt.NDArray[np.bool_]) -> "Told":
        """The index of the passages `inside` a period."""
        named: defaultdict[int, dict[int, float]] = defaultdict(dict)
        of = passages.mentions
        ahead = np.where(of.day > passages.published[of.passage], _AHEAD, 1.0)
        sure = ahead / np.sqrt(of.beside)
        counts = inside[of.passage]
        rows = zip(of.passage[counts], of.day[counts], sure[counts], strict=True)
        for at, day, strength in rows:
            named[int(day)][int(at)] = float(strength)
        silent = inside & (passages.position < _OPENING)
        silent[of.passage] = False
        unnamed: defaultdict[int, list[int]] = defaultdict(list)
        for at in np.flatnonzero(silent).tolist():
            unnamed[int(passages.published[at])].append(at)
        return cls(dict(named), dict(unnamed))

    def of_day(self, day: int) -> tuple[Ints, Floats]:
        """The passages that may tell `day`, in order, and how surely they speak of it."""
        found = dict(self.named.get(day, {}))
        for published, strength in ((day, _UNNAMED), (day + 1, _DAY_BEFORE)):
            for at in self.unnamed.get(published, ()):
                found.setdefault(at, strength)
        rows = sorted(found)
        return np.array(rows, dtype=np.int64), np.array([found[at] for at in rows])


def tellers(
    passages: Passages, close: Relevance, told: Told, day: date, most: int, shown: Shown
) -> tuple[Passage, ...]:
    """At most `most` passages that tell `day`, best first, and nothing of `shown`, which grows."""
    rows, sure = told.of_day(day.toordinal())
    if not len(rows):
        return ()
    vectors = some(passages.vectors, rows)
    relevant = close.article[passages.article[rows]]
    centre = vectors.total(sure * relevant)
    centre = _unit(_unit(centre) + _SUBJECT * close.centre)
    chance = np.sqrt(sure) * relevant**_RELEVANCE_POWER * _form(passages, rows)
    items = passages.some(rows)
    near = vectors.likeness(centre) + LEAST
    best = _best(items, _Candidates(vectors, centre, near, chance), most, shown)
    return tuple(items[at] for at in best)


@dataclass(frozen=True, slots=True)
class _Candidates:
    """Passages that may tell a day: their vectors and their chance.

    `centre` is the direction of all that is told of the day, `near` how close each is to it.
    """

    vectors: TermVectors
    centre: Floats
    near: Floats
    chance: Floats

    def gain(self, together: Floats) -> Floats:
        """How much nearer each would bring those taken, whose sum is `together`, to the centre.

        What one sentence says in the words of another brings them no nearer.
        """
        size = float(np.linalg.norm(together))
        if not size:
            return self.near
        told = float(self.centre @ together)
        sizes = np.sqrt(size**2 + 2 * self.vectors.likeness(together) + 1)
        return (told + self.near) / sizes - _KEPT * told / size


def _unit(direction: Floats) -> Floats:
    return direction / max(float(np.linalg.norm(direction)), 1e-12)


def _form(passages: Passages, rows: Ints) -> Floats:
    """What place, length, worth and the words asked for make of a passage's chance."""
    items = passages.some(rows)
    words = np.array([len(each.text.split()) for each in items], dtype=np.float64)
    length = np.where(words < _SHORTEST, _SHORT_WEIGHT, np.minimum(1.0, _LONGEST / (words + 1e-9)))
    place = (1 + passages.position[rows] / _PLACE) ** -_PLACE_POWER
    worth = np.array([each.worth for each in items])
    return length * place * worth * (1 + _ASKED * passages.asked[rows])


def _best(items: Sequence[Passage], of: _Candidates, most: int, shown: Shown) -> list[int]:
    """The best first: each the one that, with those before it, tells most of the day.

    None is taken that repeats what is shown, or after which less would be told.
    """
    taken: list[int] = []
    left, together = of.chance.copy(), np.zeros(of.vectors.size)
    while len(taken) < most:
        gain = left * of.gain(together)
        at = int(np.argmax(gain))
        if gain[at] <= 0:
            break
        left[at] = 0.0
        terms, values = of.vectors.row(at)
        if shown.repeats(items[at], terms, values):
            continue
        shown.add(items[at], terms, values)
        taken.append(at)
        together[terms] += values
    return taken
