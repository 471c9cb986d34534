"""Statements and acts of one article as events: who did what on which day, and whom it answers.

Every quote is a statement; deeds told by verbs of the lexicon stand beside them. An event answers
another only where words say so: its object ("called Biden's comments unacceptable"), or a phrase
such as "in response to".
"""

from dataclasses import replace
from typing import NamedTuple

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Words

from corpus.extraction.answering import Statement, Verdict, judge
from corpus.extraction.cast import Cast
from corpus.extraction.dates import day_of
from corpus.extraction.deeds import READER, Deed, body_behind, clause_end, find_deeds, is_lifeless
from corpus.extraction.kinds import hits_back, kind_of_words, naming
from corpus.extraction.links import linked
from corpus.extraction.register import Register
from corpus.models import Article, Day, Event, EventKind, Quote, QuoteKind, Span, Timex, hull

# A source at most this many characters away belongs to the clause that tells a quote.
_NEAR = 30
_HITS = frozenset({EventKind.ACCUSE, EventKind.CONDEMN, EventKind.DENY, EventKind.REJECT})


class _Told(NamedTuple):
    """Who is in the article: the cast, and everybody named by place."""

    cast: Cast
    register: Register


def find_events(
    article: Article,
    doc: Doc,
    cast: Cast,
    quotes: tuple[Quote, ...],
    timexes: tuple[Timex, ...],
) -> tuple[Event, ...]:
    """Events in text order, with local ids "e1", "e2", …; `doc` is the parse of `article`."""
    known = _Told(cast, Register(doc, cast))
    told = [_stated(quote, article, doc, known, timexes) for quote in quotes]
    told += [
        _done(deed, article, doc, known.register, timexes)
        for deed in find_deeds(article, doc, cast, quotes)
    ]
    told.sort(key=lambda item: (item[0].span.start, item[0].span.end))
    numbered = [
        (replace(event, local_id=f"e{number}"), verdict)
        for number, (event, verdict) in enumerate(told, 1)
    ]
    return tuple(linked(numbered, doc))


def _words(doc: Doc, span: Span) -> Words | None:
    return doc.char_span(span.start, span.end, alignment_mode="expand")


def _kind(quote: Quote, cue: Words | None, text: str) -> tuple[EventKind, Token | None]:
    """A quote's kind, and the word of its cue that names it, if one does."""
    named: tuple[EventKind, Token] | None = None
    for token in [cue.root, *cue] if cue is not None else []:
        told = None if token.is_punct else naming(token)
        if told is not None and not hits_back(token):
            return told
        named = named or told
    stated = " … ".join(text[start:end] for start, end in quote.spans)
    found = kind_of_words(
        stated, first_person=quote.kind is not QuoteKind.INDIRECT, speaker=quote.speaker.name
    )
    if named is not None:  # whoever hits back defends himself, unless his words do more
        return found if found is not None and found in _HITS else named[0], named[1]
    return found or EventKind.SAY, None


def _place(quote: Quote, cue: Token | None) -> Span:
    """The clause that tells a quote: its words, the cue with what hangs on it, a source near by."""
    spans = [*quote.spans]
    if quote.cue is not None:
        spans.append(quote.cue)
    if cue is not None and cue.pos_ == "VERB":
        end = clause_end(cue)
        spans.append(Span(cue.idx, end.idx + len(end)))
    whole = hull(tuple(spans))
    source = quote.speaker.span
    if source is not None and max(source.start - whole.end, whole.start - source.end) <= _NEAR:
        whole = hull((whole, source))
    return whole


def _stated(
    quote: Quote, article: Article, doc: Doc, told: _Told, timexes: tuple[Timex, ...]
) -> tuple[Event, Verdict]:
    """The event that a quote is."""
    cue = _words(doc, quote.cue) if quote.cue is not None else None
    kind, word = _kind(quote, cue, article.text)
    pieces = tuple(words for span in quote.spans if (words := _words(doc, span)) is not None)
    head = cue.root if cue is not None else None
    speaker = (body_behind(head, told.cast) if head is not None else None) or quote.speaker
    source = _words(doc, speaker.span) if speaker.span is not None else None
    statement = Statement(kind, word is not None, word or head, pieces, speaker.name, source)
    authors = head is not None and source is not None and source.root.lower_ in READER
    own_voice = authors and quote.kind is not QuoteKind.DIRECT
    thing = source is not None and word is not None and is_lifeless(source.root)
    nobodys = source is None and word is None  # it may be the very words that are answered
    verdict = Verdict(reaction=False)
    if not (own_voice or nobodys or thing):
        verdict = judge(statement, told.register)
    place = _place(quote, head)
    event = Event(
        local_id=quote.local_id,
        kind=kind,
        span=place,
        actor=speaker.name,
        actor_kind=speaker.kind,
        day=quote.day if quote.day != Day() else day_of(place, article, doc, timexes),
        quote=quote.local_id,
        cue=quote.cue,
    )
    return _with(event, verdict, doc), verdict


def _done(
    deed: Deed, article: Article, doc: Doc, register: Register, timexes: tuple[Timex, ...]
) -> tuple[Event, Verdict]:
    """The event that a deed is."""
    told = naming(deed.word)
    word = told[1] if told is not None else deed.word
    statement = Statement(
        deed.kind, by_cue=True, cue=word, pieces=deed.pieces, actor=deed.actor.name
    )
    verdict = judge(statement, register)
    cue = Span(deed.word.idx, deed.word.idx + len(deed.word))
    event = Event(
        local_id="",
        kind=deed.kind,
        span=deed.span,
        actor=deed.actor.name,
        actor_kind=deed.actor.kind,
        day=day_of(cue, article, doc, timexes),
        cue=cue,
    )
    return _with(event, verdict, doc), verdict


def _with(event: Event, verdict: Verdict, doc: Doc) -> Event:
    """The event with whom it is about or answers, as far as that is told."""
    span = None
    if verdict.who is not None:
        words = doc[verdict.who.start : verdict.who.end]
        span = Span(words.start_char, words.end_char)
    return replace(
        event,
        target=verdict.who.name if verdict.who is not None and verdict.reaction else None,
        target_span=span if verdict.reaction else None,
        reaction=verdict.reaction,
        evidence=verdict.evidence if verdict.reaction else None,
        certain=verdict.reaction and verdict.who is not None and verdict.who.sure,
    )
