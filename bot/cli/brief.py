"""`onrecord brief`: a briefing over a library, in the terminal."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from bot.app import App, open_app
from bot.cli.library import LibraryOption, with_app
from bot.newsroom.briefings import STYLES, BriefingFound
from bot.newsroom.library import LibraryRef
from bot.newsroom.uploads import Upload
from bot.settings import Settings
from bot.show.briefing import briefing_cards
from bot.show.markup import card_markup
from bot.show.terminal import print_card
from corpus.samples import samples as sample_articles


def brief(
    since: Annotated[
        datetime | None,
        typer.Option(help="Only what came into the library after this instant, UTC."),
    ] = None,
    style: Annotated[str, typer.Option(help="full or short.")] = "full",
    samples: Annotated[
        bool, typer.Option("--samples", help="Of the sample articles, not of a library.")
    ] = False,
    as_markdown: Annotated[
        bool, typer.Option("--markdown", help="Print Discord's markdown.")
    ] = False,
    library: LibraryOption = "local",
) -> None:
    """Print what came into the library, story by story, every line with its source."""
    if style not in STYLES:
        raise typer.BadParameter(", ".join(STYLES))

    async def work(app: App, ref: LibraryRef) -> BriefingFound:
        instant = since.replace(tzinfo=UTC) if since else None
        return await app.newsroom.brief(ref, since=instant, style=style)

    found = asyncio.run(_of_samples(work) if samples else with_app(work, library))
    for card in briefing_cards(found):
        if as_markdown:
            typer.echo(card_markup(card))
        else:
            print_card(card)


async def _of_samples(
    work: Callable[[App, LibraryRef], Awaitable[BriefingFound]],
) -> BriefingFound:
    """Do `work` on a library of the sample articles, which is gone afterwards."""
    with TemporaryDirectory() as folder:
        settings = Settings(database=f"sqlite+aiosqlite:///{folder}/samples.db", processes=0)
        async with open_app(settings) as app:
            ref = LibraryRef.local("samples")
            uploads = [Upload(name, data) for name, data in sample_articles()]
            await app.newsroom.ingest(ref, uploads, by=None)
            return await work(app, ref)
