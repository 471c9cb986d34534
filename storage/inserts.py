"""Insertions: many rows by one statement, and one unless it is there, which SQLite and PostgreSQL
know under different names.
"""

from sqlalchemy import Insert, insert
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from storage.tables import Base


def insert_unless_there(
    session: AsyncSession, table: type[Base]
) -> sqlite.Insert | postgresql.Insert:
    """``INSERT … ON CONFLICT DO NOTHING`` into `table`; add `.values(…).returning(…)`."""
    if session.get_bind().dialect.name == "sqlite":
        return sqlite.insert(table).on_conflict_do_nothing()
    return postgresql.insert(table).on_conflict_do_nothing()


def insert_together(table: type[Base]) -> Insert:
    """``INSERT INTO table``, for many rows that give the same columns; add `.returning(…)`.

    Left to itself SQLAlchemy leaves columns without a value out of a row's statement, so that rows
    of which some have one go in one by one (its documentation, "Sending NULL values in ORM bulk
    INSERT statements").
    """
    return insert(table).execution_options(render_nulls=True)
