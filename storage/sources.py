"""Sources: the feeds that a library follows, and how far it has taken what they brought."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Row, Select, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from corpus.errors import NotFound
from storage import feeds, succession
from storage.inserts import insert_unless_there
from storage.records import Change
from storage.source_records import FeedRecord, ReadyEntry, SourceRecord
from storage.tables import FeedEntryRow, FeedRow, LibraryRow, MembershipRow, SourceRow
from storage.types import LibraryId, new_public_id


async def add(
    session: AsyncSession, library: LibraryId, feed: FeedRecord, change: Change
) -> tuple[SourceRecord, bool]:
    """Let a library follow a feed, and tell whether that is new: if not, it stays as it is."""
    row = await session.scalar(
        insert_unless_there(session, SourceRow)
        .values(
            public_id=new_public_id(),
            library_id=library,
            feed_id=feed.id,
            paused=False,
            taken=0,
            brought=0,
            added_by=change.by,
            added_at=change.at,
        )
        .returning(SourceRow.id)
    )
    found = await session.execute(
        _sources().where(SourceRow.library_id == library, SourceRow.feed_id == feed.id)
    )
    return _record(found.one()), row is not None


async def get(session: AsyncSession, library: LibraryId, public_id: str) -> SourceRecord:
    """One source of a library. Raises NotFound."""
    query = _sources().where(SourceRow.library_id == library, SourceRow.public_id == public_id)
    found = (await session.execute(query)).one_or_none()
    if found is None:
        raise NotFound("error.not_found.source", id=public_id)
    return _record(found)


async def count(session: AsyncSession, library: LibraryId) -> int:
    """How many sources a library has."""
    query = select(func.count()).where(SourceRow.library_id == library)
    return await session.scalar(query) or 0


async def all_of(
    session: AsyncSession, library: LibraryId, *, number: int = 0, size: int | None = None
) -> tuple[SourceRecord, ...]:
    """A library's sources, the oldest first; page `number` (from 0) of `size`, or all."""
    query = _sources().where(SourceRow.library_id == library).order_by(SourceRow.id)
    if size is not None:
        query = query.limit(size).offset(number * size)
    return tuple(_record(row) for row in await session.execute(query))


async def of_feed(session: AsyncSession, feed_id: int) -> tuple[SourceRecord, ...]:
    """The sources that a feed is read for: not paused, of libraries that the bot has not left."""
    found = await session.execute(
        _sources()
        .join(LibraryRow, LibraryRow.id == SourceRow.library_id)
        .where(
            SourceRow.feed_id == feed_id,
            SourceRow.paused.is_(False),
            LibraryRow.left_at.is_(None),
        )
        .order_by(SourceRow.id)
    )
    return tuple(_record(row) for row in found)


async def set_paused(
    session: AsyncSession, library: LibraryId, public_id: str, *, paused: bool
) -> SourceRecord:
    """Pause a source or let it run again. Raises NotFound."""
    source = await get(session, library, public_id)
    await session.execute(
        update(SourceRow).where(SourceRow.id == source.id).values(paused=paused, told=None)
    )
    return await get(session, library, public_id)


async def remove(session: AsyncSession, library: LibraryId, public_id: str) -> SourceRecord:
    """Follow it no more; what it brought stays. Raises NotFound."""
    source = await get(session, library, public_id)
    await session.execute(delete(SourceRow).where(SourceRow.id == source.id))
    return source


async def set_backlog(session: AsyncSession, feed_id: int) -> None:
    """What a feed lists now was there before those sources that have not taken a look at it yet."""
    await session.execute(
        update(SourceRow)
        .where(SourceRow.feed_id == feed_id, SourceRow.backlog_to.is_(None))
        .values(backlog_to=feeds.last_item(feed_id))
    )


async def not_taken(session: AsyncSession, source: SourceRecord) -> tuple[ReadyEntry, ...]:
    """What is ready and this source has not taken, in order.

    What the feed had ceased to list when the source came is not for it: that another library has
    seen it must not show.
    """
    found = await session.scalars(
        select(FeedEntryRow)
        .where(
            FeedEntryRow.feed_id == source.feed.id,
            FeedEntryRow.state.in_((feeds.READY, feeds.WITHDRAWN)),
            FeedEntryRow.number > source.taken,
            FeedEntryRow.article_id.is_not(None),
            FeedEntryRow.listed_at >= source.added_at,
        )
        .order_by(FeedEntryRow.number)
    )
    return tuple(
        ReadyEntry(
            row.number or 0,
            row.article_id or 0,
            row.address or source.feed.address,
            row.page,
            withdrawn=row.state == feeds.WITHDRAWN,
            backlog=row.id <= (source.backlog_to or 0),
        )
        for row in found
    )


async def turned_away(session: AsyncSession, library: LibraryId, address: str) -> bool:
    """Whether moderators took this page's article off the record: no version brings it back."""
    removed = await session.scalar(
        select(MembershipRow.id)
        .where(
            MembershipRow.library_id == library,
            MembershipRow.identity == succession.address_identity(address),
            MembershipRow.removed_at.is_not(None),
        )
        .limit(1)
    )
    return removed is not None


async def took(session: AsyncSession, source: SourceRecord, number: int, new: int) -> None:
    """Note that a source took all up to a number, of which so many made new articles."""
    await session.execute(
        update(SourceRow)
        .where(SourceRow.id == source.id, SourceRow.taken < number)
        .values(taken=number, brought=SourceRow.brought + new)
        .execution_options(synchronize_session=False)
    )


async def to_tell(
    session: AsyncSession, failing_before: datetime
) -> tuple[tuple[SourceRecord, str | None], ...]:
    """Sources whose moderators are to be told a state that they were not told last.

    The state is "gone", "failing" (since before an instant), or None for one that recovered.
    """
    found: list[tuple[SourceRecord, str | None]] = []
    query = (
        _sources()
        .join(LibraryRow, LibraryRow.id == SourceRow.library_id)
        .where(SourceRow.paused.is_(False), LibraryRow.left_at.is_(None))
        .where(
            SourceRow.told.is_not(None)
            | FeedRow.gone.is_(True)
            | (FeedRow.failing_since <= failing_before)
        )
        .order_by(SourceRow.id)
    )
    for row in await session.execute(query):
        source = _record(row)
        state = _state(source.feed, failing_before)
        if state != source.told and not (state is None and source.feed.failing_since):
            found.append((source, state))
    return tuple(found)


async def set_told(
    session: AsyncSession, sources: Iterable[SourceRecord], state: str | None
) -> None:
    """Note what the moderators were told."""
    ids = [source.id for source in sources]
    await session.execute(update(SourceRow).where(SourceRow.id.in_(ids)).values(told=state))


def _state(feed: FeedRecord, failing_before: datetime) -> str | None:
    if feed.gone:
        return "gone"
    failing = feed.failing_since is not None and feed.failing_since <= failing_before
    return "failing" if failing else None


def _sources() -> Select[SourceRow, FeedRow]:
    return (
        select(SourceRow, FeedRow)
        .join(FeedRow, FeedRow.id == SourceRow.feed_id)
        .execution_options(populate_existing=True)
    )


def _record(found: Row[SourceRow, FeedRow]) -> SourceRecord:
    row, feed = found
    return SourceRecord(
        id=row.id,
        public_id=row.public_id,
        library=LibraryId(row.library_id),
        feed=feeds.record(feed),
        paused=row.paused,
        taken=row.taken,
        brought=row.brought,
        backlog_to=row.backlog_to,
        told=row.told,
        added_at=row.added_at,
    )
