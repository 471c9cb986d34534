"""Forms: what Discord calls modals, of at most five fields, their words from the catalogue."""

from typing import Any

import discord
from discord import ui

from bot.show.catalogue import say
from bot.telling import tell_error

OPEN_SECONDS = 3600.0
"""How long a form is waited for; Discord does not say when one is closed."""


class Form(ui.Modal):
    """A form whose errors are told like every other."""

    def __init__(self, key: str, locale: str) -> None:
        """`key` is the title's in the catalogue."""
        super().__init__(title=say(key, locale), timeout=OPEN_SECONDS)
        self.locale = locale

    def ask(self, key: str, field: ui.Item[Any]) -> None:
        """Add a field under the label `key`, with the hint `key`_hint beside it."""
        self.add_item(
            ui.Label(
                text=say(key, self.locale),
                description=say(f"{key}_hint", self.locale),
                component=field,
            )
        )

    async def on_error(self, interaction: discord.Interaction[Any], error: Exception, /) -> None:
        """Tell whoever sent the form in."""
        await tell_error(interaction, error)
