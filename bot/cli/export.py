"""`onrecord export`: a whole library as JSON lines."""

import asyncio
import json

from bot.app import App
from bot.cli.as_json import iso
from bot.cli.library import LibraryOption, with_app
from bot.newsroom.library import LibraryRef


def export(library: LibraryOption = "local") -> None:
    """Print every article, person and quote of the library, one JSON object a line."""
    asyncio.run(with_app(_print, library))


async def _print(app: App, ref: LibraryRef) -> None:
    async for record in app.newsroom.export(ref):
        print(json.dumps(record, ensure_ascii=False, default=iso))
