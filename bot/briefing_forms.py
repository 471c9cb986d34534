"""The forms of briefings: what they ask, and that a preview follows."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import discord
from discord import ui

from bot.forms import Form
from bot.newsroom.briefings import STYLES
from bot.newsroom.schedules import ScheduleRequest
from bot.show.catalogue import say

CHANNEL_TYPES = [
    discord.ChannelType.text,
    discord.ChannelType.news,
    discord.ChannelType.public_thread,
    discord.ChannelType.forum,
]
LONGEST_FIELD = 100
YES = "yes"

Preview = Callable[[discord.Interaction[Any], ScheduleRequest], Awaitable[None]]
"""Shows what was filled in before it is saved."""


class PlaceForm(Form):
    """When and where a briefing goes out: what `!` and the panel's button open."""

    def __init__(self, preview: Preview, locale: str) -> None:
        super().__init__("form.briefing.title", locale)
        self.preview = preview
        self.times = ui.TextInput[Any](max_length=LONGEST_FIELD)
        self.days = _optional_text(None)
        self.zone = _optional_text(None)
        self.channel = ui.ChannelSelect[Any](channel_types=CHANNEL_TYPES)
        self.about = _optional_text(None)
        self.ask("form.briefing.times", self.times)
        self.ask("form.briefing.days", self.days)
        self.ask("form.briefing.zone", self.zone)
        self.ask("form.briefing.channel", self.channel)
        self.ask("form.briefing.about", self.about)

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        """Show what was filled in before it is saved."""
        asked = ScheduleRequest(
            self.channel.values[0].id,
            self.times.value,
            self.zone.value.strip() or None,
            self.days.value.strip() or None,
            about=self.about.value.strip() or None,
        )
        await self.preview(interaction, asked)


class PlanForm(Form):
    """When a briefing goes out and what it says; where and how was chosen before."""

    def __init__(self, preview: Preview, asked: ScheduleRequest, locale: str) -> None:
        super().__init__("form.briefing.title", locale)
        self.preview, self.asked = preview, asked
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
        await self.preview(interaction, asked)


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
