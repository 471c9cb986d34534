"""A newsroom that may fetch from loopback, by a clock that the tests turn, and a site there."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from bot import reading
from bot.app import open_app
from bot.newsroom.desk import Newsroom
from bot.settings import Settings
from tests.bot.feed_server import Site, open_site
from tests.bot.post import TurnedClock


@pytest.fixture
def clock() -> TurnedClock:
    return TurnedClock()


@pytest.fixture
async def live(tmp_path: Path, clock: TurnedClock) -> AsyncGenerator[Newsroom]:
    """The newsroom, reading in this process."""
    settings = Settings(
        database=f"sqlite:///{tmp_path / 'record.db'}", processes=0, allowed_hosts=("127.0.0.1",)
    )
    reading.warm(settings.model)
    async with open_app(settings, clock) as app:
        yield app.newsroom


@pytest.fixture
async def site() -> AsyncGenerator[Site]:
    """The site, with nothing on it yet."""
    async with open_site() as opened:
        yield opened
