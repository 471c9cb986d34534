"""`onrecord ingest`: bring files and folders of articles into a library."""

import asyncio
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress

from bot.app import App
from bot.cli.library import LibraryOption, with_app
from bot.newsroom.answers import Failed, IngestReport
from bot.newsroom.library import LibraryRef
from bot.newsroom.uploads import Upload
from bot.settings import Settings
from bot.show.articles import ingest_card
from bot.show.terminal import print_card
from corpus.errors import OnRecordError
from corpus.sources.file import find_files, load_file

LOCAL_USER = 0
"""Who brings articles from the command line: nobody on Discord."""


def ingest(
    paths: Annotated[list[Path], typer.Argument(help="Files or folders of articles.")],
    published: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Publication date to assume.")
    ] = None,
    outlet: Annotated[str | None, typer.Option(help="Outlet to assume.")] = None,
    library: LibraryOption = "local",
) -> None:
    """Read articles into the library; a broken file is reported and the others go in."""
    limit = Settings().max_article_bytes
    uploads: list[Upload] = []
    unread: list[Failed] = []
    for path in find_files(paths):
        try:
            uploads.append(_upload(path, published.date() if published else None, outlet, limit))
        except OnRecordError as error:
            unread.append(Failed(path.name, error))

    async def work(app: App, ref: LibraryRef) -> IngestReport:
        with Progress(transient=True) as bar:
            task = bar.add_task("Reading articles", total=len(uploads))

            async def progress(done: int, _total: int) -> None:
                bar.update(task, completed=done)

            return await app.newsroom.ingest(ref, uploads, by=LOCAL_USER, progress=progress)

    report = asyncio.run(with_app(work, library))
    report = IngestReport((*unread, *report.items))
    print_card(ingest_card(report, most=len(report.items)))
    if report.failed:
        raise typer.Exit(1)


def _upload(path: Path, published: date | None, outlet: str | None, limit: int) -> Upload:
    return Upload(path.name, load_file(path, max_bytes=limit), None, None, outlet, published)
