"""An article in, everything read out of it: the extractors joined in the order they need."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from corpus.extraction import EXTRACTORS_VERSION
from corpus.extraction.attribution import attribute
from corpus.extraction.cast import find_cast
from corpus.extraction.dates import day_of, find_timexes
from corpus.extraction.nlp import parse
from corpus.extraction.reactions import find_events
from corpus.extraction.utterances import to_quotes
from corpus.models import Article, Extraction, Quote, Span, Timex, hull


def extract(article: Article, nlp: Language) -> Extraction:
    """Everything read out of one article; nothing where the article is not readable."""
    return next(extract_many([article], nlp))


def extract_many(articles: Iterable[Article], nlp: Language) -> Iterator[Extraction]:
    """One Extraction for each article, in order; the texts are parsed in batches."""
    articles = list(articles)
    parsed = parse((article for article in articles if article.readable), nlp)
    for article in articles:
        if article.readable:
            yield read(article, next(parsed))
        else:
            yield Extraction(version=EXTRACTORS_VERSION)


def read(article: Article, doc: Doc) -> Extraction:
    """Everything read out of an article that is parsed; its Doc has the article's text."""
    cast = find_cast(article, doc)
    timexes = find_timexes(article, doc)
    quotes = tuple(
        _placed(quote, article, doc, timexes)
        for quote in to_quotes(doc, attribute(article, doc), cast)
    )
    events = find_events(article, doc, cast, quotes, timexes)
    return Extraction(
        cast.people,
        cast.organisations_with(q.speaker for q in quotes),
        timexes,
        quotes,
        events,
        EXTRACTORS_VERSION,
    )


def _placed(quote: Quote, article: Article, doc: Doc, timexes: tuple[Timex, ...]) -> Quote:
    """The quote with its day and with the sentences that report it."""
    where = quote.cue or hull(quote.spans)
    told = (*quote.spans, *(span for span in (quote.cue, quote.speaker.span) if span))
    day = day_of(where, article, doc, timexes)
    return replace(quote, day=day, sentence=_sentences(article.text, doc, hull(told)))


def _sentences(article: str, doc: Doc, told: Span) -> Span:
    """The whole sentences that hold `told`, trimmed of white space."""
    tokens = doc.char_span(told.start, told.end, alignment_mode="expand")
    if tokens is None or not len(tokens):
        return told
    first, last = tokens[0].sent, tokens[-1].sent
    text = article[first.start_char : last.end_char]
    start = first.start_char + len(text) - len(text.lstrip())
    return Span(start, first.start_char + len(text.rstrip()))
