"""Building a segment out of texts, in one pass over their words and a few sorts by numpy."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import count

import numpy as np

from storage.index import postings, vocabulary
from storage.index.postings import Keys, Numbers, Postings
from storage.index.segment import Segment

_COMMON = 0.001  # share of the texts from which a word is paired with very common neighbours
_VERY_COMMON = 0.01
_FEWEST_PAIRED = 5_000  # texts: fewer are searched as quickly without pairs


def build(texts: Sequence[str]) -> Segment:
    """The segment of these texts, which are normalised."""
    numbering: defaultdict[str, int] = defaultdict(count().__next__)
    ids = np.fromiter((numbering[word] for text in texts for word in text.split()), np.uint32)
    lengths = np.fromiter((len(text.split()) for text in texts), np.uint32, len(texts))
    known = vocabulary.build(numbering)
    written = [vocabulary.encode(word) for word in numbering]
    places = np.searchsorted(known.words, np.array(written, known.words.dtype)).astype(np.uint32)
    terms = places[ids] if len(ids) else ids
    owners = np.repeat(np.arange(len(texts), dtype=np.uint32), lengths)
    words = _invert(terms.astype(np.uint64), owners, len(known.words), len(texts))
    common, keys, pairs = _pair_up(terms, owners, words.counts, len(texts))
    encoded = [text.encode() for text in texts]
    sizes = np.fromiter(map(len, encoded), np.uint32, len(encoded))
    return Segment(
        np.frombuffer(b"".join(encoded), np.uint8),
        np.concatenate(([0], np.cumsum(sizes))).astype(np.uint32),
        known,
        words,
        common,
        keys,
        pairs,
    )


def _invert(terms: Keys, owners: Numbers, term_count: int, text_count: int) -> Postings:
    keys = (terms << np.uint64(32)) | owners
    keys.sort()
    if len(keys):
        keys = keys[np.concatenate(([True], keys[1:] != keys[:-1]))]
    numbers = (keys & np.uint64(0xFFFFFFFF)).astype(np.uint32)
    return postings.pack((keys >> np.uint64(32)).astype(np.uint32), numbers, term_count, text_count)


def _pair_up(
    terms: Numbers, owners: Numbers, counts: Numbers, text_count: int
) -> tuple[Numbers, Keys, Postings]:
    """The common words, the keys of the pairs they make in the texts, and the pairs' postings."""
    common = np.flatnonzero(counts >= _COMMON * text_count).astype(np.uint32)
    if text_count < _FEWEST_PAIRED:
        common = common[:0]
    rank = np.full(len(counts), -1, np.int64)
    rank[common] = np.arange(len(common))
    very = counts >= _VERY_COMMON * text_count
    first, second = terms[:-1], terms[1:]
    chosen = np.flatnonzero(
        (owners[:-1] == owners[1:])
        & (rank[first] >= 0)
        & (rank[second] >= 0)
        & (very[first] | very[second])
    )
    made = (rank[first[chosen]] * len(common) + rank[second[chosen]]).astype(np.uint64)
    keys, places = np.unique(made, return_inverse=True)
    pairs = _invert(places.astype(np.uint64), owners[chosen], len(keys), text_count)
    return common, keys, pairs
