"""The bot itself: what it tells Discord, and what it notes of servers that come and go."""

import simcord
from simcord.env import Env

from bot.app import App
from bot.client import OnRecordBot
from tests.cogs.stage import Stage, text_of


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


async def test_a_servers_record_is_kept_for_a_while_after_the_bot_left(stage: Stage) -> None:
    guild = stage.bot.get_guild(stage.guild.id)
    assert guild is not None
    await stage.bot.on_guild_remove(guild)
    assert await stage.app.newsroom.delete_expired() == 0
    await stage.bot.on_guild_join(guild)
    await stage.member.send(stage.channel, "!articles")
    assert "Ferry strike" in stage.last_text()
