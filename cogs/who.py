"""`who`: a person on record."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.asking import library_of, locale_of
from bot.client import OnRecordBot
from bot.completing import people_choices
from bot.newsroom.desk import Newsroom
from bot.replying import reply, turn
from bot.show.actions import ShowPerson
from bot.show.people import person_card, who_card
from bot.show.words import words


class Who(commands.Cog):
    """Look a person up."""

    def __init__(self, newsroom: Newsroom) -> None:
        self.newsroom = newsroom

    @commands.hybrid_command(name="who", description=words("command.who.description"))
    @app_commands.describe(name=words("command.who.name"))
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def who(self, ctx: commands.Context[OnRecordBot], *, name: str) -> None:
        """Show whom a name, or half of one, stands for."""
        await ctx.defer()
        answer = await self.newsroom.who(library_of(ctx), name)
        await reply(ctx, who_card(answer, locale_of(ctx)))

    @who.autocomplete("name")
    async def complete(
        self, interaction: discord.Interaction[Any], typed: str
    ) -> list[app_commands.Choice[str]]:
        """Offer people on this record."""
        return people_choices(await self.newsroom.complete_people(library_of(interaction), typed))

    async def show_person(self, interaction: discord.Interaction[Any], asked: ShowPerson) -> None:
        """Turn the message to a person's page."""
        library = library_of(interaction)
        answer = await self.newsroom.person(library, asked.person_id, page=asked.page)
        await turn(interaction, person_card(answer, locale_of(interaction)))


async def setup(bot: OnRecordBot) -> None:
    """Add the cog; discord.py calls this."""
    cog = Who(bot.newsroom)
    await bot.add_cog(cog)
    bot.presses.on(ShowPerson, cog.show_person)
