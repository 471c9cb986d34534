"""The quotes of one library in memory: words to quotes, then the best of them by rapidfuzz."""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from corpus.matching import normalise, phrase_scores, word_scores

RERANKED = 200
"""How many candidates by their words are compared letter by letter."""

_NEAR_WORDS = 30  # of the vocabulary, for each word that was typed
_FITS_FROM = 72.0
_COVERED = 0.6  # of the weight of the words that were typed
_RUN = 88.0  # a phrase this near in one run fits, whatever its words


@dataclass(frozen=True, slots=True)
class QuoteEntry:
    """What the search knows of a quote; names are normalised, `day` the day it is listed under."""

    public_id: str
    words: str
    article: int
    speaker_id: str | None
    speaker: str
    outlet: str
    day: date | None


@dataclass(frozen=True, slots=True)
class RankedQuote:
    """A quote that has the words, or (`fits` False) comes near."""

    entry: QuoteEntry
    score: float
    fits: bool


class QuoteIndex:
    """Words to quotes. Entries are only added; the search's filter leaves out what is hidden."""

    def __init__(self) -> None:
        """Begin with no quotes."""
        self.entries: list[QuoteEntry] = []
        self._texts: list[str] = []
        self._vocabulary: list[str] = []
        self._places: dict[str, int] = {}
        self._postings: list[list[int]] = []

    def add(self, entries: Iterable[QuoteEntry]) -> None:
        """Make quotes findable."""
        for entry in entries:
            number = len(self.entries)
            text = normalise(entry.words)
            self.entries.append(entry)
            self._texts.append(text)
            for word in set(text.split()):
                place = self._places.setdefault(word, len(self._vocabulary))
                if place == len(self._vocabulary):
                    self._vocabulary.append(word)
                    self._postings.append([])
                self._postings[place].append(number)

    def search(
        self, asked: str, limit: int, allowed: Callable[[QuoteEntry], bool]
    ) -> list[RankedQuote]:
        """The `limit` best allowed quotes, best first; of equal ones the latest said."""
        phrase = normalise(asked)
        mask = np.fromiter(map(allowed, self.entries), dtype=np.bool_, count=len(self.entries))
        if not phrase or not mask.any():
            return []
        coverage = self._coverage(phrase.split())
        coverage[~mask] = 0.0
        candidates = self._candidates(coverage, mask)
        scores, runs = phrase_scores(phrase, [self._texts[int(at)] for at in candidates])
        ranked = [
            self._judge(int(at), phrase, float(score), float(run), float(coverage[at]))
            for at, score, run in zip(candidates, scores, runs, strict=True)
        ]
        ranked.sort(
            key=lambda each: (each.fits, round(each.score, 1), _recency(each)), reverse=True
        )
        return ranked[:limit]

    def _coverage(self, words: list[str]) -> NDArray[np.float32]:
        """For each quote, the share from 0 to 1 of the typed words' weight that it has."""
        covered = np.zeros(len(self.entries), dtype=np.float32)
        total = 0.0
        for word in words:
            best, weight = self._cover_one(word)
            covered += best * np.float32(weight)
            total += weight
        return covered / np.float32(total)

    def _cover_one(self, word: str) -> tuple[NDArray[np.float32], float]:
        """Where a typed word, or one near to it, stands; and its weight: rare words tell more."""
        scores = word_scores(word, self._vocabulary)
        near = np.argsort(-scores)[:_NEAR_WORDS]
        best = np.zeros(len(self.entries), dtype=np.float32)
        for place in map(int, near):
            score = scores[place] / 100
            if score == 0:
                break
            found = self._postings[place]
            best[found] = np.maximum(best[found], score)
        known = self._places.get(word)
        frequency = len(self._postings[known]) if known is not None else 1
        return best, math.log(1 + len(self.entries) / frequency)

    def _candidates(
        self, coverage: NDArray[np.float32], mask: NDArray[np.bool_]
    ) -> NDArray[np.intp]:
        """The quotes worth comparing: those with the words, or all where next to none has them."""
        found = int((coverage > 0.3).sum())
        if found == 0:
            return np.flatnonzero(mask)
        number = min(RERANKED, int((coverage > 0).sum()))
        return np.argpartition(-coverage, number - 1)[:number]

    def _judge(self, at: int, phrase: str, score: float, run: float, covered: float) -> RankedQuote:
        in_one_run = run >= _RUN and len(self._texts[at]) >= len(phrase)
        fits = score >= _FITS_FROM and (covered >= _COVERED or in_one_run)
        # A short text lies wholly inside a long question: what it leaves uncovered counts against.
        return RankedQuote(self.entries[at], score - 25 * (1 - covered), fits)


def _recency(ranked: RankedQuote) -> int:
    return ranked.entry.day.toordinal() if ranked.entry.day else 0
