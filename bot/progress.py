"""A message that tells how far a long work is, with a button that stops it, and then what came.

An interaction's token is void after 15 minutes; from then on the message is edited as any other of
the bot's.
"""

import asyncio
import logging
import secrets
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any

import discord

from bot.show.cards import Card
from bot.show.discord_view import files, to_view

log = logging.getLogger(__name__)

EVERY = 3.0
"""Seconds between two edits: Discord allows five in five seconds, and nobody reads faster."""

TOKEN_LASTS = 14 * 60.0
"""Seconds for which an interaction's token is used; Discord's is void after 15 minutes."""


class Works:
    """The long works of this process that may be stopped, by a key that their buttons carry."""

    def __init__(self) -> None:
        """Begin with none."""
        self._stops: dict[str, asyncio.Event] = {}

    @contextmanager
    def going_on(self) -> Generator[tuple[str, asyncio.Event]]:
        """While a work goes on: its key, and the event that is set to stop it."""
        key, stop = secrets.token_hex(4), asyncio.Event()
        self._stops[key] = stop
        try:
            yield key, stop
        finally:
            del self._stops[key]

    def stop(self, key: str) -> bool:
        """Stop a work; whether it goes on here at all."""
        if key not in self._stops:
            return False
        self._stops[key].set()
        return True


class ProgressMessage:
    """The deferred answer to an interaction, in which progress is told."""

    def __init__(
        self, interaction: discord.Interaction[Any], card: Callable[[int, int], Card]
    ) -> None:
        """`card` says how many of how many are done."""
        self._interaction = interaction
        self._card = card
        self._began = time.perf_counter()
        self._told: float | None = None
        self._message: discord.InteractionMessage | None = None

    async def tell(self, done: int, total: int) -> None:
        """Say how many are done, unless that was said a moment ago."""
        now = time.perf_counter()
        if done >= total or (self._told is not None and now - self._told < EVERY):
            return
        await self._edit(self._card(done, total))
        self._told = time.perf_counter()

    async def finish(self, card: Card) -> None:
        """Put what came of it in place of the progress."""
        await self._edit(card)

    async def _edit(self, card: Card) -> None:
        client = self._interaction.client
        view = to_view(card, client.long_ids)
        try:
            if self._message is None or time.perf_counter() - self._began < TOKEN_LASTS:
                self._message = await self._interaction.edit_original_response(
                    view=view, attachments=files(card)
                )
            else:
                channel = client.get_partial_messageable(self._message.channel.id)
                message = channel.get_partial_message(self._message.id)
                await message.edit(view=view, attachments=files(card))
        except discord.HTTPException as error:  # the work goes on, whoever reads of it
            log.warning("How far a work is could not be told: %s", error)
