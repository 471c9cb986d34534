"""The reading itself, as a worker does it: importing this loads the language tools."""

from dataclasses import replace

from bot.newsroom.uploads import Upload
from bot.reading_room import ReadArticle
from corpus.extraction import nlp
from corpus.extraction.pipeline import extract
from corpus.models import Article
from corpus.sources.file import read_bytes


def read_upload(upload: Upload, model: str, max_bytes: int) -> ReadArticle:
    """Read and extract one upload in this process. Raises UnreadableSource."""
    article = read_bytes(
        upload.name,
        upload.data,
        upload.content_type,
        published=upload.published,
        outlet=upload.outlet,
        headline=upload.headline,
        max_bytes=max_bytes,
    )
    return ReadArticle(article, extract(article, nlp.load(model)))


def read_again(article: Article, raw: bytes | None, model: str) -> ReadArticle:
    """Extract a stored article anew; its blocks too, where its bytes are kept and read the same.

    The text stays what it was, and so does all that the article's bringer told about it.
    """
    if raw is not None:
        name = article.address or ""
        fresh = read_bytes(name, raw, max_bytes=max(1, len(raw)))
        if fresh.text == article.text:
            article = replace(
                article,
                blocks=fresh.blocks,
                language=fresh.language,
                readable=fresh.readable,
                notes=fresh.notes,
            )
    return ReadArticle(article, extract(article, nlp.load(model)))


def warm(model: str) -> None:
    """Load the language model, so that the first article need not wait for it."""
    nlp.load(model)
