"""The names of one library's people in memory, found by half a name, in any order, misspelt."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from corpus.matching import name_score, normalise, phrase_scores, word_scores
from corpus.models import SpeakerKind
from corpus.names import title_words

_FITS_FROM = 74.0
_RIVAL_WITHIN = 8.0  # names this near to the best one fit as well
_EXACT = 99.0  # where one name is exactly what was typed, misspelt others do not fit


@dataclass(frozen=True, slots=True)
class RankedPerson:
    """A person whose name was typed, or (`fits` False) comes near."""

    public_id: str
    score: float
    fits: bool


class NameIndex:
    """Words of names to the people who bear them. Names are only added."""

    def __init__(self) -> None:
        """Begin with no names."""
        self._vocabulary: list[str] = []
        self._places: dict[str, int] = {}
        self._postings: list[set[int]] = []
        self._names: list[tuple[str, tuple[int, ...]]] = []
        self._known: set[tuple[str, tuple[int, ...]]] = set()
        self._kinds: dict[str, SpeakerKind] = {}

    def add(self, public_id: str, kind: SpeakerKind, names: Iterable[str]) -> None:
        """Make a person findable by these names too."""
        self._kinds[public_id] = kind
        for name in names:
            words = tuple(self._place(word) for word in normalise(name).split())
            if not words or (public_id, words) in self._known:
                continue
            self._known.add((public_id, words))
            for word in words:
                self._postings[word].add(len(self._names))
            self._names.append((public_id, words))

    def search(
        self,
        asked: str,
        limit: int,
        *,
        kinds: frozenset[SpeakerKind],
        popularity: dict[str, int],
    ) -> list[RankedPerson]:
        """The `limit` best people of these kinds, best first; of equal ones the most quoted."""
        typed = normalise(asked).split()
        typed = [word for word in typed if word not in title_words()] or typed
        if not typed or not self._vocabulary:
            return []
        best = {
            public_id: score
            for public_id, score in self._scores(typed).items()
            if self._kinds[public_id] in kinds
        }
        if not best:
            return self._nearest(" ".join(typed), limit, kinds)
        top = max(best.values())
        floor = _EXACT if top >= _EXACT else max(_FITS_FROM, top - _RIVAL_WITHIN)
        order = sorted(best, key=lambda each: (-best[each], -popularity.get(each, 0), each))
        return [RankedPerson(each, best[each], best[each] >= floor) for each in order[:limit]]

    def _nearest(self, typed: str, limit: int, kinds: frozenset[SpeakerKind]) -> list[RankedPerson]:
        """Whose names look most like what was typed, where no word of theirs is near to it."""
        names = [
            (public_id, " ".join(self._vocabulary[word] for word in words))
            for public_id, words in self._names
            if self._kinds[public_id] in kinds
        ]
        if not names:
            return []
        scores, _ = phrase_scores(typed, [name for _, name in names])
        best: dict[str, float] = {}
        for (public_id, _), score in zip(names, scores, strict=True):
            best[public_id] = max(float(score), best.get(public_id, 0.0))
        order = sorted(best, key=lambda each: (-best[each], each))
        return [RankedPerson(each, best[each], fits=False) for each in order[:limit]]

    def _scores(self, typed: list[str]) -> dict[str, float]:
        likeness = [word_scores(word, self._vocabulary) for word in typed]
        near = np.flatnonzero(np.max(likeness, axis=0))
        candidates = {number for place in near for number in self._postings[int(place)]}
        weights = [len(word) for word in typed]
        best: dict[str, float] = {}
        for number in candidates:
            public_id, words = self._names[number]
            score = name_score(likeness, weights, words)
            best[public_id] = max(score, best.get(public_id, 0.0))
        return best

    def _place(self, word: str) -> int:
        place = self._places.setdefault(word, len(self._vocabulary))
        if place == len(self._vocabulary):
            self._vocabulary.append(word)
            self._postings.append(set())
        return place
