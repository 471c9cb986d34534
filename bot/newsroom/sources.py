"""The moderators' desk of sources: the feeds that a library follows."""

import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.newsroom.answers import IngestReport, Page
from bot.newsroom.feed_items import LeaseLost
from bot.newsroom.finding import FoundFeed, find
from bot.newsroom.ingest import Progress, ingest
from bot.newsroom.library import LibraryRef
from bot.newsroom.means import Means
from bot.newsroom.polling import Polled, poll
from bot.newsroom.uploads import Upload
from corpus.errors import BadInput, OnRecordError
from corpus.sources.fetch import Fetched
from storage import audit, feeds
from storage import sources as stored
from storage.records import AuditEntry, Change
from storage.source_records import FeedRecord, SourceRecord
from storage.types import LibraryId

MOST_SOURCES = 200
"""Sources of one library."""

PAGE_SIZE = 8
"""Sources on a page of the list."""

MOST_AWAITED = 25
"""Items read while somebody waits; the rest is read in the background, from the next alarm on."""

MOST_OFFERED = 25
"""Sources offered while somebody types."""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source in a list. Instants are UTC.

    `next_at` is when it is looked at again, None where it is paused or gone; `fault` is why it
    could not be read the last time, `failing_since` since when; `waiting` counts items that are
    still to be read.
    """

    public_id: str
    title: str
    address: str
    previous_address: str | None
    home: str | None
    paused: bool
    gone: bool
    fault: OnRecordError | None
    failing_since: datetime | None
    read_at: datetime | None
    next_at: datetime | None
    brought: int
    waiting: int


@dataclass(frozen=True, slots=True)
class SourcesFound:
    """A page of a library's sources, the oldest first."""

    lines: tuple[SourceLine, ...]
    page: Page


@dataclass(frozen=True, slots=True)
class SourceAdded:
    """A feed is followed (`new`: from now on); `report` is what became of its items so far."""

    line: SourceLine
    new: bool
    report: IngestReport


@dataclass(frozen=True, slots=True)
class PageTaken:
    """An address that leads to no feed: its page was taken as an article."""

    report: IngestReport


AddAnswer = SourceAdded | PageTaken


async def add_source(
    means: Means,
    ref: LibraryRef,
    address: str,
    *,
    by: int | None,
    progress: Progress | None = None,
) -> AddAnswer:
    """Follow the feed at an address, or the one that the page there names; else take the page.

    Raises BadInput for what is no address and for one source too many, AddressRefused and
    FetchFailed.
    """
    library = await means.library(ref)
    found = await find(means, address)
    if isinstance(found, Upload):
        return PageTaken(await ingest(means, ref, [found], by=by, progress=progress))
    source, new, claimed = await _follow(means, library, found, by)
    polled = await _poll_now(means, claimed, found.document, progress)
    report = IngestReport((*polled.failed, *polled.taken.get(source.id, ())))
    return SourceAdded(await _again(means, source), new, report)


async def sources(means: Means, ref: LibraryRef, number: int = 0) -> SourcesFound:
    """A page of the library's sources."""
    library = await means.library(ref)
    async with means.database.read() as session:
        total = await stored.count(session, library)
        page = Page.at(number, PAGE_SIZE, total)
        found = await stored.all_of(session, library, number=page.number, size=PAGE_SIZE)
        return SourcesFound(tuple([await _line(session, each) for each in found]), page)


async def complete_sources(means: Means, ref: LibraryRef, typed: str) -> list[SourceLine]:
    """The sources whose id, title or address holds what is typed."""
    library = await means.library(ref)
    wanted = typed.strip().casefold()
    async with means.database.read() as session:
        found = [
            each
            for each in await stored.all_of(session, library)
            if wanted in f"{each.public_id} {each.feed.title} {each.feed.address}".casefold()
        ]
        return [await _line(session, each) for each in found[:MOST_OFFERED]]


async def source(means: Means, ref: LibraryRef, source_id: str) -> SourceLine:
    """One source. Raises NotFound."""
    library = await means.library(ref)
    async with means.database.read() as session:
        return await _line(session, await stored.get(session, library, source_id))


async def pause_source(
    means: Means, ref: LibraryRef, source_id: str, *, by: int | None
) -> SourceLine:
    """Take nothing from it until it is resumed. Raises NotFound."""

    async def pause(session: AsyncSession, library: LibraryId) -> SourceRecord:
        return await stored.set_paused(session, library, source_id, paused=True)

    return await _changed(means, ref, "source.pause", by, pause)


async def resume_source(
    means: Means, ref: LibraryRef, source_id: str, *, by: int | None
) -> SourceLine:
    """Take from it again, one that was gone too: it is looked at once more. Raises NotFound."""

    async def resume(session: AsyncSession, library: LibraryId) -> SourceRecord:
        source = await stored.set_paused(session, library, source_id, paused=False)
        await feeds.hurry(session, source.feed.id, means.clock())
        return await stored.get(session, library, source_id)

    return await _changed(means, ref, "source.resume", by, resume)


async def remove_source(
    means: Means, ref: LibraryRef, source_id: str, *, by: int | None
) -> SourceLine:
    """Follow it no more; the articles that it brought stay. Raises NotFound."""

    async def remove(session: AsyncSession, library: LibraryId) -> SourceRecord:
        return await stored.remove(session, library, source_id)

    return await _changed(means, ref, "source.remove", by, remove)


async def poll_sources(means: Means, ref: LibraryRef) -> tuple[SourceLine, ...]:
    """Look at those of the library's sources that are due, one after the other; how they are then.

    The running bot does so by itself (bot/polling.py); this is for the command line.
    """
    library = await means.library(ref)
    async with means.database.read() as session:
        found = await stored.all_of(session, library)
    now = means.clock()
    due = [each for each in found if not each.paused and each.feed.due_at <= now]
    for each in due:
        async with means.database.write() as session:
            claimed = await _claim(session, each, means.clock())
        await _poll_now(means, claimed)
    looked_at = {each.id for each in due}
    async with means.database.read() as session:  # one may have ended in another
        left = await stored.all_of(session, library)
        return tuple([await _line(session, each) for each in left if each.id in looked_at])


async def sweep_sources(means: Means) -> None:
    """Forget feeds that nobody follows any more, and items of long ago."""
    async with means.database.write() as session:
        await feeds.sweep(session, means.clock())


async def _follow(
    means: Means, library: LibraryId, found: FoundFeed, by: int | None
) -> tuple[SourceRecord, bool, FeedRecord | None]:
    """Follow a feed; a new source's is claimed with it, before the poller finds it due."""
    change = means.change(by)
    async with means.database.write() as session:
        source, new = await subscribe(session, library, found.address, found.feed.title, change)
        if await stored.count(session, library) > MOST_SOURCES:
            raise BadInput("error.input.sources", most=MOST_SOURCES)
        if not new:
            return source, new, None
        return source, new, await _claim(session, source, change.at)


async def _claim(session: AsyncSession, source: SourceRecord, now: datetime) -> FeedRecord | None:
    """Take the source's feed, unless another is at it, who then reads for us too."""
    return await feeds.claim(session, source.feed.id, secrets.token_hex(8), now)


async def subscribe(
    session: AsyncSession, library: LibraryId, address: str, title: str, change: Change
) -> tuple[SourceRecord, bool]:
    """Let a library follow a feed, and record who did; tell whether that is new."""
    feed = await feeds.find_or_add(session, address, title, change.at)
    source, new = await stored.add(session, library, feed, change)
    if new:
        await feeds.hurry(session, feed.id, change.at)
        entry = AuditEntry(change, "source.add", source.public_id, after={"address": address})
        await audit.write(session, library, entry)
    return source, new


async def _poll_now(
    means: Means,
    claimed: FeedRecord | None,
    seen: Fetched | None = None,
    progress: Progress | None = None,
) -> Polled:
    """Read what a claimed feed lists at once."""
    if claimed is None:
        return Polled()
    try:
        return await poll(means, claimed, seen=seen, most=MOST_AWAITED, progress=progress)
    except LeaseLost:
        return Polled()


async def _changed(
    means: Means,
    ref: LibraryRef,
    action: str,
    by: int | None,
    change: Callable[[AsyncSession, LibraryId], Awaitable[SourceRecord]],
) -> SourceLine:
    """Make a change to a source and record who made it, together."""
    library = await means.library(ref)
    async with means.database.write() as session:
        source = await change(session, library)
        before: dict[str, object] = {"address": source.feed.address}
        entry = AuditEntry(means.change(by), action, source.public_id, before)
        await audit.write(session, library, entry)
        return await _line(session, source)


async def _again(means: Means, source: SourceRecord) -> SourceLine:
    async with means.database.read() as session:
        return await _line(session, await stored.get(session, source.library, source.public_id))


async def _line(session: AsyncSession, source: SourceRecord) -> SourceLine:
    feed = source.feed
    return SourceLine(
        source.public_id,
        feed.title,
        feed.address,
        feed.previous_address,
        feed.home,
        source.paused,
        feed.gone,
        feed.fault.error if feed.fault else None,
        feed.failing_since,
        feed.read_at,
        None if source.paused or feed.gone else feed.due_at,
        source.brought,
        await feeds.count_waiting(session, feed.id),
    )
