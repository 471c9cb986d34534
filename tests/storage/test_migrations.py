"""The schema's history leads to the schema, for several starters at once, and not backwards."""

import asyncio
import sys
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, text

from corpus.errors import Misconfigured
from storage.database import Database
from storage.migrations import config
from storage.tables import Base

ROOT = Path(__file__).parents[2]
OPEN = """
import asyncio, sys
from storage.database import Database
async def main():
    await (await Database.open(sys.argv[1])).close()
asyncio.run(main())
"""


def _differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return compare_metadata(context, Base.metadata)


async def test_migrations_make_the_schema_that_the_tables_say(database: Database) -> None:
    async with database.read() as session:
        connection = await session.connection()
        assert await connection.run_sync(_differences) == []


async def test_every_migration_can_be_taken_back(database: Database) -> None:
    settings = config()
    async with database.write() as session:

        def down(connection: Connection) -> list[str]:
            settings.attributes["connection"] = connection
            command.downgrade(settings, "base")
            return [str(difference) for difference in _differences(connection)]

        left = await (await session.connection()).run_sync(down)
    assert len(left) >= len(Base.metadata.tables)


async def test_three_processes_start_on_an_empty_database_at_once(address: str) -> None:
    processes = [
        await asyncio.create_subprocess_exec(sys.executable, "-c", OPEN, address, cwd=ROOT)
        for _ in range(3)
    ]
    assert [await process.wait() for process in processes] == [0, 0, 0]
    database = await Database.open(address)
    async with database.read() as session:
        assert await (await session.connection()).run_sync(_differences) == []
    await database.close()


async def test_a_database_of_a_newer_program_is_left_alone(address: str) -> None:
    database = await Database.open(address)
    async with database.write() as session:
        await session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    await database.close()
    with pytest.raises(Misconfigured) as caught:
        await Database.open(address)
    assert caught.value.key == "error.database.newer"


@pytest.mark.parametrize("wrong", ["", "not an address", "mysql://host/name"])
async def test_an_address_of_another_kind_is_refused(wrong: str) -> None:
    with pytest.raises(Misconfigured) as caught:
        await Database.open(wrong)
    assert caught.value.key == "error.database.address"
