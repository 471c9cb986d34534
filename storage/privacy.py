"""What is kept about a user, and its deletion.

A user is named, by Discord id, where they added an article or a source, marked a quote, made a
schedule or changed something; their direct messages have a library of their own. Nothing else is
kept.
"""

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from storage import libraries
from storage.records import KeptAboutUser, LibraryKind
from storage.tables import (
    AuditRow,
    LibraryRow,
    MembershipRow,
    QuoteMarkRow,
    ScheduleRow,
    SourceRow,
)


async def kept_about(session: AsyncSession, user_id: int) -> KeptAboutUser:
    """Count what names the user, in all libraries."""
    own = await session.scalar(
        select(func.count())
        .select_from(MembershipRow)
        .join(LibraryRow, LibraryRow.id == MembershipRow.library_id)
        .where(LibraryRow.kind == LibraryKind.DIRECT.value, LibraryRow.name == str(user_id))
    )
    return KeptAboutUser(
        articles=await _count(session, MembershipRow.added_by, user_id),
        marks=await _count(session, QuoteMarkRow.marked_by, user_id),
        schedules=await _count(session, ScheduleRow.created_by, user_id),
        sources=await _count(session, SourceRow.added_by, user_id),
        changes=await _count(session, AuditRow.actor_id, user_id),
        own_articles=own or 0,
    )


async def forget(session: AsyncSession, user_id: int) -> KeptAboutUser:
    """Delete the user's own library and their id everywhere else; say what there was.

    What they did for a guild stays, without a name.
    """
    kept = await kept_about(session, user_id)
    await session.execute(
        delete(LibraryRow).where(
            LibraryRow.kind == LibraryKind.DIRECT.value, LibraryRow.name == str(user_id)
        )
    )
    for table, values in (
        (MembershipRow, {MembershipRow.added_by: None}),
        (QuoteMarkRow, {QuoteMarkRow.marked_by: None}),
        (ScheduleRow, {ScheduleRow.created_by: None}),
        (SourceRow, {SourceRow.added_by: None}),
        (AuditRow, {AuditRow.actor_id: None}),
    ):
        (column,) = values
        await session.execute(update(table).where(column == user_id).values(values))
    await libraries.delete_unheld(session)
    return kept


async def _count(
    session: AsyncSession, column: InstrumentedAttribute[int | None], user_id: int
) -> int:
    return await session.scalar(select(func.count()).where(column == user_id)) or 0
