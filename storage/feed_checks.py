"""Pages of a feed's items that are looked at again: publishers correct and withdraw."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage import feeds
from storage.source_records import CheckedEntry
from storage.tables import FeedEntryRow


async def due(
    session: AsyncSession, feed_id: int, now: datetime, limit: int
) -> tuple[CheckedEntry, ...]:
    """Items of a feed whose pages are to be looked at by now, the longest due first."""
    found = await session.scalars(
        select(FeedEntryRow)
        .where(
            FeedEntryRow.feed_id == feed_id,
            FeedEntryRow.state == feeds.READY,
            FeedEntryRow.address.is_not(None),
            FeedEntryRow.check_at <= now,
        )
        .order_by(FeedEntryRow.check_at, FeedEntryRow.id)
        .limit(limit)
    )
    return tuple(
        CheckedEntry(
            row.id,
            row.feed_id,
            row.address or "",
            row.title,
            row.published_at,
            row.article_id,
            row.checks,
            row.attempts,
            row.page_digest,
            row.page_etag,
            row.page_last_modified,
        )
        for row in found
    )


async def note(session: AsyncSession, entry: CheckedEntry, **values: object) -> None:
    """Note what a look at an item's page told."""
    await session.execute(update(FeedEntryRow).where(FeedEntryRow.id == entry.id).values(**values))


async def replace(
    session: AsyncSession, entry: CheckedEntry, article_id: int, **values: object
) -> None:
    """An item's page says something else: it is this article (a row) from now on."""
    number = await feeds.next_number(session, entry.feed_id)
    await note(session, entry, article_id=article_id, number=number, **values)


async def withdraw(session: AsyncSession, entry: CheckedEntry) -> None:
    """An item's page is gone; it is not looked at again unless the feed lists it changed."""
    number = await feeds.next_number(session, entry.feed_id)
    await note(session, entry, state=feeds.WITHDRAWN, number=number, check_at=None)
