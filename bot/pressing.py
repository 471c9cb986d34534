"""Pressed buttons and chosen menu entries, also those that were drawn before a restart.

discord.py finds the two items below by the beginning of a custom id; what the press does is read
from it (bot/show/actions.py) and done by the cog that said it does such actions.
"""

import re
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

import discord
from discord import ui

from bot.show.actions import Action, LongIds, read
from bot.show.discord_view import CHOOSE, PRESS
from bot.telling import tell_error

if TYPE_CHECKING:
    from bot.client import OnRecordBot

A = TypeVar("A", bound=Action)
Handler = Callable[[discord.Interaction[Any], A], Awaitable[None]]


class Presses:
    """Which cog's method does which kind of action."""

    def __init__(self, ids: LongIds) -> None:
        """`ids` knows the texts that were too long for a custom id."""
        self._ids = ids
        self._handlers: dict[type[Action], Handler[Any]] = {}

    def on(self, kind: type[A], handler: Handler[A]) -> None:
        """Let `handler` do all actions of `kind`."""
        self._handlers[kind] = handler

    async def do(self, interaction: discord.Interaction[Any], text: str) -> None:
        """Do the action written as `text`; whatever goes wrong is told to the presser."""
        try:
            action = read(self._ids.expand(text))
            await self._handlers[type(action)](interaction, action)
        except Exception as error:  # noqa: BLE001  # discord.py would only log it, the user never know
            await tell_error(interaction, error)


class PressedButton(ui.DynamicItem[ui.Button[Any]], template=re.escape(PRESS) + ".+"):
    """Any button of a card."""

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], item: ui.Item[Any], _match: re.Match[str], /
    ) -> Self:
        """The button as it stands on the message."""
        return cls(cast(ui.Button[Any], item))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Do what the custom id says."""
        await _presses(interaction).do(interaction, self.custom_id.removeprefix(PRESS))


class ChosenEntry(ui.DynamicItem[ui.Select[Any]], template=re.escape(CHOOSE) + ".+"):
    """Any menu of a card."""

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], item: ui.Item[Any], _match: re.Match[str], /
    ) -> Self:
        """The menu as it stands on the message."""
        return cls(cast(ui.Select[Any], item))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Do what the chosen entry's value says."""
        await _presses(interaction).do(interaction, self.item.values[0])


def _presses(interaction: discord.Interaction[Any]) -> Presses:
    return cast("OnRecordBot", interaction.client).presses
