"""`story`: the stories on record, and one of them."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.asking import library_of, locale_of
from bot.client import OnRecordBot
from bot.newsroom.desk import Newsroom
from bot.replying import reply, turn
from bot.show.actions import ShowStories, ShowStory
from bot.show.story import story_card
from bot.show.words import words


class Story(commands.Cog):
    """Tell stories whole."""

    def __init__(self, newsroom: Newsroom) -> None:
        self.newsroom = newsroom

    @commands.hybrid_command(name="story", description=words("command.story.description"))
    @app_commands.describe(about=words("command.story.about"))
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def story(self, ctx: commands.Context[OnRecordBot], *, about: str | None = None) -> None:
        """Show the stories, or the one that fits."""
        await ctx.defer()
        answer = await self.newsroom.story(library_of(ctx), about)
        await reply(ctx, story_card(answer, locale_of(ctx)))

    async def show_stories(self, interaction: discord.Interaction[Any], asked: ShowStories) -> None:
        """Turn the message to a page of stories."""
        library = library_of(interaction)
        answer = await self.newsroom.story(library, asked.asked or None, page=asked.page)
        await turn(interaction, story_card(answer, locale_of(interaction)))

    async def show_story(self, interaction: discord.Interaction[Any], asked: ShowStory) -> None:
        """Turn the message to one story."""
        answer = await self.newsroom.story_of(library_of(interaction), asked.article_id)
        await turn(interaction, story_card(answer, locale_of(interaction)))


async def setup(bot: OnRecordBot) -> None:
    """Add the cog; discord.py calls this."""
    cog = Story(bot.newsroom)
    await bot.add_cog(cog)
    bot.presses.on(ShowStories, cog.show_stories)
    bot.presses.on(ShowStory, cog.show_story)
