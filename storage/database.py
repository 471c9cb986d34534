"""The one place that opens a database: engine, pragmas, transactions, migrations at start."""

import asyncio
import sqlite3
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, closing, nullcontext
from functools import partial
from pathlib import Path
from typing import cast

from sqlalchemy import Connection, event
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine

from corpus.errors import Misconfigured
from storage.migrations import upgrade
from storage.sqlite_driver import SqliteConnection

_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "postgresql": "postgresql+asyncpg",
    "postgres": "postgresql+asyncpg",
}
_BUSY_SECONDS = 60
"""How long a writer waits for another process's transaction before it gives up."""


class Database:
    """An open database. Use `read` and `write`; each gives a session for one transaction."""

    def __init__(self, engine: AsyncEngine) -> None:
        """Take an engine; `open` is the way to get a database that is ready."""
        self._engine = engine
        self.commits = 0
        """How many transactions wrote, so that what is kept in memory sees that it is behind."""
        self._writer = engine.execution_options(writes=True)
        # SQLite lets one writer in at a time and is not fair about it: queue our own here.
        self._turn = asyncio.Lock() if engine.dialect.name == "sqlite" else nullcontext()

    @property
    def dialect(self) -> str:
        """``sqlite`` or ``postgresql``."""
        return self._engine.dialect.name

    @property
    def address(self) -> str:
        """The whole address, with its password, for another process to open."""
        return self._engine.url.render_as_string(hide_password=False)

    def beside(self, ending: str) -> Path | None:
        """A file next to the database's, for what can be built again; None where it has no file."""
        url = self._engine.url
        if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
            return None
        return Path(url.database + ending)

    @classmethod
    async def open(cls, address: str) -> "Database":
        """Open `address` (``sqlite:///file`` or ``postgresql://…``) and bring its schema up.

        Several processes may do so at once. Raises Misconfigured for an address of another kind, a
        file or server that cannot be opened, and a database that a newer version has changed.
        """
        engine = _engine(address)
        try:
            async with engine.execution_options(writes=True).begin() as connection:
                await connection.run_sync(upgrade)
        except OSError as error:  # nobody listens at that address
            await engine.dispose()
            reason = error.strerror or error
            raise Misconfigured("error.database.unreachable", reason=reason) from error
        except BaseException:
            await engine.dispose()
            raise
        return cls(engine)

    async def close(self) -> None:
        """Close every connection."""
        await self._engine.dispose()

    @asynccontextmanager
    async def read(self) -> AsyncGenerator[AsyncSession]:
        """A session that sees one state of the database and writes nothing."""
        async with AsyncSession(self._engine, expire_on_commit=False) as session:
            yield session

    @asynccontextmanager
    async def write(self) -> AsyncGenerator[AsyncSession]:
        """A session whose changes are committed together at the end, or not at all on an error.

        On SQLite the transaction begins IMMEDIATE: what it reads first cannot change under it.
        """
        async with (
            self._turn,
            AsyncSession(self._writer, expire_on_commit=False) as session,
            session.begin(),
        ):
            yield session
        self.commits += 1


def _engine(address: str) -> AsyncEngine:
    try:
        url = make_url(address)
    except ArgumentError as error:
        raise Misconfigured("error.database.address") from error
    kind = url.get_backend_name()
    if kind not in _DRIVERS:
        raise Misconfigured("error.database.address")
    url = url.set(drivername=_DRIVERS[kind])
    if kind != "sqlite":
        try:
            return create_async_engine(url, pool_pre_ping=True)
        except ModuleNotFoundError as error:
            raise Misconfigured("error.database.driver", missing=error.name) from error
    _try_file(url.database)
    path = url.database or ":memory:"
    engine = create_async_engine(
        url, async_creator=partial(SqliteConnection.open, path, _BUSY_SECONDS)
    )
    event.listen(engine.sync_engine, "connect", _set_pragmas)
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


def _try_file(path: str | None) -> None:
    """Raise Misconfigured for a file that is no database or cannot be made one.

    Tried here, since the driver's own thread complains of it only when nobody listens any more.
    """
    try:
        with closing(sqlite3.connect(path or ":memory:", timeout=_BUSY_SECONDS)) as connection:
            connection.execute("PRAGMA schema_version")
            _write_ahead(connection)
    except sqlite3.Error as error:
        raise Misconfigured("error.database.unreachable", reason=error) from error


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Turn a file to SQLite's write-ahead log, which it keeps from then on.

    Of several that do so at once SQLite refuses all but one, without its busy timeout.
    """
    end = time.monotonic() + _BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise
            time.sleep(0.05)
        else:
            return


def _set_pragmas(connection: DBAPIConnection, _record: object) -> None:
    """Take transactions into our own hands and set what SQLite forgets with each connection."""
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    driver = cast("SqliteConnection", connection.connection.driver_connection)
    driver.begin("BEGIN IMMEDIATE" if writes else "BEGIN")
