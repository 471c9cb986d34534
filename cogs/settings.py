"""`settings`: a server's time zone and its moderators' role."""

from dataclasses import replace
from typing import Any

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.asking import Asker, library_of, locale_of, require_moderator, user_of
from bot.client import OnRecordBot
from bot.completing import zone_choices
from bot.forms import Form
from bot.newsroom.desk import Newsroom
from bot.newsroom.settings import LibrarySettings
from bot.replying import reply, show
from bot.show.actions import OpenSettings
from bot.show.cards import Card
from bot.show.house import settings_card
from bot.show.words import words


class SettingsForm(Form):
    """Zone and role, as they are."""

    def __init__(self, cog: "Settings", now: LibrarySettings, locale: str) -> None:
        super().__init__("form.settings.title", locale)
        self.cog, self.now = cog, now
        self.zone = ui.TextInput[Any](default=now.zone, required=False)
        role = [discord.Object(now.moderator_role)] if now.moderator_role else []
        self.role = ui.RoleSelect[Any](
            default_values=[discord.SelectDefaultValue.from_role(each) for each in role],
            required=False,
            min_values=0,
        )
        self.ask("form.settings.zone", self.zone)
        self.ask("form.settings.role", self.role)

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        """Set what was filled in; what was emptied is unset."""
        role = self.role.values[0].id if self.role.values else None
        new = replace(self.now, zone=self.zone.value.strip() or None, moderator_role=role)
        await self.cog.change(interaction, new)


class Settings(commands.Cog):
    """Look after a server's settings."""

    def __init__(self, newsroom: Newsroom) -> None:
        self.newsroom = newsroom

    @app_commands.command(name="settings", description=words("command.settings.description"))
    @app_commands.describe(
        zone=words("command.settings.zone"), moderators=words("command.settings.moderators")
    )
    @app_commands.guild_only()
    @app_commands.default_permissions(manage_guild=True)
    async def settings(
        self,
        interaction: discord.Interaction[Any],
        zone: str | None = None,
        moderators: discord.Role | None = None,
    ) -> None:
        """Show the settings, or set those given."""
        now = await self.read(interaction)
        if zone is None and moderators is None:
            await show(interaction, await self.card(interaction, now))
            return
        role = moderators.id if moderators else now.moderator_role
        await self.change(interaction, replace(now, zone=zone or now.zone, moderator_role=role))

    @settings.autocomplete("zone")
    async def complete(
        self, _interaction: discord.Interaction[Any], typed: str
    ) -> list[app_commands.Choice[str]]:
        """Offer IANA zones."""
        return zone_choices(typed)

    @commands.command(name="settings")
    @commands.guild_only()
    async def settings_typed(self, ctx: commands.Context[OnRecordBot]) -> None:
        """Show the settings with the button that opens their form."""
        await reply(ctx, await self.card(ctx, await self.read(ctx)))

    async def open_form(self, interaction: discord.Interaction[Any], _asked: OpenSettings) -> None:
        """Open the form."""
        form = SettingsForm(self, await self.read(interaction), locale_of(interaction))
        await interaction.response.send_modal(form)

    async def read(self, asker: Asker) -> LibrarySettings:
        """The settings, for a moderator."""
        await require_moderator(asker, self.newsroom)
        return await self.newsroom.settings(library_of(asker))

    async def change(self, interaction: discord.Interaction[Any], new: LibrarySettings) -> None:
        """Replace the settings and show them."""
        await require_moderator(interaction, self.newsroom)
        library, by = library_of(interaction), user_of(interaction).id
        set_to = await self.newsroom.change_settings(library, new, by=by)
        await show(interaction, await self.card(interaction, set_to, changed=True))

    async def card(self, asker: Asker, settings: LibrarySettings, *, changed: bool = False) -> Card:
        """The settings with the role's name."""
        role = asker.guild.get_role(settings.moderator_role or 0) if asker.guild else None
        name = role.name if role else None
        return settings_card(settings, name, locale_of(asker), changed=changed)


async def setup(bot: OnRecordBot) -> None:
    """Add the cog; discord.py calls this."""
    cog = Settings(bot.newsroom)
    await bot.add_cog(cog)
    bot.presses.on(OpenSettings, cog.open_form)
