"""Who asks, from where: the library that a question is about, the language, what one may do."""

from typing import Any

import discord
from discord.ext import commands

from bot.newsroom.desk import Newsroom
from bot.newsroom.library import LibraryRef
from corpus.errors import NotAllowed

Asker = commands.Context[Any] | discord.Interaction[Any]
"""A command typed with a prefix or picked with a slash, or a press of a button."""


def user_of(asker: Asker) -> discord.User | discord.Member:
    """The person who asks."""
    return asker.author if isinstance(asker, commands.Context) else asker.user


def interaction_of(asker: Asker) -> discord.Interaction[Any] | None:
    """The interaction behind a question; None for a typed command."""
    return asker.interaction if isinstance(asker, commands.Context) else asker


def library_of(asker: Asker) -> LibraryRef:
    """The guild's library, or the person's own in direct messages.

    Somebody who carries the bot into a guild that has not installed it asks their own library.
    """
    guild_id = asker.guild.id if asker.guild else None
    interaction = interaction_of(asker)
    if interaction is not None:
        guild_id = interaction.guild_id
        if interaction.is_user_integration() and not interaction.is_guild_integration():
            guild_id = None
    return LibraryRef.direct(user_of(asker).id) if guild_id is None else LibraryRef.guild(guild_id)


def locale_of(asker: Asker) -> str:
    """The language to answer in: the person's own where Discord tells it, else the guild's."""
    interaction = interaction_of(asker)
    if interaction is not None:
        return interaction.locale.value
    return asker.guild.preferred_locale.value if asker.guild else "en"


async def is_moderator(asker: Asker, newsroom: Newsroom) -> bool:
    """Whether the asker may change this library: always one's own, else Manage Server or the role.

    Discord's own check of a command can be overridden by a guild's admins, so this one decides.
    """
    library, user = library_of(asker), user_of(asker)
    if library.kind == "direct":
        return True
    if not isinstance(user, discord.Member):
        return False
    if user.guild_permissions.manage_guild:
        return True
    role = (await newsroom.settings(library)).moderator_role
    return role is not None and user.get_role(role) is not None


async def require_moderator(asker: Asker, newsroom: Newsroom) -> None:
    """Raise NotAllowed unless the asker is a moderator of the library they ask about."""
    if not await is_moderator(asker, newsroom):
        raise NotAllowed
