"""Names in memory: each distinct one once for all libraries, found by half of it, misspelt."""

from collections.abc import Iterable, Sequence

import numpy as np

from storage.index.alignment import align
from storage.index.allowed import ALL, Allowed, allowed_numbers
from storage.index.building import build
from storage.index.postings import Numbers
from storage.index.segment import Segment

ALIGNED = 60
"""How many names are aligned word by word, or `most` if that is more."""

_FINAL = 50_000


class NameIndex:
    """Distinct normalised names by number, in segments that follow on one another."""

    def __init__(self, segments: Iterable[Segment] = ()) -> None:
        """Begin with segments that hold different names."""
        self._segments = [*segments]
        self._numbers: dict[str, int] | None = None

    def texts(self) -> list[str]:
        """Every name, by number."""
        return [segment.text(at) for segment in self._segments for at in range(len(segment))]

    def add(self, names: Iterable[str]) -> list[int]:
        """The numbers of these normalised names; new ones get the next."""
        if self._numbers is None:
            self._numbers = {name: at for at, name in enumerate(self.texts())}
        numbers, known = self._numbers, len(self._numbers)
        found = [numbers.setdefault(name, len(numbers)) for name in names]
        if len(numbers) > known:
            self._put(list(numbers)[known:])
        return found

    def search(self, typed: Sequence[str], most: int, allowed: Numbers) -> list[tuple[int, float]]:
        """Some names among `allowed` (rising) that are likely to fit the words typed, and how well.

        In no order; scores from 0 to 100.
        """
        asked = " ".join(typed)
        found: list[tuple[int, str]] = []
        start = 0
        for segment in self._segments:
            bounds = np.array([start, start + len(segment)], np.uint32)
            first, last = np.searchsorted(allowed, bounds).tolist()
            here = _of_segment(allowed[first:last], start, len(segment))
            numbers = segment.names(asked, max(ALIGNED, most), here).tolist()
            found += [(start + number, segment.text(number)) for number in numbers]
            start += len(segment)
        scores = align(typed, [name.split() for _, name in found]).tolist()
        return [(number, score) for (number, _), score in zip(found, scores, strict=True)]

    def beginning(self, typed: str) -> Numbers:
        """The names (rising) with a word that begins so."""
        found: list[Numbers] = []
        start = 0
        for segment in self._segments:
            numbers = np.unique(segment.beginning(typed, len(segment)))
            found.append((numbers + np.uint32(start)).astype(np.uint32))
            start += len(segment)
        return np.concatenate(found) if found else np.empty(0, np.uint32)

    def _put(self, names: list[str]) -> None:
        while self._segments and len(self._segments[-1]) < min(_FINAL, 2 * len(names) + 64):
            last = self._segments.pop()
            names = [*(last.text(at) for at in range(len(last))), *names]
        self._segments.append(build(names))


def _of_segment(numbers: Numbers, start: int, text_count: int) -> Allowed:
    if len(numbers) == text_count:
        return ALL
    return allowed_numbers((numbers - np.uint32(start)).astype(np.uint32), text_count)
