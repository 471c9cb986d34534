"""`onrecord demo`: the real bot in a simulated Discord, in the browser; no token, no account."""

import asyncio
from contextlib import suppress
from typing import Annotated

import typer

from bot.settings import Settings
from bot.show.catalogue import say


def demo(
    port: Annotated[
        int | None, typer.Option(help="The page's port on loopback; 0 picks a free one.")
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Ask without a browser, print the transcript, and exit.")
    ] = False,
    day: Annotated[
        bool,
        typer.Option("--day", help="Let a day pass in two minutes: a feed prints and corrects."),
    ] = False,
) -> None:
    """Try the bot with sample articles, or check that the demo answers."""
    try:
        # The demo's own dependency is optional: the bot on Discord runs without it.
        from bot import demo as stage  # noqa: PLC0415
        from bot import demo_check, demo_day  # noqa: PLC0415
    except ModuleNotFoundError as error:
        typer.echo(say("demo.not_installed", missing=error.name or ""), err=True)
        raise typer.Exit(1) from error
    settings = Settings()
    where = settings.demo_port if port is None else port
    if check:
        raise typer.Exit(asyncio.run(demo_check.check(settings)))
    with suppress(asyncio.CancelledError):
        if day:
            asyncio.run(demo_day.show(settings, where))
        else:
            samples = stage.sample_uploads()
            asyncio.run(stage.serve(settings, where, stage.plan_briefing, samples))
