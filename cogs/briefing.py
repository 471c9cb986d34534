"""`briefing`: sent now, or at set times; and what became of each."""

from dataclasses import replace
from typing import Any

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.asking import library_of, locale_of, require_moderator
from bot.client import OnRecordBot
from bot.completing import choices, zone_choices
from bot.courier import Courier
from bot.discord_sender import DiscordSender
from bot.drafts import YES, draft_of, request_again, request_of
from bot.forms import Form
from bot.newsroom.briefings import STYLES
from bot.newsroom.desk import Newsroom
from bot.newsroom.library import LibraryRef
from bot.newsroom.schedules import ScheduleLine, ScheduleRequest
from bot.replying import reply, show, turn
from bot.show.actions import (
    AboutBriefing,
    ChangeSchedule,
    DropSchedule,
    OpenBriefing,
    SaveSchedule,
)
from bot.show.briefing import about_card
from bot.show.cards import Card
from bot.show.catalogue import say
from bot.show.house import door_card
from bot.show.schedules import (
    day_suggestions,
    days_words,
    dropped_card,
    preview_card,
    schedule_card,
    schedules_card,
    sends_card,
    timetable_words,
)
from bot.show.words import words

Channel = (
    discord.TextChannel
    | discord.VoiceChannel
    | discord.StageChannel
    | discord.Thread
    | discord.ForumChannel
)
CHANNEL_TYPES = [
    discord.ChannelType.text,
    discord.ChannelType.news,
    discord.ChannelType.public_thread,
    discord.ChannelType.forum,
]
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

    @briefing.command(name="new", description=words("command.briefing.new"))
    @app_commands.describe(
        channel=words("command.briefing.channel"),
        zone=words("command.briefing.zone"),
        role=words("command.briefing.role"),
    )
    async def new(
        self,
        interaction: discord.Interaction[Any],
        channel: Channel | None = None,
        zone: str | None = None,
        role: discord.Role | None = None,
    ) -> None:
        """Open the form, check what is filled in, and show it before it is saved."""
        await require_moderator(interaction, self.newsroom)
        where = channel.id if channel else interaction.channel_id or 0
        await self.sender.check(where)
        asked = ScheduleRequest(where, "", zone, ping_role_id=role.id if role else None)
        form = PlanForm(self, asked, locale_of(interaction))
        await interaction.response.send_modal(form)

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

    @new.autocomplete("zone")
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
        shows = {
            "history": self.tell_sends,
            "open": self.open,
            "edit": self.edit,
            "now": self.run_now,
        }
        if asked.change in shows:
            await shows[asked.change](interaction, asked.schedule_id)
        else:
            await turn(interaction, await self.changed(interaction, asked))

    async def edit(self, interaction: discord.Interaction[Any], schedule_id: str) -> None:
        """Open the form with what is set."""
        await require_moderator(interaction, self.newsroom)
        line = await self.newsroom.schedule(library_of(interaction), schedule_id)
        asked = request_again(line, days_words(line.timetable.days))
        form = PlanForm(self, asked, locale_of(interaction), schedule_id)
        await interaction.response.send_modal(form)

    async def run_now(self, interaction: discord.Interaction[Any], schedule_id: str) -> None:
        """Post now what the schedule would post at its next time."""
        await require_moderator(interaction, self.newsroom)
        await interaction.response.defer(ephemeral=True, thinking=True)
        library, by, key = library_of(interaction), interaction.user.id, str(interaction.id)
        line = await self.newsroom.schedule(library, schedule_id)
        sent = await self.courier.send_now(
            library, line.channel_id, key, by=by, schedule_id=schedule_id
        )
        await show(interaction, about_card(sent, locale_of(interaction)))

    async def preview(
        self, interaction: discord.Interaction[Any], asked: ScheduleRequest, schedule_id: str
    ) -> None:
        """Show what was filled in, as it would be."""
        await require_moderator(interaction, self.newsroom)
        await interaction.response.defer(ephemeral=True, thinking=True)
        found = await self.newsroom.preview_schedule(library_of(interaction), asked)
        save = draft_of(asked, schedule_id)
        card = preview_card(found, save, _channels(interaction), locale_of(interaction))
        await show(interaction, card)

    async def save(self, interaction: discord.Interaction[Any], draft: SaveSchedule) -> None:
        """Save what was previewed."""
        await require_moderator(interaction, self.newsroom)
        await self.sender.check(int(draft.channel))
        line = await self.saved(library_of(interaction), draft, interaction.user.id)
        done = "edit" if draft.schedule_id else "add"
        card = schedule_card(line, done, _channels(interaction), locale_of(interaction))
        await turn(interaction, card)

    async def saved(self, library: LibraryRef, draft: SaveSchedule, by: int) -> ScheduleLine:
        """Make the schedule, or change the one that the draft names."""
        asked = request_of(draft)
        if not draft.schedule_id:
            return await self.newsroom.add_schedule(library, asked, by=by)
        return await self.newsroom.edit_schedule(library, draft.schedule_id, asked, by=by)

    async def drop(self, interaction: discord.Interaction[Any], _asked: DropSchedule) -> None:
        """Forget what was previewed."""
        await turn(interaction, dropped_card(locale_of(interaction)))

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


class PlanForm(Form):
    """When a briefing goes out and what it says; where was chosen before."""

    def __init__(
        self, cog: Briefing, asked: ScheduleRequest, locale: str, schedule_id: str = ""
    ) -> None:
        super().__init__("form.briefing.title", locale)
        self.cog, self.asked, self.schedule_id = cog, asked, schedule_id
        self.times = ui.TextInput[Any](default=asked.times, max_length=LONGEST_FIELD)
        self.days = _optional_text(asked.days)
        self.about = _optional_text(asked.about)
        styles = [(name, f"schedule.style.{name}") for name in STYLES]
        self.style = _select(styles, asked.style, locale)
        empty = [(YES, "form.briefing.skip"), ("no", "form.briefing.send")]
        self.skip_if_empty = _select(empty, YES if asked.skip_if_empty else "no", locale)
        self.ask("form.briefing.times", self.times)
        self.ask("form.briefing.days", self.days)
        self.ask("form.briefing.about", self.about)
        self.ask("form.briefing.style", self.style)
        self.ask("form.briefing.skip_if_empty", self.skip_if_empty)

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        """Show what was filled in before it is saved."""
        asked = replace(
            self.asked,
            times=self.times.value,
            days=self.days.value.strip() or None,
            about=self.about.value.strip() or None,
            style=self.style.values[0],
            skip_if_empty=self.skip_if_empty.values[0] == YES,
        )
        await self.cog.preview(interaction, asked, self.schedule_id)


def _optional_text(default: str | None) -> ui.TextInput[Any]:
    return ui.TextInput(required=False, default=default, max_length=LONGEST_FIELD)


def _select(values: list[tuple[str, str]], chosen: str, locale: str) -> ui.Select[Any]:
    """A choice of values, each with the key of its words."""
    return ui.Select(
        options=[
            discord.SelectOption(label=say(key, locale), value=value, default=value == chosen)
            for value, key in values
        ]
    )


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
    bot.presses.on(SaveSchedule, cog.save)
    bot.presses.on(DropSchedule, cog.drop)
    bot.presses.on(AboutBriefing, cog.about)
