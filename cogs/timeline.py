"""`timeline`: what happened when, and who answered whom."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.asking import Asker, library_of, locale_of
from bot.client import OnRecordBot
from bot.completing import people_choices
from bot.newsroom.desk import Newsroom
from bot.picturing import picture_card
from bot.replying import reply, show_beside, think_beside, turn
from bot.show.actions import ShowPicture, ShowTimeline
from bot.show.cards import Card
from bot.show.catalogue import say
from bot.show.timeline import timeline_card
from bot.show.words import words


class TimelineQuestion(commands.FlagConverter, delimiter=":"):
    """A person or words, and between which days: typed as `Biden from: 2022-03-01`."""

    about: str | None = commands.flag(
        positional=True, default=None, description=say("command.timeline.about")
    )
    since: str | None = commands.flag(
        name="from", default=None, description=say("command.timeline.from")
    )
    until: str | None = commands.flag(
        name="to", default=None, description=say("command.timeline.to")
    )


class Timeline(commands.Cog):
    """Tell what happened."""

    def __init__(self, newsroom: Newsroom) -> None:
        self.newsroom = newsroom

    @commands.hybrid_command(name="timeline", description=words("command.timeline.description"))
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def timeline(
        self, ctx: commands.Context[OnRecordBot], *, asked: TimelineQuestion
    ) -> None:
        """Show statements and reactions day by day."""
        await ctx.defer()
        question = ShowTimeline(asked.about or "", asked.since or "", asked.until or "")
        await reply(ctx, await self.card(ctx, question))

    @timeline.autocomplete("about")
    async def complete(
        self, interaction: discord.Interaction[Any], typed: str
    ) -> list[app_commands.Choice[str]]:
        """Offer people on this record."""
        return people_choices(await self.newsroom.complete_people(library_of(interaction), typed))

    async def show_timeline(
        self, interaction: discord.Interaction[Any], asked: ShowTimeline
    ) -> None:
        """Turn the message to another page, or to the person chosen."""
        await turn(interaction, await self.card(interaction, asked))

    async def show_picture(self, interaction: discord.Interaction[Any], asked: ShowPicture) -> None:
        """Show the whole timeline as a picture, beside the message."""
        await think_beside(interaction)
        library = library_of(interaction)
        between = (asked.since or None, asked.until or None)
        found = await self.newsroom.picture(library, asked.asked or None, *between)
        await show_beside(interaction, await picture_card(found, asked, locale_of(interaction)))

    async def card(self, asker: Asker, asked: ShowTimeline) -> Card:
        """The card of a question."""
        answer = await self.newsroom.timeline(
            library_of(asker),
            asked.asked or None,
            since=asked.since or None,
            until=asked.until or None,
            page=asked.page,
        )
        locale = locale_of(asker)
        return timeline_card(answer, locale, since=asked.since, until=asked.until)


async def setup(bot: OnRecordBot) -> None:
    """Add the cog; discord.py calls this."""
    cog = Timeline(bot.newsroom)
    await bot.add_cog(cog)
    bot.presses.on(ShowTimeline, cog.show_timeline)
    bot.presses.on(ShowPicture, cog.show_picture)
