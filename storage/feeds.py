"""Feeds, shared by all libraries that follow them: who polls one, what it lists, what is ready.

A feed is polled by the one process that has its lease; a dead owner's runs out.
"""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, ScalarSelect, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from corpus.sources.feed import FeedItem
from corpus.sources.items import KnownItem
from storage.inserts import insert_unless_there
from storage.source_records import EntryRecord, Fault, FeedRecord, Known
from storage.tables import FeedEntryRow, FeedRow, LibraryRow, SourceRow
from storage.updates import update_if

LEASE = timedelta(minutes=10)
"""How long a poller has, from its last sign of life, before another may take over."""

KEPT = timedelta(days=400)
"""How long an item that its feed lists no more is remembered, so that it does not come again."""

FULL_TEXT = 2_000
"""Characters of HTML in a feed from which on it may be the whole article."""

WAITING = "waiting"
READY = "ready"
WITHDRAWN = "withdrawn"
FAILED = "failed"


async def find_or_add(session: AsyncSession, address: str, title: str, now: datetime) -> FeedRecord:
    """The feed at an address, or the one that was there before it moved; made on first sight."""
    known = await session.scalar(
        select(FeedRow)
        .where((FeedRow.address == address) | (FeedRow.previous_address == address))
        .order_by((FeedRow.address == address).desc(), FeedRow.id)
        .limit(1)
    )
    if known is not None:
        return record(known)
    values = {"address": address, "title": title, "due_at": now}
    await session.execute(insert_unless_there(session, FeedRow).values(values))
    return record((await session.scalars(select(FeedRow).where(FeedRow.address == address))).one())


async def get(session: AsyncSession, feed_id: int) -> FeedRecord:
    """A feed as it is now."""
    return record(await session.get_one(FeedRow, feed_id, populate_existing=True))


async def due(session: AsyncSession, now: datetime, limit: int) -> tuple[int, ...]:
    """Feeds (rows) to be polled, the longest due first: followed by somebody, and nobody at it."""
    found = await session.scalars(
        select(FeedRow.id)
        .where(FeedRow.due_at <= now, FeedRow.gone.is_(False), _free(now), _followed())
        .order_by(FeedRow.due_at, FeedRow.id)
        .limit(limit)
    )
    return tuple(found)


async def claim(
    session: AsyncSession, feed_id: int, owner: str, now: datetime
) -> FeedRecord | None:
    """Take a feed for `owner` until `now` plus LEASE. None where somebody has it."""
    wanted = (FeedRow.id == feed_id) & _free(now)
    taken = await update_if(session, FeedRow, wanted, owner=owner, lease_until=now + LEASE)
    return None if taken is None else await get(session, feed_id)


async def save(session: AsyncSession, feed: FeedRecord, now: datetime, **values: object) -> bool:
    """Change a feed that is still its owner's, and renew the lease. False: it is another's now."""
    ours = (FeedRow.id == feed.id) & (FeedRow.owner == feed.owner)
    changed = await update_if(session, FeedRow, ours, lease_until=now + LEASE, **values)
    return changed is not None


async def release(session: AsyncSession, feed: FeedRecord) -> None:
    """Let others poll it, if it is still its owner's."""
    await session.execute(
        update(FeedRow)
        .where(FeedRow.id == feed.id, FeedRow.owner == feed.owner)
        .values(owner=None, lease_until=None)
    )


async def hurry(session: AsyncSession, feed_id: int, now: datetime) -> None:
    """Have a feed polled at the next occasion, one that was given up as gone too."""
    await session.execute(
        update(FeedRow).where(FeedRow.id == feed_id).values(due_at=now, gone=False)
    )


async def at_address(session: AsyncSession, address: str) -> FeedRecord | None:
    """The feed that has this address now."""
    found = await session.scalar(select(FeedRow).where(FeedRow.address == address))
    return None if found is None else record(found)


def last_item(feed_id: int) -> ScalarSelect[int]:
    """The row of the last item that a feed has listed, 0 for none: a part of other statements."""
    last = select(func.coalesce(func.max(FeedEntryRow.id), 0))
    return last.where(FeedEntryRow.feed_id == feed_id).scalar_subquery()


async def known_items(session: AsyncSession, feed_id: int) -> list[Known]:
    """All items of a feed that are remembered, the one first seen first."""
    found = await session.execute(
        select(
            FeedEntryRow.id,
            FeedEntryRow.guid,
            FeedEntryRow.key,
            FeedEntryRow.title,
            FeedEntryRow.published_at,
            FeedEntryRow.mark,
        )
        .where(FeedEntryRow.feed_id == feed_id)
        .order_by(FeedEntryRow.id)
    )
    return [KnownItem(*row) for row in found]


async def add_items(
    session: AsyncSession, feed_id: int, items: Iterable[FeedItem], now: datetime
) -> None:
    """Remember new items; they wait to be read. Give them in the order of their rows."""
    session.add_all(
        FeedEntryRow(feed_id=feed_id, listed_at=now, state=WAITING, **_columns(item))
        for item in items
    )
    await session.flush()


async def see_items(
    session: AsyncSession, feed_id: int, entries: Collection[int], now: datetime
) -> None:
    """Note that these entries are listed still."""
    await session.execute(
        update(FeedEntryRow)
        .where(FeedEntryRow.feed_id == feed_id, FeedEntryRow.id.in_(entries))
        .values(listed_at=now)
    )


async def see_all(session: AsyncSession, feed: FeedRecord, now: datetime) -> None:
    """Note that the feed lists what it listed at the last reading."""
    await session.execute(
        update(FeedEntryRow)
        .where(FeedEntryRow.feed_id == feed.id, FeedEntryRow.listed_at == feed.listed_at)
        .values(listed_at=now)
    )


async def change_item(session: AsyncSession, entry: int, item: FeedItem) -> None:
    """An item is another than it was: it waits to be read again."""
    await session.execute(
        update(FeedEntryRow)
        .where(FeedEntryRow.id == entry)
        .values(state=WAITING, attempts=0, try_at=None, error=None, **_columns(item))
    )


async def waiting(
    session: AsyncSession, feed_id: int, now: datetime, limit: int
) -> tuple[EntryRecord, ...]:
    """Items that are to be read now, the first published first: so they are told in order."""
    found = await session.scalars(
        select(FeedEntryRow)
        .where(FeedEntryRow.feed_id == feed_id, FeedEntryRow.state == WAITING)
        .where(FeedEntryRow.try_at.is_(None) | (FeedEntryRow.try_at <= now))
        .order_by(FeedEntryRow.published_at.nulls_last(), FeedEntryRow.id)
        .limit(limit)
    )
    return tuple(
        EntryRecord(
            row.id,
            row.feed_id,
            row.address,
            row.key,
            row.title,
            row.published_at,
            row.body,
            row.attempts,
        )
        for row in found
    )


async def make_ready(
    session: AsyncSession, entry: EntryRecord, article_id: int, **page: object
) -> None:
    """An item was read and is this article (a row); `page` are the columns about its page."""
    await session.execute(
        update(FeedEntryRow)
        .where(FeedEntryRow.id == entry.id)
        .values(
            state=READY,
            number=await next_number(session, entry.feed_id),
            article_id=article_id,
            body=None,
            error=None,
            try_at=None,
            attempts=0,
            **page,
        )
    )


async def next_number(session: AsyncSession, feed_id: int) -> int | None:
    """The number under which an item of a feed is given to its sources."""
    return await session.scalar(
        update(FeedRow)
        .where(FeedRow.id == feed_id)
        .values(ready=FeedRow.ready + 1)
        .returning(FeedRow.ready)
        .execution_options(synchronize_session=False)
    )


async def put_off(
    session: AsyncSession, entry: EntryRecord, fault: Fault, try_at: datetime | None
) -> None:
    """An item could not be read: try again at an instant, or never (None)."""
    await session.execute(
        update(FeedEntryRow)
        .where(FeedEntryRow.id == entry.id)
        .values(
            state=WAITING if try_at else FAILED,
            attempts=entry.attempts + 1,
            try_at=try_at,
            error=fault.column,
        )
    )


async def heal(session: AsyncSession, feed_id: int) -> None:
    """Have items read again whose articles nobody held any more, where a source still wants them.

    Between the reading of an item and its taking, an article is held by no library.
    """
    wanted = select(SourceRow.id).where(
        SourceRow.feed_id == feed_id,
        SourceRow.taken < FeedEntryRow.number,
        SourceRow.added_at <= FeedEntryRow.listed_at,
    )
    await session.execute(
        update(FeedEntryRow)
        .where(
            FeedEntryRow.feed_id == feed_id,
            FeedEntryRow.state == READY,
            FeedEntryRow.article_id.is_(None),
            wanted.exists(),
        )
        .values(state=WAITING)
        .execution_options(synchronize_session=False)
    )


async def next_try(session: AsyncSession, feed_id: int) -> datetime | None:
    """When the first item that waits is to be tried."""
    return await session.scalar(
        select(func.min(FeedEntryRow.try_at)).where(
            FeedEntryRow.feed_id == feed_id, FeedEntryRow.state == WAITING
        )
    )


async def count_waiting(session: AsyncSession, feed_id: int) -> int:
    """How many items wait to be read."""
    query = select(func.count()).where(
        FeedEntryRow.feed_id == feed_id, FeedEntryRow.state == WAITING
    )
    return await session.scalar(query) or 0


async def stamps(session: AsyncSession, feed_id: int, limit: int) -> tuple[datetime, ...]:
    """The instants of a feed's latest items, for its rhythm."""
    found = await session.scalars(
        select(FeedEntryRow.published_at)
        .where(FeedEntryRow.feed_id == feed_id, FeedEntryRow.published_at.is_not(None))
        .order_by(FeedEntryRow.published_at.desc())
        .limit(limit)
    )
    return tuple(stamp for stamp in found if stamp is not None)


async def sweep(session: AsyncSession, now: datetime) -> None:
    """Forget feeds that nobody follows, and items that were last listed KEPT ago."""
    await session.execute(delete(FeedRow).where(~_has_source(), _free(now)))
    await session.execute(delete(FeedEntryRow).where(FeedEntryRow.listed_at < now - KEPT))


def record(row: FeedRow) -> FeedRecord:
    """A row as the record that leaves storage."""
    return FeedRecord(
        id=row.id,
        address=row.address,
        previous_address=row.previous_address,
        title=row.title,
        home=row.home,
        digest=row.digest,
        etag=row.etag,
        last_modified=row.last_modified,
        due_at=row.due_at,
        read_at=row.read_at,
        listed_at=row.listed_at,
        failing_since=row.failing_since,
        failures=row.failures,
        fault=Fault.read(row.error),
        gone=row.gone,
        moved_to=row.moved_to,
        moved_times=row.moved_times,
        ttl=None if row.ttl_seconds is None else timedelta(seconds=row.ttl_seconds),
        owner=row.owner,
    )


def _columns(item: FeedItem) -> dict[str, object]:
    return {
        "guid": item.guid,
        "key": item.key,
        "address": item.address,
        "title": item.title,
        "published_at": item.published,
        "mark": item.mark,
        "body": item.body if item.address is None or len(item.body) >= FULL_TEXT else None,
    }


def _free(now: datetime) -> ColumnElement[bool]:
    return FeedRow.lease_until.is_(None) | (FeedRow.lease_until < now)


def _has_source() -> ColumnElement[bool]:
    return select(SourceRow.id).where(SourceRow.feed_id == FeedRow.id).exists()


def _followed() -> ColumnElement[bool]:
    """By a source that is not paused, of a library that the bot has not left."""
    return (
        select(SourceRow.id)
        .join(LibraryRow, LibraryRow.id == SourceRow.library_id)
        .where(
            SourceRow.feed_id == FeedRow.id,
            SourceRow.paused.is_(False),
            LibraryRow.left_at.is_(None),
        )
        .exists()
    )
