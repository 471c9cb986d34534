"""Verbs of a headline, whose capitals hide them from the parse: "Lee Condemns Raid".

A word is taken for a verb by its form and its place: after somebody, before what it is done to.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from corpus.extraction.clauses import Run
from corpus.extraction.cues import cues
from corpus.extraction.kinds import kind_of_words, words
from corpus.models import EventKind

_BREAKS = frozenset(
    {",", ":", ";", ".", "?", "!", "|", "—", "–", "--", "...", "…", "n't", "n’t", "Not"}
)
_NOMINAL = frozenset({"PROPN", "NOUN", "ADJ", "DET", "NUM", "CCONJ", "PART", "PUNCT", "PRON"})
_LABELS = frozenset({"call", "brand", "dub", "label"})
_PLURAL = frozenset({"NNS", "NNPS"})
# The word after a verb; after a noun of the same form comes one of these.
_NO_OBJECT = frozenset({"ADP", "AUX", "VERB", "PUNCT", "CCONJ", "SCONJ", "PART"})


@dataclass(frozen=True, slots=True)
class HeadlineVerb:
    """A verb, the run of tokens before it that names who does it, its kind and its clause."""

    verb: Token
    doer: Run
    kind: EventKind
    span: Run


def headline_verbs(line: Span) -> Iterator[HeadlineVerb]:
    """The verbs of a headline that the parse takes for nouns or names, in order."""
    if not _in_title_case(line):
        return
    doer: Run | None = None
    for start, end in _clauses(line):
        for token in line.doc[start:end]:
            lemma = _lemma(token, start)
            kind = _kind(token, lemma, end) if lemma else None
            if kind is None:
                continue
            own = _doer(token, start)
            who = own or doer
            if who is not None:
                yield HeadlineVerb(token, who, kind, Run(own.start if own else token.i, end))
                break
        # After a comma who opened the clause before goes on: "Lee Says No, Blasts Council".
        doer = _opening(line.doc, start, end)


def _opening(doc: Doc, start: int, end: int) -> Run | None:
    """The name that opens a clause."""
    last = start
    while last < end and doc[last].pos_ == "PROPN" and doc[last].lower_ not in cues().forms:
        last += 1
    return Run(start, last) if last > start else None


def _in_title_case(line: Span) -> bool:
    """Whether most words of four letters or more begin with a capital."""
    long = [token for token in line if token.is_alpha and len(token) > 3]
    return sum(token.is_title or token.is_upper for token in long) * 4 > len(long) * 3


def _clauses(line: Span) -> Iterator[Run]:
    """The stretches of a headline between marks that part clauses."""
    start = line.start
    for token in line:
        if token.text in _BREAKS:
            yield Run(start, token.i)
            start = token.i + 1
    if any(token.is_alpha for token in line.doc[start : line.end]):
        yield Run(start, line.end)


def _lemma(token: Token, start: int) -> str | None:
    """The verb that a word after a subject may be: "Praises"; "Rebut" after a plural."""
    if token.i == start and (start == 0 or token.nbor(-1).text != ","):
        return None
    word, before = token.lower_, token.nbor(-1)
    known = words().verbs
    for ending, stem in (("ies", "y"), ("es", ""), ("s", "")):
        lemma = word.removesuffix(ending) + stem
        if word.endswith(ending) and (lemma in known or lemma in _LABELS):
            return lemma
    plural = before.tag_ in _PLURAL or before.lower_.endswith("s")
    return word if plural and word in known else None


def _kind(token: Token, lemma: str, end: int) -> EventKind | None:
    """What the verb does, if what it is done to follows."""
    if token.i + 1 >= end:
        return None
    after = token.nbor()
    phrasal = words().verbs.get(f"{lemma}_{after.lower_}")
    if phrasal is not None:
        return phrasal
    if after.pos_ in _NO_OBJECT and not after.is_quote:
        return None
    if lemma in _LABELS:
        said = token.doc[token.i + 1 : end].text
        return kind_of_words(said, first_person=False, speaker=None)
    return words().verbs.get(lemma)


def _doer(verb: Token, start: int) -> Run | None:
    """Who stands before the verb."""
    first = verb.i
    while first > start and verb.doc[first - 1].pos_ in _NOMINAL:
        first -= 1
    named = any(token.pos_ in {"PROPN", "NOUN", "PRON"} for token in verb.doc[first : verb.i])
    return Run(first, verb.i) if named else None
