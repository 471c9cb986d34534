"""Deeds told in an article's own voice: ordered, passed, sanctioned, visited, denied.

A deed that says something counts as the statement it is (an order is a demand); a body's
resolution counts as what it does (condemning, calling for). Plans, hypotheses and negated verbs
are no deeds.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from corpus.extraction.cast import Cast
from corpus.extraction.clauses import noun_phrase, subject
from corpus.extraction.kinds import kind_of_cue, kind_of_words, negated, words
from corpus.extraction.targets import is_said
from corpus.models import Article, BlockKind, EventKind, Quote, Span, Speaker, SpeakerKind

_TEXT_BLOCKS = {BlockKind.PARAGRAPH, BlockKind.CAPTION}
_UNREAL = frozenset(
    {"would", "could", "may", "might", "should", "can", "must", "will", "'ll", "to"}
)
_MADE_TO = frozenset({"prompt", "lead", "cause", "force", "get", "compel", "push", "move", "help"})
_PAPERS = frozenset(
    {"resolution", "bill", "motion", "measure", "law", "declaration", "act", "amendment", "order"}
)
_BODIES_TOO = {SpeakerKind.PERSON, SpeakerKind.ORGANISATION, SpeakerKind.GROUP}
_HANGING = frozenset(
    {"dobj", "prep", "xcomp", "ccomp", "oprd", "acomp", "prt", "agent", "dative", "attr"}
)


@dataclass(frozen=True, slots=True)
class Deed:
    """A verb that tells a deed, who did it, and the clause that tells it."""

    verb: Token
    kind: EventKind
    actor: Speaker
    span: Span


def find_deeds(article: Article, doc: Doc, cast: Cast, quotes: tuple[Quote, ...]) -> Iterator[Deed]:
    """The deeds in the article's paragraphs that no quote covers, in text order."""
    covered = _covered(article, quotes)
    quoted = _between_marks(article.text)
    for token in doc:
        if token.pos_ == "VERB" and not covered[token.idx] and not quoted[token.idx]:
            deed = _deed(token, cast, covered)
            if deed is not None:
                yield deed


def _covered(article: Article, quotes: tuple[Quote, ...]) -> bytearray:
    """1 for each character that a quote tells, or that stands outside the article's paragraphs."""
    covered = bytearray(len(article.text) + 1)
    for quote in quotes:
        if quote.cue and article.text[slice(*quote.cue)].lower().startswith("according"):
            continue  # told by the article itself, on somebody's authority
        for start, end in (*quote.spans, *((quote.cue,) if quote.cue else ())):
            covered[start:end] = b"\x01" * (end - start)
    for block in article.blocks:
        if block.kind not in _TEXT_BLOCKS:
            covered[block.span.start : block.span.end] = b"\x01" * (
                block.span.end - block.span.start
            )
    return covered


def _between_marks(text: str) -> bytearray:
    """1 for each character between quotation marks of its line."""
    marks = bytearray(len(text) + 1)
    inside = False
    for place, char in enumerate(text):
        if char == "\n":
            inside = False
        elif char == "“" or (char == '"' and not inside):
            inside = True
        elif char in {"”", '"'}:
            inside = False
        elif inside:
            marks[place] = 1
    return marks


def clause_end(verb: Token) -> Token:
    """The last word of what hangs on a verb, without clauses joined or added to it."""
    last = verb
    for child in verb.rights:
        if child.dep_ in _HANGING:
            last = child.right_edge
    return last


def body_behind(cue: Token, cast: Cast) -> Speaker | None:
    """Who passed the paper that says it: "the Senate passed a resolution calling for …"."""
    paper = cue.head
    if cue.dep_ != "acl" or paper.lemma_.lower() not in _PAPERS or paper.dep_ != "dobj":
        return None
    doer = subject(paper.head)
    if doer is None:
        return None
    run = noun_phrase(doer)
    actor = cast.resolve(cue.doc[run.start : run.end])
    return actor if actor.name is not None else None


def _deed(verb: Token, cast: Cast, covered: bytearray) -> Deed | None:
    if negated(verb) or not _real(verb) or _told_by_paper(verb, covered):
        return None
    kind = _kind(verb)
    doer = subject(verb) if kind is not None else None
    if kind is None or doer is None or doer.pos_ not in {"NOUN", "PROPN", "PRON"}:
        return None
    run = noun_phrase(doer)
    actor = cast.resolve(verb.doc[run.start : run.end])
    if kind is EventKind.ACT and actor.kind not in _BODIES_TOO:
        return None
    start = run.start if run.end <= verb.i else verb.i
    words = verb.doc[start : clause_end(verb).i + 1]
    return Deed(verb, kind, actor, Span(words.start_char, words.end_char))


def _real(verb: Token) -> bool:
    """Whether the verb is told as done: no plan, wish, question or condition."""
    if verb.tag_ == "VBG" and verb.dep_ in {"amod", "pcomp", "csubj", "compound"}:
        return False
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ in {"aux", "mark"}}
    if "to" in auxiliaries:
        return verb.dep_ in {"xcomp", "ccomp", "advcl"} and verb.head.lemma_ in _MADE_TO
    return not auxiliaries & _UNREAL and not auxiliaries & {"if", "whether", "unless"}


def _sayings(verb: Token) -> Iterator[Token]:
    """What a paper that the verb passes says: "a resolution condemning …"."""
    for paper in verb.rights:
        if paper.dep_ == "dobj" and paper.lemma_.lower() in _PAPERS:
            yield from (under for under in paper.rights if under.dep_ == "acl")


def _told_by_paper(verb: Token, covered: bytearray) -> bool:
    """Whether a quote already tells what the paper says that this verb passes."""
    return any(covered[under.idx] for under in _sayings(verb))


def _kind(verb: Token) -> EventKind | None:
    """The kind of statement that the deed counts as, else an act, else None."""
    lemma = verb.lemma_.lower()
    for under in _sayings(verb):
        found = kind_of_cue(under)
        if found is not None:
            return found
    if lemma in words().neutral:
        return None
    found = _harm(verb) if lemma in words().physical else kind_of_cue(verb)
    if found is EventKind.DEFEND and any(child.dep_ == "ccomp" for child in verb.rights):
        clause = verb.doc[verb.i + 1 : verb.right_edge.i + 1].text
        return kind_of_words(clause, first_person=False, speaker=None) or found
    if found not in {None, EventKind.SAY}:
        return found
    has_object = any(child.dep_ in {"dobj", "nsubjpass"} for child in verb.children)
    return EventKind.ACT if lemma in words().deeds and has_object else None


def _harm(verb: Token) -> EventKind | None:
    """What "attacked" and the like are: a judgement of somebody's words, else a deed."""
    found = kind_of_cue(verb)
    if found is not EventKind.CONDEMN:
        return found
    judged = any(child.dep_ == "dobj" and is_said(child) for child in verb.rights)
    return found if judged else None
