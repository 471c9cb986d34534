"""Personal names as strings: their words, their folded forms, which two may be one person's.

No name of anybody in particular is known here; given names, titles and nicknames are lists.
"""

import re
import unicodedata
from enum import StrEnum
from functools import cache
from importlib.resources import files

from nicknames import NickNamer
from rapidfuzz import fuzz

from corpus.extraction.lexicons import lexicon


class Gender(StrEnum):
    """Whom "he" and "she" may stand for."""

    MALE = "male"
    FEMALE = "female"


_WORD = re.compile(r"[^\W_]+(?:['’.\-‑&][^\W_]+)*\.?")
_POSSESSIVE = re.compile(r"['’]s?$")
# Letters that Unicode does not decompose into a base letter and an accent.
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"})


def fold(text: str) -> str:
    """`text` in lower case without accents, dots and apostrophes: "Ó'Néill" is "oneill"."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return "".join(c for c in plain if c.isalnum() or c in " -")


def words(name: str) -> tuple[str, ...]:
    """The words of `name`, folded, possessive ending dropped; titles and suffixes stay."""
    bare = _POSSESSIVE.sub("", name.strip())
    return tuple(fold(word) for word in _WORD.findall(bare))


def core(name: str | tuple[str, ...]) -> tuple[str, ...]:
    """The words of `name` without titles before it and suffixes ("Jr.") after it."""
    parts = list(words(name) if isinstance(name, str) else name)
    while len(parts) > 1 and parts[0] in title_words():
        parts.pop(0)
    while len(parts) > 1 and parts[-1] in _suffixes():
        parts.pop()
    return tuple(parts)


def suffix(parts: tuple[str, ...]) -> str | None:
    """ "jr", "iii", … where the folded words end with one."""
    return parts[-1] if len(parts) > 1 and parts[-1] in _suffixes() else None


def given_gender(word: str) -> Gender | None:
    """Who bears the folded given name `word`: men, women, or (None) both or not known."""
    known = _given()
    return known.get(word) or known.get(word.partition("-")[0])


def is_given(word: str) -> bool:
    """Whether the folded `word` is in the lists of given names."""
    return word in _given()


def same_given(one: str, other: str) -> bool:
    """Whether two folded given names may be one person's: equal, initial, nickname, misprint."""
    if same_spelling(one, other):
        return True
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    if one in _nicknames(other) or other in _nicknames(one):
        return given_gender(one) in (None, given_gender(other)) or given_gender(other) is None
    return misprint(one, other) and not (is_given(one) and is_given(other))


def same_spelling(one: str, other: str) -> bool:
    """Whether two folded words are one name in two spellings: "zelensky" and "zelenskiy"."""
    return one == other or level(one) == level(other)


@cache
def level(word: str) -> str:
    """The folded `word` with the differences between transliterations taken out."""
    listed = _spellings().get(word)
    if listed is not None:
        return listed
    plain = re.sub(r"(?<=[^\W\d_])(?:iy|yy|ii|yi|ij|yj|y|i|ey|ei)$", "y", word)
    plain = plain.replace("kh", "h").replace("tz", "ts").replace("ks", "x").replace("ph", "f")
    plain = re.sub(r"[yij](?=[aeou])", "i", plain).replace("w", "v").replace("ou", "u")
    return re.sub(r"([^\W\d_])\1", r"\1", plain)


@cache
def _spellings() -> dict[str, str]:
    return {word: "=" + group[0] for group in lexicon("spellings")["same"] for word in group}


def misprint(one: str, other: str) -> bool:
    """Whether two folded words differ as a misprint or another transliteration does.

    Longer words only: "zelensky" and "zelenskiy", "lryna" and "iryna", never "bush" and "rush".
    """
    if min(len(one), len(other)) < 5:
        return False
    if one[0] != other[0]:
        return {one[0], other[0]} == {"i", "l"} and one[1:] == other[1:]
    return fuzz.ratio(one, other) >= 85


@cache
def title_words() -> frozenset[str]:
    """Every single folded word that stands as a title before names."""
    titles = lexicon("titles")
    every = [*titles["courtesy"], *titles["male"], *titles["female"], *titles["neutral"]]
    return frozenset(fold(title) for title in every if " " not in title)


def title_key(title: str) -> str:
    """One form for a title and its abbreviations: "Sen." and "Senator" are "senator"."""
    folded = fold(title)
    return lexicon("titles")["short"].get(folded, folded)


def title_gender(title: str) -> Gender | None:
    """Who bears a title such as "Mrs." (None: anybody)."""
    wanted = title.casefold().rstrip(".")
    return next((gender for gender in Gender if wanted in lexicon("titles")[gender]), None)


@cache
def _suffixes() -> frozenset[str]:
    return frozenset(lexicon("titles")["suffixes"])


@cache
def _nicknames(given: str) -> frozenset[str]:
    return frozenset(_namer().nicknames_of(given))


@cache
def _namer() -> NickNamer:
    return NickNamer()


@cache
def _given() -> dict[str, Gender]:
    """Folded given name to the sex that nearly all its bearers have."""
    return {name: gender for gender in Gender for name in _listed(gender)}


def _listed(gender: Gender) -> list[str]:
    path = files("corpus.extraction.lexicons").joinpath(f"given_names_{gender}.txt")
    lines = path.read_text(encoding="utf-8").splitlines()
    return [fold(name) for line in lines if not line.startswith("#") for name in line.split()]
