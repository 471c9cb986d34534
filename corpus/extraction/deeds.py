"""Deeds told in an article's own voice: ordered, passed, sanctioned, visited, denied.

A deed that says something counts as the statement it is (an order is a demand); a body's
resolution counts as what it does (condemning, calling for), and so does a noun that has its doer
beside it ("Lee's opposition to …"). Plans, hypotheses and negated verbs are no deeds.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Words

from corpus.extraction.bodies import is_body
from corpus.extraction.cast import Cast
from corpus.extraction.clauses import noun_before, noun_phrase, subject
from corpus.extraction.headlines import HeadlineVerb, headline_verbs
from corpus.extraction.kinds import kind_of_cue, kind_of_words, naming, negated, words
from corpus.extraction.lexicons import lexicon
from corpus.extraction.role_words import is_role
from corpus.extraction.things import is_said, is_thing
from corpus.models import Article, BlockKind, EventKind, Quote, Span, Speaker, SpeakerKind

_TEXT_BLOCKS = {BlockKind.HEADLINE, BlockKind.PARAGRAPH, BlockKind.CAPTION}
_UNREAL = frozenset(
    {"would", "could", "may", "might", "should", "can", "must", "will", "'ll", "to"}
)
_MADE_TO = frozenset({"prompt", "lead", "cause", "force", "get", "compel", "push", "move", "help"})
_PAPERS = frozenset(
    {"resolution", "bill", "motion", "measure", "law", "declaration", "act", "amendment", "order"}
)
_BODIES_TOO = {SpeakerKind.PERSON, SpeakerKind.ORGANISATION, SpeakerKind.GROUP}
_DOERS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ"})  # "two of them", "several of his aides"
# Outside quotation marks these are the author and the reader.
READER = frozenset({"i", "we", "you", "me", "us", "my", "our", "your"})
# Prepositions before a gerund that tells something done: "eight years after backing Lee".
_DONE = frozenset({"after", "since", "by", "despite", "for", "over"})
_TIMES = frozenset({"DATE", "TIME"})
_TRIES = frozenset({"effort", "attempt", "bid"})
_LIFELESS = tuple(lexicon("answers")["lifeless"]["endings"])
# What the noun of a deed is done to stands after one of these.
_TOWARDS = frozenset({"of", "to", "for", "on", "over", "against", "that"})
_HANGING = frozenset(
    {"dobj", "prep", "xcomp", "ccomp", "oprd", "acomp", "prt", "agent", "dative", "attr"}
)


@dataclass(frozen=True, slots=True)
class Deed:
    """A verb or noun that tells a deed, who did it, and the clause that tells it.

    `pieces` are the words after it where the parse does not tell what it is done to.
    """

    word: Token
    kind: EventKind
    actor: Speaker
    span: Span
    pieces: tuple[Words, ...] = ()


def find_deeds(article: Article, doc: Doc, cast: Cast, quotes: tuple[Quote, ...]) -> Iterator[Deed]:
    """The deeds in the article's headline and paragraphs that no quote covers, in text order."""
    covered = _covered(article, quotes)
    quoted = _between_marks(article.text)
    told = {quote.cue.start for quote in quotes if quote.cue is not None}
    for token in doc:
        if not covered[token.idx] and not quoted[token.idx]:
            deed = _told_by(token, cast, covered)
            if deed is not None and not _is_told(deed, told):
                told.add(token.idx)
                yield deed
    for found in _headline_verbs(article, doc):
        if found.verb.idx not in told and not quoted[found.verb.idx]:
            yield _headline_deed(found, cast)


def _is_told(deed: Deed, told: set[int]) -> bool:
    """Whether the word that names its kind is a cue already: "went on to criticize"."""
    named = naming(deed.word)
    return named is not None and named[1].idx in told


def _told_by(token: Token, cast: Cast, covered: bytearray) -> Deed | None:
    if token.pos_ == "VERB" or (token.pos_ == "AUX" and _judging(token)):
        return _deed(token, cast, covered)
    return _noun_deed(token, cast) if token.pos_ == "NOUN" else None


def _judging(copula: Token) -> bool:
    """Whether somebody is said to judge: "was critical of the plan"."""
    return any(
        child.dep_ == "acomp" and any(under.dep_ == "prep" for under in child.rights)
        for child in copula.rights
    )


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
    doer = subject(verb) or noun_before(verb) if kind is not None else None
    if kind is None or doer is None or doer.pos_ not in _DOERS:
        return None
    run = noun_phrase(doer)
    if _is_reader(doer) or is_lifeless(doer):
        return None
    actor = cast.resolve(verb.doc[run.start : run.end])
    if kind is EventKind.ACT and (actor.kind not in _BODIES_TOO or _tried(verb)):
        return None
    start = run.start if run.end <= verb.i else verb.i
    words = verb.doc[start : clause_end(verb).i + 1]
    return Deed(verb, kind, actor, Span(words.start_char, words.end_char))


def is_lifeless(doer: Token) -> bool:
    """Whether it is things, which nobody answers for: "measures", "the decision"."""
    named = doer.pos_ != "NOUN" or doer.ent_type_ or is_role(doer) or is_body(doer)
    return not named and doer.lemma_.lower().endswith(_LIFELESS)


def _is_reader(doer: Token) -> bool:
    """Whether it is "you", "some of us"."""
    below = (under for child in doer.rights if child.lower_ == "of" for under in child.rights)
    return any(word.lower_ in READER for word in (doer, *below))


def _noun_deed(noun: Token, cast: Cast) -> Deed | None:
    """A noun with its doer and what it is done to: "Lee's criticism of the plan"."""
    kind = words().nouns.get(noun.lemma_.lower())
    doer = _doer(noun) if kind is not None and noun.dep_ != "compound" else None
    if kind is None or doer is None or not (doer.dep_ == "pobj" or _done_to(noun)):
        return None
    run = noun_phrase(doer)
    actor = cast.resolve(noun.doc[run.start : run.end])
    if actor.kind not in _BODIES_TOO:
        return None
    phrase = noun.doc[noun.left_edge.i : clause_end(noun).i + 1]
    return Deed(noun, kind, actor, Span(phrase.start_char, phrase.end_char))


def _done_to(noun: Token) -> bool:
    """Whether the noun says to whom or what it is done."""
    return any(child.dep_ == "prep" and child.lower_ in _TOWARDS for child in noun.rights)


def _doer(noun: Token) -> Token | None:
    """Whose deed a noun tells: the owner, or who stands after "by" or "from"."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
        if child.dep_ in {"prep", "agent"} and child.lower_ in {"by", "from"}:
            return next((under for under in child.children if under.dep_ == "pobj"), None)
    return None


def _headline_verbs(article: Article, doc: Doc) -> Iterator[HeadlineVerb]:
    for block in article.blocks:
        if block.kind is BlockKind.HEADLINE:
            line = doc.char_span(*block.span)
            if line is not None:
                yield from headline_verbs(line)


def _headline_deed(found: HeadlineVerb, cast: Cast) -> Deed:
    doc = found.verb.doc
    actor = cast.resolve(doc[found.doer.start : found.doer.end])
    words = doc[found.span.start : found.span.end]
    after = doc[found.verb.i + 1 : found.span.end]
    return Deed(found.verb, found.kind, actor, Span(words.start_char, words.end_char), (after,))


def _real(verb: Token) -> bool:
    """Whether the verb is told as done: no plan, wish, question or condition."""
    if verb.tag_ == "VBG" and verb.dep_ in {"amod", "csubj", "compound"}:
        return False
    if verb.tag_ == "VBG" and verb.dep_ == "pcomp" and verb.head.lower_ not in _DONE:
        return False
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ in {"aux", "mark"}}
    if verb.dep_ == "conj" and not auxiliaries and verb.head.tag_ == verb.tag_ == "VB":
        return _real(verb.head)  # "to break a deadlock or block a candidate"
    if "to" in auxiliaries:
        made = verb.dep_ in {"xcomp", "ccomp", "advcl"} and verb.head.lemma_ in _MADE_TO
        return made or _tried(verb)
    if verb.tag_ == "VB" and verb.dep_ in {"advcl", "parataxis"} and not auxiliaries:
        return False  # "The Senate has one word: investigate him"
    return not auxiliaries & _UNREAL and not auxiliaries & {"if", "whether", "unless"}


def _tried(verb: Token) -> bool:
    """Words tried are words said, deeds tried are not done: "in an effort to clarify it"."""
    return verb.dep_ == "acl" and verb.tag_ == "VB" and verb.head.lemma_ in _TRIES


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
    if verb.pos_ == "AUX":
        judging = (kind_of_cue(child) for child in verb.rights if child.dep_ == "acomp")
        return next(judging, None)
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
    """What "attacked" and the like are: a judgement of somebody or of his words, else a deed."""
    found = kind_of_cue(verb)
    if found is not EventKind.CONDEMN:
        return found
    hit = [child for child in verb.rights if child.dep_ == "dobj"]
    if any(is_said(child) for child in hit) or _reason(verb, hit):
        return found
    return None


def _reason(verb: Token, hit: list[Token]) -> bool:
    """Whether it tells as what, or for what, somebody or his deed is attacked."""
    judged = any(child.ent_type_ in {"PERSON", "NORP"} or is_thing(child) for child in hit)
    tails = [child for child in verb.rights if child.dep_ == "prep"]
    tails += [under for child in hit for under in child.rights if under.dep_ == "prep"]
    return judged and any(
        tail.lower_ == "as"
        or (tail.lower_ == "for" and all(noun.ent_type_ not in _TIMES for noun in tail.rights))
        for tail in tails
    )
