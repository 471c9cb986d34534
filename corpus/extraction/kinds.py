"""What a statement does: its kind, from the cue that reports it and from its own words.

A cue that names the act (condemned, denied) decides unless it is negated; under a neutral cue
(said, told) the words themselves decide, else it is plainly said. The lexicons kinds.toml (cues,
with CAMEO codes and VerbNet classes) and contents.toml (words under neutral cues) hold the words.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import cast

from spacy.tokens import Token

from corpus.extraction.lexicons import lexicon
from corpus.extraction.things import is_thing
from corpus.extraction.timex_patterns import fold
from corpus.models import EventKind

STATEMENTS = tuple(kind for kind in EventKind if kind is not EventKind.ACT)
_NEGATIONS = frozenset({"not", "n't", "never", "hardly", "barely"})
_RETREATS = frozenset({"apologize", "apologise", "retract", "recant", "back", "walk", "relent"})
_DENIES = frozenset({"deny", "refute", "disclaim"})
_MARKS = re.compile(r"[\"“”„«»]|''|``")
# What a speaker quotes of another is not his own to say: "She asks, ‘Why do we need this?’"
_QUOTED_WITHIN = re.compile(r"(?<!\w)[‘'](?=[A-Z]).{1,300}?[,.?!][’'](?!\w)", re.DOTALL)
_RETORTS = frozenset(
    {"hit_back", "fire_back", "push_back", "fight_back", "shoot_back", "strike_back", "clap_back"}
)
_BACKING_OFF = frozenset({"refuse", "decline"})
_UNDONE = re.compile(r"(?:n't|\bnot|\bnever|\bno|\bwithout|\bhardly)(?: [a-z']+){0,2} $")
_OPENING = r"(?:^|[.!?] ['\"“]?|[“\"])"
_FILLERS = r"(?: (?:also|just|really|still|now|have|has|had|'ve|fully|do|did|would|will))*"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of kinds.toml, turned round: what kind a verb, noun or adjective names."""

    verbs: dict[str, EventKind]
    nouns: dict[str, EventKind]
    adjectives: dict[str, EventKind]
    light: frozenset[str]
    withheld: frozenset[str]
    deeds: frozenset[str]
    neutral: frozenset[str]
    physical: frozenset[str]


@cache
def words() -> Lexicon:
    """The lexicon of cues, read once."""
    file = lexicon("kinds")

    def table(part: str) -> dict[str, EventKind]:
        return {
            word: kind
            for kind in STATEMENTS
            for word in cast("str", file.get(kind, {}).get(part, "")).split()
        }

    def listed(name: str) -> frozenset[str]:
        return frozenset(cast("str", file[name]["verbs"]).split())

    return Lexicon(
        table("verbs"),
        table("nouns"),
        table("adjectives"),
        listed("light"),
        listed("withheld"),
        listed("act"),
        listed("neutral"),
        listed("physical"),
    )


def negated(token: Token) -> bool:
    """Whether a word of the verb's own clause undoes it ("did not", "never")."""
    return any(child.dep_ == "neg" or child.lower_ in _NEGATIONS for child in token.children)


def _keys(verb: Token) -> list[str]:
    """The verb with its particles and prepositions, longest first, then alone."""
    lemma = verb.lemma_.lower()
    tails = [
        child.lower_
        for child in verb.rights
        if child.dep_ in {"prt", "prep", "advmod"} and child.i - verb.i <= 6
    ]
    keys = ["_".join((lemma, *tails[:3])), "_".join((lemma, *tails[:2]))]
    keys += [f"{lemma}_{tail}" for tail in tails]
    if verb.i + 1 < len(verb.doc):
        keys.append(f"{lemma}_{verb.nbor().lower_}")
    return [*keys, lemma]


def _named(token: Token) -> EventKind | None:
    """The kind that a word itself names."""
    lexicon_words = words()
    if token.pos_ in {"VERB", "AUX"}:
        if token.lemma_.lower() in lexicon_words.physical and not _judges(token):
            return None
        return next(
            (lexicon_words.verbs[key] for key in _keys(token) if key in lexicon_words.verbs), None
        )
    lemma = token.lemma_.lower()
    if token.pos_ == "ADJ":
        return lexicon_words.adjectives.get(lemma)
    if lemma in lexicon_words.nouns or token.is_lower:
        return lexicon_words.nouns.get(lemma)
    bare = token.lower_.removesuffix("s")  # a headline's capital hides the verb: "Praises"
    return lexicon_words.verbs.get(lemma) or lexicon_words.verbs.get(bare)


def _judges(verb: Token) -> bool:
    """Whether "attack" and the like are done to a person, or to words or plans, and so judge."""
    hit = [child for child in verb.rights if child.dep_ == "dobj"]
    return not hit or any(
        child.ent_type_ in {"PERSON", "NORP"}
        or child.pos_ == "PRON"
        or is_thing(child)
        or any(under.dep_ == "poss" for under in child.lefts)
        for child in hit
    )


def kind_of_cue(token: Token) -> EventKind | None:
    """The kind that a cue names, looked for below light verbs too; None where it names none.

    A negated act is not that act: to answer nothing is to decline, the rest is plainly said.
    """
    found = naming(token)
    return found[0] if found is not None else None


def naming(token: Token, depth: int = 0) -> tuple[EventKind, Token] | None:
    """The kind that a cue names and the word that names it: in "voiced anger at", the anger."""
    lexicon_words = words()
    lemma = token.lemma_.lower()
    if token.lower_ == "according" or (token.dep_ == "xcomp" and token.head.lemma_ in _DENIES):
        return EventKind.SAY, token
    if lemma in _BACKING_OFF and token.pos_ == "VERB":
        return _backed_off(token), token
    is_negated = negated(token)
    if is_negated and lemma in lexicon_words.withheld:
        return EventKind.DECLINE, token
    kind = _named(token)
    if kind is not None:
        return EventKind.SAY if is_negated else kind, token
    if depth > 2 or (lemma not in lexicon_words.light and token.pos_ in {"VERB", "AUX"}):
        return None
    below = (naming(child, depth + 1) for child in token.rights if _may_carry(child))
    return next((found for found in below if found is not None), None)


def hits_back(token: Token) -> bool:
    """Whether a cue says only that somebody was answered: "fired back"."""
    lemma = token.lemma_.lower()
    return token.pos_ == "VERB" and any(
        f"{lemma}_{child.lower_}" in _RETORTS for child in token.rights
    )


def _backed_off(verb: Token) -> EventKind:
    """Refusing an answer is declining, refusing to retreat is defending, else it is rejecting."""
    under = next((child for child in verb.rights if child.dep_ == "xcomp"), None)
    if under is not None and under.lemma_.lower() in words().withheld:
        return EventKind.DECLINE
    if under is not None and under.lemma_.lower() in _RETREATS:
        return EventKind.DEFEND
    if verb.lemma_.lower() == "decline" and not any(c.dep_ == "dobj" for c in verb.rights):
        return EventKind.DECLINE
    return EventKind.REJECT


def _may_carry(child: Token) -> bool:
    """Whether the kind may stand in this dependant of a light verb or of its object."""
    return child.dep_ in {"xcomp", "dobj", "acl", "acomp", "pobj", "prep", "advcl", "attr"}


@dataclass(frozen=True, slots=True)
class _Contents:
    """The patterns of one kind in contents.toml."""

    kind: EventKind
    words: re.Pattern[str] | None
    own: str | None
    opening: re.Pattern[str] | None


@cache
def _contents() -> tuple[_Contents, ...]:
    found: list[_Contents] = []
    for name, table in lexicon("contents").items():
        if name == "performed":
            continue
        plain = "|".join(table.get("words", [])).replace("_", " ")
        own = "|".join(table.get("own", [])).replace("_", " ")
        opening = table.get("opening")
        found.append(
            _Contents(
                EventKind(name),
                re.compile(rf"(?<![\w-])(?:{plain})(?:(?<= )|(?![\w-]))") if plain else None,
                own or None,
                re.compile(rf"{_OPENING}(?:{opening})(?!\w)") if opening else None,
            )
        )
    return tuple(found)


@cache
def _own(pattern: str, subjects: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{subjects}){_FILLERS} ?(?:{pattern})")


@cache
def _performed(subjects: str) -> re.Pattern[str]:
    """A verb that does what it says, done by the speaker: "we condemn", "I have denied"."""
    kinds = "|".join(
        f"(?P<{kind}>{'|'.join(_forms(lemma) for lemma in _PERFORMED[kind])})"
        for kind in _PERFORMED
    )
    return re.compile(rf"(?<!\w)(?:{subjects}){_FILLERS} (?:\w+ly )?(?:{kinds})(?!\w)")


_PERFORMED: dict[str, list[str]] = lexicon("contents")["performed"]


def _forms(lemma: str) -> str:
    """A regular verb's forms as one pattern."""
    if lemma.endswith("y"):
        return f"{lemma[:-1]}(?:y|ies|ied)"
    if lemma.endswith("e"):
        return f"{lemma}[sd]?"
    return f"{lemma}(?:e?s|ed)?"


def kind_of_words(statement: str, *, first_person: bool, speaker: str | None) -> EventKind | None:
    """The kind of a statement by its own words; None where they do nothing in particular.

    `first_person` says that the words are the speaker's own (quoted), where I and we are he;
    in reported words the speaker is a pronoun or the last word of the name `speaker`.
    """
    own = _QUOTED_WITHIN.sub(" ", statement)
    folded = re.sub(" +", " ", _MARKS.sub("", fold(own)).replace("\n", " ")).strip()
    if folded.endswith("?") and not re.search(r"[.!] ", folded):
        return None  # who only asks does nothing else
    subjects = "i|we" if first_person else "he|she|they|it"
    if speaker and not first_person:  # his name becomes a pronoun, so that patterns stay the same
        surname = re.escape(fold(speaker).split()[-1])
        folded = re.sub(rf"(?<!\w){surname}(?!\w)", "he", folded)
    performed = _performed(subjects).search(folded)
    if performed is not None:
        return EventKind(performed.lastgroup or "say")
    for entry in _contents():
        if entry.words and any(
            not _UNDONE.search(folded[: found.start()]) for found in entry.words.finditer(folded)
        ):
            return entry.kind
        if entry.own and _own(entry.own, subjects).search(folded):
            return entry.kind
        if first_person and entry.opening and entry.opening.search(folded):
            return entry.kind
    return None
