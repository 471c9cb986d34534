"""Where tokens of some kind stand, read from the Doc's arrays: one pass in C, not in Python."""

from collections.abc import Iterable

import numpy as np
from spacy.tokens import Doc

_OPEN, _CLOSE, _STRAIGHT = {"“", "``", "„", "«"}, {"”", "''", "»"}, {'"'}


def places_of(doc: Doc, words: Iterable[str]) -> list[int]:
    """The indices of the tokens whose exact text is one of `words`, in order."""
    strings = doc.vocab.strings
    keys = np.array([strings[word] for word in words], dtype=np.uint64)
    return np.flatnonzero(np.isin(doc.to_array("ORTH"), keys)).tolist()


def sentence_numbers(doc: Doc) -> list[int]:
    """For each token the number of its sentence, from 1."""
    return np.cumsum(doc.to_array("SENT_START") == 1).tolist()


def line_ends(doc: Doc) -> list[int]:
    """The indices of the tokens that hold a line break."""
    orths = doc.to_array("ORTH")
    strings = doc.vocab.strings
    breaks = [key for key in np.unique(orths).tolist() if "\n" in strings[key]]
    return np.flatnonzero(np.isin(orths, np.array(breaks, dtype=np.uint64))).tolist()


def quoted_tokens(doc: Doc, ends: list[int]) -> bytearray:
    """1 for each token between double quotation marks; an open mark ends with its line.

    `ends` are the line ends of `doc`.
    """
    mask = bytearray(len(doc))
    begin: int | None = None
    breaks = set(ends)
    for at in sorted({*places_of(doc, _OPEN | _CLOSE | _STRAIGHT), *breaks, len(doc)}):
        if begin is not None:
            mask[begin:at] = b"\1" * (at - begin)
        text = doc[at].text if at < len(doc) else ""
        if at in breaks or text in _CLOSE or (text in _STRAIGHT and begin is not None):
            begin = None
        else:
            begin = at + 1
    return mask
