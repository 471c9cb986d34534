"""The lexicon of cues: which words report, and how what they report is built.

Read from ``lexicons/cues_*.toml``; a word may belong to several families.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from spacy.tokens import Token

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
    forms: dict[str, str]
    clause_nouns: frozenset[str]
    infinitive_nouns: frozenset[str]
    vehicles: frozenset[str]
    works: frozenset[str]
    source_phrases: tuple[tuple[str, ...], ...]
    as_verbs: frozenset[str]

    def verb(self, form: str, lemma: str) -> Verb | None:
        """The entry of a verb by its regular inflected `form`, else by the tagger's `lemma`."""
        return self.verbs.get(self.forms.get(form.lower(), lemma.lower()))

    def phrasal(self, token: Token) -> Verb | None:
        """The entry of a verb with its particle ("point_out"); None where there is none."""
        particles = (child for child in token.rights if child.dep_ in {"prt", "advmod"})
        found = (self.verbs.get(f"{token.lemma_.lower()}_{word.lower_}") for word in particles)
        return next((entry for entry in found if entry is not None), None)


def _inflected(lemma: str) -> Iterator[str]:
    """The regular forms of an English verb."""
    stem = lemma.removesuffix("e")
    yield lemma
    if lemma.endswith("y") and lemma[-2] not in "aeou":
        yield from (f"{lemma[:-1]}ies", f"{lemma[:-1]}ied", f"{lemma}ing")
    elif lemma.endswith(("s", "sh", "ch", "x", "z")):
        yield from (f"{lemma}es", f"{lemma}ed", f"{lemma}ing")
    else:
        yield from (f"{lemma}s", f"{stem}ed", f"{stem}ing")


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
        {form: lemma for lemma in verbs for form in _inflected(lemma)},
        frozenset(nouns["clause"].split()),
        frozenset(nouns["infinitive"].split()),
        frozenset(nouns["vehicle"].split()),
        frozenset(nouns["work"].split()),
        tuple(tuple(phrase.split()) for phrase in phrases["before_source"]),
        frozenset(phrases["as_verbs"].split()),
    )
