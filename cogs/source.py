"""`source`: the feeds that a record follows, and links in messages taken as articles."""

from functools import partial
from io import BytesIO
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.asking import library_of, locale_of, require_moderator
from bot.attachments import fetch_into
from bot.client import OnRecordBot
from bot.completing import source_choices
from bot.newsroom.desk import Newsroom
from bot.newsroom.files import Files
from bot.newsroom.pages import links_in
from bot.newsroom.uploads import Upload
from bot.progress import ProgressMessage
from bot.replying import finish, show, turn
from bot.show.actions import ChangeSource, ShowSources
from bot.show.articles import ingest_card
from bot.show.cards import Card
from bot.show.sources import (
    added_card,
    checked_card,
    export_card,
    list_card,
    progress_card,
    source_card,
    sources_card,
)
from bot.show.words import words
from corpus.errors import BadInput
from corpus.sources.opml import is_opml

_USE_CASES = {
    "pause": Newsroom.pause_source,
    "resume": Newsroom.resume_source,
    "remove": Newsroom.remove_source,
}


class Source(commands.Cog):
    """Look after the sources."""

    source = app_commands.Group(
        name="source",
        description=words("command.source.description"),
        guild_only=True,
        default_permissions=discord.Permissions(manage_guild=True),
    )

    def __init__(self, newsroom: Newsroom) -> None:
        self.newsroom = newsroom

    @source.command(name="add", description=words("command.source.add"))
    @app_commands.describe(
        address=words("command.source.address"), file=words("command.source.file")
    )
    async def add(
        self,
        interaction: discord.Interaction[Any],
        address: str | None = None,
        file: discord.Attachment | None = None,
    ) -> None:
        """Follow a feed, or the one that a page names, or those of a list; or take an article."""
        await require_moderator(interaction, self.newsroom)
        if address is None and file is None:
            raise BadInput("error.input.nothing_to_add")
        await interaction.response.defer(thinking=True)
        if file is not None:
            await finish(interaction, await self.add_file(interaction, file))
        else:
            await self.add_one(interaction, address or "")

    async def add_one(self, interaction: discord.Interaction[Any], address: str) -> None:
        """Follow the feed at an address."""
        library, locale, by = library_of(interaction), locale_of(interaction), interaction.user.id
        message = ProgressMessage(interaction, partial(progress_card, locale=locale))
        answer = await self.newsroom.add_source(library, address, by=by, progress=message.tell)
        await message.finish(added_card(answer, locale))

    async def add_file(
        self, interaction: discord.Interaction[Any], file: discord.Attachment
    ) -> Card:
        """Follow the feeds of a list; any other file is an article."""
        library, locale, by = library_of(interaction), locale_of(interaction), interaction.user.id
        files = await fetch_into(Files(self.newsroom.reading.max_bytes), [file])
        first = next(iter(files), None)
        if isinstance(first, Upload) and is_opml(file.filename, first.data):
            done = await self.newsroom.add_list(library, file.filename, first.data, by=by)
            return list_card(done, locale)
        report = await self.newsroom.ingest(library, files, by=by)
        return ingest_card(report, locale)

    @source.command(name="list", description=words("command.source.list"))
    async def list_all(self, interaction: discord.Interaction[Any]) -> None:
        """Show the sources and how they are."""
        await show(interaction, await self.page(interaction, 0))

    @source.command(name="pause", description=words("command.source.pause"))
    @app_commands.describe(source=words("command.source.which"))
    async def pause(self, interaction: discord.Interaction[Any], source: str) -> None:
        """Take nothing from it for a while."""
        await show(interaction, await self.changed(interaction, ChangeSource("pause", source)))

    @source.command(name="resume", description=words("command.source.resume"))
    @app_commands.describe(source=words("command.source.which"))
    async def resume(self, interaction: discord.Interaction[Any], source: str) -> None:
        """Follow it again."""
        await show(interaction, await self.changed(interaction, ChangeSource("resume", source)))

    @source.command(name="remove", description=words("command.source.remove"))
    @app_commands.describe(source=words("command.source.which"))
    async def remove(self, interaction: discord.Interaction[Any], source: str) -> None:
        """Follow it no more."""
        await show(interaction, await self.changed(interaction, ChangeSource("remove", source)))

    @source.command(name="check", description=words("command.source.check"))
    @app_commands.describe(source=words("command.source.which_or_address"))
    async def check(self, interaction: discord.Interaction[Any], source: str) -> None:
        """Show what would be read now."""
        await self.tell_check(interaction, source)

    @source.command(name="export", description=words("command.source.export"))
    async def export(self, interaction: discord.Interaction[Any]) -> None:
        """Give the sources as a file."""
        await require_moderator(interaction, self.newsroom)
        made = await self.newsroom.export_sources(library_of(interaction))
        await show(interaction, export_card(made, locale_of(interaction)))
        file = discord.File(BytesIO(made.data), filename=made.name)
        await interaction.followup.send(file=file, ephemeral=True)

    @check.autocomplete("source")
    @pause.autocomplete("source")
    @resume.autocomplete("source")
    @remove.autocomplete("source")
    async def complete(
        self, interaction: discord.Interaction[Any], typed: str
    ) -> list[app_commands.Choice[str]]:
        """Offer this record's sources."""
        return source_choices(await self.newsroom.complete_sources(library_of(interaction), typed))

    async def page(self, interaction: discord.Interaction[Any], number: int) -> Card:
        """A page of the sources, for a moderator."""
        await require_moderator(interaction, self.newsroom)
        found = await self.newsroom.sources(library_of(interaction), number)
        return sources_card(found, locale_of(interaction))

    async def turn_page(self, interaction: discord.Interaction[Any], asked: ShowSources) -> None:
        """Another page of the list."""
        await turn(interaction, await self.page(interaction, asked.page))

    async def press(self, interaction: discord.Interaction[Any], asked: ChangeSource) -> None:
        """A button of a source's card, or an entry of the list."""
        shows = {"open": self.open, "check": self.tell_check}
        if asked.change in shows:
            await shows[asked.change](interaction, asked.source_id)
        else:
            await turn(interaction, await self.changed(interaction, asked))

    async def open(self, interaction: discord.Interaction[Any], source_id: str) -> None:
        """Show one source with its buttons."""
        await require_moderator(interaction, self.newsroom)
        line = await self.newsroom.source(library_of(interaction), source_id)
        await show(interaction, source_card(line, "open", locale_of(interaction)))

    async def tell_check(self, interaction: discord.Interaction[Any], asked: str) -> None:
        """Fetch and read now, keep nothing, and show it."""
        await require_moderator(interaction, self.newsroom)
        await interaction.response.defer(ephemeral=True, thinking=True)
        library, locale = library_of(interaction), locale_of(interaction)
        message = ProgressMessage(interaction, partial(progress_card, locale=locale))
        checked = await self.newsroom.check_source(library, asked, progress=message.tell)
        await message.finish(checked_card(checked, locale))

    async def take_message(
        self, interaction: discord.Interaction[Any], message: discord.Message
    ) -> None:
        """Take the pages that a message links to."""
        await require_moderator(interaction, self.newsroom)
        links = links_in([message.content, *(embed.url or "" for embed in message.embeds)])
        await interaction.response.defer(ephemeral=True, thinking=True)
        library, locale, by = library_of(interaction), locale_of(interaction), interaction.user.id
        report = await self.newsroom.add_pages(library, links, by=by)
        await finish(interaction, ingest_card(report, locale))

    async def changed(self, interaction: discord.Interaction[Any], asked: ChangeSource) -> Card:
        """Change a source, if whoever asks may."""
        await require_moderator(interaction, self.newsroom)
        make = _USE_CASES[asked.change]
        library, by = library_of(interaction), interaction.user.id
        line = await make(self.newsroom, library, asked.source_id, by=by)
        return source_card(line, asked.change, locale_of(interaction))


async def setup(bot: OnRecordBot) -> None:
    """Add the cog; discord.py calls this."""
    cog = Source(bot.newsroom)
    await bot.add_cog(cog)
    menu = app_commands.ContextMenu(name=words("command.source.message"), callback=cog.take_message)
    menu.default_permissions = discord.Permissions(manage_guild=True)
    bot.tree.add_command(menu)
    bot.presses.on(ShowSources, cog.turn_page)
    bot.presses.on(ChangeSource, cog.press)
