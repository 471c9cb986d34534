"""The lexicon of cues: which words report, and how what they report is built.

Read from ``lexicons/cues_*.toml``; a word may belong to several families.
"""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

VERB_FAMILIES = ("say", "demand", "think", "show", "judge", "label")


@dataclass(slots=True)
class Verb:
    """A reporting verb: its frames ("quote", "clause", …), prepositions and families."""

    frames: set[str] = field(default_factory=set[str])
    prepositions: set[str] = field(default_factory=set[str])
    families: set[str] = field(default_factory=set[str])


@dataclass(frozen=True, slots=True)
class Cues:
    """The whole lexicon. Keys are lemmas in lower case."""

    verbs: dict[str, Verb]
    clause_nouns: frozenset[str]
    infinitive_nouns: frozenset[str]
    vehicles: frozenset[str]
    source_phrases: tuple[tuple[str, ...], ...]
    as_verbs: frozenset[str]


def _read(name: str) -> dict[str, Any]:
    path = files("corpus.extraction.lexicons") / f"cues_{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def cues() -> Cues:
    """The lexicon, read once a process."""
    verbs: dict[str, Verb] = {}
    for family in VERB_FAMILIES:
        table = _read(family)
        for group in table["groups"]:
            for lemma in group["verbs"].split():
                verb = verbs.setdefault(lemma, Verb())
                verb.frames.update(group["frames"])
                verb.families.add(family)
        for lemma, prepositions in table.get("prepositions", {}).items():
            verb = verbs.setdefault(lemma, Verb())
            verb.prepositions.update(prepositions)
            verb.families.add(family)
    nouns, phrases = _read("nouns"), _read("phrases")
    return Cues(
        verbs,
        frozenset(nouns["clause"].split()),
        frozenset(nouns["infinitive"].split()),
        frozenset(nouns["vehicle"].split()),
        tuple(tuple(phrase.split()) for phrase in phrases["before_source"]),
        frozenset(phrases["as_verbs"].split()),
    )
