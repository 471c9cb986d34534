"""Articles go in: read in the reading room, a few at a time, and stored in the order they came.

A broken upload is reported and the others go in. What is on record already is not read again, so
that an ingest that was stopped, by whatever, goes on where it was when it is begun anew.
"""

import asyncio
import hashlib
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Protocol

from bot.newsroom.answers import Added, Changed, Failed, IngestReport, Unchanged
from bot.newsroom.library import LibraryRef
from bot.newsroom.lines import article_line, outcome
from bot.newsroom.means import Means
from bot.newsroom.reading_ahead import read_ahead
from bot.newsroom.uploads import Upload
from bot.reading_room import AT_ONCE, ReadArticle, Reading
from corpus.errors import OnRecordError
from corpus.reading import READER_VERSION
from storage import articles, receipts
from storage.records import ArticleRecord, Change, Incoming
from storage.types import LibraryId

Progress = Callable[[int, int], Awaitable[None]]
"""Told how many of how many are done."""

Brought = Upload | Failed
"""An upload, or why it could not even be opened."""


class Gathered(Protocol):
    """A number of things brought, of which one after the other is opened."""

    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[Brought]: ...


Item = Added | Changed | Unchanged | Failed


async def ingest(
    means: Means,
    ref: LibraryRef,
    brought: Gathered,
    *,
    by: int | None,
    progress: Progress | None = None,
    stop: asyncio.Event | None = None,
) -> IngestReport:
    """Read what is `brought` into the library on behalf of the Discord user `by`.

    It is taken up, in a thread, only as fast as it can be read. What `progress` and the report tell
    of is in the database. Once `stop` is set nothing more is stored, and the report says so.
    """
    library, change = await means.library(ref), means.change(by)
    total = len(brought)
    items: list[Item] = []
    opened = _opened(brought, _portion(means, total))
    read = read_ahead(opened, partial(_read, means, library), means.reading.seats + 1)
    with means.search.filling(library):
        async with aclosing(read) as parts:
            async for part in parts:
                if not (stop and stop.is_set()):
                    items += await _store(means, library, part, change)
                    if progress is not None:
                        await progress(len(items), total)
                if stop and stop.is_set():
                    break
    return IngestReport(tuple(items), stopped=bool(stop and stop.is_set()))


@dataclass(frozen=True, slots=True)
class _One:
    """Something brought: what came of reading it, or the record of what it is already."""

    name: str
    upload: Upload | None
    outcome: Reading | ArticleRecord


async def _opened(brought: Gathered, size: int) -> AsyncGenerator[list[Brought]]:
    """What is brought in parts of `size`, opened in a thread."""
    rest = iter(brought)
    while some := await asyncio.to_thread(lambda: list(islice(rest, size))):
        yield some


async def _read(means: Means, library: LibraryId, some: Sequence[Brought]) -> list[_One]:
    uploads = [each for each in some if isinstance(each, Upload)]
    known = await _known(means, library, [upload.digest for upload in uploads])
    new = [upload for upload in uploads if upload.digest not in known]
    readings = iter(await means.reading.read_many(new) if new else [])
    return [
        _One(each.name, None, each.error)
        if isinstance(each, Failed)
        else _One(each.name, each, known.get(each.digest) or next(readings))
        for each in some
    ]


async def _known(
    means: Means, library: LibraryId, digests: Sequence[str]
) -> dict[str, ArticleRecord]:
    """Those of the digests whose articles the library has."""
    async with means.database.read() as session:
        rows = await receipts.known(session, library, digests)
        if not rows:
            return {}
        records = await articles.by_rows(session, library, set(rows.values()))
    return {digest: records[row] for digest, row in rows.items()}


async def _store(
    means: Means, library: LibraryId, part: Sequence[_One], change: Change
) -> list[Item]:
    incoming = [
        _incoming(means, each.upload, each.outcome, change)
        for each in part
        if each.upload is not None and isinstance(each.outcome, ReadArticle)
    ]
    taken = iter(await means.intake.take(library, incoming, change))
    return [
        outcome(each.name, next(taken), each.outcome.article.notes)
        if isinstance(each.outcome, ReadArticle)
        else _untaken(each.name, each.outcome)
        for each in part
    ]


def _incoming(means: Means, upload: Upload, read: ReadArticle, change: Change) -> Incoming:
    return Incoming(
        read.article,
        read.extraction,
        upload.name,
        upload.data,
        READER_VERSION,
        change.at + means.retention,
        upload.digest,
    )


def _untaken(name: str, outcome: OnRecordError | ArticleRecord) -> Unchanged | Failed:
    if isinstance(outcome, OnRecordError):
        return Failed(name, outcome)
    return Unchanged(name, article_line(outcome))


def _portion(means: Means, total: int) -> int:
    """How many to read in one go: few where there are few, so that all workers have some."""
    few = total // (2 * means.reading.seats)
    return max(1, min(AT_ONCE, few)) if total else AT_ONCE


def name_of(data: bytes) -> str:
    """A name for pasted text, the same for the same text."""
    return f"pasted-{hashlib.sha256(data).hexdigest()[:8]}.txt"
