"""`onrecord brief`: a briefing over a library, in the terminal."""

import asyncio
from datetime import UTC, datetime
from typing import Annotated

import typer

from bot.app import App
from bot.cli.library import LibraryOption, with_app
from bot.newsroom.briefings import BriefingFound
from bot.newsroom.library import LibraryRef
from bot.show.briefing import briefing_cards
from bot.show.terminal import print_card


def brief(
    since: Annotated[
        datetime | None,
        typer.Option(help="Only what came into the library after this instant, UTC."),
    ] = None,
    library: LibraryOption = "local",
) -> None:
    """Print what came into the library, story by story, every line with its source."""

    async def work(app: App, ref: LibraryRef) -> BriefingFound:
        instant = since.replace(tzinfo=UTC) if since else None
        return await app.newsroom.brief(ref, since=instant)

    for card in briefing_cards(asyncio.run(with_app(work, library))):
        print_card(card)
