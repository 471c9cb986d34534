"""What a role or a description says of somebody: office, country, and the other words.

"Russian President", "the leader of Russia" and "Moscow's head of state" say the same; "the French
president" says another thing. The lists (roles, countries) hold nobody's name.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from corpus import names
from corpus.extraction.lexicons import lexicon

_SPLIT = re.compile(r"[^\w.'’]+|['’]s\b|(?<=s)['’](?=\s|$)")
_LONGEST = 4  # words in the longest entry of the lists


@dataclass(frozen=True, slots=True)
class Descriptor:
    """A description taken apart; everything folded to lower case without accents.

    `heads` are the role words printed ("president"), `families` the families that those words
    belong to, `countries` the countries named in any form, `others` all other words.
    """

    heads: frozenset[str] = frozenset()
    families: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()


@cache
def describe(phrase: str) -> Descriptor:
    """Take a printed role or description apart."""
    parts = [word for word in (names.fold(part) for part in _SPLIT.split(phrase)) if word]
    heads: set[str] = set()
    countries: set[str] = set()
    others: set[str] = set()
    at = 0
    while at < len(parts):
        taken = _longest(parts, at, heads, countries)
        if not taken and parts[at] not in lexicon("roles")["little"]["words"]:
            others.add(parts[at])
        at += taken or 1
    families = {family for head in heads for family in _families().get(head, ())}
    return Descriptor(*map(frozenset, (heads, families, countries, others)))


def same_body(text: str) -> str | None:
    """The usual name of a body that has several: "the U.S." is "united states"."""
    return _several_names().get(names.fold(text).removeprefix("the "))


def contradict(one: Descriptor, other: Descriptor) -> bool:
    """Whether both name countries, and none in common."""
    return bool(one.countries and other.countries and not one.countries & other.countries)


def shared_descriptors(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether a role of `one` says the same as a role of `other` and no country parts them."""
    left, right = [describe(role) for role in one], [describe(role) for role in other]
    return any(a.families & b.families and not contradict(a, b) for a in left for b in right)


def _longest(parts: list[str], at: int, heads: set[str], countries: set[str]) -> int:
    """Words taken by the longest entry that begins at `at`; what it says goes into the sets."""
    for length in range(min(_LONGEST, len(parts) - at), 0, -1):
        words = " ".join(parts[at : at + length])
        country, seat = _countries().get(words), _seats().get(words)
        if country is not None:
            countries.add(country)
            if seat is not None and _holder(parts, at + length):
                heads.add(seat)
            return length
        if words in _families():
            heads.add(words)
            return length
    return 0


def _holder(parts: list[str], at: int) -> bool:
    """Whether "bearer", "occupant" or the like follows a seat of office."""
    return at < len(parts) and parts[at] in lexicon("roles")["seats"]["holders"]


@cache
def _families() -> dict[str, tuple[str, ...]]:
    """Folded role word or phrase to the families that hold it."""
    table: dict[str, tuple[str, ...]] = {}
    roles: dict[str, Any] = lexicon("roles")
    for family, members in roles["families"].items():
        for word in members:
            table[names.fold(word)] = (*table.get(names.fold(word), ()), family)
    for word in [*roles["gender"]["male"], *roles["gender"]["female"], *roles["kin"]["words"]]:
        table.setdefault(names.fold(word), (names.fold(word),))
    return table


@cache
def _countries() -> dict[str, str]:
    every: dict[str, list[str]] = lexicon("countries")["words"]
    return {names.fold(word): country for country, words in every.items() for word in words}


@cache
def _several_names() -> dict[str, str]:
    every: dict[str, list[str]] = lexicon("countries")["same"]
    return {names.fold(word): body for body, words in every.items() for word in words}


@cache
def _seats() -> dict[str, str]:
    return {names.fold(seat): office for seat, office in lexicon("countries")["seats"].items()}
