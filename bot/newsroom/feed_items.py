"""The items of a feed that wait are read: fetched, a few together in a worker, kept in their order.

While some are being read, the next are being fetched and those before are being stored.
"""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from time import perf_counter

from sqlalchemy.ext.asyncio import AsyncSession

from bot.newsroom.answers import Failed
from bot.newsroom.finding import page_of
from bot.newsroom.ingest import Progress
from bot.newsroom.means import Means
from bot.newsroom.reading_ahead import read_ahead
from bot.newsroom.reading_pages import told_by_feed, told_day
from bot.newsroom.rechecking import check_at, digest
from bot.newsroom.uploads import Upload
from bot.reading_room import AT_ONCE, ReadArticle, Reading
from corpus.errors import AddressRefused, FetchFailed, OnRecordError, UnreadableSource
from corpus.reading import READER_VERSION
from corpus.sources import rhythm
from storage import feeds, shared
from storage.records import Incoming
from storage.source_records import EntryRecord, Fault, FeedRecord

AHEAD = 2 * AT_ONCE
"""Pages of one feed that are fetched, or being fetched, and that no worker has yet: with those
that workers have, this bounds memory. The door lets one host have one request at a time."""

LONGEST = 60.0
"""Seconds after which what is left of a feed waits until other feeds had their turn: a host that is
asked once a second hands over few pages in it, a quick one many."""

MOST_ATTEMPTS = 6
"""So often a page is tried that its server does not hand over; the last time a few hours on."""

_FOR_GOOD = {401, 402, 403, 404, 410, 451}


class LeaseLost(Exception):
    """Another poller took the feed over: what was about to be stored is left to it."""


async def keep(session: AsyncSession, feed: FeedRecord, now: datetime, **values: object) -> None:
    """Save with the feed and renew the lease. Raises LeaseLost, which takes back all else."""
    if not await feeds.save(session, feed, now, **values):
        raise LeaseLost


async def read_waiting(
    means: Means,
    feed: FeedRecord,
    most: int,
    *,
    stored: Callable[[], Awaitable[None]],
    progress: Progress | None = None,
) -> tuple[Failed, ...]:
    """Read at most `most` items of a claimed feed that wait, and keep what was read out of them.

    `stored` is called whenever some more are kept, `progress` hears of how many. Gives those that
    could not be read. Raises LeaseLost.
    """
    async with means.database.write() as session:
        await feeds.heal(session, feed.id)
        entries = await feeds.waiting(session, feed.id, means.clock(), most)
    done = 0
    failed: list[Failed] = []
    pages = _fetched_parts(means, feed, entries)
    read = read_ahead(pages, partial(_read, means), means.reading.seats)
    async with aclosing(read) as parts:
        async for some in parts:
            await _store(means, feed, some)
            await stored()
            failed += [
                Failed(each.entry.address or each.entry.title, each.outcome)
                for each in some
                if isinstance(each.outcome, OnRecordError)
            ]
            done += len(some)
            if progress is not None:
                await progress(done, len(entries))
    return tuple(failed)


@dataclass(slots=True)
class _Item:
    """An item, with its page once that is fetched, and at last what came of it."""

    entry: EntryRecord
    upload: Upload | None = None
    outcome: Reading | None = None


async def _fetched_parts(
    means: Means, feed: FeedRecord, entries: Sequence[EntryRecord]
) -> AsyncGenerator[list[_Item]]:
    """The items in their order, fetched, as many together as were there when they were asked for:
    fewer towards the end, so that all workers have some. Ends when it took too long.
    """
    room, seats = asyncio.Semaphore(AHEAD), means.reading.seats
    pages = [asyncio.create_task(_fetched(means, feed, entry, room)) for entry in entries]
    number, end = 0, perf_counter() + LONGEST
    try:
        while number < len(pages):
            some = [await pages[number]]
            most = max(1, min(AT_ONCE, (len(pages) - number) // seats))
            for task in pages[number + 1 : number + most]:
                if not task.done():
                    break
                some.append(task.result())
            number += len(some)
            for _ in some:
                room.release()
            yield some
            if perf_counter() > end:
                break
    finally:
        for task in pages:
            task.cancel()
        await asyncio.gather(*pages, return_exceptions=True)


async def _fetched(
    means: Means, feed: FeedRecord, entry: EntryRecord, room: asyncio.Semaphore
) -> _Item:
    """Fetch an item's page when there is room for it; whoever takes it gives the room back."""
    await room.acquire()
    try:
        return _Item(entry, await _upload(means, feed, entry))
    except OnRecordError as error:
        return _Item(entry, outcome=error)


async def _read(means: Means, some: Sequence[_Item]) -> list[_Item]:
    uploads = [each.upload for each in some if each.upload is not None]
    readings = iter(await means.reading.read_many(uploads) if uploads else [])
    for each in some:
        if each.upload is not None:
            each.outcome = next(readings)
    return list(some)


async def _upload(means: Means, feed: FeedRecord, entry: EntryRecord) -> Upload:
    """The item's page; where there is none to be had, the text that the feed itself carries."""
    if entry.address is None:
        return _carried(means, feed, entry)
    try:
        page = await page_of(means, entry.address)
    except (AddressRefused, FetchFailed) as error:
        if entry.body and _is_final(error):
            return _carried(means, feed, entry)
        raise
    return told_by_feed(page, feed.title, entry.published, means.clock())


def _carried(means: Means, feed: FeedRecord, entry: EntryRecord) -> Upload:
    name = entry.address or f"{feed.address}#{entry.id}"
    if not entry.body:
        raise UnreadableSource("error.source.empty", name=entry.title or name)
    page = f"<html><body><article>{entry.body}</article></body></html>"
    return Upload(
        name,
        page.encode("utf-8", "replace"),
        "text/html; charset=utf-8",
        headline=entry.title or None,
        outlet=feed.title or None,
        published=told_day(entry.published, means.clock()),
    )


async def _store(means: Means, feed: FeedRecord, items: Sequence[_Item]) -> None:
    """Keep what was read, or why it was not."""
    now = means.clock()
    async with means.database.write() as session:
        await keep(session, feed, now)
        for each in items:
            if isinstance(each.outcome, ReadArticle) and each.upload is not None:
                await _keep_article(means, session, each.entry, each.upload, each.outcome, now)
            elif isinstance(each.outcome, OnRecordError):
                again = _again(means, each.entry, each.outcome)
                await feeds.put_off(session, each.entry, Fault.of(each.outcome), again)


async def _keep_article(
    means: Means,
    session: AsyncSession,
    entry: EntryRecord,
    upload: Upload,
    read: ReadArticle,
    now: datetime,
) -> None:
    until = now + means.retention
    incoming = Incoming(
        read.article, read.extraction, upload.name, upload.data, READER_VERSION, until
    )
    row = await shared.keep(session, incoming)
    await feeds.make_ready(
        session,
        entry,
        row,
        page=read.article.address,
        page_digest=digest(upload.data),
        checks=0,
        check_at=check_at(now, 0),
    )


def _again(means: Means, entry: EntryRecord, error: OnRecordError) -> datetime | None:
    """When to try an item again; None for never."""
    if _is_final(error) or entry.attempts + 1 >= MOST_ATTEMPTS:
        return None
    asked = error.retry_after if isinstance(error, FetchFailed) else None
    return means.clock() + rhythm.wait_after_failure(entry.attempts + 1, asked=asked)


def _is_final(error: OnRecordError) -> bool:
    """Whether asking again is of no use."""
    if isinstance(error, FetchFailed):
        return error.status in _FOR_GOOD or error.key in {
            "error.fetch.front",
            "error.fetch.robots",
            "error.fetch.type",
            "error.fetch.too_large",
        }
    return error.key != "error.source.reader_died"
