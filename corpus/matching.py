"""What counts as the same word when somebody types it: normalisation and ranking by rapidfuzz."""

import re
import unicodedata
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

_POSSESSIVE = re.compile(r"(?<=\w)['’‘ʼ´`](?:s\b|(?=\s|$))")
_INSIDE = re.compile(r"(?<=\w)['’‘ʼ´`.](?=\w)")
_GAP = re.compile(r"[\W_]+")

# Letters that Unicode does not take apart, as English-language papers print them.
_PLAIN = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "ə": "e",
    }
)

Scores = NDArray[np.float32]

EXACT = 100.0
_BEGINS = 85.0  # half a word typed: more the more of it is there
_INITIAL = 75.0
_NEAR_FROM = 65.0  # two typing errors in a word of six letters


def normalise(text: str) -> str:
    """`text` as the search compares it: words in small letters between single spaces.

    Case, accents, quotation marks, punctuation and possessives go; an apostrophe or a full stop
    inside a word closes up ("don’t" to "dont", "U.S." to "us").
    """
    text = _POSSESSIVE.sub("", text.casefold())
    text = _INSIDE.sub("", text).translate(_PLAIN)
    decomposed = unicodedata.normalize("NFKD", text)
    if decomposed != text:
        text = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return _GAP.sub(" ", text).strip()


def phrase_scores(asked: str, texts: Sequence[str]) -> tuple[Scores, Scores]:
    """How well each normalised text holds the normalised phrase `asked`, and how well in one run.

    The first is max(partial, .98 · token set) + .05 · ratio, up to 105: the phrase anywhere, or its
    words in any order, the shorter text first. The second is the partial ratio alone, up to 100.
    """
    partial = _compare(asked, texts, fuzz.partial_ratio)
    words = _compare(asked, texts, fuzz.token_set_ratio)
    whole = _compare(asked, texts, fuzz.ratio)
    return np.maximum(partial, np.float32(0.98) * words) + np.float32(0.05) * whole, partial


def word_scores(asked: str, words: Sequence[str]) -> Scores:
    """How well each of `words` stands for the word `asked`: 100 the same, 0 another.

    A word that begins so counts as half typed, a single letter as an initial (either way); else
    rapidfuzz's ratio where it says that the two are near.
    """
    scores = _compare(asked, words, fuzz.ratio)
    scores[scores < _NEAR_FROM] = 0
    scores[scores < EXACT] *= np.float32(0.95)
    for at, word in enumerate(words):
        if word.startswith(asked) and word != asked:
            begun = _BEGINS + 10 * len(asked) / len(word) if len(asked) > 1 else _INITIAL
            scores[at] = max(float(scores[at]), begun)
        elif len(word) == 1 and asked.startswith(word) and word != asked:
            scores[at] = _INITIAL
    return scores


def name_score(likeness: Sequence[Scores], weights: Sequence[int], name: Sequence[int]) -> float:
    """How well a name fits the words that were typed, in any order: from 0 to 100.

    `likeness` has, for each typed word, its `word_scores` over a vocabulary; `weights` the typed
    words' lengths; `name` the places of the name's words in that vocabulary. Each word of the name
    stands for one typed word at most; a typed word that nothing stands for counts as 0.
    """
    pairs = sorted(
        (
            (float(scores[word]), at, place)
            for at, scores in enumerate(likeness)
            for place, word in enumerate(name)
            if scores[word] > 0
        ),
        reverse=True,
    )
    typed: set[int] = set()
    taken: set[int] = set()
    total = 0.0
    for score, at, place in pairs:
        if at not in typed and place not in taken:
            typed.add(at)
            taken.add(place)
            total += score * weights[at]
    return total / sum(weights)


def _compare(asked: str, texts: Sequence[str], scorer: Callable[..., float]) -> Scores:
    return process.cdist([asked], texts, scorer=scorer, dtype=np.float32)[0]
