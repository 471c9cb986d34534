"""The bot itself: what it tells Discord, and what it notes of servers that come and go."""

from collections.abc import AsyncGenerator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import simcord
from simcord.env import Env

from bot.app import App, Watch, open_app
from bot.client import OnRecordBot
from bot.courier import Courier
from bot.discord_sender import DiscordSender
from bot.newsroom.answers import PersonFound
from bot.newsroom.library import LibraryRef
from bot.newsroom.uploads import Upload
from bot.settings import Settings
from tests.bot.post import TurnedClock
from tests.cogs.articles import FERRY
from tests.cogs.stage import Stage, text_of


@pytest.fixture
def clock() -> TurnedClock:
    return TurnedClock(datetime(2026, 1, 1, tzinfo=UTC))


@pytest.fixture
async def app(tmp_path: Path, clock: TurnedClock) -> AsyncGenerator[App]:
    """The app by a clock that the tests turn."""
    settings = Settings(database=f"sqlite+aiosqlite:///{tmp_path / 'record.db'}", processes=0)
    async with open_app(settings, clock) as app:
        yield app


class Notebook:
    """A memory of the tree of commands, as a database would keep it."""

    def __init__(self) -> None:
        self.digest: str | None = None

    async def synced_tree(self) -> str | None:
        """What was remembered."""
        return self.digest

    async def remember_tree(self, digest: str) -> None:
        """Remember it."""
        self.digest = digest


def syncs(env: Env) -> int:
    """How often the bot sent its commands to Discord."""
    return sum(
        each.method == "PUT" and each.path.endswith("/commands") for each in env.http_requests
    )


async def test_the_commands_are_sent_to_discord_only_when_they_changed(app: App) -> None:
    notebook = Notebook()
    async with simcord.run(OnRecordBot(app.newsroom, tree_memory=notebook)) as env:
        assert syncs(env) == 1
        await env.restart_bot(OnRecordBot(app.newsroom, tree_memory=notebook))
        assert syncs(env) == 1
        notebook.digest = "of an older version"
        await env.restart_bot(OnRecordBot(app.newsroom, tree_memory=notebook))
        assert syncs(env) == 2


async def test_without_the_message_content_intent_all_but_the_prefix_works(app: App) -> None:
    bot = OnRecordBot(app.newsroom, message_content=False)
    async with simcord.run(bot) as env:
        guild = env.create_guild()
        channel = guild.create_text_channel("on-record")
        member = guild.add_member(env.create_user("reader"))
        await member.send(channel, "!articles")
        assert len(channel.history()) == 1
        assert bot.user is not None
        await member.send(channel, f"{bot.user.mention} articles")
        message = channel.last_message
        assert message is not None
        assert "Articles on record" in text_of(message)
        result = await member.slash(channel, "articles")
        assert result.response is not None
        assert "Articles on record" in text_of(result.response)


async def leave(stage: Stage) -> None:
    """Take the bot out of its guild."""
    guild = stage.bot.get_guild(stage.guild.id)
    assert guild is not None
    await guild.leave()
    await stage.env.settle()


async def keep_house(stage: Stage) -> None:
    """What the first alarm after a start does."""
    await Watch(stage.app, Courier(stage.app.newsroom, DiscordSender(stage.bot))).wake()


async def has_record(stage: Stage, library: LibraryRef) -> bool:
    """Whether the library still knows somebody."""
    return isinstance(await stage.app.newsroom.who(library, "Mira Tolland"), PersonFound)


async def test_the_record_of_a_server_that_the_bot_left_is_deleted_after_thirty_days(
    stage: Stage, clock: TurnedClock
) -> None:
    await leave(stage)
    clock.turn(days=29, hours=23)
    await keep_house(stage)
    assert await has_record(stage, stage.library)
    clock.turn(hours=2)
    await keep_house(stage)
    assert not await has_record(stage, stage.library)


async def test_a_server_that_the_bot_comes_back_to_has_its_record_still(
    stage: Stage, clock: TurnedClock
) -> None:
    guild = stage.bot.get_guild(stage.guild.id)
    await leave(stage)
    clock.turn(days=29)
    stage.bot.dispatch("guild_join", guild)
    await stage.env.settle()
    clock.turn(days=29)
    await keep_house(stage)
    assert await has_record(stage, stage.library)


async def test_a_server_left_while_the_bot_was_offline_is_noticed_at_the_start(
    stage: Stage, clock: TurnedClock
) -> None:
    gone = LibraryRef.guild(1)
    report = await stage.app.newsroom.ingest(gone, [Upload("ferry.txt", FERRY.encode())], by=None)
    assert report.added == 1
    await stage.env.restart_bot(OnRecordBot(stage.app.newsroom))
    clock.turn(days=31)
    await keep_house(stage)
    assert not await has_record(stage, gone)
    assert await has_record(stage, stage.library)


async def test_a_server_joined_again_while_the_bot_was_offline_keeps_its_record(
    stage: Stage, clock: TurnedClock
) -> None:
    await stage.app.newsroom.library_left(stage.library)
    await stage.env.restart_bot(OnRecordBot(stage.app.newsroom))
    clock.turn(days=31)
    await keep_house(stage)
    assert await has_record(stage, stage.library)


async def test_coming_and_going_leaves_the_records_of_people_and_terminals_alone(
    stage: Stage, clock: TurnedClock
) -> None:
    others = LibraryRef.direct(stage.member.id), LibraryRef.local()
    for library in others:
        uploads = [Upload("ferry.txt", FERRY.encode())]
        assert (await stage.app.newsroom.ingest(library, uploads, by=None)).added == 1
    await stage.env.restart_bot(OnRecordBot(stage.app.newsroom))
    clock.turn(days=31)
    await keep_house(stage)
    assert [await has_record(stage, library) for library in others] == [True, True]
