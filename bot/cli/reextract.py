"""`onrecord reextract`: read stored articles anew, with the present readers."""

import asyncio

import typer

from bot.app import open_app
from bot.settings import Settings
from bot.show.catalogue import say


def reextract() -> None:
    """Renew what older versions read out of the stored articles; ids and corrections stay."""
    count = asyncio.run(_reextract(Settings()))
    typer.echo(say("reextract.done", count=count))


async def _reextract(settings: Settings) -> int:
    async with open_app(settings) as app:
        return await app.newsroom.reextract()
