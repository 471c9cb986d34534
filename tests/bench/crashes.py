"""`python -m tests.bench.crashes ARTICLES.jsonl… [--limit N] [--kills N]`: an ingest, killed.

The articles go in by a real process into a real SQLite file. It gets SIGKILL at random moments and
is started again each time, until all is in; then the library must say what that of an undisturbed
ingest says: articles, quotes with their spans and speakers, events, people and groups of wordings.
After each kill what was acknowledged must be there, once and in order. Ends with an error if not.
"""

import argparse
import asyncio
import random
import tempfile
from pathlib import Path

from tests.bench.common import records
from tests.crash.contents import digest
from tests.crash.killing import Ingest, moments

PROCESSES = 2


def lay_out(folder: Path, paths: list[str], limit: int) -> int:
    """Write the first articles as files into a new folder; say how many."""
    folder.mkdir()
    articles = [record for path in paths for record in records(path)][:limit]
    for number, record in enumerate(articles):
        (folder / f"{number:05}.txt").write_text(record["text"], "utf-8")
    return len(articles)


async def main(paths: list[str], limit: int, kills: int) -> None:
    """Run it and print the hashes."""
    chance = random.Random(7)  # noqa: S311 the same each time
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary, "articles")
        articles = lay_out(folder, paths, limit)
        calm = Ingest(folder, Path(temporary, "calm.db"), PROCESSES)
        print("undisturbed:", await calm.finish(), digest(calm.database), flush=True)
        stormy = Ingest(folder, Path(temporary, "stormy.db"), PROCESSES)
        for number, (at, delay) in enumerate(moments(chance, kills, articles), 1):
            said = await stormy.killed(at, delay)
            print(f"kill {number}: {said} acknowledged", flush=True)
        print("after the last:", await stormy.finish(), digest(stormy.database))
        assert digest(stormy.database) == digest(calm.database)
        print(f"{articles} articles, {kills} kills: nothing lost, nothing repeated, the same")


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("articles", nargs="+")
    options.add_argument("--limit", type=int, default=500)
    options.add_argument("--kills", type=int, default=50)
    given = options.parse_args()
    asyncio.run(main(given.articles, given.limit, given.kills))
