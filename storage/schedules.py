"""Schedules of briefings: made, changed, paused, removed; and all that are to be kept in time."""

from dataclasses import asdict, fields

from sqlalchemy import Select, delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from corpus.errors import NotFound
from storage.libraries import settings_of
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
    return await _record(session, row)


async def get(session: AsyncSession, library: LibraryId, public_id: str) -> Schedule:
    """One schedule of a library. Raises NotFound."""
    return await _record(session, await _row(session, library, public_id))


async def all_of(session: AsyncSession, library: LibraryId) -> tuple[Schedule, ...]:
    """A library's schedules, the oldest first."""
    found = await session.execute(_with_house().where(ScheduleRow.library_id == library))
    return tuple(_joined(row, house) for row, house in found)


async def active(session: AsyncSession) -> tuple[Schedule, ...]:
    """Every schedule that runs, of every library that the bot has not left: for the alarm clock."""
    found = await session.execute(
        _with_house().where(ScheduleRow.paused.is_(False), LibraryRow.left_at.is_(None))
    )
    return tuple(_joined(row, house) for row, house in found)


async def running_in(session: AsyncSession, channel_id: int) -> tuple[Schedule, ...]:
    """The schedules of a channel that are not paused."""
    found = await session.execute(
        _with_house().where(ScheduleRow.channel_id == channel_id, ScheduleRow.paused.is_(False))
    )
    return tuple(_joined(row, house) for row, house in found)


async def set_paused(
    session: AsyncSession,
    library: LibraryId,
    public_id: str,
    *,
    paused: bool,
    reason: str | None = None,
) -> Schedule:
    """Pause a schedule or let it run again; `reason` (a key) is the bot's own. Raises NotFound."""
    row = await _row(session, library, public_id)
    row.paused, row.paused_reason = paused, reason
    await session.flush()
    return await _record(session, row)


async def change(session: AsyncSession, library: LibraryId, public_id: str, plan: Plan) -> Schedule:
    """Give a schedule another plan. Raises NotFound."""
    row = await _row(session, library, public_id)
    for name, value in asdict(plan).items():
        setattr(row, name, value)
    await session.flush()
    return await _record(session, row)


async def remove(session: AsyncSession, library: LibraryId, public_id: str) -> Schedule:
    """Delete a schedule; what it delivered stays on record. Raises NotFound."""
    row = await _row(session, library, public_id)
    removed = await _record(session, row)
    await session.execute(delete(ScheduleRow).where(ScheduleRow.id == row.id))
    return removed


def _with_house() -> Select[ScheduleRow, LibraryRow]:
    """Schedules with their libraries, the oldest first."""
    return (
        select(ScheduleRow, LibraryRow)
        .join(LibraryRow, LibraryRow.id == ScheduleRow.library_id)
        .order_by(ScheduleRow.id)
    )


async def _row(session: AsyncSession, library: LibraryId, public_id: str) -> ScheduleRow:
    row = await session.scalar(
        select(ScheduleRow).where(
            ScheduleRow.library_id == library, ScheduleRow.public_id == public_id
        )
    )
    if row is None:
        raise NotFound("error.not_found.schedule", id=public_id)
    return row


async def _record(session: AsyncSession, row: ScheduleRow) -> Schedule:
    return _joined(row, await session.get_one(LibraryRow, row.library_id))


def _joined(row: ScheduleRow, house: LibraryRow) -> Schedule:
    plan = Plan(**{each.name: getattr(row, each.name) for each in fields(Plan)})
    return Schedule(
        row.public_id,
        LibraryId(row.library_id),
        plan,
        row.paused,
        row.created_by,
        row.created_at,
        row.paused_reason,
        settings_of(house),
    )
