"""Pages that a feed brought are looked at again for some days: what was corrected becomes a new
version, what was withdrawn is said to be, once for all libraries that follow the feed.
"""

import hashlib
from datetime import datetime, timedelta

from bot.newsroom.means import Means
from bot.newsroom.reading_pages import told_by_feed
from bot.newsroom.uploads import Upload
from corpus.errors import AddressRefused, FetchFailed, OnRecordError
from corpus.reading import READER_VERSION
from corpus.sources.fetch import Fetched, NotModified
from corpus.sources.page import fetch_page
from storage import feed_checks, shared
from storage.records import Incoming
from storage.source_records import CheckedEntry, FeedRecord

CHECKED_AFTER = (
    timedelta(hours=1),
    timedelta(hours=6),
    timedelta(days=1),
    timedelta(days=3),
    timedelta(days=7),
)
"""When a page is looked at again, counted from the look before: most corrections come early."""

MOST_CHECKED = 20
"""Pages looked at again with one look at their feed."""

_MISSING = {"error.fetch.not_found", "error.fetch.front"}

SURE_AFTER = 2
"""A page that is not found so often in a row is gone; one that says so itself (410), at once."""


def check_at(now: datetime, checks: int) -> datetime | None:
    """When a page is looked at again that was looked at `checks` times; None for no more."""
    return now + CHECKED_AFTER[checks] if checks < len(CHECKED_AFTER) else None


def digest(body: bytes) -> str:
    """Tells whether a page's bytes are the same."""
    return hashlib.sha256(body).hexdigest()


async def recheck(means: Means, feed: FeedRecord) -> None:
    """Look at the pages of a claimed feed that are due again."""
    async with means.database.read() as session:
        entries = await feed_checks.due(session, feed.id, means.clock(), MOST_CHECKED)
    for entry in entries:
        await _look_again(means, feed, entry)


async def _look_again(means: Means, feed: FeedRecord, entry: CheckedEntry) -> None:
    try:
        page = await fetch_page(
            means.door,
            entry.address,
            etag=entry.page_etag,
            last_modified=entry.page_last_modified,
        )
    except (AddressRefused, FetchFailed) as error:
        await _not_had(means, entry, error)
        return
    if isinstance(page, NotModified) or digest(page.body) == entry.page_digest:
        await _unchanged(means, entry)
        return
    try:
        await _changed(means, feed, entry, page)
    except OnRecordError:  # what stands there now cannot be read: what was read stays
        await _unchanged(means, entry)


async def _not_had(means: Means, entry: CheckedEntry, error: OnRecordError) -> None:
    gone = isinstance(error, FetchFailed) and error.gone
    missing = gone or error.key in _MISSING
    async with means.database.write() as session:
        if gone or (missing and entry.attempts + 1 >= SURE_AFTER):
            await feed_checks.withdraw(session, entry)
        elif missing:
            again = means.clock() + CHECKED_AFTER[0]
            await feed_checks.note(session, entry, attempts=entry.attempts + 1, check_at=again)
        else:
            await feed_checks.note(session, entry, **_next(means, entry))


async def _unchanged(means: Means, entry: CheckedEntry) -> None:
    async with means.database.write() as session:
        await feed_checks.note(session, entry, attempts=0, **_next(means, entry))


async def _changed(means: Means, feed: FeedRecord, entry: CheckedEntry, page: Fetched) -> None:
    """Read the page; raises UnreadableSource. Where nothing that is read differs, so be it."""
    bare = Upload(page.address, page.body, page.content_type, partial=page.partial)
    upload = told_by_feed(bare, feed.title, entry.published, means.clock())
    read = await means.reading.read(upload)
    until = means.clock() + means.retention
    incoming = Incoming(
        read.article, read.extraction, upload.name, upload.data, READER_VERSION, until
    )
    seen: dict[str, object] = {
        "attempts": 0,
        "page": read.article.address,
        "page_digest": digest(page.body),
        "page_etag": page.etag,
        "page_last_modified": page.last_modified,
        **_next(means, entry),
    }
    async with means.database.write() as session:
        row = await shared.keep(session, incoming)
        if row == entry.article_id:
            await feed_checks.note(session, entry, **seen)
        else:
            await feed_checks.replace(session, entry, row, **seen)


def _next(means: Means, entry: CheckedEntry) -> dict[str, object]:
    """The columns of the next look."""
    checks = entry.checks + 1
    return {"checks": checks, "check_at": check_at(means.clock(), checks)}
