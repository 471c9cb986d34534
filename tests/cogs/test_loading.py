"""Every file in cogs/ is a cog that the bot can load."""

import pkgutil
from pathlib import Path

import pytest

import cogs
from bot.app import open_app
from bot.client import OnRecordBot
from bot.settings import Settings

NAMES = [module.name for module in pkgutil.iter_modules(cogs.__path__, "cogs.")]


@pytest.mark.parametrize("name", NAMES)
async def test_a_cog_loads_and_brings_what_users_can_reach(name: str, tmp_path: Path) -> None:
    settings = Settings(database=f"sqlite+aiosqlite:///{tmp_path / 'record.db'}", processes=0)
    async with open_app(settings) as app, OnRecordBot(app.newsroom) as client:
        await client.load_extension(name)
        added = [cog for cog in client.cogs.values() if type(cog).__module__ == name]
        assert len(added) == 1
        assert added[0].get_commands() or added[0].get_app_commands() or added[0].get_listeners()
