"""`settings`: a server's time zone and language, its moderators' role and channel."""

from dataclasses import replace
from typing import Any

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.asking import Asker, library_of, locale_of, require_moderator, user_of
from bot.client import OnRecordBot
from bot.completing import language_choices, zone_choices
from bot.discord_sender import DiscordSender
from bot.forms import Form
from bot.naming import names_in
from bot.newsroom.desk import Newsroom
from bot.newsroom.settings import LibrarySettings
from bot.replying import put, reply, show
from bot.show.actions import OpenSettings, OpenSettingsCard, ShowChanges
from bot.show.cards import Card
from bot.show.catalogue import languages
from bot.show.changes import changes_card
from bot.show.house import settings_card
from bot.show.words import words
from corpus.errors import BadInput

Channel = discord.TextChannel | discord.Thread
CHANNEL_TYPES = [
    discord.ChannelType.text,
    discord.ChannelType.public_thread,
    discord.ChannelType.private_thread,
]


class SettingsForm(Form):
    """All settings, as they are."""

    def __init__(self, cog: "Settings", now: LibrarySettings, locale: str) -> None:
        super().__init__("form.settings.title", locale)
        self.cog, self.now = cog, now
        self.zone = ui.TextInput[Any](default=now.zone, required=False)
        self.role = ui.RoleSelect[Any](
            default_values=_chosen(now.moderator_role, discord.SelectDefaultValueType.role),
            required=False,
            min_values=0,
        )
        self.channel = ui.ChannelSelect[Any](
            channel_types=CHANNEL_TYPES,
            default_values=_chosen(now.moderator_channel, discord.SelectDefaultValueType.channel),
            required=False,
            min_values=0,
        )
        self.quiet = ui.TextInput[Any](default=now.quiet, required=False)
        self.ask("form.settings.zone", self.zone)
        self.ask("form.settings.role", self.role)
        self.ask("form.settings.channel", self.channel)
        self.ask("form.settings.quiet", self.quiet)

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        """Set what was filled in; what was emptied is unset."""
        new = replace(
            self.now,
            zone=self.zone.value.strip() or None,
            moderator_role=self.role.values[0].id if self.role.values else None,
            moderator_channel=self.channel.values[0].id if self.channel.values else None,
            quiet=self.quiet.value.strip() or None,
        )
        await self.cog.change(interaction, self.now, new)


class Settings(commands.Cog):
    """Look after a server's settings."""

    def __init__(self, newsroom: Newsroom, sender: DiscordSender) -> None:
        self.newsroom = newsroom
        self.sender = sender

    @app_commands.command(name="settings", description=words("command.settings.description"))
    @app_commands.describe(
        zone=words("command.settings.zone"),
        moderators=words("command.settings.moderators"),
        channel=words("command.settings.channel"),
        language=words("command.settings.language"),
        quiet=words("command.settings.quiet"),
    )
    @app_commands.guild_only()
    @app_commands.default_permissions(manage_guild=True)
    async def settings(
        self,
        interaction: discord.Interaction[Any],
        zone: str | None = None,
        moderators: discord.Role | None = None,
        channel: Channel | None = None,
        language: str | None = None,
        quiet: str | None = None,
    ) -> None:
        """Show the settings, or set those given."""
        now = await self.read(interaction)
        new = _with(now, zone, moderators, channel, language)
        new = replace(new, quiet=quiet or now.quiet)
        if new == now:
            await show(interaction, self.card(interaction, now))
        else:
            await self.change(interaction, now, new)

    @settings.autocomplete("zone")
    async def complete_zone(
        self, _interaction: discord.Interaction[Any], typed: str
    ) -> list[app_commands.Choice[str]]:
        """Offer IANA zones."""
        return zone_choices(typed)

    @settings.autocomplete("language")
    async def complete_language(
        self, _interaction: discord.Interaction[Any], typed: str
    ) -> list[app_commands.Choice[str]]:
        """Offer the languages that there are."""
        return language_choices(typed)

    @commands.command(name="settings")
    @commands.guild_only()
    async def settings_typed(self, ctx: commands.Context[OnRecordBot]) -> None:
        """Show the settings with the button that opens their form."""
        await reply(ctx, self.card(ctx, await self.read(ctx)))

    async def open_form(self, interaction: discord.Interaction[Any], _asked: OpenSettings) -> None:
        """Open the form."""
        form = SettingsForm(self, await self.read(interaction), locale_of(interaction))
        await interaction.response.send_modal(form)

    async def changes(self, interaction: discord.Interaction[Any], asked: ShowChanges) -> None:
        """Turn to who changed what, of all or of one schedule."""
        await require_moderator(interaction, self.newsroom)
        library, which = library_of(interaction), asked.subject or None
        found = await self.newsroom.changes(library, which, asked.page)
        card = changes_card(found, names_in(interaction.guild), locale_of(interaction))
        await put(interaction, card)

    async def back(self, interaction: discord.Interaction[Any], _asked: OpenSettingsCard) -> None:
        """Turn back to the settings."""
        await put(interaction, self.card(interaction, await self.read(interaction)))

    async def read(self, asker: Asker) -> LibrarySettings:
        """The settings, for a moderator."""
        await require_moderator(asker, self.newsroom)
        return await self.newsroom.settings(library_of(asker))

    async def change(
        self, interaction: discord.Interaction[Any], now: LibrarySettings, new: LibrarySettings
    ) -> None:
        """Replace the settings and show them; a channel must be one that the bot can write in."""
        await require_moderator(interaction, self.newsroom)
        if new.moderator_channel not in (None, now.moderator_channel):
            await self.sender.check(new.moderator_channel)
        library, by = library_of(interaction), user_of(interaction).id
        set_to = await self.newsroom.change_settings(library, new, by=by)
        await show(interaction, self.card(interaction, set_to, changed=True))

    def card(self, asker: Asker, settings: LibrarySettings, *, changed: bool = False) -> Card:
        """The settings with the names of role and channel."""
        guild = asker.guild
        role = guild.get_role(settings.moderator_role or 0) if guild else None
        where = guild.get_channel_or_thread(settings.moderator_channel or 0) if guild else None
        names = (role.name if role else None, where.name if where else None)
        return settings_card(settings, *names, locale_of(asker), changed=changed)


def _with(
    now: LibrarySettings,
    zone: str | None,
    role: discord.Role | None,
    channel: Channel | None,
    language: str | None,
) -> LibrarySettings:
    """The settings with those that were given. Raises BadInput for a language unknown."""
    if language is not None and language not in languages():
        raise BadInput("error.input.language", typed=language)
    return replace(
        now,
        zone=zone or now.zone,
        moderator_role=role.id if role else now.moderator_role,
        moderator_channel=channel.id if channel else now.moderator_channel,
        language=language or now.language,
    )


def _chosen(
    chosen: int | None, kind: discord.SelectDefaultValueType
) -> list[discord.SelectDefaultValue]:
    return [discord.SelectDefaultValue(id=chosen, type=kind)] if chosen else []


async def setup(bot: OnRecordBot) -> None:
    """Add the cog; discord.py calls this."""
    cog = Settings(bot.newsroom, DiscordSender(bot))
    await bot.add_cog(cog)
    bot.presses.on(OpenSettings, cog.open_form)
    bot.presses.on(ShowChanges, cog.changes)
    bot.presses.on(OpenSettingsCard, cog.back)
