"""`onrecord source`: the feeds that a library follows, from the command line."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress as Bar

from bot.app import App
from bot.cli.ingest import LOCAL_USER
from bot.cli.library import LibraryOption, with_app
from bot.newsroom.desk import Newsroom
from bot.newsroom.ingest import Progress
from bot.newsroom.library import LibraryRef
from bot.newsroom.sources import SourceLine
from bot.show.cards import Card
from bot.show.sources import (
    added_card,
    checked_card,
    export_card,
    list_card,
    polled_card,
    source_card,
    sources_card,
)
from bot.show.terminal import print_card
from corpus.errors import NotFound
from corpus.sources.file import load_file
from corpus.sources.opml import is_opml

app = typer.Typer(help="Follow feeds, and look after them.", no_args_is_help=True)

WhichSource = Annotated[str, typer.Argument(help="A source's id, address or title, or part of it.")]
Work = Callable[[App, LibraryRef, Progress], Awaitable[Card]]


@app.command()
def add(
    address: Annotated[
        str, typer.Argument(help="The address of a site, a page or a feed; or a list (OPML).")
    ],
    library: LibraryOption = "local",
) -> None:
    """Follow a site's feed, take one page, or follow the feeds of a list."""

    path = Path(address)
    listed = load_file(path) if path.is_file() else b""

    async def work(app: App, ref: LibraryRef, progress: Progress) -> Card:
        if is_opml(path.name, listed):
            return list_card(await app.newsroom.add_list(ref, path.name, listed, by=LOCAL_USER))
        answer = await app.newsroom.add_source(ref, address, by=LOCAL_USER, progress=progress)
        return added_card(answer)

    _run(work, library)


@app.command("list")
def list_all(
    page: Annotated[int, typer.Option(min=1, help="Which page.")] = 1,
    library: LibraryOption = "local",
) -> None:
    """Show the sources and how they are."""

    async def work(app: App, ref: LibraryRef, _progress: Progress) -> Card:
        return sources_card(await app.newsroom.sources(ref, page - 1))

    _run(work, library)


@app.command()
def check(
    source: Annotated[str, typer.Argument(help="A source, or any address.")],
    library: LibraryOption = "local",
) -> None:
    """Fetch now and show what would be read, adding nothing."""

    async def work(app: App, ref: LibraryRef, progress: Progress) -> Card:
        found = await app.newsroom.complete_sources(ref, source)
        asked = found[0].public_id if len(found) == 1 else source
        return checked_card(await app.newsroom.check_source(ref, asked, progress=progress))

    _run(work, library)


@app.command()
def pause(source: WhichSource, library: LibraryOption = "local") -> None:
    """Take nothing from a source until it is resumed."""
    _change(Newsroom.pause_source, "pause", source, library)


@app.command()
def resume(source: WhichSource, library: LibraryOption = "local") -> None:
    """Follow a paused source again."""
    _change(Newsroom.resume_source, "resume", source, library)


@app.command()
def remove(source: WhichSource, library: LibraryOption = "local") -> None:
    """Follow a source no more; what it brought stays."""
    _change(Newsroom.remove_source, "remove", source, library)


@app.command()
def export(
    file: Annotated[Path, typer.Argument(help="Where to write the list.")] = Path("sources.opml"),
    library: LibraryOption = "local",
) -> None:
    """Write the sources as a list that feed readers understand (OPML)."""

    async def work(app: App, ref: LibraryRef, _progress: Progress) -> Card:
        made = await app.newsroom.export_sources(ref)
        await asyncio.to_thread(file.write_bytes, made.data)
        return export_card(made)

    _run(work, library)


@app.command()
def poll(library: LibraryOption = "local") -> None:
    """Look at the library's sources that are due now; a running bot does so by itself."""

    async def work(app: App, ref: LibraryRef, _progress: Progress) -> Card:
        return polled_card(await app.newsroom.poll_sources(ref))

    _run(work, library)


def _change(
    change: Callable[..., Awaitable[SourceLine]], done: str, source: str, library: str
) -> None:
    async def work(app: App, ref: LibraryRef, _progress: Progress) -> Card:
        source_id = await _one(app, ref, source)
        line = await change(app.newsroom, ref, source_id, by=LOCAL_USER)
        return source_card(line, done)

    _run(work, library)


async def _one(app: App, ref: LibraryRef, asked: str) -> str:
    """The id of the source meant. Raises NotFound unless exactly one fits."""
    found = await app.newsroom.complete_sources(ref, asked)
    fitting = [line.public_id for line in found]
    if len(fitting) != 1:
        raise NotFound("error.not_found.source_like", asked=asked, count=len(fitting))
    return fitting[0]


def _run(work: Work, library: str) -> None:
    """Do it on an open app, with a bar for what takes long, and print the card."""

    async def with_bar(app: App, ref: LibraryRef) -> Card:
        with Bar(transient=True) as bar:
            task = bar.add_task("Reading items", total=None)

            async def progress(done: int, total: int) -> None:
                bar.update(task, completed=done, total=total)

            return await work(app, ref, progress)

    print_card(asyncio.run(with_app(with_bar, library)))
