"""The words of a set of texts in order of the alphabet: found exactly, begun, or misspelt."""

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA

from storage.index.postings import Numbers

LONGEST = 24
"""Bytes of a word that count; what follows is cut off, as written and as asked."""

_SHORTEST_MISSPELT = 3
_SHORTEST_FAR = 5

Words = NDArray[np.bytes_]


def encode(word: str) -> bytes:
    """A word as the vocabulary keeps it."""
    return word.encode()[:LONGEST]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words in rising order; their places are the terms of the postings.

    `hashes` are those of every word and of every word less one letter, in rising order, and
    `bearers` the places of the words: two words that are one typing error apart share one
    (symmetric deletion, as in SymSpell).
    """

    words: Words
    hashes: Numbers
    bearers: Numbers

    def places(self, asked: Sequence[bytes]) -> list[int]:
        """The place of each word that was asked, -1 where it is unknown."""
        if not len(self.words):
            return [-1] * len(asked)
        wanted = np.array(asked, dtype=self.words.dtype)
        at = np.searchsorted(self.words, wanted)
        at[at == len(self.words)] = 0
        return np.where(self.words[at] == wanted, at, -1).tolist()

    def beginning(self, asked: bytes) -> tuple[int, int]:
        """The places from, and up to but without, of the words that begin so."""
        # Of the same type as the words: numpy would convert all of them otherwise.
        bounds = np.array([asked, asked + b"\xff"], dtype=self.words.dtype)
        first, last = np.searchsorted(self.words, bounds)
        return int(first), int(last)

    def at(self, places: Sequence[int]) -> list[bytes]:
        """The words at some places."""
        found: list[bytes] = self.words[list(places)].tolist() if places else []
        return found

    def near(self, asked: Sequence[str], unknown: Sequence[bool]) -> list[list[int]]:
        """For each word that was asked, the places of the words one typing error away.

        A typing error is one letter more, less or other, or two neighbours swapped. Where there is
        no such word for a longer one that is `unknown` too, it is looked for two errors away, as
        far as two letters less in it meet one less in the word known.
        """
        found = self._sharing([(word, _shortened(word)) for word in asked], 1)
        again = [
            at
            for at, (word, places) in enumerate(zip(asked, found, strict=True))
            if unknown[at] and not places and _SHORTEST_FAR <= len(word) <= LONGEST
        ]
        if again:
            far = self._sharing([(asked[at], _shortened_twice(asked[at])) for at in again], 2)
            for at, places in zip(again, far, strict=True):
                found[at] = places
        return found

    def _sharing(self, asked: Sequence[tuple[str, set[int]]], errors: int) -> list[list[int]]:
        flat = np.fromiter((key for _, keys in asked for key in keys), dtype=np.uint32)
        first = np.searchsorted(self.hashes, flat, side="left").tolist()
        last = np.searchsorted(self.hashes, flat, side="right").tolist()
        found: list[list[int]] = []
        at = 0
        for word, keys in asked:
            places: set[int] = set()
            for number in range(at, at + len(keys)):
                if first[number] < last[number]:
                    places.update(self.bearers[first[number] : last[number]].tolist())
            at += len(keys)
            found.append(self._apart(word, sorted(places), errors))
        return found

    def _apart(self, word: str, places: list[int], errors: int) -> list[int]:
        written = self.at(places)
        return [
            place
            for place, other in zip(places, written, strict=True)
            if 0 < OSA.distance(word, other.decode(errors="ignore")) <= errors
        ]


def build(words: Iterable[str]) -> Vocabulary:
    """The vocabulary of `words`, which may repeat."""
    ordered = np.unique(np.array(sorted(map(encode, words)), dtype=f"S{LONGEST}"))
    hashes: list[int] = []
    bearers: list[int] = []
    for place, word in enumerate(ordered.tolist()):
        keys = _shortened(word.decode(errors="ignore"))
        hashes.extend(keys)
        bearers.extend([place] * len(keys))
    order = np.argsort(np.array(hashes, dtype=np.uint32), kind="stable")
    return Vocabulary(
        ordered,
        np.array(hashes, dtype=np.uint32)[order],
        np.array(bearers, dtype=np.uint32)[order],
    )


def _shortened(word: str) -> set[int]:
    """Hashes of the word and of the word less each one of its letters."""
    if len(word) < _SHORTEST_MISSPELT:
        return set()
    crc = zlib.crc32
    return {
        crc(word.encode()),
        *(crc((word[:at] + word[at + 1 :]).encode()) for at in range(len(word))),
    }


def _shortened_twice(word: str) -> set[int]:
    """Hashes of the word less any two of its letters, or fewer."""
    less = {word[:at] + word[at + 1 :] for at in range(len(word))}
    return _shortened(word).union(*map(_shortened, less))
