"""Values that the program remembers over restarts, of no library."""

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.inserts import insert_unless_there
from storage.tables import RememberedRow


async def recall(session: AsyncSession, name: str) -> str | None:
    """The value under `name`, if any."""
    row = await session.get(RememberedRow, name)
    return None if row is None else row.value


async def remember(session: AsyncSession, name: str, value: str) -> None:
    """Put `value` under `name`, in place of what was there, also while others do."""
    row = {"name": name, "value": value}
    await session.execute(insert_unless_there(session, RememberedRow).values(row))
    await session.execute(
        update(RememberedRow).where(RememberedRow.name == name).values(value=value)
    )
