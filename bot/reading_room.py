"""Where articles are read: worker processes of low priority, so that the event loop never waits.

The workers are spawned, not forked: a forked child would inherit the event loop and the
database's threads. With no processes everything is read in the bot's own process, one article
at a time, for tests and small hosts.
"""

import asyncio
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from importlib import import_module
from multiprocessing import get_context, parent_process
from threading import Thread
from types import ModuleType
from typing import TypeVar, TypeVarTuple

from bot.newsroom.uploads import Upload
from corpus.errors import OnRecordError, UnreadableSource
from corpus.extraction.model import check
from corpus.models import Article, Extraction

LOW_PRIORITY = 19

AT_ONCE = 8
"""Articles read by a worker in one go: spaCy parses several together for less."""

Arguments = TypeVarTuple("Arguments")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article and what was read out of it."""

    article: Article
    extraction: Extraction


Reading = ReadArticle | OnRecordError
"""What came of reading an upload: the article, or why it cannot be one."""


def _read_uploads(uploads: Sequence[Upload], model: str, max_bytes: int) -> list[Reading]:
    return _reading().read_uploads(uploads, model, max_bytes)


def _read_again(article: Article, raw: bytes | None, model: str) -> ReadArticle:
    return _reading().read_again(article, raw, model)


def _warm(model: str) -> None:
    _reading().warm(model)


def _reading() -> ModuleType:
    """The module that reads, imported where it works: the bot itself starts seconds sooner."""
    return import_module("bot.reading")


def _start_worker(model: str) -> None:
    Thread(target=_leave_with_the_bot, daemon=True).start()
    if hasattr(os, "nice"):  # Windows has none
        os.nice(LOW_PRIORITY)
    _warm(model)


def _leave_with_the_bot() -> None:
    """End this worker when the bot is killed: nobody else would tell it."""
    bot = parent_process()
    if bot is not None:
        bot.join()
        os._exit(1)


class ReadingRoom:
    """Reads uploads, in `processes` workers (0: in this process).

    No more than two batches for each worker are taken in: one that it reads, and the next. Whoever
    brings more waits, so that a great many files (or pages) are not in memory at once.
    """

    def __init__(self, model: str, processes: int, max_bytes: int) -> None:
        """`max_bytes` bounds one article's size."""
        self.max_bytes = max_bytes
        self.seats = 2 * processes or 1
        self._model = model
        self._processes = processes
        self._pool: ProcessPoolExecutor | None = None
        self._free = asyncio.Semaphore(self.seats)
        self._apart = asyncio.Lock()

    def start(self) -> None:
        """Bring the workers up; they load the language model in the background.

        Raises Misconfigured where the model is not installed.
        """
        check(self._model)
        if not self._processes or self._pool is not None:
            return
        self._pool = self._workers(self._processes)
        for _ in range(self._processes):
            self._pool.submit(_warm, self._model)  # a pool starts its workers with its first work

    async def read(self, upload: Upload) -> ReadArticle:
        """Read one upload. Raises UnreadableSource; a worker that died is replaced."""
        (reading,) = await self.read_many([upload])
        if isinstance(reading, OnRecordError):
            raise reading
        return reading

    async def read_many(self, uploads: Sequence[Upload]) -> list[Reading]:
        """Read a few uploads (at best AT_ONCE) in one go, in order; waits for a free seat.

        Where a worker dies, those of its uploads that did not kill it are read all the same.
        """
        async with self._free:
            try:
                return await self._run(_read_uploads, uploads, self._model, self.max_bytes)
            except BrokenProcessPool:
                return await self._read_apart(uploads)

    async def read_again(self, article: Article, raw: bytes | None) -> ReadArticle:
        """Read a stored article anew. Raises UnreadableSource where the worker died of it."""
        async with self._free:
            try:
                return await self._run(_read_again, article, raw, self._model)
            except BrokenProcessPool as error:
                raise _died(article.address or "") from error

    async def _run(self, work: Callable[[*Arguments], T], *arguments: *Arguments) -> T:
        """Have a worker do it. Raises BrokenProcessPool where one died, be it of other work."""
        if not self._processes:
            await asyncio.sleep(0)
            return work(*arguments)
        self.start()
        pool = self._pool
        try:
            return await asyncio.get_running_loop().run_in_executor(pool, work, *arguments)
        except BrokenProcessPool:
            if self._pool is pool:
                self._pool = None
            raise

    async def _read_apart(self, uploads: Sequence[Upload]) -> list[Reading]:
        """Read one after the other with a worker of its own: a death is the upload's doing."""
        readings: list[Reading] = []
        async with self._apart:
            pool = self._workers(1)
            try:
                for upload in uploads:
                    work = (_read_uploads, [upload], self._model, self.max_bytes)
                    try:
                        readings += await asyncio.get_running_loop().run_in_executor(pool, *work)
                    except BrokenProcessPool:
                        readings.append(_died(upload.name))
                        pool = self._workers(1)
            finally:
                pool.shutdown(wait=False, cancel_futures=True)
        return readings

    def _workers(self, number: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            number,
            mp_context=get_context("spawn"),
            initializer=_start_worker,
            initargs=(self._model,),
        )

    def close(self) -> None:
        """Stop the workers; unread uploads are dropped."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None


def _died(name: str) -> UnreadableSource:
    return UnreadableSource("error.source.reader_died", name=name)
