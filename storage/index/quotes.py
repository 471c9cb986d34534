"""The quotes of all libraries in memory: shelves that never change, the latest ones small."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from corpus.matching import phrase_scores
from storage.index.allowed import Allowed
from storage.index.postings import Numbers
from storage.index.shelf import QuoteEntry, Shelf, merge, shelve

RERANKED = 40
"""How many candidates by their words are compared letter by letter, or `limit` if that is more."""

_HELD = 20.0  # points for a question whose every word, one after the other, a text holds
_FITS_FROM = 72.0
_COVERED = 0.6  # of the weight of the words that were typed
_RUN = 88.0  # a phrase this near in one run fits, whatever its words
_FINAL = 50_000  # quotes from which a shelf is merged no more

NOBODY = np.empty(0, np.uint32)


@dataclass(frozen=True, slots=True)
class RankedQuote:
    """A quote that has the words, or (`fits` False) comes near. `day` is an ordinal, 0 for none."""

    public_id: str
    score: float
    fits: bool
    day: int

    @property
    def rank(self) -> tuple[bool, float, int]:
        """What goes before what: the higher the earlier."""
        return self.fits, round(self.score, 1), self.day


@dataclass(frozen=True, slots=True)
class Bundle:
    """Shelves that follow on one another and are to be one; `gone` are each one's articles to drop.

    None of this changes any more, so that they can be merged in any thread.
    """

    shelves: tuple[Shelf, ...]
    gone: tuple[Numbers, ...]

    def merged(self) -> Shelf:
        """The one shelf."""
        return merge(self.shelves, self.gone)


class QuoteIndex:
    """Shelves, the oldest first. An article read anew is on a later shelf, and gone from before."""

    def __init__(self, shelves: Iterable[Shelf] = ()) -> None:
        """Begin with shelves that hold different articles."""
        self.shelves = [*shelves]
        self._gone: dict[int, Numbers] = {}

    def version(self, article: int) -> int | None:
        """What read the article that is held; None for one that is not."""
        for shelf in reversed(self.shelves):
            version = shelf.version(article)
            if version is not None:
                return version
        return None

    def unknown(self, articles: Numbers) -> Numbers:
        """Those of the articles (rising) that no shelf holds."""
        for shelf in self.shelves:
            articles = articles[~np.isin(articles, shelf.held)]
        return articles

    def gone_from(self, shelf: Shelf) -> Numbers:
        """The articles of a shelf that a later one has anew."""
        return self._gone.get(id(shelf), NOBODY)

    def add(self, entries: Iterable[QuoteEntry], versions: Mapping[int, int]) -> None:
        """Put the quotes of some articles in, in place of what was held of these articles."""
        self.put(shelve(entries, versions))

    def put(self, new: Shelf) -> None:
        """Put a shelf in."""
        for shelf in self.shelves:
            again = np.intersect1d(shelf.held, new.held)
            if len(again):
                self._gone[id(shelf)] = np.union1d(self.gone_from(shelf), again)
        self.shelves = [*self.shelves, new]

    def small(self) -> Bundle | None:
        """The latest shelves that are small beside those after them; None where there are none."""
        first, size = len(self.shelves), 0
        while first and (not size or len(self.shelves[first - 1]) < min(_FINAL, 2 * size + 64)):
            first -= 1
            size += max(1, len(self.shelves[first]))
        shelves = tuple(self.shelves[first:])
        return Bundle(shelves, tuple(map(self.gone_from, shelves))) if len(shelves) > 1 else None

    def replace(self, bundle: Bundle, merged: Shelf) -> None:
        """Put the one shelf in the place of those it was made of; more may have gone since."""
        at = next(at for at, shelf in enumerate(self.shelves) if shelf is bundle.shelves[0])
        since = [
            np.setdiff1d(self.gone_from(shelf), gone)
            for shelf, gone in zip(bundle.shelves, bundle.gone, strict=True)
        ]
        self._gone[id(merged)] = np.unique(np.concatenate(since))
        end = at + len(bundle.shelves)
        self.shelves = [*self.shelves[:at], merged, *self.shelves[end:]]
        kept = set(map(id, self.shelves))
        self._gone = {shelf: gone for shelf, gone in self._gone.items() if shelf in kept}


def search(asked: str, limit: int, places: Sequence[tuple[Shelf, Allowed]]) -> list[RankedQuote]:
    """The best quotes for a normalised question; of equal ones the latest said first."""
    most = max(RERANKED, limit)
    found = [(shelf, *shelf.texts.phrases(asked, most, allowed)) for shelf, allowed in places]
    numbered = [(shelf, int(number)) for shelf, numbers, _ in found for number in numbers]
    if not numbered:
        return []
    held = np.concatenate([each for _, _, each in found])
    best = np.argsort(-held.sum(axis=1), kind="stable")[:most]
    chosen: list[int] = best.tolist()
    numbered, held = [numbered[at] for at in chosen], held[best]
    scores, runs = phrase_scores(asked, [shelf.texts.text(number) for shelf, number in numbered])
    long_enough = np.array(
        [_length(shelf, number) >= len(asked) for shelf, number in numbered], np.bool_
    )
    fits = (scores >= _FITS_FROM) & ((held[:, 0] >= _COVERED) | ((runs >= _RUN) & long_enough))
    # A short text lies wholly inside a long question: what it does not hold counts against it.
    totals = scores + _HELD * (held[:, 0] + held[:, 1] / 2 - 1)
    return _in_order(numbered, totals.tolist(), fits.tolist())[:limit]


def _length(shelf: Shelf, number: int) -> int:
    return int(shelf.texts.offsets[number + 1] - shelf.texts.offsets[number])


def _in_order(
    numbered: Sequence[tuple[Shelf, int]], scores: Sequence[float], fits: Sequence[bool]
) -> list[RankedQuote]:
    ranked = [
        RankedQuote(shelf.public_id(number), score, fitting, int(shelf.days[number]))
        for (shelf, number), score, fitting in zip(numbered, scores, fits, strict=True)
    ]
    ranked.sort(key=lambda each: each.rank, reverse=True)
    return ranked
