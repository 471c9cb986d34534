"""The reading itself, as a worker does it: importing this loads the language tools."""

import logging
from collections.abc import Sequence
from dataclasses import replace

from spacy.language import Language

from bot.newsroom.uploads import Upload
from bot.reading_room import ReadArticle, Reading
from corpus.errors import OnRecordError, UnreadableSource
from corpus.extraction import nlp
from corpus.extraction.pipeline import extract, extract_many
from corpus.models import Article
from corpus.sources.file import read_bytes

log = logging.getLogger(__name__)


def read_uploads(uploads: Sequence[Upload], model: str, max_bytes: int) -> list[Reading]:
    """Read and extract uploads in this process, parsed together; each article or its error."""
    language = nlp.load(model)
    try:
        return _read_together(uploads, language, max_bytes)
    except Exception:
        if len(uploads) > 1:  # the others must not suffer for the one that is the cause
            return [read_uploads([each], model, max_bytes)[0] for each in uploads]
        log.exception("%s could not be read", uploads[0].name)
        return [UnreadableSource("error.source.reader_died", name=uploads[0].name)]


def _read_together(uploads: Sequence[Upload], language: Language, max_bytes: int) -> list[Reading]:
    read = [_article(upload, max_bytes) for upload in uploads]
    extractions = extract_many([each for each in read if isinstance(each, Article)], language)
    return [
        ReadArticle(each, next(extractions)) if isinstance(each, Article) else each for each in read
    ]


def _article(upload: Upload, max_bytes: int) -> Article | OnRecordError:
    try:
        article = _read(upload, max_bytes)
        told = replace(
            upload,
            outlet=upload.outlet if article.outlet else upload.feed_outlet,
            published=upload.published if article.publication.day else upload.feed_day,
        )
        return article if told == upload else _read(told, max_bytes)
    except OnRecordError as error:
        return error


def _read(upload: Upload, max_bytes: int) -> Article:
    return read_bytes(
        upload.name,
        upload.data,
        upload.content_type,
        published=upload.published,
        outlet=upload.outlet,
        headline=upload.headline,
        partial=upload.partial,
        max_bytes=max_bytes,
    )


def read_again(article: Article, raw: bytes | None, model: str) -> ReadArticle:
    """Extract a stored article anew; its blocks too, where its bytes are kept and read the same.

    The text stays what it was, and so does all that the article's bringer told about it.
    """
    if raw is not None:
        name = article.address or ""
        fresh = read_bytes(name, raw, partial=article.partial, max_bytes=max(1, len(raw)))
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
