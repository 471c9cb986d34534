"""`ingest`: articles go in, as files or as pasted text."""

from functools import partial
from typing import Any

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.asking import library_of, locale_of, require_moderator
from bot.attachments import fetch_into
from bot.client import OnRecordBot
from bot.forms import Form
from bot.newsroom.days import parse_day
from bot.newsroom.desk import Newsroom
from bot.newsroom.files import Files
from bot.newsroom.ingest import name_of
from bot.newsroom.uploads import Upload
from bot.progress import ProgressMessage, Works
from bot.replying import reply, show
from bot.show.actions import OpenIngest, StopWork
from bot.show.articles import ingest_card, progress_card, stopping_card
from bot.show.house import door_card
from bot.show.words import words

MOST_FILES = 10
LONGEST_PASTE = 4000


class IngestForm(Form):
    """Files, or an article's text, with what is known about it."""

    def __init__(self, cog: "Ingest", locale: str) -> None:
        super().__init__("form.ingest.title", locale)
        self.cog = cog
        self.files = ui.FileUpload[Any](required=False, max_values=MOST_FILES)
        self.text = _field(discord.TextStyle.paragraph, LONGEST_PASTE)
        self.headline, self.outlet, self.published = _field(), _field(), _field()
        self.ask("form.ingest.files", self.files)
        self.ask("form.ingest.text", self.text)
        self.ask("form.ingest.headline", self.headline)
        self.ask("form.ingest.outlet", self.outlet)
        self.ask("form.ingest.published", self.published)

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        """Take what was filled in."""
        published, outlet = parse_day(self.published.value), self.outlet.value or None
        await interaction.response.defer(thinking=True)
        files = Files(self.cog.newsroom.reading.max_bytes, outlet, published)
        await fetch_into(files, self.files.values)
        if self.text.value.strip():
            data = self.text.value.encode()
            headline = self.headline.value or None
            files.add(Upload(name_of(data), data, None, headline, outlet, published))
        await self.cog.take(interaction, files)


def _field(
    style: discord.TextStyle = discord.TextStyle.short, longest: int = 200
) -> ui.TextInput[Any]:
    return ui.TextInput(style=style, required=False, max_length=longest)


class Ingest(commands.Cog):
    """Bring articles in."""

    def __init__(self, newsroom: Newsroom) -> None:
        self.newsroom = newsroom
        self.works = Works()

    @app_commands.command(name="ingest", description=words("command.ingest.description"))
    @app_commands.describe(
        file=words("command.ingest.file"),
        outlet=words("command.ingest.outlet"),
        published=words("command.ingest.published"),
    )
    @app_commands.allowed_contexts(guilds=True, dms=True)
    @app_commands.default_permissions(manage_guild=True)
    async def ingest(
        self,
        interaction: discord.Interaction[Any],
        file: discord.Attachment | None = None,
        outlet: str | None = None,
        published: str | None = None,
    ) -> None:
        """Take a file; without one, open the form for files and pasted text."""
        if file is None:
            await self.open_form(interaction, OpenIngest())
            return
        await require_moderator(interaction, self.newsroom)
        day = parse_day(published)
        await interaction.response.defer(thinking=True)
        files = Files(self.newsroom.reading.max_bytes, outlet, day)
        await self.take(interaction, await fetch_into(files, [file]))

    @commands.command(name="ingest")
    async def ingest_typed(self, ctx: commands.Context[OnRecordBot]) -> None:
        """Offer the button that opens the form."""
        await require_moderator(ctx, self.newsroom)
        await reply(ctx, door_card("ingest", OpenIngest(), locale_of(ctx)))

    async def open_form(self, interaction: discord.Interaction[Any], _asked: OpenIngest) -> None:
        """Open the form."""
        await require_moderator(interaction, self.newsroom)
        await interaction.response.send_modal(IngestForm(self, locale_of(interaction)))

    async def take(self, interaction: discord.Interaction[Any], files: Files) -> None:
        """Read the files into the library and say what became of each."""
        library, locale, by = library_of(interaction), locale_of(interaction), interaction.user.id
        with self.works.going_on() as (key, stop):
            card = partial(progress_card, locale=locale, stop=StopWork(key))
            message = ProgressMessage(interaction, card)
            report = await self.newsroom.ingest(
                library, files, by=by, progress=message.tell, stop=stop
            )
        await message.finish(ingest_card(report, locale))

    async def stop(self, interaction: discord.Interaction[Any], asked: StopWork) -> None:
        """Stop an ingest that goes on."""
        await require_moderator(interaction, self.newsroom)
        stopping = self.works.stop(asked.key)
        await show(interaction, stopping_card(stopping, locale_of(interaction)))


async def setup(bot: OnRecordBot) -> None:
    """Add the cog; discord.py calls this."""
    cog = Ingest(bot.newsroom)
    await bot.add_cog(cog)
    bot.presses.on(OpenIngest, cog.open_form)
    bot.presses.on(StopWork, cog.stop)
