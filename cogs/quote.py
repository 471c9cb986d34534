"""`quote`: who said these words, and their paragraph."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.asking import is_moderator, library_of, locale_of
from bot.client import OnRecordBot
from bot.completing import name_choices
from bot.newsroom.desk import Newsroom
from bot.replying import reply, show_beside, turn
from bot.show.actions import ShowContext, ShowQuotes
from bot.show.catalogue import say
from bot.show.quotes import context_card, quote_card
from bot.show.words import words


class QuoteQuestion(commands.FlagConverter, delimiter=":"):
    """The words looked for, and what narrows the search: typed as `war criminal by: Biden`."""

    words: str = commands.flag(positional=True, description=say("command.quote.words"))
    by: str | None = commands.flag(default=None, description=say("command.quote.by"))
    outlet: str | None = commands.flag(
        name="from", default=None, description=say("command.quote.from")
    )
    after: str | None = commands.flag(default=None, description=say("command.quote.after"))
    before: str | None = commands.flag(default=None, description=say("command.quote.before"))


class Quote(commands.Cog):
    """Look words up."""

    def __init__(self, newsroom: Newsroom) -> None:
        self.newsroom = newsroom

    @commands.hybrid_command(name="quote", description=words("command.quote.description"))
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def quote(self, ctx: commands.Context[OnRecordBot], *, asked: QuoteQuestion) -> None:
        """Show who said something, best match first."""
        await ctx.defer()
        answer = await self.newsroom.quote(
            library_of(ctx),
            asked.words,
            by=asked.by,
            outlet=asked.outlet,
            after=asked.after,
            before=asked.before,
        )
        await reply(ctx, quote_card(answer, locale_of(ctx)))

    @quote.autocomplete("by")
    async def complete(
        self, interaction: discord.Interaction[Any], typed: str
    ) -> list[app_commands.Choice[str]]:
        """Offer people on this record."""
        return name_choices(await self.newsroom.complete_people(library_of(interaction), typed))

    async def show_quotes(self, interaction: discord.Interaction[Any], asked: ShowQuotes) -> None:
        """Turn the message to another page of a search."""
        answer = await self.newsroom.quote(
            library_of(interaction),
            asked.asked,
            by=asked.by or None,
            outlet=asked.outlet or None,
            after=asked.after or None,
            before=asked.before or None,
            page=asked.page,
        )
        await turn(interaction, quote_card(answer, locale_of(interaction)))

    async def show_context(self, interaction: discord.Interaction[Any], asked: ShowContext) -> None:
        """Show a quote in its paragraph."""
        answer = await self.newsroom.context(library_of(interaction), asked.quote_id)
        moderator = await is_moderator(interaction, self.newsroom)
        card = context_card(answer, locale_of(interaction), moderator=moderator)
        await show_beside(interaction, card)


async def setup(bot: OnRecordBot) -> None:
    """Add the cog; discord.py calls this."""
    cog = Quote(bot.newsroom)
    await bot.add_cog(cog)
    bot.presses.on(ShowQuotes, cog.show_quotes)
    bot.presses.on(ShowContext, cog.show_context)
