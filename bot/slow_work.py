"""Slow work that somebody waits for: how far it is, in place of the "thinking" of Discord."""

from contextlib import suppress
from typing import Any

import discord

from bot.newsroom.ingest import Progress
from bot.replying import finish
from bot.show.sources import progress_card


def tells_progress(interaction: discord.Interaction[Any], locale: str) -> Progress:
    """Says between two items how many are done."""

    async def tell(done: int, total: int) -> None:
        if done < total:
            # The work goes on though Discord may take no more edits, as after 15 minutes.
            with suppress(discord.HTTPException):
                await finish(interaction, progress_card(done, total, locale))

    return tell
