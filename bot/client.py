"""The discord.py bot: loads the cogs, hears commands and presses, tells errors in one place."""

import hashlib
import json
import logging
import pkgutil
from importlib.util import find_spec
from typing import Any, Protocol

import discord
from discord import app_commands
from discord.ext import commands

from bot.forum_posts import asked_for_once
from bot.newsroom.desk import Newsroom
from bot.newsroom.library import LibraryRef
from bot.pace import Pace
from bot.pressing import ChosenEntry, PressedButton, Presses
from bot.show.actions import LongIds
from bot.show.words import CatalogueTranslator
from bot.telling import tell_error

log = logging.getLogger(__name__)

COGS = "cogs"
"""discord.py loads extensions by name: nothing in here imports what stands above it."""


class TreeMemory(Protocol):
    """Remembers which tree of commands Discord was given last, over restarts."""

    async def synced_tree(self) -> str | None:
        """The digest remembered, if any."""
        ...

    async def remember_tree(self, digest: str) -> None:
        """Remember a digest."""
        ...


class Tree(app_commands.CommandTree["OnRecordBot"]):
    """The slash commands, with the bot's one way to tell errors."""

    async def on_error(
        self, interaction: discord.Interaction[Any], error: app_commands.AppCommandError, /
    ) -> None:
        """Tell the asker."""
        await tell_error(interaction, error)


class OnRecordBot(commands.Bot):
    """On Record on Discord. Nothing is started in here: background work is handed in, running."""

    def __init__(
        self,
        newsroom: Newsroom,
        *,
        message_content: bool = True,
        tree_memory: TreeMemory | None = None,
    ) -> None:
        """`message_content` asks for the privileged intent that `!` needs.

        Without a `tree_memory` the commands are sent to Discord at every start.
        """
        intents = discord.Intents.none()
        intents.guilds = True
        intents.guild_messages = True
        intents.dm_messages = True
        intents.message_content = message_content
        super().__init__(
            command_prefix=commands.when_mentioned_or("!"),
            help_command=None,
            intents=intents,
            tree_cls=Tree,
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            case_insensitive=True,
            strip_after_prefix=True,
            http_trace=asked_for_once(),
        )
        self.newsroom = newsroom
        self.pace = Pace()
        self.long_ids = LongIds()
        self.presses = Presses(self.long_ids)
        self._tree_memory = tree_memory

    async def setup_hook(self) -> None:
        """Load all cogs; give Discord the slash commands if they changed."""
        for name in capabilities():
            await self.load_extension(name)
        self.add_dynamic_items(PressedButton, ChosenEntry)
        await self.tree.set_translator(CatalogueTranslator())
        await self._sync_tree()

    async def _sync_tree(self) -> None:
        digest = await self._tree_digest()
        memory = self._tree_memory
        if memory is not None and await memory.synced_tree() == digest:
            return
        await self.tree.sync()
        log.info("Discord has the slash commands (%s)", digest[:12])
        if memory is not None:
            await memory.remember_tree(digest)

    async def _tree_digest(self) -> str:
        """Changes with the commands, their words and the application that they belong to."""
        payload: list[Any] = [
            await command.get_translated_payload(self.tree, translator)
            if (translator := self.tree.translator)
            else command.to_dict(self.tree)
            for command in self.tree.get_commands()
        ]
        text = json.dumps([self.application_id, payload], sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()

    async def on_command_error(
        self, context: commands.Context[Any], exception: commands.CommandError, /
    ) -> None:
        """Tell the asker, whether the command was typed or picked."""
        await tell_error(context, exception)

    async def on_ready(self) -> None:
        """Discord has told all guilds: note those that the bot left while it was offline.

        This comes again after each reconnection; noting the same again changes nothing.
        """
        await self.newsroom.libraries_present([guild.id for guild in self.guilds])

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """The bot is in a guild (again): a library that it left there stays."""
        await self.newsroom.library_joined(LibraryRef.guild(guild.id))

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """The bot left a guild: its library is kept for a while, then deleted."""
        await self.newsroom.library_left(LibraryRef.guild(guild.id))


def capabilities() -> list[str]:
    """The names of the modules that hold one capability each."""
    spec = find_spec(COGS)
    folders = spec.submodule_search_locations if spec else None
    return [module.name for module in pkgutil.iter_modules(folders or [], f"{COGS}.")]
