"""A fixed set of texts and the index of their words: which texts may answer a question.

Words weigh by how rare they are. Frequent words tell little alone, so where one stands beside
another the pair is indexed too ("common grams"): "part of" is as quick to find as "armistice".
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from storage.index import vocabulary
from storage.index.allowed import ALL, Allowed
from storage.index.postings import Keys, Numbers, Postings
from storage.index.vocabulary import Vocabulary

MOST_WORDS = 24
"""Words of a question that are looked up."""

BUDGET = 40_000
"""How many entries of postings one question reads in a segment, the rarest terms first."""

_READ_CLOSER = 250
_NAMES_CLOSER = 160
_WORTH_READING = 0.65  # of the best weight
_RARE = 0.0005  # share of the texts up to which a known word may still be a typing error
_MOST_NEAR = 6
_MOST_NEAR_NAMES = 12
_NEAR_WEIGHT = 0.75
_BEGUN_WEIGHT = 0.85
_PAIR_WEIGHT = 0.5

Floats = NDArray[np.float32]
Found = tuple[Numbers, Floats]
Held = Floats
"""For each text two shares of the question's weight: of the words it has, and of those that follow
in it the word they follow in the question."""

NOTHING: Found = (np.empty(0, np.uint32), np.empty(0, np.float32))


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a question: its place or -1, the places of words near to it, what it weighs."""

    text: str
    place: int
    near: tuple[int, ...]
    begun: tuple[int, int]
    weight: float

    @property
    def places(self) -> tuple[int, ...]:
        """What it may stand for, itself first."""
        return self.near if self.place < 0 else (self.place, *self.near)


@dataclass(frozen=True, slots=True)
class Segment:
    """Texts by number, in memory or mapped from a file; nothing in it ever changes.

    `common` are the places of the words that pairs are made of, in rising order, and `pair_keys`
    the pairs: first · len(common) + second, as positions in `common`, in rising order.
    """

    blob: NDArray[np.uint8]
    offsets: Numbers
    vocabulary: Vocabulary
    words: Postings
    common: Numbers
    pair_keys: Keys
    pairs: Postings

    def __len__(self) -> int:
        """How many texts there are."""
        return len(self.offsets) - 1

    def text(self, number: int) -> str:
        """A text, normalised."""
        return self.blob[self.offsets[number] : self.offsets[number + 1]].tobytes().decode()

    def phrases(self, asked: str, most: int, allowed: Allowed = ALL) -> tuple[Numbers, Held]:
        """The `most` likeliest allowed texts for a normalised question, best first.

        With each comes what it holds of the question. The last word may be begun only.
        """
        texts = asked.split()[:MOST_WORDS]
        words = self._look_up(texts, _RARE * len(self), len(texts) - 1)
        if not words or not len(self):  # a shelf may be of articles without quotes
            return NOTHING[0], np.empty((0, 2), np.float32)
        few = allowed.few(_READ_CLOSER, len(self))
        if few is None:
            few = _heaviest(*self._found(words, allowed))
        return self._read_closer(words, few, most)

    def names(self, asked: str, most: int, allowed: Allowed = ALL) -> Numbers:
        """The `most` likeliest allowed texts for a normalised name: any word may be begun only."""
        words = self._look_up(asked.split()[:MOST_WORDS], math.inf, 0, _MOST_NEAR_NAMES)
        if not words:
            return NOTHING[0]
        few = allowed.few(most, len(self))
        if few is not None:
            return few
        numbers, weights = self._found(words, allowed)
        if len(numbers) > _NAMES_CLOSER:
            cut = len(weights) - _NAMES_CLOSER
            numbers = numbers[np.argpartition(weights, cut)[cut:]]
        return self._read_closer(words, numbers, most)[0] if len(numbers) > most else numbers

    def beginning(self, asked: str, most: int) -> Numbers:
        """The texts with a word that begins so; of too many, those of the most frequent words."""
        first, last = self.vocabulary.beginning(vocabulary.encode(asked))
        return self.words.read_range(first, last, most)

    def _found(self, words: Sequence[Word], allowed: Allowed) -> Found:
        return _add_up(_read(self._terms(words), allowed), len(self))

    def _look_up(
        self, texts: Sequence[str], rare: float, begun_from: int, most_near: int = _MOST_NEAR
    ) -> list[Word]:
        """What each word may stand for, with the `most_near` most frequent of those near to it.

        A word of up to `rare` texts may be a typing error; one from `begun_from` on may be begun.
        """
        places = self.vocabulary.places([vocabulary.encode(text) for text in texts])
        rare = max(2.0, rare)
        doubted = [
            at for at, place in enumerate(places) if place < 0 or self.words.counts[place] <= rare
        ]
        unknown = [places[at] < 0 for at in doubted]
        found = self.vocabulary.near([texts[at] for at in doubted], unknown)
        near = dict(zip(doubted, found, strict=True))
        words: list[Word] = []
        for at, (text, place) in enumerate(zip(texts, places, strict=True)):
            others = near.get(at, [])
            others.sort(key=lambda other: -int(self.words.counts[other]))
            begun = (0, 0)
            if at >= begun_from:
                begun = self.vocabulary.beginning(vocabulary.encode(text))
            words.append(
                Word(text, place, tuple(others[:most_near]), begun, self._weight(place, others))
            )
        return words

    def _weight(self, place: int, near: Sequence[int]) -> float:
        known = place if place >= 0 else near[0] if near else None
        return self._rarity(int(self.words.counts[known]) if known is not None else 1)

    def _rarity(self, count: int) -> float:
        return math.log(1 + len(self) / max(1, count))

    def _terms(self, words: Sequence[Word]) -> list["_Term"]:
        terms: list[_Term] = []
        for group, word in enumerate(words):
            if word.place >= 0:
                terms.append(self._term(self.words, word.place, word.place + 1, group, 1.0))
            terms += [
                self._term(self.words, place, place + 1, group, _NEAR_WEIGHT) for place in word.near
            ]
            first, last = word.begun
            if last > first:
                terms.append(self._term(self.words, first, last, group, _BEGUN_WEIGHT))
        if len(self.common):
            terms += self._paired(words)
        return _levelled(terms)

    def _term(self, of: Postings, first: int, last: int, group: int, weight: float) -> "_Term":
        number = int(of.counts[first] if last == first + 1 else of.counts[first:last].sum())
        return _Term(of, first, last, number, group, weight * self._rarity(number))

    def _paired(self, words: Sequence[Word]) -> list["_Term"]:
        """Neighbours that are common words; after the last but one, also those begun so."""
        size = len(self.common)
        ranks = [self._ranks(word.places) for word in words]
        wanted: list[tuple[int, int, int]] = []
        for at in range(1, len(words)):
            begun = np.searchsorted(self.common, np.array(words[at].begun, np.uint32)).tolist()
            for first in ranks[at - 1]:
                wanted += [(first * size + rank, 1, at) for rank in ranks[at]]
                if begun[1] > begun[0]:
                    wanted.append((first * size + begun[0], begun[1] - begun[0], at))
        keys = np.array([(key, key + number) for key, number, _ in wanted], np.uint64)
        bounds = np.searchsorted(self.pair_keys, keys).tolist()
        return [
            self._term(self.pairs, first, last, len(words) + at, _PAIR_WEIGHT)
            for (first, last), (_, _, at) in zip(bounds, wanted, strict=True)
            if last > first
        ]

    def _ranks(self, places: Sequence[int]) -> list[int]:
        ranks = np.searchsorted(self.common, np.array(places, np.uint32)).tolist()
        return [
            rank
            for rank, place in zip(ranks, places, strict=True)
            if rank < len(self.common) and self.common[rank] == place
        ]

    def _read_closer(
        self, words: Sequence[Word], numbers: Numbers, most: int
    ) -> tuple[Numbers, Held]:
        """The texts that hold most of the words, and the words side by side."""
        total = sum(word.weight for word in words)
        sought = [(word.weight / total, self._alternatives(word)) for word in words]
        starts, ends = self.offsets[numbers].tolist(), self.offsets[numbers + 1].tolist()
        blob = self.blob.data
        held = np.array(
            [
                _held(b" %b " % blob[start:end], sought)
                for start, end in zip(starts, ends, strict=True)
            ],
            np.float32,
        ).reshape(-1, 2)
        best = np.argsort(-held.sum(axis=1), kind="stable")[:most]
        return numbers[best], held[best]

    def _alternatives(self, word: Word) -> list["_Look"]:
        """How the word may stand in a text, from the start of a word on, and what that is worth."""
        text = b" " + word.text.encode()
        looks = [(text + b" ", 1.0)]
        if word.begun[1] > word.begun[0]:
            looks.append((text, _BEGUN_WEIGHT))
        near = self.vocabulary.at(word.near[:_MOST_NEAR])
        return looks + [(b" " + other + b" ", _NEAR_WEIGHT) for other in near]


_Look = tuple[bytes, float]


def _held(text: bytes, sought: Sequence[tuple[float, Sequence[_Look]]]) -> tuple[float, float]:
    """The shares of the question that a text has, and that stand side by side in it as asked."""
    has = side_by_side = 0.0
    before: bytes | None = None
    for share, looks in sought:
        last, before = before, None
        for look, worth in looks:
            if look in text:
                before = look
                has += share * worth
                if last is not None and last + look[1:] in text:
                    side_by_side += share
                break
    return has, side_by_side


def _heaviest(numbers: Numbers, weights: Floats) -> Numbers:
    if not len(numbers):
        return numbers
    worth = np.flatnonzero(weights >= _WORTH_READING * weights.max())
    if len(worth) > _READ_CLOSER:
        heaviest = np.argpartition(weights[worth], len(worth) - _READ_CLOSER)[-_READ_CLOSER:]
        worth = worth[heaviest]
    return numbers[worth]


@dataclass(frozen=True, slots=True)
class _Term:
    """Terms to be read as one: what they weigh for the word (`group`) that they stand for."""

    postings: Postings
    first: int
    last: int
    count: int
    group: int
    weight: float

    def read(self) -> Numbers:
        """The texts that have it."""
        if self.last == self.first + 1:
            return self.postings.read(self.first)
        return self.postings.read_range(self.first, self.last, BUDGET)


def _levelled(terms: list[_Term]) -> list[_Term]:
    """Whoever is still typing may mean any word that begins so: the rarest tells little more."""
    begun: dict[int, float] = {}
    for term in terms:
        if term.last > term.first + 1:
            begun[term.group] = max(begun.get(term.group, 0.0), term.weight)
    return [
        replace(term, weight=min(term.weight, begun[term.group] / _BEGUN_WEIGHT))
        if term.group in begun
        else term
        for term in terms
    ]


def _read(terms: list[_Term], allowed: Allowed) -> list[tuple[_Term, Numbers]]:
    """The postings of the rarest terms within the budget, and of one term in any case.

    A term with too many texts is read for the latest of them.
    """
    left = float(BUDGET)
    cost = allowed.cost
    found: list[tuple[_Term, Numbers]] = []
    for term in sorted(terms, key=lambda term: term.count)[:255]:
        if term.count * cost > left and found:
            break
        found.append((term, allowed.among(term.read())[-BUDGET:]))
        left -= term.count * cost
    return found


def _add_up(read: list[tuple[_Term, Numbers]], text_count: int) -> Found:
    """The texts met, and for each the weights of the question's words it has, each word once."""
    read.sort(key=lambda each: (each[0].group, -each[0].weight))
    wide = np.uint32 if text_count <= 1 << 24 else np.uint64
    parts = [(numbers.astype(wide) << 8) | at for at, (_, numbers) in enumerate(read)]
    keys = np.concatenate(parts) if parts else np.empty(0, wide)
    if not len(keys):
        return NOTHING
    keys.sort()
    terms = (keys & 255).astype(np.intp)
    numbers = (keys >> 8).astype(np.uint32)
    groups = np.array([term.group for term, _ in read], np.int16)[terms]
    weights = np.array([term.weight for term, _ in read], np.float32)[terms]
    fresh = np.empty(len(numbers), np.bool_)
    fresh[0] = True
    np.not_equal(numbers[1:], numbers[:-1], out=fresh[1:])
    starts = np.flatnonzero(fresh)
    fresh[1:] |= groups[1:] != groups[:-1]
    return numbers[starts], np.add.reduceat(weights * fresh, starts)
