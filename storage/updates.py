"""One statement for what several processes may want at once: change a row, if it is still so."""

from sqlalchemy import ColumnElement, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.tables import DeliveryReplyRow, DeliveryRow, FeedRow


async def update_if(
    session: AsyncSession,
    table: type[DeliveryRow | DeliveryReplyRow | FeedRow],
    which: ColumnElement[bool],
    **values: object,
) -> int | None:
    """Change the row that `which` still holds for, and give its id; None where it holds no more.

    Rows that the session has in memory are not changed with it.
    """
    return await session.scalar(
        update(table)
        .where(which)
        .values(**values)
        .returning(table.id)
        .execution_options(synchronize_session=False)
    )
