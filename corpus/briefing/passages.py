"""Sentences of dated articles as selection weighs them, and how close each is to the subject."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from corpus.briefing.term_vectors import Floats, Ints, TermVectors, sums, term_vectors

LEAST = 1e-6  # a passage with no word in common with others is far, not nothing
_LEAD = 3  # sentences that open an article and say what it is about
_QUERY_FLOOR = 0.2  # what an article weighs that never has the words asked for


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence (or a statement) of a dated article.

    `position` counts the article's sentences from 0; `published` is its printed day; `days` are
    the calendar days that the sentence names. `worth` multiplies its chance to be shown for its
    day: 0 counts as coverage only.
    """

    article: str
    position: int
    published: date
    text: str
    days: tuple[date, ...] = ()
    worth: float = 1.0


@dataclass(frozen=True, slots=True)
class Mentions:
    """Every naming of a day by a passage, as columns: passage, day (ordinal), days beside it."""

    passage: Ints
    day: Ints
    beside: Ints


@dataclass(frozen=True, slots=True)
class Passages:
    """Passages in a fixed order, as columns; days are ordinals of `datetime.date`."""

    items: tuple[Passage, ...]
    vectors: TermVectors
    article: Ints
    position: Ints
    published: Ints
    asked: npt.NDArray[np.bool_]
    mentions: Mentions

    def some(self, rows: Ints) -> list[Passage]:
        """The passages of these rows."""
        return [self.items[int(at)] for at in rows]


@dataclass(frozen=True, slots=True)
class Relevance:
    """How close passages and articles are to what all of a period is about (mean 1).

    `centre` is that period's mean direction; `lead` is by article, of its opening sentences.
    """

    centre: Floats
    passage: Floats
    article: Floats
    lead: Floats


def arrange(passages: Iterable[Passage], query: Sequence[str] = ()) -> Passages:
    """Passages as columns, by publication, article and place: the order given changes nothing.

    `query` are words asked for, matched anywhere in a passage, whatever their case.
    """
    items = tuple(sorted(set(passages), key=_order))
    numbers: dict[str, int] = {}
    for each in items:
        numbers.setdefault(each.article, len(numbers))
    wanted = [words.casefold() for words in query]
    named = [(at, each, day) for at, each in enumerate(items) for day in sorted(set(each.days))]
    return Passages(
        items,
        term_vectors([each.text for each in items]),
        _ints(numbers[each.article] for each in items),
        _ints(each.position for each in items),
        _ints(each.published.toordinal() for each in items),
        np.array([any(w in each.text.casefold() for w in wanted) for each in items], dtype=bool),
        Mentions(
            _ints(at for at, _, _ in named),
            _ints(day.toordinal() for _, _, day in named),
            _ints(len(set(each.days)) for _, each, _ in named),
        ),
    )


def relevance(passages: Passages, inside: npt.NDArray[np.bool_], *, asked: bool) -> Relevance:
    """How close passages are to the centre of those `inside` a period; others get 0.

    An article is as close as its passages are on average and, where words were `asked` for, as
    many of them have these words.
    """
    direction = passages.vectors.total(inside.astype(np.float64))
    centre = direction / max(float(np.linalg.norm(direction)), 1e-12)
    close = (passages.vectors.likeness(centre) + LEAST) * inside
    close /= max(float(close[inside].mean()) if inside.any() else 0.0, 1e-12)
    article = _mean_by(passages.article, close)
    if asked:
        share = _mean_by(passages.article, passages.asked.astype(np.float64))
        article = article * np.sqrt(_QUERY_FLOOR + share)
    lead = _mean_by(passages.article, close, passages.position < _LEAD)
    return Relevance(centre, close, article, lead)


def _order(each: Passage) -> tuple[object, ...]:
    return each.published, each.article, each.position, each.text, each.days, each.worth


def _ints(numbers: Iterable[int]) -> Ints:
    return np.fromiter(numbers, dtype=np.int64)


def _mean_by(groups: Ints, values: Floats, counted: npt.NDArray[np.bool_] | None = None) -> Floats:
    """The mean of the counted values of each group; 0 for a group without any."""
    size = int(groups.max()) + 1 if len(groups) else 0
    of = np.ones(len(groups)) if counted is None else counted.astype(np.float64)
    return sums(groups, values * of, size) / np.maximum(sums(groups, of, size), 1)
