"""`reactions`: who answered a person, a statement or an event."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.asking import library_of, locale_of
from bot.client import OnRecordBot
from bot.completing import people_choices
from bot.newsroom.desk import Newsroom
from bot.replying import reply, turn
from bot.show.actions import ShowReactions
from bot.show.reactions import reactions_card
from bot.show.words import words


class Reactions(commands.Cog):
    """Tell who answered."""

    def __init__(self, newsroom: Newsroom) -> None:
        self.newsroom = newsroom

    @commands.hybrid_command(name="reactions", description=words("command.reactions.description"))
    @app_commands.describe(to=words("command.reactions.to"))
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def reactions(self, ctx: commands.Context[OnRecordBot], *, to: str) -> None:
        """Show who answered, the latest first."""
        await ctx.defer()
        answer = await self.newsroom.reactions(library_of(ctx), to)
        await reply(ctx, reactions_card(answer, locale_of(ctx)))

    @reactions.autocomplete("to")
    async def complete(
        self, interaction: discord.Interaction[Any], typed: str
    ) -> list[app_commands.Choice[str]]:
        """Offer people on this record."""
        return people_choices(await self.newsroom.complete_people(library_of(interaction), typed))

    async def show_reactions(
        self, interaction: discord.Interaction[Any], asked: ShowReactions
    ) -> None:
        """Turn the message to a page of reactions."""
        answer = await self.newsroom.reactions(
            library_of(interaction), asked.asked, page=asked.page
        )
        await turn(interaction, reactions_card(answer, locale_of(interaction)))


async def setup(bot: OnRecordBot) -> None:
    """Add the cog; discord.py calls this."""
    cog = Reactions(bot.newsroom)
    await bot.add_cog(cog)
    bot.presses.on(ShowReactions, cog.show_reactions)
