"""A forum's tags, as moderators type them: names, with commas between."""

from typing import Any

import discord

from corpus.errors import BadInput


def tag_ids(interaction: discord.Interaction[Any], channel_id: int, typed: str) -> tuple[str, ...]:
    """The ids of a forum's tags. Raises BadInput for another kind of channel or unknown tags."""
    channel = interaction.guild.get_channel(channel_id) if interaction.guild else None
    names = _names(typed)
    if not names:
        return ()
    if not isinstance(channel, discord.ForumChannel):
        raise BadInput("error.input.no_forum")
    tags = {tag.name.casefold(): tag for tag in channel.available_tags}
    for name in names:
        if name.casefold() not in tags:
            known = ", ".join(tag.name for tag in channel.available_tags)
            raise BadInput("error.input.tags", typed=name, known=known)
    return tuple(str(tags[name.casefold()].id) for name in names)


def tag_choices(interaction: discord.Interaction[Any], typed: str) -> list[str]:
    """What was typed up to the last comma, with each tag of the guild's forums that may follow."""
    before, _, last = typed.rpartition(",")
    chosen = _names(before)
    forums = interaction.guild.forums if interaction.guild else []
    offered = dict.fromkeys(tag.name for forum in forums for tag in forum.available_tags)
    return [
        ", ".join((*chosen, name))
        for name in offered
        if last.strip().casefold() in name.casefold() and name not in chosen
    ]


def _names(typed: str) -> list[str]:
    return [name.strip() for name in typed.split(",") if name.strip()]
