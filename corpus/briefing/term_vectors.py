"""Sentences as vectors of words weighed by TF-IDF, kept sparse: many sentences, few words each."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from corpus.linking.words import LITTLE, stem, weight

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]{2,}")

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


def sums(groups: Ints, values: Floats, size: int) -> Floats:
    """The sum of the values of each group from 0 to `size`."""
    return np.asarray(np.bincount(groups, values, size), dtype=np.float64)


@dataclass(frozen=True, slots=True)
class TermVectors:
    """Row `i` holds terms `terms[starts[i]:starts[i + 1]]` with `values` beside them.

    Rows have length 1, or 0 where a sentence has no word that another one has too. `rows` is the
    row of each entry; `size` the number of different terms.
    """

    starts: Ints
    terms: Ints
    values: Floats
    rows: Ints
    size: int

    def __len__(self) -> int:
        return len(self.starts) - 1

    def row(self, at: int) -> tuple[Ints, Floats]:
        """The terms of one row and their values."""
        cut = slice(self.starts[at], self.starts[at + 1])
        return self.terms[cut], self.values[cut]

    def likeness(self, direction: Floats) -> Floats:
        """The dot product of every row with `direction`."""
        return sums(self.rows, self.values * direction[self.terms], len(self))

    def total(self, weights: Floats) -> Floats:
        """The sum of all rows, each times its weight."""
        return sums(self.terms, self.values * weights[self.rows], self.size)


def term_vectors(texts: Sequence[str]) -> TermVectors:
    """Vectors of `texts`: (1 + log count) · log(texts / texts with it), scaled to length 1.

    Words that tell little, and words of one text alone, are left out.
    """
    stems: dict[str, str | None] = {}
    counts = [_counted(text, stems) for text in texts]
    texts_with = Counter(term for count in counts for term in count)
    numbers: dict[str, int] = {}
    starts, terms, values = [0], list[int](), list[float]()
    for count in counts:
        for term, times in count.items():
            if texts_with[term] > 1:
                terms.append(numbers.setdefault(term, len(numbers)))
                values.append((1 + math.log(times)) * math.log(len(texts) / texts_with[term]))
        starts.append(len(terms))
    ends = np.array(starts, dtype=np.int64)
    rows = np.repeat(np.arange(len(texts), dtype=np.int64), np.diff(ends))
    plain = np.array(values, dtype=np.float64)
    lengths = np.sqrt(sums(rows, plain**2, len(texts)))
    scaled = plain / np.maximum(lengths[rows], 1e-12)
    return TermVectors(ends, np.array(terms, dtype=np.int64), scaled, rows, len(numbers))


def _counted(text: str, stems: dict[str, str | None]) -> Counter[str]:
    """How often each telling stem stands in `text`; `stems` remembers (None: tells little)."""
    found: Counter[str] = Counter()
    for word in _WORD.findall(text.lower()):
        if word not in stems:
            stems[word] = None if weight(word) == LITTLE else stem(word)
        known = stems[word]
        if known is not None:
            found[known] += 1
    return found


def some(vectors: TermVectors, rows: Ints) -> TermVectors:
    """The vectors of `rows` only, in that order, over the same terms."""
    lengths = vectors.starts[rows + 1] - vectors.starts[rows]
    starts = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(lengths)])
    shifts: Ints = np.repeat(vectors.starts[rows] - starts[:-1], lengths)
    at: Ints = np.arange(int(starts[-1]), dtype=np.int64) + shifts
    numbers = np.repeat(np.arange(len(rows), dtype=np.int64), lengths)
    return TermVectors(starts, vectors.terms[at], vectors.values[at], numbers, vectors.size)
