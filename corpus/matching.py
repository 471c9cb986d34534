"""What counts as the same word when somebody types it: normalisation and ranking by rapidfuzz."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from corpus.models import Span

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

_WORD = re.compile(r"[^\W_]+(?:['’‘ʼ´`.][^\W_]+)*")
_LETTER = re.compile(r"\w")
_SMALL = 3  # letters

Scores = NDArray[np.float32]

# Cyrillic letters as English-language papers write them (the Ukrainian table of 2010, and the
# letters that only Russian has), so that a name is found in either alphabet.
_LATIN = str.maketrans(
    dict(zip("абвгґдезиіїйклмнопрстуфыэё", "abvhgdezyiiiklmnoprstufyee", strict=True))
    | {"є": "ie", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch"}
    | {"ю": "iu", "я": "ia", "ь": "", "ъ": ""}
)
_CYRILLIC = re.compile("[а-яіїєґё]")


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
        text = text.casefold()  # a letter of another width or style becomes a capital
    return _GAP.sub(" ", text).strip()


def search_key(text: str) -> str:
    """`text` as the index keeps it and as a question is put to it: normalised, in Latin letters."""
    folded = text.casefold()
    if _CYRILLIC.search(folded):
        text = unicodedata.normalize("NFC", folded).translate(_LATIN)
    return normalise(text)


def matched(asked: str, text: str) -> tuple[Span, ...]:
    """Where in `text` stand the words that were asked for, or words one typing error away.

    The last word asked may be begun only. Words that stand side by side are one span; small words
    alone ("the", "of") are not marked where anything else is.
    """
    words = search_key(asked).split()
    found = [
        Span(word.start(), word.end())
        for word in _WORD.finditer(text)
        if words and _stands_for(_key_of(word.group()), words)
    ]
    spans: list[Span] = []
    for span in found:
        if spans and not _LETTER.search(text, spans[-1].end, span.start):
            spans[-1] = Span(spans[-1].start, span.end)
        else:
            spans.append(span)
    telling = [span for span in spans if span.end - span.start > _SMALL]
    return tuple(telling or spans)


_key_of = lru_cache(maxsize=16_384)(search_key)


def _stands_for(word: str, asked: Sequence[str]) -> bool:
    if word in asked or (len(asked[-1]) > 1 and word.startswith(asked[-1])):
        return True
    return len(word) > _SMALL and any(
        len(each) > _SMALL and OSA.distance(word, each, score_cutoff=1) <= 1 for each in asked
    )


def phrase_scores(asked: str, texts: Sequence[str]) -> tuple[Scores, Scores]:
    """How well each normalised text holds the normalised phrase `asked`, and how well in one run.

    The first is max(partial, .98 · token set) + .05 · ratio, up to 105: the phrase anywhere, or its
    words in any order, the shorter text first. The second is the partial ratio alone, up to 100.
    """
    partial = _compare(asked, texts, fuzz.partial_ratio)
    words = _compare(asked, texts, fuzz.token_set_ratio)
    whole = _compare(asked, texts, fuzz.ratio)
    return np.maximum(partial, np.float32(0.98) * words) + np.float32(0.05) * whole, partial


def _compare(asked: str, texts: Sequence[str], scorer: Callable[..., float]) -> Scores:
    return process.cdist([asked], texts, scorer=scorer, dtype=np.float32)[0]
