"""`briefing`: sent now, or at set times; and what became of each."""

from typing import Any

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.asking import library_of, locale_of, require_moderator
from bot.client import OnRecordBot
from bot.completing import choices, zone_choices
from bot.courier import Courier
from bot.discord_sender import DiscordSender
from bot.forms import Form
from bot.newsroom.desk import Newsroom
from bot.newsroom.schedules import ScheduleRequest
from bot.replying import reply, show, turn
from bot.show.actions import AboutBriefing, ChangeSchedule, OpenBriefing
from bot.show.briefing import about_card
from bot.show.cards import Card
from bot.show.house import door_card
from bot.show.schedules import (
    day_suggestions,
    schedule_card,
    schedules_card,
    sends_card,
    timetable_words,
)
from bot.show.words import words

Channel = discord.TextChannel | discord.VoiceChannel | discord.StageChannel | discord.Thread
CHANNEL_TYPES = [discord.ChannelType.text, discord.ChannelType.public_thread]
LONGEST_FIELD = 100
_USE_CASES = {
    "pause": Newsroom.pause_schedule,
    "resume": Newsroom.resume_schedule,
    "delete": Newsroom.delete_schedule,
}


class Briefing(commands.Cog):
    """Keep a channel briefed."""

    briefing = app_commands.Group(
        name="briefing",
        description=words("command.briefing.description"),
        guild_only=True,
        default_permissions=discord.Permissions(manage_guild=True),
    )

    def __init__(self, newsroom: Newsroom, sender: DiscordSender) -> None:
        self.newsroom = newsroom
        self.sender = sender
        self.courier = Courier(newsroom, sender)

    @briefing.command(name="now", description=words("command.briefing.now"))
    async def now(self, interaction: discord.Interaction[Any]) -> None:
        """Post what is new since this channel's last briefing."""
        await require_moderator(interaction, self.newsroom)
        await interaction.response.defer(ephemeral=True, thinking=True)
        library, channel = library_of(interaction), interaction.channel_id or 0
        key, by = str(interaction.id), interaction.user.id
        sent = await self.courier.send_now(library, channel, key, by=by)
        await show(interaction, about_card(sent, locale_of(interaction)))

    @briefing.command(name="schedule", description=words("command.briefing.schedule"))
    @app_commands.describe(
        times=words("command.briefing.times"),
        zone=words("command.briefing.zone"),
        days=words("command.briefing.days"),
        channel=words("command.briefing.channel"),
        skip_if_empty=words("command.briefing.skip_if_empty"),
    )
    async def schedule(
        self,
        interaction: discord.Interaction[Any],
        times: str,
        zone: str | None = None,
        days: str | None = None,
        channel: Channel | None = None,
        skip_if_empty: bool = True,  # an option of the command
    ) -> None:
        """Post a briefing at set times."""
        where = channel.id if channel else interaction.channel_id or 0
        await self.add(interaction, ScheduleRequest(where, times, zone, days, skip_if_empty))

    @briefing.command(name="list", description=words("command.briefing.list"))
    async def list_all(self, interaction: discord.Interaction[Any]) -> None:
        """Show all schedules."""
        await require_moderator(interaction, self.newsroom)
        found = await self.newsroom.schedules(library_of(interaction))
        card = schedules_card(found, _channels(interaction), locale_of(interaction))
        await show(interaction, card)

    @briefing.command(name="pause", description=words("command.briefing.pause"))
    @app_commands.describe(briefing=words("command.briefing.which"))
    async def pause(self, interaction: discord.Interaction[Any], briefing: str) -> None:
        """Send no more for a while."""
        await self.make(interaction, ChangeSchedule("pause", briefing))

    @briefing.command(name="resume", description=words("command.briefing.resume"))
    @app_commands.describe(briefing=words("command.briefing.which"))
    async def resume(self, interaction: discord.Interaction[Any], briefing: str) -> None:
        """Send again."""
        await self.make(interaction, ChangeSchedule("resume", briefing))

    @briefing.command(name="delete", description=words("command.briefing.delete"))
    @app_commands.describe(briefing=words("command.briefing.which"))
    async def delete(self, interaction: discord.Interaction[Any], briefing: str) -> None:
        """Send never again."""
        await self.make(interaction, ChangeSchedule("delete", briefing))

    @briefing.command(name="history", description=words("command.briefing.history"))
    async def history(self, interaction: discord.Interaction[Any]) -> None:
        """Show what became of the latest sends."""
        await self.tell_sends(interaction, None)

    @schedule.autocomplete("zone")
    async def complete_zone(
        self, _interaction: discord.Interaction[Any], typed: str
    ) -> list[app_commands.Choice[str]]:
        """Offer IANA zones."""
        return zone_choices(typed)

    @schedule.autocomplete("days")
    async def complete_days(
        self, interaction: discord.Interaction[Any], _typed: str
    ) -> list[app_commands.Choice[str]]:
        """Offer the usual days."""
        return choices((words, words) for words in day_suggestions(locale_of(interaction)))

    @pause.autocomplete("briefing")
    @resume.autocomplete("briefing")
    @delete.autocomplete("briefing")
    async def complete_schedule(
        self, interaction: discord.Interaction[Any], typed: str
    ) -> list[app_commands.Choice[str]]:
        """Offer this server's schedules."""
        found = await self.newsroom.schedules(library_of(interaction))
        locale = locale_of(interaction)
        shown = ((timetable_words(line, locale), line.public_id) for line in found.lines)
        return choices(pair for pair in shown if typed.casefold() in pair[0].casefold())

    @commands.command(name="briefing")
    @commands.guild_only()
    async def briefing_typed(self, ctx: commands.Context[OnRecordBot]) -> None:
        """Offer the button that opens the form."""
        await require_moderator(ctx, self.newsroom)
        await reply(ctx, door_card("briefing", OpenBriefing(), locale_of(ctx)))

    async def open_form(self, interaction: discord.Interaction[Any], _asked: OpenBriefing) -> None:
        """Open the form."""
        await require_moderator(interaction, self.newsroom)
        await interaction.response.send_modal(BriefingForm(self, locale_of(interaction)))

    async def about(self, interaction: discord.Interaction[Any], asked: AboutBriefing) -> None:
        """Tell whoever presses what a briefing carried."""
        sent = await self.newsroom.send(library_of(interaction), asked.delivery_id)
        await show(interaction, about_card(sent, locale_of(interaction)))

    async def press(self, interaction: discord.Interaction[Any], asked: ChangeSchedule) -> None:
        """A button of a schedule's card."""
        if asked.change == "history":
            await self.tell_sends(interaction, asked.schedule_id)
        elif asked.change == "open":
            await self.open(interaction, asked.schedule_id)
        else:
            await turn(interaction, await self.changed(interaction, asked))

    async def add(self, interaction: discord.Interaction[Any], asked: ScheduleRequest) -> None:
        """Schedule a briefing in a channel that it can be posted in."""
        await require_moderator(interaction, self.newsroom)
        await self.sender.check(asked.channel_id)
        line = await self.newsroom.add_schedule(
            library_of(interaction), asked, by=interaction.user.id
        )
        card = schedule_card(line, "add", _channels(interaction), locale_of(interaction))
        await show(interaction, card)

    async def make(self, interaction: discord.Interaction[Any], asked: ChangeSchedule) -> None:
        """A command: make the change and say how it is now."""
        await show(interaction, await self.changed(interaction, asked))

    async def changed(self, interaction: discord.Interaction[Any], asked: ChangeSchedule) -> Card:
        """Change a schedule, if whoever asks may."""
        await require_moderator(interaction, self.newsroom)
        make = _USE_CASES[asked.change]
        line = await make(
            self.newsroom, library_of(interaction), asked.schedule_id, by=interaction.user.id
        )
        return schedule_card(line, asked.change, _channels(interaction), locale_of(interaction))

    async def open(self, interaction: discord.Interaction[Any], schedule_id: str) -> None:
        """Show one schedule with its buttons."""
        await require_moderator(interaction, self.newsroom)
        line = await self.newsroom.schedule(library_of(interaction), schedule_id)
        card = schedule_card(line, "open", _channels(interaction), locale_of(interaction))
        await show(interaction, card)

    async def tell_sends(
        self, interaction: discord.Interaction[Any], schedule_id: str | None
    ) -> None:
        """Show what became of the latest sends, of all schedules or of one."""
        await require_moderator(interaction, self.newsroom)
        found = await self.newsroom.sends(library_of(interaction), schedule_id)
        await show(interaction, sends_card(found, locale_of(interaction)))


class BriefingForm(Form):
    """When and where a briefing goes out."""

    def __init__(self, cog: Briefing, locale: str) -> None:
        super().__init__("form.briefing.title", locale)
        self.cog = cog
        self.times = ui.TextInput[Any](max_length=LONGEST_FIELD)
        self.days = ui.TextInput[Any](required=False, max_length=LONGEST_FIELD)
        self.zone = ui.TextInput[Any](required=False, max_length=LONGEST_FIELD)
        self.channel = ui.ChannelSelect[Any](channel_types=CHANNEL_TYPES)
        self.ask("form.briefing.times", self.times)
        self.ask("form.briefing.days", self.days)
        self.ask("form.briefing.zone", self.zone)
        self.ask("form.briefing.channel", self.channel)

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        """Schedule what was filled in."""
        asked = ScheduleRequest(
            self.channel.values[0].id,
            self.times.value,
            self.zone.value.strip() or None,
            self.days.value.strip() or None,
        )
        await self.cog.add(interaction, asked)


def _channels(interaction: discord.Interaction[Any]) -> dict[int, str]:
    """The names of the guild's channels and threads."""
    guild = interaction.guild
    found = [*guild.channels, *guild.threads] if guild else []
    return {channel.id: channel.name for channel in found}


async def setup(bot: OnRecordBot) -> None:
    """Add the cog; discord.py calls this."""
    cog = Briefing(bot.newsroom, DiscordSender(bot))
    await bot.add_cog(cog)
    bot.presses.on(OpenBriefing, cog.open_form)
    bot.presses.on(ChangeSchedule, cog.press)
    bot.presses.on(AboutBriefing, cog.about)
