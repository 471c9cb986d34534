"""Who changed what, and when: nothing that moderators do goes unrecorded."""

from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.records import AuditEntry, Change
from storage.tables import AuditRow
from storage.types import LibraryId


async def write(session: AsyncSession, library: LibraryId, *entries: AuditEntry) -> None:
    """Record changes, in the transaction that makes them."""
    values = [
        {
            "library_id": library,
            "at": entry.change.at,
            "actor_id": entry.change.by,
            "action": entry.action,
            "subject": entry.subject,
            "before": entry.before,
            "after": entry.after,
        }
        for entry in entries
    ]
    if values:
        await session.execute(insert(AuditRow), values)


async def history(
    session: AsyncSession,
    library: LibraryId,
    *,
    limit: int,
    subject: str | None = None,
    skip: int = 0,
) -> tuple[AuditEntry, ...]:
    """A library's changes, or those to one subject, the latest first, after the first `skip`."""
    query = select(AuditRow).where(AuditRow.library_id == library)
    if subject is not None:
        query = query.where(AuditRow.subject == subject)
    found = await session.scalars(
        query.order_by(AuditRow.at.desc(), AuditRow.id.desc()).limit(limit).offset(skip)
    )
    return tuple(
        AuditEntry(Change(row.at, row.actor_id), row.action, row.subject, row.before, row.after)
        for row in found
    )


async def count(session: AsyncSession, library: LibraryId, subject: str | None = None) -> int:
    """How many changes of a library are on record, or of one subject."""
    query = select(func.count()).where(AuditRow.library_id == library)
    if subject is not None:
        query = query.where(AuditRow.subject == subject)
    return await session.scalar(query) or 0
