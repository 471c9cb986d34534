"""Which times an article names, and on which day something in it was said or done."""

from spacy.tokens import Doc

from corpus.extraction import timex_days, timex_lengths, timex_periods
from corpus.extraction.days import day_of
from corpus.extraction.timex_patterns import fold, scan
from corpus.extraction.timex_scene import Scene
from corpus.models import Article, Span, Timex

__all__ = ["day_of", "find_timexes"]

_RESOLVERS = timex_days.RESOLVERS | timex_periods.RESOLVERS | timex_lengths.RESOLVERS


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
