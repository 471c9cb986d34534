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
from dataclasses import dataclass
from importlib import import_module
from multiprocessing import get_context
from types import ModuleType
from typing import TypeVarTuple

from bot.newsroom.uploads import Upload
from corpus.errors import UnreadableSource
from corpus.extraction.model import check
from corpus.models import Article, Extraction

LOW_PRIORITY = 10

Arguments = TypeVarTuple("Arguments")


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article and what was read out of it."""

    article: Article
    extraction: Extraction


def _read_upload(upload: Upload, model: str, max_bytes: int) -> ReadArticle:
    return _reading().read_upload(upload, model, max_bytes)


def _read_again(article: Article, raw: bytes | None, model: str) -> ReadArticle:
    return _reading().read_again(article, raw, model)


def _warm(model: str) -> None:
    _reading().warm(model)


def _reading() -> ModuleType:
    """The module that reads, imported where it works: the bot itself starts seconds sooner."""
    return import_module("bot.reading")


def _start_worker(model: str) -> None:
    if hasattr(os, "nice"):  # Windows has none
        os.nice(LOW_PRIORITY)
    _warm(model)


class ReadingRoom:
    """Reads uploads, in `processes` workers (0: in this process)."""

    def __init__(self, model: str, processes: int, max_bytes: int) -> None:
        """`max_bytes` bounds one article's size."""
        self.max_bytes = max_bytes
        self._model = model
        self._processes = processes
        self._pool: ProcessPoolExecutor | None = None

    def start(self) -> None:
        """Bring the workers up; they load the language model in the background.

        Raises Misconfigured where the model is not installed.
        """
        check(self._model)
        if not self._processes or self._pool is not None:
            return
        self._pool = ProcessPoolExecutor(
            self._processes,
            mp_context=get_context("spawn"),
            initializer=_start_worker,
            initargs=(self._model,),
        )
        for _ in range(self._processes):
            self._pool.submit(_warm, self._model)  # a pool starts its workers with its first work

    async def read(self, upload: Upload) -> ReadArticle:
        """Read one upload. Raises UnreadableSource; a worker that died is replaced."""
        return await self._run(upload.name, _read_upload, upload, self._model, self.max_bytes)

    async def read_again(self, article: Article, raw: bytes | None) -> ReadArticle:
        """Read a stored article anew. Raises UnreadableSource where the worker died of it."""
        return await self._run(article.address or "", _read_again, article, raw, self._model)

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
