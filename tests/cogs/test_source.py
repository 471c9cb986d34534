"""Sources in the simulated Discord: added, listed, paused, removed, read when they are due."""

from collections.abc import AsyncGenerator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.app import App, open_app
from bot.discord_sender import DiscordSender
from bot.newsroom.library import LibraryRef
from bot.newsroom.settings import LibrarySettings
from bot.polling import Poller
from bot.settings import Settings
from tests.bot.feed_server import BRIDGE, FERRY, Answer, Site, article_page, open_site
from tests.bot.post import TurnedClock
from tests.cogs.archives import archive
from tests.cogs.stage import Stage, button, options, text_of
from tests.corpus.sources.feeds import Item, rss

START = datetime(2026, 1, 1, tzinfo=UTC)  # where simcord's clock stands


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


async def test_a_check_shows_what_would_be_read_and_adds_nothing(
    empty_stage: Stage, site: Site
) -> None:
    feed = site.feed(site.article("/bridge", "Bridge stays closed", *BRIDGE))
    result = await empty_stage.moderator.slash(empty_stage.channel, "source check", source=feed)
    assert result.response is not None
    shown = text_of(result.response)
    assert "It lists 1 item" in shown
    assert "People: Jonas Reed" in shown
    assert "Nobody is to cross it before it has been looked at," in shown
    assert (await empty_stage.app.newsroom.articles(empty_stage.library)).lines == ()
    assert (await empty_stage.app.newsroom.sources(empty_stage.library)).lines == ()


async def test_sources_go_out_as_a_list_and_come_in_elsewhere(
    empty_stage: Stage, site: Site
) -> None:
    await add(empty_stage, site.feed(site.article("/ferry", "Ferry strike goes on", *FERRY)))
    result = await empty_stage.moderator.slash(empty_stage.channel, "source export")
    assert result.response is not None
    assert "1 source, as a list" in text_of(result.response)
    made = await empty_stage.app.newsroom.export_sources(empty_stage.library)
    other = empty_stage.env.create_guild("Elsewhere")
    channel = other.create_text_channel("general")
    owner = other.add_member(other.owner)
    taken = await owner.slash(channel, "source add", file=("list.opml", made.data))
    assert taken.response is not None
    assert "1 feed of the list is followed" in text_of(taken.response)
    await poll(empty_stage)
    found = await empty_stage.app.newsroom.articles(LibraryRef.guild(other.id))
    assert [line.source.headline for line in found.lines] == ["Ferry strike goes on"]


async def test_an_archive_that_is_brought_is_no_list_and_its_articles_go_in(
    empty_stage: Stage,
) -> None:
    pages = {f"{name}.html": article_page(name, *FERRY) for name in ("one", "two")}
    result = await empty_stage.moderator.slash(
        empty_stage.channel, "source add", file=("news.zip", archive(pages))
    )
    assert result.response is not None
    assert "2 articles added" in text_of(result.response)


async def test_a_list_with_entities_is_refused_in_a_sentence(empty_stage: Stage) -> None:
    bomb = b'<!DOCTYPE o [<!ENTITY a "b">]><opml>&a;</opml>'
    result = await empty_stage.moderator.slash(
        empty_stage.channel, "source add", file=("list.opml", bomb)
    )
    assert result.response is not None
    assert "declares entities" in text_of(result.response)
    assert len(empty_stage.env.errors) == 1


async def test_the_links_of_a_message_are_taken_as_articles(empty_stage: Stage, site: Site) -> None:
    ferry = site.article("/ferry", "Ferry strike goes on", *FERRY)
    said = await empty_stage.member.send(
        empty_stage.channel, f"read this ({ferry.link}), and {site.url('/gone')}!"
    )
    result = await empty_stage.moderator.context_menu(
        empty_stage.channel, "Add to the library", said
    )
    assert result.response is not None
    shown = text_of(result.response)
    assert "1 article added, 1 not taken" in shown
    assert "has no page at this address" in shown


async def test_an_alert_shows_moderators_the_source_at_a_press(
    empty_stage: Stage, site: Site, clock: TurnedClock
) -> None:
    stage = empty_stage
    await add(stage, site.feed(site.article("/ferry", "Ferry strike goes on", *FERRY)))
    settings = LibrarySettings(moderator_channel=stage.channel.id)
    await stage.app.newsroom.change_settings(stage.library, settings, by=stage.moderator.id)
    site.answers["/feed.xml"] = Answer(b"", 503)
    for _ in range(2):
        clock.turn(days=1, hours=1)
        await poll(stage)
    alert = stage.last()
    assert "A source could not be read for a day" in text_of(alert)
    assert "status 503" in text_of(alert)
    pressed = await stage.moderator.click(alert, label="Show the source")
    assert pressed.response is not None
    assert "Cannot be read since" in text_of(pressed.response)
    refused = await stage.member.click(alert, label="Show the source")
    assert refused.response is not None
    assert "Only moderators may do this" in text_of(refused.response)


async def test_titles_of_a_feed_can_neither_ping_nor_style(empty_stage: Stage, site: Site) -> None:
    item = Item("@everyone **bold**", site.page("/evil", article_page("x", *FERRY)), "1")
    evil = rss([item], title="@everyone <@1> [free](https://evil.example)")
    site.answers["/feed.xml"] = Answer(evil, 200, "application/rss+xml")
    shown = await add(empty_stage, site.url("/feed.xml"))
    assert "\\[free\\]" in shown
    assert "<@1>" not in shown
    assert not empty_stage.last().mention_everyone
    assert empty_stage.last().mentions == []
