"""`onrecord extract`: read each article on its own and print what is in it, a JSON line each."""

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.settings import Settings
from bot.show.terminal import print_error
from corpus.errors import OnRecordError
from corpus.extraction import nlp
from corpus.extraction.pipeline import extract as extract_article
from corpus.record import as_record
from corpus.sources.file import find_files, read_file


def extract(
    paths: Annotated[list[Path], typer.Argument(help="Files or folders of articles.")],
    published: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Publication date to assume.")
    ] = None,
    outlet: Annotated[str | None, typer.Option(help="Outlet to assume.")] = None,
) -> None:
    """Print people, quotes and events of each article, one JSON object a line."""
    settings = Settings()
    language = nlp.load(settings.model)
    failed = False
    for path in find_files(paths):
        try:
            article = read_file(
                path,
                published=published.date() if published else None,
                outlet=outlet,
                max_bytes=settings.max_article_bytes,
            )
        except OnRecordError as error:
            print_error(error)
            failed = True
            continue
        record = as_record(article, extract_article(article, language), str(path))
        sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")
    if failed:
        raise typer.Exit(1)
