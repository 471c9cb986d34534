"""An ingest in a process of its own, that says on its output how many articles are stored.

    python -m tests.crash.ingesting FOLDER [PROCESSES]

ONRECORD_DATABASE names the database, as for everybody.
"""

import asyncio
import sys
from pathlib import Path

from bot.app import open_app
from bot.newsroom.files import Files
from bot.newsroom.library import LibraryRef
from bot.settings import Settings
from corpus.sources.file import find_files


async def main(folder: Path, processes: int) -> None:
    """Bring the folder in."""
    settings = Settings(processes=processes)

    async def progress(done: int, _total: int) -> None:
        print(done, flush=True)

    with Files(settings.max_article_bytes) as files:
        for path, name in find_files([folder]).items():
            files.add_path(name, path)
        async with open_app(settings) as app:
            report = await app.newsroom.ingest(
                LibraryRef.local("local"), files, by=None, progress=progress
            )
    print("end", report.added, report.failed, flush=True)


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), int(sys.argv[2])))
