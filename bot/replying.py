"""Cards go out: as the answer to a command, beside a pressed button, or in place of its message."""

from typing import TYPE_CHECKING, Any, cast

import discord
from discord.ext import commands

from bot.show.cards import Card
from bot.show.discord_view import files, to_view

if TYPE_CHECKING:
    from bot.client import OnRecordBot


async def reply(ctx: commands.Context[Any], card: Card, *, private: bool = False) -> None:
    """Answer a command. `private` shows the card to the asker only, where Discord can do that.

    The answer to a typed command points at the question where the bot may do so: it needs to read
    the channel's history for that.
    """
    view = to_view(card, _client(ctx.bot).long_ids)
    if ctx.interaction is None and ctx.bot_permissions.read_message_history:
        await ctx.send(view=view, reference=ctx.message.to_reference(fail_if_not_exists=False))
    else:
        await ctx.send(view=view, files=files(card), ephemeral=private)


async def show(interaction: discord.Interaction[Any], card: Card, *, private: bool = True) -> None:
    """Answer a press, a form or a slash command with a new message."""
    view = to_view(card, _client(interaction.client).long_ids)
    if interaction.response.is_done():
        await interaction.followup.send(view=view, files=files(card), ephemeral=private)
    else:
        await interaction.response.send_message(view=view, files=files(card), ephemeral=private)


async def show_beside(interaction: discord.Interaction[Any], card: Card) -> None:
    """Answer a press on a message: openly under a typed command's answer, else to the presser."""
    message = interaction.message
    typed = message is not None and message.reference is not None
    await show(interaction, card, private=not typed)


async def think_beside(interaction: discord.Interaction[Any]) -> None:
    """Tell Discord that `show_beside` needs longer than a moment."""
    message = interaction.message
    typed = message is not None and message.reference is not None
    await interaction.response.defer(ephemeral=not typed, thinking=True)


async def finish(interaction: discord.Interaction[Any], card: Card) -> None:
    """Put a card in place of the "thinking" that a deferred answer shows."""
    view = to_view(card, _client(interaction.client).long_ids)
    await interaction.edit_original_response(view=view, attachments=files(card))


async def turn(interaction: discord.Interaction[Any], card: Card) -> None:
    """Put a card in place of the message that was pressed."""
    view = to_view(card, _client(interaction.client).long_ids)
    await interaction.response.edit_message(view=view, attachments=files(card))


async def put_later(interaction: discord.Interaction[Any]) -> None:
    """Tell Discord that `put` needs longer than a moment."""
    if _is_theirs(interaction):
        await interaction.response.defer()
    else:
        await interaction.response.defer(ephemeral=True, thinking=True)


async def put(interaction: discord.Interaction[Any], card: Card) -> None:
    """Put a card in place of a message that only the presser sees; else show it to them alone."""
    if interaction.response.is_done():
        await finish(interaction, card)
    elif _is_theirs(interaction):
        await turn(interaction, card)
    else:
        await show(interaction, card)


def _is_theirs(interaction: discord.Interaction[Any]) -> bool:
    """Whether the pressed message is one that the presser alone sees."""
    return interaction.message is not None and interaction.message.flags.ephemeral


def _client(client: discord.Client) -> "OnRecordBot":
    return cast("OnRecordBot", client)
