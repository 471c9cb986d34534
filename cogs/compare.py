"""`compare`: the wordings of a statement side by side."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.asking import library_of, locale_of
from bot.client import OnRecordBot
from bot.completing import quote_choices
from bot.newsroom.answers import QuotesFound
from bot.newsroom.desk import Newsroom
from bot.replying import reply, show_beside, turn
from bot.show.actions import ShowComparison, ShowWordings
from bot.show.compare import compare_card
from bot.show.words import words


class Compare(commands.Cog):
    """Hold wordings against one another."""

    def __init__(self, newsroom: Newsroom) -> None:
        self.newsroom = newsroom

    @commands.hybrid_command(name="compare", description=words("command.compare.description"))
    @app_commands.describe(quote=words("command.compare.quote"))
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def compare(self, ctx: commands.Context[OnRecordBot], *, quote: str) -> None:
        """Show how each article worded a statement, and what differs."""
        await ctx.defer()
        answer = await self.newsroom.compare(library_of(ctx), quote)
        await reply(ctx, compare_card(answer, locale_of(ctx)))

    @compare.autocomplete("quote")
    async def complete(
        self, interaction: discord.Interaction[Any], typed: str
    ) -> list[app_commands.Choice[str]]:
        """Offer quotes with the words typed."""
        if not typed.strip():
            return []
        answer = await self.newsroom.quote(library_of(interaction), typed)
        return quote_choices(answer.lines if isinstance(answer, QuotesFound) else answer.nearest)

    async def show_wordings(
        self, interaction: discord.Interaction[Any], asked: ShowWordings
    ) -> None:
        """Show the wordings of a quote beside the message."""
        answer = await self.newsroom.compare(library_of(interaction), asked.quote_id)
        await show_beside(interaction, compare_card(answer, locale_of(interaction)))

    async def show_comparison(
        self, interaction: discord.Interaction[Any], asked: ShowComparison
    ) -> None:
        """Turn the message to another page, or to another statement."""
        library = library_of(interaction)
        answer = await self.newsroom.compare(library, asked.quote_id, page=asked.page)
        await turn(interaction, compare_card(answer, locale_of(interaction)))


async def setup(bot: OnRecordBot) -> None:
    """Add the cog; discord.py calls this."""
    cog = Compare(bot.newsroom)
    await bot.add_cog(cog)
    bot.presses.on(ShowWordings, cog.show_wordings)
    bot.presses.on(ShowComparison, cog.show_comparison)
