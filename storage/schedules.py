"""Schedules of briefings: made, changed, paused, removed; and all that are to be kept in time."""

from dataclasses import asdict

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from corpus.errors import NotFound
from storage.records import Change, Plan, Schedule
from storage.tables import LibraryRow, ScheduleRow
from storage.types import LibraryId


async def add(session: AsyncSession, library: LibraryId, plan: Plan, change: Change) -> Schedule:
    """Make a schedule; it is not paused."""
    row = ScheduleRow(
        library_id=library,
        paused=False,
        created_by=change.by,
        created_at=change.at,
        **asdict(plan),
    )
    session.add(row)
    await session.flush()
    return _record(row)


async def get(session: AsyncSession, library: LibraryId, public_id: str) -> Schedule:
    """One schedule of a library. Raises NotFound."""
    return _record(await _row(session, library, public_id))


async def all_of(session: AsyncSession, library: LibraryId) -> tuple[Schedule, ...]:
    """A library's schedules, the oldest first."""
    found = await session.scalars(
        select(ScheduleRow).where(ScheduleRow.library_id == library).order_by(ScheduleRow.id)
    )
    return tuple(_record(row) for row in found)


async def active(session: AsyncSession) -> tuple[Schedule, ...]:
    """Every schedule that runs, of every library that the bot has not left: for the alarm clock."""
    found = await session.scalars(
        select(ScheduleRow)
        .join(LibraryRow, LibraryRow.id == ScheduleRow.library_id)
        .where(ScheduleRow.paused.is_(False), LibraryRow.left_at.is_(None))
        .order_by(ScheduleRow.id)
    )
    return tuple(_record(row) for row in found)


async def set_paused(
    session: AsyncSession, library: LibraryId, public_id: str, *, paused: bool
) -> Schedule:
    """Pause a schedule or let it run again. Raises NotFound."""
    row = await _row(session, library, public_id)
    row.paused = paused
    await session.flush()
    return _record(row)


async def change(session: AsyncSession, library: LibraryId, public_id: str, plan: Plan) -> Schedule:
    """Give a schedule another plan. Raises NotFound."""
    row = await _row(session, library, public_id)
    for name, value in asdict(plan).items():
        setattr(row, name, value)
    await session.flush()
    return _record(row)


async def remove(session: AsyncSession, library: LibraryId, public_id: str) -> Schedule:
    """Delete a schedule; what it delivered stays on record. Raises NotFound."""
    row = await _row(session, library, public_id)
    await session.execute(delete(ScheduleRow).where(ScheduleRow.id == row.id))
    return _record(row)


async def _row(session: AsyncSession, library: LibraryId, public_id: str) -> ScheduleRow:
    row = await session.scalar(
        select(ScheduleRow).where(
            ScheduleRow.library_id == library, ScheduleRow.public_id == public_id
        )
    )
    if row is None:
        raise NotFound("error.not_found.schedule", id=public_id)
    return row


def _record(row: ScheduleRow) -> Schedule:
    plan = Plan(
        channel_id=row.channel_id,
        zone=row.zone,
        times=row.times,
        days=row.days,
        style=row.style,
        skip_if_empty=row.skip_if_empty,
        person_id=row.person_id,
        topic=row.topic,
        ping_role_id=row.ping_role_id,
        grace_minutes=row.grace_minutes,
    )
    return Schedule(
        row.public_id,
        LibraryId(row.library_id),
        plan,
        row.paused,
        row.created_by,
        row.created_at,
    )
