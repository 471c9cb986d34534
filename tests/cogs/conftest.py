"""A stage for each test: the simcord plugin runs the bot on it and checks its errors."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from simcord.env import Env

from bot import reading
from bot.app import App, open_app
from bot.client import OnRecordBot
from bot.settings import Settings
from tests.cogs.articles import ARTICLES
from tests.cogs.stage import Stage, furnish

SETTLE_SECONDS = 60
"""How long the bot may take over one action on a slow, busy machine."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give every simulated Discord that time, but where a test sets options of its own."""
    for item in items:
        if item.get_closest_marker("simcord") is None:
            item.add_marker(pytest.mark.simcord(settle_timeout=SETTLE_SECONDS))


@pytest.fixture(scope="session", autouse=True)
def model() -> None:
    """The language model, loaded before any clock of simcord's runs: that takes seconds."""
    reading.warm(Settings().model)


@pytest.fixture
async def app(tmp_path: Path) -> AsyncIterator[App]:
    """The app on a fresh database, reading articles in this process."""
    settings = Settings(database=f"sqlite+aiosqlite:///{tmp_path / 'record.db'}", processes=0)
    async with open_app(settings) as app:
        yield app


@pytest.fixture
def simcord_bot(app: App) -> OnRecordBot:
    """The bot that the simulated Discord runs."""
    return OnRecordBot(app.newsroom)


@pytest.fixture
def empty_stage(app: App, simcord_bot: OnRecordBot, simcord_env: Env) -> Stage:
    """The bot in a guild whose library is empty."""
    return furnish(app, simcord_bot, simcord_env)


@pytest.fixture
async def stage(empty_stage: Stage) -> Stage:
    """The bot with two articles in its guild's library."""
    for name, text in ARTICLES:
        await empty_stage.bring(name, text)
    return empty_stage
