"""The moderators' desk in Discord: one private message that turns from the panel to what is done.

Whatever is pressed is checked here, whoever presses it.
"""

from functools import partial
from typing import Any

import discord

from bot.asking import library_of, locale_of, require_moderator
from bot.briefing_forms import PlaceForm, PlanForm
from bot.courier import Courier
from bot.discord_sender import DiscordSender
from bot.drafts import draft_of, request_again, request_of
from bot.naming import names_in
from bot.newsroom.desk import Newsroom
from bot.newsroom.library import LibraryRef
from bot.newsroom.schedules import ScheduleLine, ScheduleRequest
from bot.picturing import digest_picture
from bot.replying import put, put_later, show
from bot.sending import Manner
from bot.show.actions import (
    AboutBriefing,
    ChangeSchedule,
    DropSchedule,
    OpenBriefing,
    SaveSchedule,
    ShowPanel,
    ShowSends,
)
from bot.show.panel import draft_card, dropped_card, panel_card, preview_card, question_card
from bot.show.sends import about_card, sends_card


class BriefingDesk:
    """What buttons, menus and forms of briefings do."""

    def __init__(self, newsroom: Newsroom, sender: DiscordSender) -> None:
        """Take the newsroom and what posts."""
        self.newsroom = newsroom
        self.sender = sender
        self.courier = Courier(newsroom, sender)
        self._changes = {
            "pause": newsroom.pause_schedule,
            "resume": newsroom.resume_schedule,
            "delete": newsroom.delete_schedule,
        }

    async def panel(
        self, interaction: discord.Interaction[Any], chosen: str = "", done: str | None = None
    ) -> None:
        """Show all schedules, with what was just done."""
        await require_moderator(interaction, self.newsroom)
        found = await self.newsroom.schedules(library_of(interaction))
        names, locale = names_in(interaction.guild), locale_of(interaction)
        await put(interaction, panel_card(found, names, locale, chosen=chosen, done=done))

    async def show_panel(self, interaction: discord.Interaction[Any], asked: ShowPanel) -> None:
        """Turn to the panel."""
        await self.panel(interaction, asked.schedule_id)

    async def press(self, interaction: discord.Interaction[Any], asked: ChangeSchedule) -> None:
        """A button of the panel."""
        await require_moderator(interaction, self.newsroom)
        shows = {
            "ask": self.ask,
            "edit": self.edit,
            "preview": self.preview_saved,
            "now": self.run_now,
        }
        if asked.change in shows:
            await shows[asked.change](interaction, asked.schedule_id)
        else:
            await self.change(interaction, asked.change, asked.schedule_id)

    async def change(
        self, interaction: discord.Interaction[Any], change: str, schedule_id: str
    ) -> None:
        """Pause, resume or delete; a channel must take briefings before one is resumed."""
        await require_moderator(interaction, self.newsroom)
        library, by = library_of(interaction), interaction.user.id
        if change == "resume":
            plan = (await self.newsroom.schedule(library, schedule_id)).plan
            await self.sender.check(plan.channel_id, Manner.of(plan))
        line = await self._changes[change](library, schedule_id, by=by)
        await self.panel(interaction, line.public_id, f"schedule.done.{change}")

    async def ask(self, interaction: discord.Interaction[Any], schedule_id: str) -> None:
        """Ask whether a schedule is to be deleted."""
        await require_moderator(interaction, self.newsroom)
        line = await self.newsroom.schedule(library_of(interaction), schedule_id)
        names = names_in(interaction.guild)
        await put(interaction, question_card(line, names, locale_of(interaction)))

    async def asked_again(
        self, interaction: discord.Interaction[Any], schedule_id: str
    ) -> ScheduleRequest:
        """What would have to be asked to get a schedule."""
        await require_moderator(interaction, self.newsroom)
        return request_again(await self.newsroom.schedule(library_of(interaction), schedule_id))

    async def edit(
        self,
        interaction: discord.Interaction[Any],
        schedule_id: str,
        asked: ScheduleRequest | None = None,
    ) -> None:
        """Open the form with what is set, or with what was asked instead."""
        await require_moderator(interaction, self.newsroom)
        if asked is None:
            asked = await self.asked_again(interaction, schedule_id)
        else:
            await self.sender.check(asked.channel_id, _manner(asked))
        preview = partial(self.preview, schedule_id=schedule_id)
        await interaction.response.send_modal(PlanForm(preview, asked, locale_of(interaction)))

    async def open_form(self, interaction: discord.Interaction[Any], _asked: OpenBriefing) -> None:
        """Open the form of a new schedule."""
        await require_moderator(interaction, self.newsroom)
        await interaction.response.send_modal(PlaceForm(self.preview, locale_of(interaction)))

    async def preview(
        self,
        interaction: discord.Interaction[Any],
        asked: ScheduleRequest,
        schedule_id: str = "",
    ) -> None:
        """Show what was filled in, as it would be."""
        await require_moderator(interaction, self.newsroom)
        await put_later(interaction)
        found = await self.newsroom.preview_schedule(library_of(interaction), asked)
        await self.sender.check(asked.channel_id, _manner(asked))
        names, locale = names_in(interaction.guild), locale_of(interaction)
        save = draft_of(asked, schedule_id)
        wanted = found.line.plan.picture
        picture = await digest_picture(found.briefing.digest, locale) if wanted else None
        await put(interaction, draft_card(found, save, names, locale, picture=picture))

    async def preview_saved(self, interaction: discord.Interaction[Any], schedule_id: str) -> None:
        """Show what a schedule would say now."""
        await require_moderator(interaction, self.newsroom)
        await put_later(interaction)
        library, locale = library_of(interaction), locale_of(interaction)
        plan = (await self.newsroom.schedule(library, schedule_id)).plan
        found = await self.newsroom.preview_next(library, schedule_id)
        picture = await digest_picture(found.digest, locale) if plan.picture else None
        await put(interaction, preview_card(found, schedule_id, locale, picture=picture))

    async def save(self, interaction: discord.Interaction[Any], draft: SaveSchedule) -> None:
        """Save what was previewed."""
        await require_moderator(interaction, self.newsroom)
        line = await self.saved(
            library_of(interaction), request_of(draft), interaction.user.id, draft.schedule_id
        )
        done = "edit" if draft.schedule_id else "add"
        await self.panel(interaction, line.public_id, f"schedule.done.{done}")

    async def saved(
        self, library: LibraryRef, asked: ScheduleRequest, by: int, schedule_id: str = ""
    ) -> ScheduleLine:
        """Make a schedule, or change the one that is named; its channel must take briefings."""
        await self.sender.check(asked.channel_id, _manner(asked))
        if not schedule_id:
            return await self.newsroom.add_schedule(library, asked, by=by)
        return await self.newsroom.edit_schedule(library, schedule_id, asked, by=by)

    async def drop(self, interaction: discord.Interaction[Any], _asked: DropSchedule) -> None:
        """Forget what was previewed."""
        await put(interaction, dropped_card(locale_of(interaction)))

    async def run_now(self, interaction: discord.Interaction[Any], schedule_id: str) -> None:
        """Post now what the schedule would post at its next time."""
        await require_moderator(interaction, self.newsroom)
        await put_later(interaction)
        library, by, key = library_of(interaction), interaction.user.id, str(interaction.id)
        line = await self.newsroom.schedule(library, schedule_id)
        sent = await self.courier.send_now(
            library, line.plan.channel_id, key, by=by, schedule_id=schedule_id
        )
        await self.panel(interaction, schedule_id, f"schedule.done.{sent.state.value}")

    async def sends(self, interaction: discord.Interaction[Any], asked: ShowSends) -> None:
        """Show what became of the latest sends, of all schedules or of one."""
        await require_moderator(interaction, self.newsroom)
        library, which = library_of(interaction), asked.schedule_id or None
        found = await self.newsroom.sends(library, which, asked.page)
        names = names_in(interaction.guild)
        await put(interaction, sends_card(found, names, locale_of(interaction)))

    async def about(self, interaction: discord.Interaction[Any], asked: AboutBriefing) -> None:
        """Tell whoever presses what a briefing carried."""
        sent = await self.newsroom.send(library_of(interaction), asked.delivery_id)
        await show(interaction, about_card(sent, locale_of(interaction)))


def _manner(asked: ScheduleRequest) -> Manner:
    """How what was asked would stand in its channel."""
    return Manner(asked.thread, asked.picture, tuple(map(int, asked.tags)), asked.ping_role_id)
