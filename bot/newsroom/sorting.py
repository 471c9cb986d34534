"""A library's articles, in stories and for those who type, kept until the library changes."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.newsroom.answers import ArticleLine
from corpus.linking.stories import Paper, Story
from corpus.models import Article, BlockKind
from storage.records import ArticleRecord


@dataclass(frozen=True, slots=True)
class Sorted:
    """The latest articles in stories, as of one generation of the library.

    `records` has those articles by public id; `total` counts all that the library has.
    """

    generation: int
    stories: tuple[Story, ...]
    records: Mapping[str, ArticleRecord]
    total: int


@dataclass(frozen=True, slots=True)
class Offered:
    """A library's articles for those who type: the latest first, each with the words it has.

    As of one generation of the library.
    """

    generation: int
    lines: tuple[tuple[str, ArticleLine], ...]


def paper(article_id: str, article: Article, utterances: frozenset[str]) -> Paper:
    """What is compared of an article: headline and paragraphs, and the utterances it carries."""
    read = {BlockKind.HEADLINE, BlockKind.PARAGRAPH}
    blocks = [block.span for block in article.blocks if block.kind in read]
    text = "\n".join(article.text[span.start : span.end] for span in blocks)
    return Paper(article_id, text, article.publication.day, utterances)
