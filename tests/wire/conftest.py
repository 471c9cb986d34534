"""A Discord on loopback for each test, and libraries with briefings that are due."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.bot.post import TurnedClock
from tests.storage.conftest import address
from tests.wire.discord import WireDiscord
from tests.wire.stage import Stage

__all__ = ["address"]  # a fixture, of every kind of database


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncGenerator[Stage]:
    """A stage on SQLite, still without schedules."""
    async with _stage_on(f"sqlite:///{tmp_path}/record.db") as stage:
        yield stage


@pytest.fixture
async def each_stage(address: str) -> AsyncGenerator[Stage]:
    """A stage on each kind of database."""
    async with _stage_on(address) as stage:
        yield stage


@asynccontextmanager
async def _stage_on(database: str) -> AsyncGenerator[Stage]:
    clock = TurnedClock()
    async with WireDiscord(clock).open() as discord:
        stage = Stage(database, discord, clock)
        try:
            yield stage
        finally:
            await stage.clear()
