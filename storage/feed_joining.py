"""A feed that has moved for good to where another is known: who follows it follows that one."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage import audit, feeds
from storage.records import AuditEntry, Change
from storage.source_records import FeedRecord
from storage.tables import FeedRow, SourceRow
from storage.types import LibraryId


async def join(session: AsyncSession, feed: FeedRecord, home: FeedRecord, change: Change) -> None:
    """Let those who follow `feed` follow `home` from now on, and forget `feed`.

    They have taken what `feed` listed, and it lists what `home` does: so nothing that `home` has
    read by now is given to them again. A source that is paused has not, and is as if it was added
    now. A library that follows both keeps its source of `home`, which runs if either did.
    """
    moving = await _sources(session, feed)
    there = {each.library_id: each for each in await _sources(session, home)}
    for source in moving:
        kept = there.get(source.library_id)
        if kept is None:
            await _move(session, source, home, change.at)
        else:
            await _join(session, source, kept)
        moved = AuditEntry(change, "source.move", source.public_id, _address(feed), _address(home))
        await audit.write(session, LibraryId(source.library_id), moved)
    await session.execute(delete(FeedRow).where(FeedRow.id == feed.id))
    await feeds.hurry(session, home.id, change.at)


async def _sources(session: AsyncSession, feed: FeedRecord) -> Sequence[SourceRow]:
    found = await session.scalars(
        select(SourceRow).where(SourceRow.feed_id == feed.id).order_by(SourceRow.id)
    )
    return found.all()


async def _move(session: AsyncSession, source: SourceRow, home: FeedRecord, at: datetime) -> None:
    """What `home` knows by now is older than the source's following it."""
    ready = select(FeedRow.ready).where(FeedRow.id == home.id)
    await session.execute(
        update(SourceRow)
        .where(SourceRow.id == source.id)
        .values(
            feed_id=home.id,
            taken=0 if source.paused else ready.scalar_subquery(),
            backlog_to=feeds.last_item(home.id),
            told=None,
            added_at=at,
        )
        .execution_options(synchronize_session=False)
    )


async def _join(session: AsyncSession, source: SourceRow, kept: SourceRow) -> None:
    await session.execute(
        update(SourceRow)
        .where(SourceRow.id == kept.id)
        .values(brought=SourceRow.brought + source.brought, paused=kept.paused and source.paused)
        .execution_options(synchronize_session=False)
    )
    await session.execute(
        delete(SourceRow)
        .where(SourceRow.id == source.id)
        .execution_options(synchronize_session=False)
    )


def _address(feed: FeedRecord) -> dict[str, object]:
    return {"address": feed.address}
