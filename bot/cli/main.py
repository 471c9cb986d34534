"""Gathers the commands: `onrecord COMMAND …`."""

import typer

from bot.cli import (
    ask,
    brief,
    demo,
    export,
    extract,
    ingest,
    migrate,
    reextract,
    run,
    schedule,
    source,
)

app = typer.Typer(
    name="onrecord",
    help="Keep the public record of a news story: who said what, when, and how others answered.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
for command in (
    run.run,
    demo.demo,
    ingest.ingest,
    ask.ask,
    brief.brief,
    extract.extract,
    reextract.reextract,
    export.export,
    migrate.migrate,
):
    app.command()(command)
app.add_typer(schedule.app, name="schedule")
app.add_typer(source.app, name="source")
