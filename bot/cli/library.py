"""What the commands share: the settings, an open app, and which library is meant."""

from collections.abc import Awaitable, Callable
from typing import Annotated, TypeVar

import typer

from bot.app import App, open_app
from bot.newsroom.library import LibraryRef
from bot.settings import Settings

LibraryOption = Annotated[
    str, typer.Option("--library", help="Which of the command line's libraries to use.")
]

T = TypeVar("T")


async def with_app(work: Callable[[App, LibraryRef], Awaitable[T]], library: str) -> T:
    """Open the app with the operator's settings, do `work` on a library, close the app."""
    async with open_app(Settings()) as app:
        return await work(app, LibraryRef.local(library))
