"""Databases for the tests: SQLite always, PostgreSQL where an address is given."""

import os
import secrets
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine

from storage.database import Database

POSTGRES = os.environ.get("ONRECORD_TEST_POSTGRES")
"""A PostgreSQL on which the tests may make and drop databases: postgresql://user@host/postgres"""


@pytest.fixture(params=["sqlite", "postgresql"])
async def address(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncGenerator[str]:
    """The address of an empty database of each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/record.db"
        return
    if POSTGRES is None:
        pytest.skip("ONRECORD_TEST_POSTGRES names no PostgreSQL")
    async with fresh_postgres(POSTGRES) as fresh:
        yield fresh


@pytest.fixture
async def database(address: str) -> AsyncGenerator[Database]:
    """An open database of each kind, with the newest schema."""
    opened = await Database.open(address)
    yield opened
    await opened.close()


@pytest.fixture
async def elsewhere(tmp_path: Path) -> AsyncGenerator[Database]:
    """Another open database, on SQLite."""
    opened = await Database.open(f"sqlite:///{tmp_path}/elsewhere.db")
    yield opened
    await opened.close()


@asynccontextmanager
async def fresh_postgres(server: str) -> AsyncGenerator[str]:
    """The address of an empty database on a server, dropped at the end."""
    url = make_url(server).set(drivername="postgresql+asyncpg")
    name = f"onrecord_{secrets.token_hex(6)}"
    engine = create_async_engine(url, isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        await connection.execute(text(f"CREATE DATABASE {name}"))
    try:
        yield url.set(database=name).render_as_string(hide_password=False)
    finally:
        async with engine.connect() as connection:
            await connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        await engine.dispose()
