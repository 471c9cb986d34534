"""`onrecord ingest`: bring files, folders and archives of articles into a library."""

import asyncio
import signal
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from bot.app import App
from bot.cli.library import LibraryOption, with_app
from bot.newsroom.answers import IngestReport
from bot.newsroom.files import Files
from bot.newsroom.library import LibraryRef
from bot.settings import Settings
from bot.show.articles import ingest_card
from bot.show.catalogue import say
from bot.show.terminal import print_card
from corpus.sources.file import find_files

LOCAL_USER = 0
"""Who brings articles from the command line: nobody on Discord."""

FEW = 20
"""So many articles that were added are told one by one; of more, only their number."""


def ingest(
    paths: Annotated[
        list[Path], typer.Argument(help="Files, zip archives or folders of articles.")
    ],
    published: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Publication date to assume.")
    ] = None,
    outlet: Annotated[str | None, typer.Option(help="Outlet to assume.")] = None,
    library: LibraryOption = "local",
) -> None:
    """Read articles into the library; a broken file is reported and the others go in.

    Ctrl-C stops after what is being stored; the same command goes on from there.
    """
    day = published.date() if published else None
    with Files(Settings().max_article_bytes, outlet, day) as files:
        for path, name in find_files(paths).items():
            files.add_path(name, path)
        report = asyncio.run(with_app(lambda app, ref: _read(app, ref, files), library))
    print_card(ingest_card(report, most=max(FEW, report.failed)))
    if report.failed or report.stopped:
        raise typer.Exit(1)


async def _read(app: App, ref: LibraryRef, files: Files) -> IngestReport:
    """Read them in, with a bar that shows how far it is; Ctrl-C stops."""
    stop = asyncio.Event()
    with suppress(NotImplementedError):  # Windows: Ctrl-C ends the program at once
        asyncio.get_running_loop().add_signal_handler(signal.SIGINT, stop.set)
    with _bar() as bar:
        task = bar.add_task(say("ingest.reading"), total=len(files))

        async def progress(done: int, _total: int) -> None:
            bar.update(task, completed=done)

        return await app.newsroom.ingest(ref, files, by=LOCAL_USER, progress=progress, stop=stop)


def _bar() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    return Progress(*columns, TimeRemainingColumn(), transient=True)
