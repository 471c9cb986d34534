"""Which texts have which term: sorted text numbers, two bytes each where a term is frequent."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.uint32]
Keys = NDArray[np.uint64]

BLOCK = 1 << 16
_FREQUENT = 8
"""A term with this many texts to a block of texts is kept as low halves, block by block."""

_FEW_BLOCKS = 3
"""Up to which adding a block's base to all that follows is quicker than laying the bases out."""


@dataclass(frozen=True, slots=True)
class Postings:
    """Terms from 0 in order. `starts` bounds each term's numbers in `low` or in `full`.

    A frequent term (`slot` is its row in `blocks`, else -1) has the low 16 bits of its numbers in
    `low`, and in `blocks` where each block of 65,536 texts begins there.
    """

    counts: Numbers
    starts: Numbers
    slot: NDArray[np.int32]
    low: NDArray[np.uint16]
    full: Numbers
    blocks: Numbers

    def read(self, term: int) -> Numbers:
        """The numbers of the texts that have the term, in rising order."""
        slot = self.slot[term]
        if slot < 0:
            start = self.starts[term]
            return self.full[start : start + self.counts[term]]
        bounds = self.blocks[slot]
        low = self.low[bounds[0] : bounds[-1]]
        if len(bounds) <= _FEW_BLOCKS + 1:
            numbers = low.astype(np.uint32)
            for start in (bounds[1:-1] - bounds[0]).tolist():
                numbers[start:] += BLOCK
            return numbers
        bases = np.arange(0, (len(bounds) - 1) * BLOCK, BLOCK, dtype=np.uint32)
        return np.repeat(bases, np.diff(bounds)) + low

    def read_range(self, first: int, last: int, most: int) -> Numbers:
        """The numbers of the texts that have a term from `first` up to but without `last`.

        They may repeat. Of more than about `most`, those of the most frequent terms.
        """
        slots = self.slot[first:last]
        frequent = np.flatnonzero(slots >= 0)
        frequent = frequent[np.argsort(-self.counts[first:last][frequent].astype(np.int64))]
        parts: list[Numbers] = []
        for term in frequent.tolist():
            if most <= 0:
                return np.concatenate(parts)
            parts.append(self.read(first + term))
            most -= len(parts[-1])
        rare = np.flatnonzero(slots < 0)
        if len(rare):
            end = first + int(rare[-1])
            parts.append(
                self.full[self.starts[first + rare[0]] : self.starts[end] + self.counts[end]]
            )
        return np.concatenate(parts) if parts else self.full[:0]


def pack(terms: Numbers, texts: Numbers, term_count: int, text_count: int) -> Postings:
    """Postings of pairs (term, text) that are sorted by term, then text, each pair once."""
    counts = np.bincount(terms, minlength=term_count).astype(np.uint32)
    block_count = -(-max(text_count, 1) // BLOCK)
    frequent = counts >= _FREQUENT * block_count
    is_low = frequent[terms]
    slot = np.where(frequent, np.cumsum(frequent) - 1, -1).astype(np.int32)
    starts = np.where(frequent, _starts(counts * frequent), _starts(counts * ~frequent))
    low_texts = texts[is_low]
    at = slot[terms[is_low]].astype(np.uint64) * np.uint64(block_count) + low_texts // BLOCK
    per_block = np.bincount(at.astype(np.int64), minlength=int(frequent.sum()) * block_count)
    ends = np.concatenate(([0], np.cumsum(per_block))).astype(np.uint32)
    rows = np.arange(int(frequent.sum()))[:, None] * block_count + np.arange(block_count + 1)
    return Postings(
        counts,
        starts.astype(np.uint32),
        slot,
        (low_texts % BLOCK).astype(np.uint16),
        texts[~is_low].astype(np.uint32),
        ends[rows].astype(np.uint32),
    )


def _starts(counts: Numbers) -> NDArray[np.int64]:
    return np.cumsum(counts, dtype=np.int64) - counts
