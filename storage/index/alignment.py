"""How well a name fits what was typed: by aligning its words with those typed."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

_FAR_FROM = 70.0
_BESIDE = {
    "q": "wa", "w": "qeasd", "e": "wrsdf", "r": "etdfg", "t": "ryfgh", "y": "tughj", "u": "yihjk",
    "i": "uojkl", "o": "ipkl", "p": "ol", "a": "qwszx", "s": "weadzxc", "d": "ersfxcv",
    "f": "rtdgcvb", "g": "tyfhvbn", "h": "yugjbnm", "j": "uihknm", "k": "iojlm", "l": "opk",
    "z": "asx", "x": "sdzc", "c": "dfxv", "v": "fgcb", "b": "ghvn", "n": "hjbm", "m": "jkn",
}  # fmt: skip
"""The keys next to each one of an English keyboard."""

Floats = NDArray[np.float32]

_NEAR_FROM = 60.0  # two typing errors in a word of four letters
_BEGUN = 85.0  # half a word typed: more the more of it is there
_INITIAL = 75.0
_OTHER_KEY = 4.0  # for one letter typed for another that is not beside it on the keyboard
_SWAPPED = 3.0  # less is lost where all letters are there
_ERROR = 80.0  # what a typing error costs, divided by the letters of the longer word
_LEFT_OVER = 0.4  # for each letter's share of a name that nobody typed


def align(typed: Sequence[str], names: Sequence[Sequence[str]]) -> Floats:
    """How well each name (its words) fits the words that were typed, in any order: 0 to 100.

    Each word of a name stands for one typed word at most, the best pairs first; a typed word that
    nothing stands for counts as 0; the words weigh by their lengths. Of two names that fit equally
    the one with less besides is a little better.
    """
    if not names:
        return np.empty(0, np.float32)
    words = list(dict.fromkeys(word for name in names for word in name))
    places = {word: at for at, word in enumerate(words)}
    width = max(map(len, names))
    table = np.full((len(names), width), len(words), np.intp)
    for row, name in enumerate(names):
        table[row, : len(name)] = [places[word] for word in name]
    likeness = np.zeros((len(typed), len(words) + 1), np.float32)
    likeness[:, :-1] = word_likeness(typed, words)
    pairs = likeness[:, table].transpose(1, 0, 2) * _shares(typed)[None, :, None]
    total = _best_pairs(pairs, min(len(typed), width))
    letters = np.array([sum(map(len, name)) for name in names], np.float32)
    besides = np.maximum(0, 1 - sum(map(len, typed)) / np.maximum(letters, 1))
    return (total - _LEFT_OVER * besides).astype(np.float32)


def _best_pairs(pairs: Floats, rounds: int) -> Floats:
    """The sum of the best pair of each candidate, and again without its row and column."""
    count, _, columns = pairs.shape
    everyone: NDArray[np.intp] = np.arange(count, dtype=np.intp)
    total = np.zeros(count, np.float32)
    for _ in range(rounds):
        best = pairs.reshape(count, -1).argmax(axis=1)
        row, column = np.divmod(best, columns)
        total += pairs[everyone, row, column]
        pairs[everyone, row, :] = 0
        pairs[everyone, :, column] = 0
    return total


def _shares(typed: Sequence[str]) -> Floats:
    lengths = np.array([len(word) for word in typed], np.float32)
    return lengths / lengths.sum()


def word_likeness(typed: Sequence[str], words: Sequence[str]) -> Floats:
    """How well each of `words` stands for each typed word: 100 the same, 0 another.

    A word that begins so counts as half typed, a single letter as an initial (either way); else
    what the typing errors between them leave (a swap of neighbours is one), where that is enough.
    """
    same = process.cdist(typed, words, scorer=OSA.normalized_similarity, dtype=np.float32)
    scores: Floats = (100 - _ERROR * (1 - same)).astype(np.float32)
    scores[scores < _NEAR_FROM] = 0
    for row, asked in enumerate(typed):
        found = scores[row]
        near = np.flatnonzero((found > _FAR_FROM) & (found < 100)).tolist()
        for column in near:
            found[column] += _which_errors(asked, words[column])
        initial = asked[0]
        for column, word in enumerate(words):
            if word[0] == initial:
                found[column] = max(_begun(asked, word), float(found[column]))
    return scores


def _which_errors(asked: str, word: str) -> float:
    """What is added for how two words differ that are near to each other."""
    if word.startswith(asked):
        return 0.0
    if _other_key(asked, word):
        return -_OTHER_KEY
    return _SWAPPED if sorted(asked) == sorted(word) else 0.0


def _other_key(asked: str, word: str) -> bool:
    """Whether two words of one length differ in a letter that nobody hits for the other."""
    if len(asked) != len(word):
        return False
    differ = [(one, other) for one, other in zip(asked, word, strict=True) if one != other]
    return len(differ) == 1 and differ[0][1] not in _BESIDE.get(differ[0][0], "")


def _begun(asked: str, word: str) -> float:
    """What a word counts for that begins as the one typed does, with its first letter at least."""
    if len(word) == 1 or len(asked) == 1:
        return _INITIAL
    if word.startswith(asked):
        return _BEGUN + 10 * len(asked) / len(word)
    return 0.0
