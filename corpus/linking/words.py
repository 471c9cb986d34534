"""Words weighed by what they tell, for comparing wordings with one another."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, lru_cache
from importlib.resources import files
from math import fsum

_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:[’'.][^\W\d_]+)*")
_MARKED = re.compile(r"“([^”]*)|\"([^\"]*)(?:\"|$)|''(.+?)(?:''|$)", re.DOTALL)
_ENDINGS = (
    *("ations", "ation", "ances", "ance", "ments", "ment", "ings", "ing", "ies", "ied", "ely"),
    *("ed", "es", "ly", "s", "e", "y"),
)

LITTLE = 0.3
NAMING = 0.6
TELLING = 1.0
"""What a word tells: function words and titles little, names whom it is about, others what."""


@cache
def _little() -> frozenset[str]:
    """The words that tell little, from the list beside this file."""
    lines = files("corpus.linking").joinpath("little_words.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text in order: as printed, as stems, their weights, and which are quoted.

    `telling` has each different stem with its weight.
    """

    printed: tuple[str, ...]
    stems: tuple[str, ...]
    weights: tuple[float, ...]
    quoted: tuple[bool, ...]
    telling: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Run:
    """A run of words that two texts share.

    `weight` is what its words tell together, `quoted_weight` that of those which stand in quotation
    marks on both sides; `words` are as the first text prints them.
    """

    weight: float
    quoted_weight: float
    words: tuple[str, ...]


def stem(word: str) -> str:
    """Cut an English word's ending lightly: "accepting" and "accepted" become one."""
    plain = word.casefold().replace("’", "'").removesuffix("'s").replace(".", "")
    for ending in _ENDINGS:
        if plain.endswith(ending) and len(plain) - len(ending) >= 3:
            return plain[: -len(ending)]
    return plain


def weight(word: str) -> float:
    """What a word tells: LITTLE, NAMING or TELLING."""
    plain = word.casefold().replace("’", "'").rstrip(".")
    if plain in _little():
        return LITTLE
    return NAMING if word[0].isupper() else TELLING


@lru_cache(maxsize=8192)
def words(pieces: tuple[str, ...], all_quoted: bool) -> Words:
    """Cut `pieces` into words; with `all_quoted` each stands in quotation marks."""
    found: list[tuple[str, bool]] = []
    for piece in pieces:
        marked = [match.span() for match in _MARKED.finditer(piece)]
        for match in _WORD.finditer(piece):
            inside = any(start <= match.start() < end for start, end in marked)
            found.append((match.group(), all_quoted or inside))
    printed = tuple(word for word, _ in found)
    stems = tuple(stem(word) for word in printed)
    weights = tuple(weight(word) for word in printed)
    telling = dict(zip(stems, weights, strict=True))
    return Words(printed, stems, weights, tuple(quoted for _, quoted in found), telling)


def telling_run(a: Words, b: Words) -> Run:
    """The run of stems standing in both that tells most: of the longest, the weightiest.

    A shared name and title are often longer than the words that somebody chose, and tell less.
    """
    matcher = SequenceMatcher(None, a.stems, b.stems, autojunk=False)
    runs = [_run(a, b, *match) for match in matcher.get_matching_blocks()]
    return max(runs, key=lambda run: run.weight + run.quoted_weight)


def _run(a: Words, b: Words, at_a: int, at_b: int, size: int) -> Run:
    quoted = [a.quoted[at_a + i] and b.quoted[at_b + i] for i in range(size)]
    weights = a.weights[at_a : at_a + size]
    return Run(
        sum(weights),
        sum(w for w, both in zip(weights, quoted, strict=True) if both),
        a.printed[at_a : at_a + size],
    )


def covered(a: Words, b: Words) -> float:
    """How much of the shorter text's different words the longer one has, weighed; 0 to 1."""
    one, other = a.telling, b.telling
    shorter = min(fsum(one.values()), fsum(other.values()))
    shared = fsum(min(one[word], other[word]) for word in one.keys() & other.keys())
    return min(1.0, shared / shorter) if shorter else 0.0


def surname(name: str) -> str:
    """The last word of a name, folded, for asking whether two names may be one person."""
    found: Sequence[str] = _WORD.findall(name)
    return found[-1].casefold().replace("’", "'").removesuffix("'s") if found else ""


def holds(whole: Words, part: Words) -> bool:
    """Whether all of `part`, two words or more, stands in `whole` in one run."""
    size = len(part.stems)
    starts = range(len(whole.stems) - size + 1)
    return size > 1 and any(whole.stems[at : at + size] == part.stems for at in starts)
