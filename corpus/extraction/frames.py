"""Reported statements as the parse shows them: cue, source and content of every reporting word.

Quotation marks are not looked at here beyond leaving out the words inside them, whose reporting
verbs are the speaker's own. Positions are token indices.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Doc, Token

from corpus.extraction.clauses import (
    Run,
    agent,
    noun_before,
    noun_phrase,
    subject,
    subtree,
    trimmed,
    without,
)
from corpus.extraction.cues import Cues, Verb, cues
from corpus.extraction.endings import clipped, ending, ends_sentence, resumes

_OBJECT_TAILS = frozenset({"for", "as", "of", "over", "about", "to", "against", "from"})
_SPOKEN = frozenset({"clause", "rest", "fronted", "according"})
_ASKING = frozenset({"ask", "wonder", "question", "inquire"})
_AUXILIARIES = frozenset({"aux", "auxpass"})
_SUBORDINATORS = frozenset({"while", "if", "when", "although", "though", "because", "unless"})
_COMPLEMENTS = frozenset({"oprd", "ccomp", "xcomp", "acomp", "attr", "dobj"})
_LIGHT = frozenset(
    {"make", "issue", "repeat", "raise", "express", "have", "release", "give", "voice", "share"}
)


@dataclass(slots=True)
class Frame:
    """One reporting word (`cue`, a token index), its source and what it reports.

    `source` is None where the sentence names none; `rule` names the construction and `families`
    the lexicon's families of the word.
    """

    cue: int
    source: Run | None
    pieces: list[Run]
    rule: str
    families: frozenset[str]


def find_frames(doc: Doc, quoted: bytearray) -> list[Frame]:
    """Frames of `doc` in text order; `quoted` holds 1 for each token inside quotation marks."""
    lexicon = cues()
    found: list[Frame] = []
    for token in doc:
        if quoted[token.i]:
            continue
        for frame in _frames_of(token, lexicon):
            frame.pieces = clipped(doc, quoted, frame.cue, frame.pieces)
            if frame.pieces:
                found.append(frame)
    _share_sources(doc, found)
    return _without_inner(doc, found)


def _share_sources(doc: Doc, frames: list[Frame]) -> None:
    """A report that resumes an earlier one ("… but conceded that …") has its source."""
    for earlier, later in pairwise(frames):
        joint = later.cue - 1
        while joint > 0 and doc[joint].pos_ == "ADV":
            joint -= 1
        ends = max(piece.end for piece in earlier.pieces)
        near = joint - 2 <= ends <= joint + 1 and earlier.source is not None
        if near and resumes(doc, joint, earlier.cue):
            later.source = earlier.source


def _without_inner(doc: Doc, frames: list[Frame]) -> list[Frame]:
    """Leave out what a reported statement itself reports, unless it names another who speaks.

    "She said he hoped to win" tells what she said; "Tass said Peskov denied it" tells two things.
    """
    inside = bytearray(len(doc))
    for frame in frames:
        for start, end in frame.pieces:
            inside[start:end] = b"\1" * (end - start)
    return [frame for frame in frames if not inside[frame.cue] or _speaks(doc, frame)]


def _speaks(doc: Doc, frame: Frame) -> bool:
    if frame.source is None or "say" not in frame.families or frame.rule not in _SPOKEN:
        return False
    return any(token.pos_ == "PROPN" for token in doc[frame.source.start : frame.source.end])


def _frames_of(token: Token, lexicon: Cues) -> Iterator[Frame]:
    lemma = token.lemma_.lower()
    if token.lower_ == "according":
        yield from _according(token)
    elif token.pos_ in {"VERB", "AUX"}:
        verb = lexicon.phrasal(token) or lexicon.verb(token.lower_, lemma)
        if verb is not None:
            yield from _verb_frame(token, verb)
    elif token.pos_ == "NOUN" and lemma in lexicon.clause_nouns | lexicon.infinitive_nouns:
        yield from _noun_frame(token, lexicon)


def _verb_frame(token: Token, verb: Verb) -> Iterator[Frame]:
    head = subject(token) or noun_before(token)
    source = noun_phrase(head) if head is not None else None
    if source is not None and source.start <= token.i < source.end:
        source = Run(source.start, token.i) if source.start < token.i else None
    for rule, builder in _BUILDERS:
        if (
            rule in verb.frames
            or _REQUIRES.get(rule, "") in verb.frames
            or (rule == "preposition" and verb.prepositions)
        ):
            content = builder(token, verb)
            if content is not None:
                content = Run(content.start, ending(token, content))
                pieces = _outside(token, content, source)
                yield Frame(token.i, source, pieces, rule, frozenset(verb.families))
                return


def _outside(token: Token, content: Run, source: Run | None) -> list[Run]:
    """`content` without the cue and its source, where those stand in its midst."""
    hole = Run(token.i, token.i + 1)
    if source is not None and content.start < source.end and source.start < content.end:
        hole = Run(min(hole.start, source.start), max(hole.end, source.end))
    pieces = (trimmed(token.doc, piece) for piece in without(content, hole))
    return [piece for piece in pieces if piece is not None]


def _clause(token: Token, verb: Verb) -> Run | None:  # noqa: ARG001 - one shape for all builders
    """A finite clause under the verb, or the clause that the verb interrupts."""
    clauses = [c for c in token.children if _is_reported(c)]
    if clauses:
        # Of several, what follows the verb: the others tell when or where it was said.
        clause = max(clauses, key=lambda c: (c.i > token.i, -abs(c.i - token.i)))
        told = _from_that(clause, subtree(clause))
        return Run(told.start, subtree(token.head).end) if _only_opens(token, told) else told
    if token.dep_ == "parataxis" and token.head.pos_ in {"VERB", "AUX"}:
        return subtree(token.head)
    return None


def _from_that(clause: Token, told: Run) -> Run:
    """A clause without what the parse hangs on it before its "that": said on Monday that …"""
    marks = [c.i for c in clause.lefts if c.dep_ == "mark" and c.lower_ == "that"]
    return Run(marks[0], told.end) if marks and clause.head.i < marks[0] else told


def _is_reported(clause: Token) -> bool:
    """A finite clause under a verb: "said (that) …", and for the parse astray "asked if …"."""
    if clause.dep_ == "advcl":
        marks = {child.lower_ for child in clause.children if child.dep_ == "mark"}
        return bool(marks & {"if", "whether"}) and clause.head.lemma_.lower() in _ASKING
    if clause.dep_ != "ccomp" or _is_infinitive(clause):
        return False
    edge = clause.left_edge
    aside = "," in {edge.text, edge.nbor(-1).text if edge.i else ""}
    bare = clause.tag_ == "VBN" and not any(c.dep_ in _AUXILIARIES for c in clause.children)
    return not (aside and bare)  # "…, some killed at close range" is nobody's report


def _only_opens(token: Token, told: Run) -> bool:
    """Said that while A, B: the parse may hang the whole report on B, and A alone on the verb."""
    doc, head = token.doc, token.head
    return (
        token.dep_ == "ccomp"
        and head.i > told.end
        and told.start == token.i + 1
        and doc[told.start].lower_ == "that"
        and doc[told.start + 1].lower_ in _SUBORDINATORS
        and cues().verb(head.lower_, head.lemma_) is None
    )


def _fronted(token: Token, verb: Verb) -> Run | None:
    """What comes before “, said X.” or “, X said.” where the parse did not see it."""
    if "say" not in verb.families or token.tag_ not in {"VBD", "VBZ", "VBP"}:
        return None
    head = subject(token) or noun_before(token)
    if head is None:
        return None
    source = noun_phrase(head)
    first, last = min(token.i, source.start), max(token.i + 1, source.end)
    if first < 3 or token.doc[first - 1].text != ",":
        return None
    if last < len(token.doc) and token.doc[last].pos_ not in {"PUNCT", "SPACE", "ADP"}:
        return None
    start = first - 1
    while start > 0 and not ends_sentence(token.doc[start - 1]):
        start -= 1
    if last < len(token.doc) and token.doc[last].text == ",":
        return Run(start, _sentence_end(token.doc, last))  # X, he said, Y
    return Run(start, first - 1) if start < first - 4 else None


def _sentence_end(doc: Doc, at: int) -> int:
    while at < len(doc) and not ends_sentence(doc[at]):
        at += 1
    return at


def _rest(token: Token, verb: Verb) -> Run | None:
    """What follows “said that” up to the sentence's end, where the parse did not see a clause."""
    if "say" not in verb.families or token.i + 2 >= len(token.doc) or token.nbor().lower_ != "that":
        return None
    return Run(token.i + 1, _sentence_end(token.doc, token.i + 1))


def _is_infinitive(verb: Token) -> bool:
    return verb.tag_ == "VB" and any(child.tag_ == "TO" for child in verb.children)


def _marked(token: Token, verb: Verb) -> Run | None:
    """A clause that "that" opens, under verbs that else report nothing: fired back that …"""
    clause = _clause(token, verb)
    return clause if clause and token.doc[clause.start].lower_ == "that" else None


def _gerund(token: Token, verb: Verb) -> Run | None:  # noqa: ARG001
    """denied [asking for help], proposed [making it a law]"""
    for child in token.rights:
        if child.dep_ in {"xcomp", "ccomp", "pcomp"} and _is_gerund(child):
            return subtree(child)
    return None


def _is_gerund(verb: Token) -> bool:
    return verb.tag_ == "VBG" and not any(c.dep_ in {"aux", "nsubj"} for c in verb.children)


def _infinitive(token: Token, verb: Verb) -> Run | None:  # noqa: ARG001
    for child in token.children:
        if (
            child.dep_ in {"xcomp", "ccomp", "advcl"}
            and _is_infinitive(child)
            and child.i > token.i
        ):
            start = min([child.left_edge.i, *_object_starts(token)])
            return Run(start, child.right_edge.i + 1)
    return None


def _object_starts(token: Token) -> list[int]:
    return [c.left_edge.i for c in token.children if c.dep_ == "dobj" and c.i > token.i]


def _object(token: Token, verb: Verb) -> Run | None:  # noqa: ARG001
    """The object with what belongs to it: criticised [her for leaving]."""
    thing = _thing(token)
    if thing is None or thing.tag_ in {"WP", "WDT", "EX"}:
        return None
    end = thing.right_edge.i + 1
    for child in token.rights:
        if child.left_edge.i == end and child.dep_ == "prep" and child.lower_ in _OBJECT_TAILS:
            end = child.right_edge.i + 1
    return Run(thing.left_edge.i, end)


def _thing(token: Token) -> Token | None:
    """The object of an active verb, or the subject of a passive one with an agent."""
    for child in token.children:
        if child.dep_ == "dobj" and child.i > token.i:
            return child
    if agent(token) is not None:
        return next((c for c in token.children if c.dep_ == "nsubjpass"), None)
    return None


def _label(token: Token, verb: Verb) -> Run | None:  # noqa: ARG001
    """The thing and its label: called [it a disaster]."""
    thing = _thing(token)
    after = thing.i if thing is not None and thing.dep_ == "dobj" else token.i
    ends = [c for c in token.children if c.dep_ in _COMPLEMENTS and c.i > after]
    if not ends or _is_infinitive(ends[-1]):
        return None
    start = thing.left_edge.i if thing is not None else ends[0].left_edge.i
    return Run(start, ends[-1].right_edge.i + 1)


def _as(token: Token, verb: Verb) -> Run | None:  # noqa: ARG001
    """The thing and what it is said to be: described [the move as bold]."""
    tail = next((c for c in token.rights if c.dep_ == "prep" and c.lower_ == "as"), None)
    thing = _thing(token)
    if tail is None:
        return None
    start = thing.left_edge.i if thing is not None and thing.i < tail.i else tail.i + 1
    return Run(start, tail.right_edge.i + 1)


def _preposition(token: Token, verb: Verb) -> Run | None:
    for child in token.rights:
        if child.dep_ in {"prep", "agent"} and child.lower_ in verb.prepositions:
            start = min([child.i + 1, *_object_starts(token)])
            return Run(start, child.right_edge.i + 1)
    return None


_BUILDERS = (
    ("label", _label),
    ("clause", _clause),
    ("as", _as),
    ("infinitive", _infinitive),
    ("gerund", _gerund),
    ("marked", _marked),
    ("preposition", _preposition),
    ("rest", _rest),
    ("fronted", _fronted),
    ("object", _object),
)
_REQUIRES = {"rest": "clause", "fronted": "clause"}


def _according(token: Token) -> Iterator[Frame]:
    """According to X, … / …, according to X."""
    to = next((c for c in token.children if c.lower_ == "to"), None)
    if to is None and token.i + 1 < len(token.doc) and token.nbor().lower_ == "to":
        to = token.nbor()
    who = next((c for c in to.children if c.dep_ == "pobj"), None) if to is not None else None
    if who is None:
        return
    source = noun_phrase(who)
    doc = token.doc
    start = token.i
    while start > 0 and not ends_sentence(doc[start - 1]):
        start -= 1
    hole = Run(token.i, max(source.end, who.right_edge.i + 1))
    pieces = without(Run(start, _sentence_end(doc, hole.end)), hole)
    if len(pieces) > 1 and token.i - start > 4:
        pieces = pieces[:1]
    kept = [piece for piece in (trimmed(token.doc, piece) for piece in pieces) if piece]
    yield Frame(token.i, source, kept, "according", frozenset({"phrase"}))


def _noun_frame(token: Token, lexicon: Cues) -> Iterator[Frame]:
    """X's claim that …, a promise by X to …"""
    content = None
    for child in token.rights:
        if child.dep_ not in {"acl", "ccomp", "xcomp"}:
            continue
        infinitive = _is_infinitive(child)
        marked = any(c.dep_ == "mark" and c.lower_ == "that" for c in child.children)
        nouns = lexicon.infinitive_nouns if infinitive else lexicon.clause_nouns
        if (infinitive or marked) and token.lemma_.lower() in nouns:
            content = trimmed(token.doc, subtree(child))
    if content is not None:
        yield Frame(token.i, owner(token), [content], "noun", frozenset({"noun"}))


def owner(noun: Token) -> Run | None:
    """Whose claim it is: a possessive, a phrase with by, of or from, or who makes it."""
    for child in noun.children:
        if child.dep_ == "poss":
            return noun_phrase(child)
        if child.dep_ in {"prep", "agent"} and child.lower_ in {"by", "of", "from"}:
            who = next((under for under in child.children if under.dep_ == "pobj"), None)
            if who is not None:
                return noun_phrase(who)
    if noun.dep_ == "dobj" and noun.head.lemma_ in _LIGHT:
        head = subject(noun.head)
        return noun_phrase(head) if head is not None else None
    return None
