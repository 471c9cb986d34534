"""`briefing`: sent now, or at set times; and what became of each."""

from dataclasses import replace
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.alerts import Alerts
from bot.asking import library_of, locale_of, require_moderator
from bot.briefing_desk import BriefingDesk
from bot.client import OnRecordBot
from bot.completing import choices, zone_choices
from bot.discord_sender import DiscordSender
from bot.newsroom.desk import Newsroom
from bot.newsroom.library import LibraryRef
from bot.newsroom.schedules import LONGEST_GRACE_HOURS, USUAL_GRACE_HOURS, ScheduleRequest
from bot.replying import reply, show
from bot.show.actions import (
    AboutBriefing,
    ChangeSchedule,
    DropSchedule,
    OpenBriefing,
    SaveSchedule,
    ShowPanel,
    ShowSends,
)
from bot.show.house import door_card
from bot.show.sends import about_card
from bot.show.timetables import day_suggestions, timetable_words
from bot.show.words import words
from bot.tagging import tag_choices, tag_ids
from corpus.errors import BadInput

Channel = (
    discord.TextChannel
    | discord.VoiceChannel
    | discord.StageChannel
    | discord.Thread
    | discord.ForumChannel
)
Hours = app_commands.Range[int, 1, LONGEST_GRACE_HOURS]
_PLACE = {
    "channel": words("command.briefing.channel"),
    "zone": words("command.briefing.zone"),
    "role": words("command.briefing.role"),
    "quiet": words("command.briefing.quiet"),
    "thread": words("command.briefing.thread"),
    "picture": words("command.briefing.picture"),
    "tags": words("command.briefing.tags"),
    "late": words("command.briefing.late"),
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
        self.desk = BriefingDesk(newsroom, sender)
        self.alerts = Alerts(newsroom, sender)

    @briefing.command(name="now", description=words("command.briefing.now"))
    async def now(self, interaction: discord.Interaction[Any]) -> None:
        """Post what is new since this channel's last briefing."""
        await require_moderator(interaction, self.newsroom)
        await interaction.response.defer(ephemeral=True, thinking=True)
        library, channel = library_of(interaction), interaction.channel_id or 0
        key, by = str(interaction.id), interaction.user.id
        sent = await self.desk.courier.send_now(library, channel, key, by=by)
        await show(interaction, about_card(sent, locale_of(interaction)))

    @briefing.command(name="new", description=words("command.briefing.new"))
    @app_commands.describe(**_PLACE)
    async def new(  # noqa: PLR0913, PLR0917  # the options of the command
        self,
        interaction: discord.Interaction[Any],
        channel: Channel | None = None,
        zone: str | None = None,
        role: discord.Role | None = None,
        quiet: str | None = None,
        thread: bool = False,  # an option of the command, as are the following
        picture: bool = False,
        tags: str | None = None,
        late: Hours = USUAL_GRACE_HOURS,
    ) -> None:
        """Open the form, check what is filled in, and show it before it is saved."""
        asked = ScheduleRequest(interaction.channel_id or 0, "", zone, quiet=quiet)
        asked = replace(asked, thread=thread, picture=picture, grace_hours=late)
        await self.desk.edit(interaction, "", _placed(interaction, asked, channel, role, tags))

    @briefing.command(name="edit", description=words("command.briefing.edit"))
    @app_commands.describe(briefing=words("command.briefing.which"), **_PLACE)
    async def edit(  # noqa: PLR0913, PLR0917  # the options of the command
        self,
        interaction: discord.Interaction[Any],
        briefing: str,
        channel: Channel | None = None,
        zone: str | None = None,
        role: discord.Role | None = None,
        quiet: str | None = None,
        thread: bool | None = None,
        picture: bool | None = None,
        tags: str | None = None,
        late: Hours | None = None,
    ) -> None:
        """Open the form with what is set, but for what is given; show it before it is saved."""
        asked = await self.desk.asked_again(interaction, briefing)
        given = {"zone": zone, "quiet": quiet, "thread": thread, "picture": picture}
        given |= {"grace_hours": late}
        asked = replace(asked, **{name: each for name, each in given.items() if each is not None})
        placed = _placed(interaction, asked, channel, role, tags)
        await self.desk.edit(interaction, briefing, placed)

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
        await require_moderator(interaction, self.newsroom)
        where = channel.id if channel else interaction.channel_id or 0
        asked = ScheduleRequest(where, times, zone, days, skip_if_empty)
        line = await self.desk.saved(library_of(interaction), asked, interaction.user.id)
        await self.desk.panel(interaction, line.public_id, "schedule.done.add")

    @briefing.command(name="list", description=words("command.briefing.list"))
    async def list_all(self, interaction: discord.Interaction[Any]) -> None:
        """Show all schedules, and what can be done with each."""
        await self.desk.panel(interaction)

    @briefing.command(name="pause", description=words("command.briefing.pause"))
    @app_commands.describe(briefing=words("command.briefing.which"))
    async def pause(self, interaction: discord.Interaction[Any], briefing: str) -> None:
        """Send no more for a while."""
        await self.desk.change(interaction, "pause", briefing)

    @briefing.command(name="resume", description=words("command.briefing.resume"))
    @app_commands.describe(briefing=words("command.briefing.which"))
    async def resume(self, interaction: discord.Interaction[Any], briefing: str) -> None:
        """Send again."""
        await self.desk.change(interaction, "resume", briefing)

    @briefing.command(name="delete", description=words("command.briefing.delete"))
    @app_commands.describe(briefing=words("command.briefing.which"))
    async def delete(self, interaction: discord.Interaction[Any], briefing: str) -> None:
        """Send never again, once that is confirmed."""
        await self.desk.ask(interaction, briefing)

    @briefing.command(name="history", description=words("command.briefing.history"))
    async def history(self, interaction: discord.Interaction[Any]) -> None:
        """Show what became of the latest sends."""
        await self.desk.sends(interaction, ShowSends())

    @new.autocomplete("zone")
    @edit.autocomplete("zone")
    @schedule.autocomplete("zone")
    async def complete_zone(
        self, _interaction: discord.Interaction[Any], typed: str
    ) -> list[app_commands.Choice[str]]:
        """Offer IANA zones."""
        return zone_choices(typed)

    @new.autocomplete("tags")
    @edit.autocomplete("tags")
    async def complete_tags(
        self, interaction: discord.Interaction[Any], typed: str
    ) -> list[app_commands.Choice[str]]:
        """Offer the tags of the guild's forums."""
        return choices((each, each) for each in tag_choices(interaction, typed))

    @schedule.autocomplete("days")
    async def complete_days(
        self, interaction: discord.Interaction[Any], _typed: str
    ) -> list[app_commands.Choice[str]]:
        """Offer the usual days."""
        return choices((words, words) for words in day_suggestions(locale_of(interaction)))

    @edit.autocomplete("briefing")
    @pause.autocomplete("briefing")
    @resume.autocomplete("briefing")
    @delete.autocomplete("briefing")
    async def complete_schedule(
        self, interaction: discord.Interaction[Any], typed: str
    ) -> list[app_commands.Choice[str]]:
        """Offer this server's schedules."""
        found = await self.newsroom.schedules(library_of(interaction))
        locale = locale_of(interaction)
        shown = ((timetable_words(line.timetable, locale), line.public_id) for line in found.lines)
        return choices(pair for pair in shown if typed.casefold() in pair[0].casefold())

    @commands.command(name="briefing")
    @commands.guild_only()
    async def briefing_typed(self, ctx: commands.Context[OnRecordBot]) -> None:
        """Offer the button that opens the form."""
        await require_moderator(ctx, self.newsroom)
        await reply(ctx, door_card("briefing", OpenBriefing(), locale_of(ctx)))

    @commands.Cog.listener()
    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """Pause what ran there, and tell the moderators, before it is due."""
        await self.alerts.channel_gone(channel.id)

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Tell of what was paused when the bot was taken out, if it was here before."""
        await self.alerts.returned(LibraryRef.guild(guild.id))

    @commands.Cog.listener()
    async def on_raw_thread_delete(self, payload: discord.RawThreadDeleteEvent) -> None:
        """The same for a thread."""
        await self.alerts.channel_gone(payload.thread_id)


def _placed(
    interaction: discord.Interaction[Any],
    asked: ScheduleRequest,
    channel: Channel | None,
    role: discord.Role | None,
    tags: str | None,
) -> ScheduleRequest:
    """What was asked with the channel, role and tags that were given. Raises BadInput."""
    if channel is not None:
        asked = replace(asked, channel_id=channel.id)
    if role is not None and role.is_default():
        raise BadInput("error.input.everyone")
    if role is not None:
        asked = replace(asked, ping_role_id=role.id)
    return (
        asked if tags is None else replace(asked, tags=tag_ids(interaction, asked.channel_id, tags))
    )


async def setup(bot: OnRecordBot) -> None:
    """Add the cog; discord.py calls this."""
    cog = Briefing(bot.newsroom, DiscordSender(bot))
    await bot.add_cog(cog)
    bot.presses.on(OpenBriefing, cog.desk.open_form)
    bot.presses.on(ShowPanel, cog.desk.show_panel)
    bot.presses.on(ChangeSchedule, cog.desk.press)
    bot.presses.on(SaveSchedule, cog.desk.save)
    bot.presses.on(DropSchedule, cog.desk.drop)
    bot.presses.on(ShowSends, cog.desk.sends)
    bot.presses.on(AboutBriefing, cog.desk.about)
