"""What outlets correct in articles that are new: their own notices, verbatim."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from corpus.briefing.items import Source, Statement
from corpus.models import Article, BlockKind
from corpus.reading.corrections import is_correction

_PLACES = {BlockKind.PARAGRAPH, BlockKind.BOILERPLATE}


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice of correction as the article of `source` prints it."""

    source: Source
    text: str


def notices(new: Iterable[Statement], articles: Mapping[str, Article]) -> tuple[Notice, ...]:
    """The notices of the articles that bring these statements, in their order; each text once.

    `articles` are by public id.
    """
    sources = {each.source.article_id: each.source for each in new}
    found = (
        Notice(source, text)
        for article_id, source in sources.items()
        if article_id in articles
        for text in _printed(articles[article_id])
    )
    return tuple({(each.source.outlet, each.text): each for each in found}.values())


def _printed(article: Article) -> Iterable[str]:
    for block in article.blocks:
        line = article.text[block.span.start : block.span.end].strip()
        if block.kind in _PLACES and is_correction(line):
            yield line
