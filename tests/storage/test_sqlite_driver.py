"""SQLite's connections: rows are the same however they are fetched, and transactions hold."""

import asyncio
import gc
import sqlite3
import threading
from collections.abc import AsyncGenerator
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.ext.asyncio import AsyncSession

from storage.database import Database
from storage.sqlite_driver import FETCHED_AT_ONCE, SqliteConnection

_COUNT = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {}) SELECT i FROM n"
)
_AROUND = [0, 1, FETCHED_AT_ONCE - 1, FETCHED_AT_ONCE, FETCHED_AT_ONCE + 1, 3 * FETCHED_AT_ONCE]


@pytest.fixture
async def file(tmp_path: Path) -> AsyncGenerator[Database]:
    """An open database on SQLite."""
    opened = await Database.open(f"sqlite:///{tmp_path}/record.db")
    async with opened.write() as session:
        await session.execute(text("CREATE TABLE number (i INTEGER PRIMARY KEY)"))
    yield opened
    await opened.close()


def _count(most: int) -> str:
    return _COUNT.format(most) + (" WHERE i < 1" if most == 0 else "")


@pytest.mark.parametrize("most", _AROUND)
async def test_all_rows_come_however_many(file: Database, most: int) -> None:
    async with file.read() as session:
        rows = (await session.scalars(text(_count(most)))).all()
    assert rows == list(range(1, most + 1))


@pytest.mark.parametrize("most", _AROUND)
@pytest.mark.parametrize("together", [7, FETCHED_AT_ONCE, 10 * FETCHED_AT_ONCE])
async def test_all_rows_come_in_a_stream(file: Database, most: int, together: int) -> None:
    async with file.read() as session:
        found = await session.stream_scalars(
            text(_count(most)).execution_options(yield_per=together)
        )
        rows = [row async for row in found]
    assert rows == list(range(1, most + 1))


async def test_a_stream_can_be_left_in_the_middle(file: Database) -> None:
    async with file.write() as session:
        found = await session.stream_scalars(text(_count(5 * FETCHED_AT_ONCE)))
        assert await found.fetchmany(2) == [1, 2]
        await found.close()
        await session.execute(text("INSERT INTO number VALUES (1)"))
    assert await _numbers(file) == [1]


async def test_one_row_at_a_time(tmp_path: Path) -> None:
    connection = await SqliteConnection.open(f"{tmp_path}/record.db", 1)
    cursor = await connection.cursor().execute(_count(2))
    assert [await cursor.fetchone() for _ in range(3)] == [(1,), (2,), None]
    await connection.close()


async def test_what_is_not_committed_is_taken_back(file: Database) -> None:
    async def fails(session: AsyncSession) -> None:
        await session.execute(text("INSERT INTO number VALUES (1), (2)"))
        await session.execute(text("INSERT INTO number VALUES (2)"))

    with pytest.raises(IntegrityError):
        async with file.write() as session:
            await fails(session)
    assert await _numbers(file) == []


async def test_a_transaction_that_did_nothing_leaves_nothing_open(file: Database) -> None:
    async with file.write() as session:
        await session.connection()
    async with file.write() as session:
        await session.execute(text("INSERT INTO number VALUES (1)"))
    assert await _numbers(file) == [1]


async def test_a_reader_sees_one_state_from_its_first_question_on(file: Database) -> None:
    async with file.read() as reader:
        before = await reader.scalar(text("SELECT count(*) FROM number"))
        async with file.write() as writer:
            await writer.execute(text("INSERT INTO number VALUES (1)"))
        after = await reader.scalar(text("SELECT count(*) FROM number"))
    assert (before, after) == (0, 0)
    assert await _numbers(file) == [1]


async def test_a_writer_keeps_others_out_from_its_first_question_on(
    file: Database, tmp_path: Path
) -> None:
    other = await SqliteConnection.open(f"{tmp_path}/record.db", 0)
    async with file.write() as session:
        await session.scalar(text("SELECT count(*) FROM number"))
        with pytest.raises(Exception, match="database is locked"):
            await other.cursor().execute("INSERT INTO number VALUES (1)")
    await other.close()
    assert await _numbers(file) == []


async def test_a_connection_whose_opening_is_cancelled_is_closed(tmp_path: Path) -> None:
    """From Python 3.13 on sqlite3 itself tells of one that is not, which fails the test."""
    threads = threading.active_count()
    for turns in range(40):
        opening = asyncio.create_task(SqliteConnection.open(f"{tmp_path}/record.db", 1))
        for _ in range(turns % 4):
            await asyncio.sleep(0)
        opening.cancel()
        with suppress(asyncio.CancelledError):
            await (await opening).close()
    gc.collect()
    await asyncio.sleep(0.1)
    assert threading.active_count() == threads


async def test_a_write_that_is_cancelled_leaves_nothing_behind(file: Database) -> None:
    async def fill() -> None:
        async with file.write() as session:
            await session.execute(text("INSERT INTO number " + _count(1_000_000)))

    filling = asyncio.create_task(fill())
    await asyncio.sleep(0.05)
    filling.cancel()
    with pytest.raises(asyncio.CancelledError):
        await filling
    async with file.write() as session:
        await session.execute(text("INSERT INTO number VALUES (1)"))
    assert await _numbers(file) == [1]


async def test_after_a_transaction_that_could_not_begin_nothing_is_written_outside_of_one(
    tmp_path: Path,
) -> None:
    one = await SqliteConnection.open(f"{tmp_path}/record.db", 0)
    other = await SqliteConnection.open(f"{tmp_path}/record.db", 0)
    await one.cursor().execute("CREATE TABLE number (i INTEGER PRIMARY KEY)")
    one.begin("BEGIN IMMEDIATE")
    await one.cursor().execute("INSERT INTO number VALUES (1)")
    other.begin("BEGIN IMMEDIATE")
    with pytest.raises(sqlite3.OperationalError, match="database is locked"):
        await other.cursor().execute("INSERT INTO number VALUES (2)")
    await one.rollback()
    await other.cursor().execute("INSERT INTO number VALUES (3)")
    await other.rollback()
    cursor = await other.cursor().execute("SELECT count(*) FROM number")
    assert await cursor.fetchone() == (0,)
    await one.close()
    await other.close()


async def test_a_statement_on_a_closed_connection_is_an_error_of_the_database(
    file: Database,
) -> None:
    async with file.read() as session:
        driver = (await (await session.connection()).get_raw_connection()).driver_connection
        assert isinstance(driver, SqliteConnection)
        await driver.close()
        with pytest.raises(OperationalError):
            await session.execute(text("SELECT 1"))


async def _numbers(file: Database) -> list[int]:
    async with file.read() as session:
        return list(await session.scalars(text("SELECT i FROM number ORDER BY i")))
