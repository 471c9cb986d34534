"""The names of what a guild has, by Discord's ids."""

import discord


def names_in(guild: discord.Guild | None) -> dict[int, str]:
    """The names of a guild's channels, threads, roles and forum tags."""
    if guild is None:
        return {}
    named = [*guild.channels, *guild.threads, *guild.roles]
    tags = (tag for forum in guild.forums for tag in forum.available_tags)
    return {each.id: each.name for each in (*named, *tags)}
