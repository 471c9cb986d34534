"""SQLite's connections: a statement is one trip to the connection's thread and back, not four."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import suppress
from typing import Any, Self, TypeVar

import aiosqlite

FETCHED_AT_ONCE = 1000
"""Rows that come with the statement itself; what is beyond them is fetched when it is asked for."""

T = TypeVar("T")


class SqliteConnection(aiosqlite.Connection):
    """A connection as aiosqlite's, except that it makes fewer trips.

    aiosqlite makes a cursor, executes, fetches and closes in a trip each, and each trip switches
    threads twice (https://aiosqlite.omnilib.dev/en/stable/, "Details").
    """

    _beginning: str | None = None

    @classmethod
    async def open(cls, path: str, busy_seconds: float) -> "SqliteConnection":
        """Connect to the file at `path` (or ``:memory:``); wait so long for another writer."""
        connection = cls(lambda: sqlite3.connect(path, timeout=busy_seconds), iter_chunk_size=64)
        # As SQLAlchemy does with those it opens: a thread that is left over ends with the process.
        connection._thread.daemon = True
        opening = asyncio.ensure_future(connection)
        try:
            await asyncio.shield(opening)
        except asyncio.CancelledError:
            with suppress(sqlite3.Error):  # aiosqlite would leave what is being opened unclosed
                await (await opening).close()
            raise
        return connection

    def cursor(self) -> "SqliteCursor":  # pyright: ignore[reportIncompatibleMethodOverride]
        """A cursor, which costs nothing until it executes."""
        return SqliteCursor(self)

    def begin(self, statement: str) -> None:
        """Begin a transaction by `statement`, on the way to the next one."""
        self._beginning = statement

    async def run(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """What `work` gives on the connection's thread. Raises ValueError once it is closed."""
        beginning, self._beginning = self._beginning, None
        done: Awaitable[T] = self._execute(  # pyright: ignore[reportUnknownMemberType]
            self._begun, beginning, work
        )
        return await done

    async def commit(self) -> None:
        """Commit the transaction if it did anything."""
        if not self._never_began():
            await super().commit()

    async def rollback(self) -> None:
        """Take the transaction back if it did anything."""
        if not self._never_began():
            await super().rollback()

    def _never_began(self) -> bool:
        waiting, self._beginning = self._beginning, None
        return waiting is not None

    def _begun(self, beginning: str | None, work: Callable[[sqlite3.Connection], T]) -> T:
        if beginning is not None:
            try:
                self._conn.execute(beginning)
            except BaseException:
                self._beginning = beginning  # nothing is to be done outside a transaction
                raise
        return work(self._conn)


class SqliteCursor:
    """What SQLAlchemy's adapter for aiosqlite asks of a cursor."""

    def __init__(self, connection: SqliteConnection) -> None:
        """Take the connection."""
        self._connection = connection
        self._rows: list[Any] = []
        self._more: sqlite3.Cursor | None = None
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None
        self.arraysize = 1

    async def __aenter__(self) -> Self:
        """Nothing is opened before the first statement."""
        return self

    async def execute(self, sql: str, parameters: Sequence[Any] = ()) -> Self:
        """Run a statement and fetch its first rows."""
        await self._connection.run(lambda it: self._take(it.execute(sql, parameters)))
        return self

    async def executemany(self, sql: str, parameters: Iterable[Sequence[Any]]) -> Self:
        """Run a statement with each of the parameters."""
        await self._connection.run(lambda it: self._take(it.executemany(sql, parameters)))
        return self

    def _take(self, cursor: sqlite3.Cursor) -> None:
        """Note what came of a statement; on the connection's thread."""
        self.description, self.lastrowid = cursor.description, cursor.lastrowid
        self._rows = cursor.fetchmany(FETCHED_AT_ONCE)
        self.rowcount = cursor.rowcount
        if len(self._rows) < FETCHED_AT_ONCE:
            cursor.close()
        else:
            self._more = cursor

    async def fetchone(self) -> Any:  # noqa: ANN401 a row is what the statement asked for
        """The next row; None after the last."""
        return next(iter(await self.fetchmany(1)), None)

    async def fetchmany(self, size: int | None = None) -> list[Any]:
        """The next rows, at most so many; none after the last."""
        size = self.arraysize if size is None else size
        rows, self._rows = self._rows[:size], self._rows[size:]
        if len(rows) < size and self._more is not None:
            more, missing = self._more, size - len(rows)
            rows += await self._connection.run(lambda _: more.fetchmany(missing))
        return rows

    async def fetchall(self) -> list[Any]:
        """All rows that were not given yet."""
        rows, self._rows = self._rows, []
        if self._more is not None:
            more, self._more = self._more, None
            rows += await self._connection.run(lambda _: more.fetchall())
        return rows

    async def close(self) -> None:
        """Let the rows go; a trip only where some were never asked for."""
        self._rows = []
        if self._more is not None:
            more, self._more = self._more, None
            await self._connection.run(lambda _: more.close())
