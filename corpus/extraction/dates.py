"""Which times an article names, and on which day something in it was said or done."""

import re
from datetime import date

from spacy.tokens import Doc

from corpus.extraction import timex_days, timex_lengths, timex_periods
from corpus.extraction.timex_patterns import fold, scan
from corpus.extraction.timex_scene import Scene
from corpus.models import Article, Day, DayBasis, Precision, Span, Timex

_RESOLVERS = timex_days.RESOLVERS | timex_periods.RESOLVERS | timex_lengths.RESOLVERS
_DAY_VALUE = re.compile(r"\d{4}-\d\d-\d\d|XXXX-WXX-\d")
_STOP = re.compile(r"[.!?][”\"’']?\s|\n")


def find_timexes(article: Article, doc: Doc | None = None) -> tuple[Timex, ...]:
    """Every expression that names a time, in text order, with its TIMEX3 value.

    Values are resolved against the article's printed day of publication; where that is not
    known, parts that cannot be told are written X, as TIMEX3 does.
    """
    del doc
    scene = Scene(article.text, fold(article.text), article.publication.day)
    found: list[Timex] = []
    for name, match in scan(scene.folded):
        reading = _RESOLVERS[name](match, scene)
        if reading is None:
            continue
        end = match.end() if reading.end is None else reading.end
        found.append(Timex(Span(match.start(), end), reading.type, reading.value))
        scene.tell(reading.value, match.start())
    return tuple(found)


def day_of(span: Span, article: Article, doc: Doc | None, timexes: tuple[Timex, ...]) -> Day:
    """The day of the statement or act told at `span`.

    An expression in its sentence, outside quotation marks, decides; else it is the day of
    publication. Where that is unknown the day stays open, with the words that the article has.
    """
    del doc
    sentence = _sentence(article.text, span)
    for timex in timexes:
        outside = sentence.start <= timex.span.start and timex.span.end <= sentence.end
        if outside and _DAY_VALUE.match(timex.value) and not _quoted(article.text, sentence, timex):
            return _as_day(timex, article)
    if article.publication.day is None:
        return Day()
    return Day(article.publication.day, Precision.DAY, DayBasis.PUBLICATION)


def _as_day(timex: Timex, article: Article) -> Day:
    """The day that an expression names."""
    words = article.text[timex.span.start : timex.span.end]
    try:
        value = date.fromisoformat(timex.value[:10])
    except ValueError:
        return Day(span=timex.span, words=words)
    basis = DayBasis.STATED if words.find(str(value.year)) >= 0 else DayBasis.RESOLVED
    return Day(value, Precision.DAY, basis, timex.span, words)


def _sentence(text: str, span: Span) -> Span:
    """The paragraph's sentence around `span`, by full stops."""
    before = [m.end() for m in _STOP.finditer(text, 0, span.start)]
    after = _STOP.search(text, max(span.start, span.end - 1))
    return Span(before[-1] if before else 0, after.start() + 1 if after else len(text))


def _quoted(text: str, sentence: Span, timex: Timex) -> bool:
    """Whether the expression stands between quotation marks."""
    before = text[sentence.start : timex.span.start]
    curly = before.count("“") > before.count("”")
    return curly or before.count('"') % 2 == 1
