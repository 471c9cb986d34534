"""Sources in the simulated Discord: added, listed, paused, removed, read when they are due."""

from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

import pytest

from bot.app import App, open_app
from bot.discord_sender import DiscordSender
from bot.polling import Poller
from bot.settings import Settings
from tests.bot.feed_server import Site, open_site
from tests.bot.newsroom.test_sources import BRIDGE, FERRY
from tests.bot.post import TurnedClock
from tests.cogs.stage import Stage, button, options, text_of
from tests.cogs.test_briefing import START


@pytest.fixture
def clock() -> TurnedClock:
    return TurnedClock(START)


@pytest.fixture
async def app(tmp_path: Path, clock: TurnedClock) -> AsyncGenerator[App]:
    """The app by a clock that the tests turn; loopback may be fetched."""
    settings = Settings(
        database=f"sqlite+aiosqlite:///{tmp_path / 'record.db'}",
        processes=0,
        allowed_hosts=("127.0.0.1",),
    )
    async with open_app(settings, clock) as app:
        yield app


@pytest.fixture
async def site() -> AsyncGenerator[Site]:
    async with open_site() as opened:
        yield opened


async def add(stage: Stage, address: str) -> str:
    """What the moderator reads after adding a source."""
    result = await stage.moderator.slash(stage.channel, "source add", address=address)
    assert result.response is not None
    return text_of(result.response)


async def poll(stage: Stage) -> None:
    """What the alarm clock does."""
    await Poller(stage.app.newsroom, DiscordSender(stage.bot)).run_due()


async def listed(stage: Stage) -> Any:
    result = await stage.moderator.slash(stage.channel, "source list")
    assert result.response is not None
    return result.response


async def test_a_feed_is_added_polled_and_its_articles_are_quoted(
    empty_stage: Stage, site: Site, clock: TurnedClock
) -> None:
    ferry = site.article("/ferry", "Ferry strike goes on", *FERRY)
    shown = await add(empty_stage, site.feed(ferry))
    assert "The source is followed" in shown
    assert "Harbour News" in shown
    assert "1 article added" in shown
    assert "The Harbour Post: " in shown
    site.feed(site.article("/bridge", "Bridge stays closed", *BRIDGE), ferry)
    messages = len(empty_stage.channel.history())
    clock.turn(days=1)
    await poll(empty_stage)
    assert len(empty_stage.channel.history()) == messages
    await empty_stage.member.slash(empty_stage.channel, "quote", words="cross it")
    assert "Jonas Reed" in empty_stage.last_text()
    assert "Bridge stays closed" in empty_stage.last_text()


async def test_the_list_is_a_panel_that_pauses_resumes_and_removes(
    empty_stage: Stage, site: Site
) -> None:
    await add(empty_stage, site.feed(site.article("/ferry", "Ferry strike goes on", *FERRY)))
    panel = await listed(empty_stage)
    assert "1 article brought" in text_of(panel)
    opened = await empty_stage.moderator.select(panel, [options(panel)[0]["value"]])
    assert opened.response is not None
    for label, told in (("Pause", "Paused"), ("Resume", "Next look"), ("Remove", "no more")):
        custom_id = button(opened.response, label)
        pressed = await empty_stage.moderator.click(opened.response, custom_id=custom_id)
        assert told in text_of(pressed.response or opened.response)
    assert "follows no sources yet" in text_of(await listed(empty_stage))


async def test_a_member_may_not_touch_sources_even_where_the_command_is_open_to_all(
    empty_stage: Stage, site: Site
) -> None:
    commands = await empty_stage.bot.tree.fetch_commands()
    command = next(each for each in commands if each.name == "source")
    empty_stage.guild.set_command_permissions(command, {empty_stage.member: True})
    result = await empty_stage.member.slash(empty_stage.channel, "source add", address=site.feed())
    assert result.response is not None
    assert "Only moderators may do this" in text_of(result.response)
    assert len(empty_stage.env.errors) == 1
    assert (await empty_stage.app.newsroom.sources(empty_stage.library)).lines == ()
