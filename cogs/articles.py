"""`articles`: what the record was read from."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.asking import library_of, locale_of
from bot.client import OnRecordBot
from bot.newsroom.desk import Newsroom
from bot.replying import reply, turn
from bot.show.actions import ShowArticles
from bot.show.articles import articles_card
from bot.show.words import words


class Articles(commands.Cog):
    """List the library."""

    def __init__(self, newsroom: Newsroom) -> None:
        self.newsroom = newsroom

    @commands.hybrid_command(name="articles", description=words("command.articles.description"))
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def articles(self, ctx: commands.Context[OnRecordBot]) -> None:
        """Show the articles on this record, the latest published first."""
        await ctx.defer()
        answer = await self.newsroom.articles(library_of(ctx))
        await reply(ctx, articles_card(answer, locale_of(ctx)))

    async def show_articles(
        self, interaction: discord.Interaction[Any], asked: ShowArticles
    ) -> None:
        """Turn the message to another page."""
        answer = await self.newsroom.articles(library_of(interaction), page=asked.page)
        await turn(interaction, articles_card(answer, locale_of(interaction)))


async def setup(bot: OnRecordBot) -> None:
    """Add the cog; discord.py calls this."""
    cog = Articles(bot.newsroom)
    await bot.add_cog(cog)
    bot.presses.on(ShowArticles, cog.show_articles)
