"""Values that the program remembers over restarts, of no library."""

from sqlalchemy.ext.asyncio import AsyncSession

from storage.tables import RememberedRow


async def recall(session: AsyncSession, name: str) -> str | None:
    """The value under `name`, if any."""
    row = await session.get(RememberedRow, name)
    return None if row is None else row.value


async def remember(session: AsyncSession, name: str, value: str) -> None:
    """Put `value` under `name`, in place of what was there."""
    await session.merge(RememberedRow(name=name, value=value))
