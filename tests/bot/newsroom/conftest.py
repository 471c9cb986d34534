"""A newsroom that may fetch from loopback, by a clock that the tests turn, and a site there."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from bot import reading
from bot.app import open_app
from bot.newsroom.desk import Newsroom
from bot.newsroom.settings import LibrarySettings
from bot.polling import Poller
from bot.settings import Settings
from tests.bot.feed_server import Site, open_site
from tests.bot.newsroom.following import HARBOUR, MODERATORS
from tests.bot.post import EDITOR, PostOffice, TurnedClock

HOSTS = ("127.0.0.1", "localhost")


@pytest.fixture
def clock() -> TurnedClock:
    return TurnedClock()


@pytest.fixture
async def live(tmp_path: Path, clock: TurnedClock) -> AsyncGenerator[Newsroom]:
    """The newsroom, reading in this process."""
    settings = Settings(
        database=f"sqlite:///{tmp_path / 'record.db'}", processes=0, allowed_hosts=HOSTS
    )
    reading.warm(settings.model)
    async with open_app(settings, clock) as app:
        yield app.newsroom


@pytest.fixture
def office() -> PostOffice:
    return PostOffice()


@pytest.fixture
async def poller(live: Newsroom, office: PostOffice) -> Poller:
    """What the alarm wakes; one guild has named a channel for its moderators."""
    settings = LibrarySettings(moderator_channel=MODERATORS)
    await live.change_settings(HARBOUR, settings, by=EDITOR)
    return Poller(live, office)


@pytest.fixture
async def site() -> AsyncGenerator[Site]:
    """The site, with nothing on it yet."""
    async with open_site() as opened:
        yield opened
