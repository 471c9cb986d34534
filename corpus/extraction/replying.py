"""Words beside a statement that say it answers somebody: "in response to", "fired back"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span as Words
from spacy.tokens import Token

from corpus.extraction.clauses import subject
from corpus.extraction.lexicons import lexicon
from corpus.extraction.register import Register
from corpus.extraction.targets import Answered, answered_in, is_unreal
from corpus.extraction.timex_patterns import fold

_FILE = lexicon("answers")
_BACK = frozenset(_FILE["back"]["verbs"].split())
_MARKER = re.compile(rf"(?<!\w)(?:{'|'.join(_FILE['markers']['phrases'])})(?!\w)".replace("_", " "))


# Who only asks has said nothing that could be answered so.
_ASKED = frozenset({"question", "request", "inquiry"})
_JOINED = frozenset({"conj", "xcomp", "advcl", "aux", "auxpass", "dobj", "prep", "pobj"})
# What the sentence around these tells is not told of them.
_ASIDE = frozenset({"relcl", "acl", "pcomp"})


@dataclass(frozen=True, slots=True)
class Reply:
    """That a statement answers, and what, as far as the words say ("fired back" says no more)."""

    about: Answered | None


def keys(cue: Token | None) -> set[str]:
    """The cue's lemma, alone and with each of its particles and prepositions."""
    if cue is None:
        return set()
    lemma = cue.lemma_.lower()
    tails = {child.lower_ for child in cue.rights if child.dep_ in {"prt", "prep", "advmod"}}
    return {lemma} | {f"{lemma}_{tail}" for tail in tails}


def reply_in(
    place: Token,
    cue: Token | None,
    pieces: tuple[Words, ...],
    register: Register,
    actor: str | None,
) -> Reply | None:
    """What the sentence of a statement, or the one before by the same actor, says it answers.

    `place` is a token of the statement, `cue` the word that tells it and `pieces` its words, in
    which nothing is looked for.
    """
    covered = {token.i for piece in pieces for token in piece}
    about = next(_marked(_clause(place), covered, register, actor), None)
    if about is not None:
        return Reply(about)
    if cue is not None and keys(cue) & _BACK and not is_unreal(cue):
        return Reply(None)
    before = _sentence_before(place)
    if before is None or not _is_by(before, register, actor):
        return None
    about = next(_marked(before, covered, register, actor), None)
    return Reply(about) if about is not None or keys(before.root) & _BACK else None


def _marked(
    sentence: Words, covered: set[int], register: Register, actor: str | None
) -> Iterator[Answered]:
    for found in _MARKER.finditer(fold(sentence.text)):
        after = sentence.doc.char_span(
            sentence.start_char + found.start(),
            sentence.start_char + found.end(),
            alignment_mode="expand",
        )
        if after is None or after.start in covered:
            continue
        noun = next((child for child in after[-1].rights if child.dep_ == "pobj"), None)
        if noun is None:
            continue
        answered = answered_in(noun, register, actor)
        names = {named.name for named in register.within(noun.left_edge.i, noun.right_edge.i + 1)}
        asked = answered.who is None and noun.lemma_.lower() in _ASKED
        if actor in names or asked:
            continue
        if answered.who is not None or answered.thing is not None:
            yield answered  # had the actor been named, he would be the one who is answered


def _clause(place: Token) -> Words:
    """The sentence, or the relative clause or gerund in it, that tells a statement."""
    word = place
    while word.dep_ in _JOINED and word.head is not word:
        word = word.head
    if word.dep_ not in _ASIDE:
        return place.sent
    return place.doc[word.left_edge.i : word.right_edge.i + 1]


def _sentence_before(place: Token) -> Words | None:
    """The sentence before, in the same paragraph."""
    start = place.sent.start
    if start == 0 or "\n" in place.doc[start - 1].text:
        return None
    return place.doc[start - 1].sent


def _is_by(sentence: Words, register: Register, actor: str | None) -> bool:
    """Whether `actor` does what a sentence tells."""
    doer = subject(sentence.root) if actor is not None else None
    who = register.at(doer) if doer is not None else None
    return who is not None and who.name == actor
