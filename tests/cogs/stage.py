"""The real bot with the real newsroom on a real SQLite file, inside a simulated Discord."""

from dataclasses import dataclass
from typing import Any

import discord
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle, GuildHandle
from simcord.components import walk_components
from simcord.env import Env

from bot.app import App
from bot.client import OnRecordBot
from bot.newsroom.library import LibraryRef
from bot.newsroom.uploads import Upload

BUTTON, SECTION, TEXT = 2, 9, 10
SELECTS = {3, 5, 6, 7, 8}


@dataclass(frozen=True, slots=True)
class Stage:
    """A guild with a channel, a member who may only ask, and a moderator."""

    app: App
    bot: OnRecordBot
    env: Env
    guild: GuildHandle
    channel: ChannelHandle
    member: MemberActor
    moderator: MemberActor

    @property
    def library(self) -> LibraryRef:
        """The guild's library."""
        return LibraryRef.guild(self.guild.id)

    async def bring(self, name: str, text: str) -> None:
        """Put an article into the guild's library."""
        uploads = [Upload(name, text.encode())]
        report = await self.app.newsroom.ingest(self.library, uploads, by=None)
        assert report.added == 1

    def last(self) -> discord.Message:
        """The channel's latest message."""
        message = self.channel.last_message
        assert message is not None
        return message

    def again(self, message: discord.Message) -> discord.Message:
        """The message as it stands now."""
        return next(each for each in self.channel.history() if each.id == message.id)

    def last_text(self) -> str:
        """All that the channel's latest message says."""
        return text_of(self.last())


def furnish(app: App, bot: OnRecordBot, env: Env) -> Stage:
    """Set up a guild, a channel and two people in it."""
    guild = env.create_guild("Newsroom")
    channel = guild.create_text_channel("on-record")
    moderators = guild.create_role("Moderators", permissions=discord.Permissions(manage_guild=True))
    member = guild.add_member(env.create_user("reader"))
    moderator = guild.add_member(env.create_user("editor"), roles=[moderators])
    return Stage(app, bot, env, guild, channel, member, moderator)


def components(message: Any) -> list[dict[str, Any]]:
    """Every component of a message, top to bottom, nested ones included."""
    roots: list[dict[str, Any]] = [
        component if isinstance(component, dict) else component.to_dict()
        for component in message.components
    ]
    return list(walk_components(roots))


def text_of(message: Any) -> str:
    """All text of a message or response."""
    return "\n".join(each["content"] for each in components(message) if each["type"] == TEXT)


def labels(message: Any) -> list[str]:
    """The labels of a message's buttons."""
    return [each["label"] for each in components(message) if each["type"] == BUTTON]


def button(message: Any, label: str, at: int = 0) -> str:
    """The custom id of the `at`-th button with this label."""
    ids = [
        each["custom_id"]
        for each in components(message)
        if each["type"] == BUTTON and each["label"] == label
    ]
    return ids[at]


def context_button(message: Any, words: str) -> str:
    """The custom id of the button beside the quote that holds `words`."""
    for section in components(message):
        if section["type"] == SECTION and words in str(section["components"]):
            return str(section["accessory"]["custom_id"])
    raise AssertionError(f"no quote with {words!r} in:\n{text_of(message)}")


def options(message: Any) -> list[dict[str, Any]]:
    """The options of a message's first menu."""
    menus = [each for each in components(message) if each["type"] in SELECTS]
    return list(menus[0]["options"])


def closed_channel(stage: Stage, **permissions: bool) -> ChannelHandle:
    """A channel in which the bot lacks these permissions."""
    overwrite = discord.PermissionOverwrite(**permissions)
    return stage.guild.create_text_channel(
        "closed", overwrites={stage.guild.default_role: overwrite}
    )
