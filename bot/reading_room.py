"""Where articles are read: worker processes of low priority, so that the event loop never waits.

The workers are spawned, not forked: a forked child would inherit the event loop and the
database's threads. With no processes everything is read in the bot's own process, one article
at a time, for tests and small hosts.
"""

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from multiprocessing import get_context
from typing import TypeVarTuple

from bot.newsroom.uploads import Upload
from corpus.errors import UnreadableSource
from corpus.extraction import nlp
from corpus.extraction.pipeline import extract
from corpus.models import Article, Extraction
from corpus.sources.file import read_bytes

LOW_PRIORITY = 10

Arguments = TypeVarTuple("Arguments")


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article and what was read out of it."""

    article: Article
    extraction: Extraction


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


def _start_worker(model: str) -> None:
    if hasattr(os, "nice"):  # Windows has none
        os.nice(LOW_PRIORITY)
    nlp.load(model)


class ReadingRoom:
    """Reads uploads, in `processes` workers (0: in this process)."""

    def __init__(self, model: str, processes: int, max_bytes: int) -> None:
        """`max_bytes` bounds one article's size."""
        self._model = model
        self._processes = processes
        self._max_bytes = max_bytes
        self._pool: ProcessPoolExecutor | None = None

    def start(self) -> None:
        """Bring the workers up (they load the language model in the background)."""
        if self._processes and self._pool is None:
            self._pool = ProcessPoolExecutor(
                self._processes,
                mp_context=get_context("spawn"),
                initializer=_start_worker,
                initargs=(self._model,),
            )

    async def read(self, upload: Upload) -> ReadArticle:
        """Read one upload. Raises UnreadableSource; a worker that died is replaced."""
        return await self._run(upload.name, read_upload, upload, self._model, self._max_bytes)

    async def read_again(self, article: Article, raw: bytes | None) -> ReadArticle:
        """Read a stored article anew. Raises UnreadableSource where the worker died of it."""
        return await self._run(article.address or "", read_again, article, raw, self._model)

    async def _run(
        self,
        name: str,
        work: Callable[[*Arguments], ReadArticle],
        *arguments: *Arguments,
    ) -> ReadArticle:
        if not self._processes:
            return work(*arguments)
        self.start()
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self._pool, work, *arguments)
        except BrokenProcessPool as error:
            self._pool = None
            raise UnreadableSource("error.source.reader_died", name=name) from error

    def close(self) -> None:
        """Stop the workers; unread uploads are dropped."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None
