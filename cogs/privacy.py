"""`privacy`: what is kept about a person, shown to them alone, and its deletion."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.asking import locale_of
from bot.client import OnRecordBot
from bot.newsroom.desk import Newsroom
from bot.replying import reply, show, turn
from bot.show.actions import ForgetMe, ShowPrivacy
from bot.show.house import forgotten_card, privacy_card, privacy_door_card
from bot.show.words import words


class Privacy(commands.Cog):
    """Say what is kept."""

    def __init__(self, newsroom: Newsroom) -> None:
        self.newsroom = newsroom

    @app_commands.command(name="privacy", description=words("command.privacy.description"))
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def privacy(self, interaction: discord.Interaction[Any]) -> None:
        """Show whoever asks what names them."""
        await self.show_privacy(interaction, ShowPrivacy())

    @commands.command(name="privacy")
    async def privacy_typed(self, ctx: commands.Context[OnRecordBot]) -> None:
        """Offer the button: an answer to a typed command is seen by all."""
        await reply(ctx, privacy_door_card(locale_of(ctx)))

    async def show_privacy(
        self, interaction: discord.Interaction[Any], _asked: ShowPrivacy
    ) -> None:
        """Show whoever presses what names them."""
        kept = await self.newsroom.privacy_report(interaction.user.id)
        await show(interaction, privacy_card(kept, locale_of(interaction)))

    async def forget(self, interaction: discord.Interaction[Any], _asked: ForgetMe) -> None:
        """Delete it."""
        await self.newsroom.forget_user(interaction.user.id)
        await turn(interaction, forgotten_card(locale_of(interaction)))


async def setup(bot: OnRecordBot) -> None:
    """Add the cog; discord.py calls this."""
    cog = Privacy(bot.newsroom)
    await bot.add_cog(cog)
    bot.presses.on(ShowPrivacy, cog.show_privacy)
    bot.presses.on(ForgetMe, cog.forget)
