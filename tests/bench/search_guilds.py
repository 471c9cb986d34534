"""`python -m tests.bench.search_guilds ITEMS [--guilds N] [--articles M]`: many small libraries.

Puts the items into one database as quotes, and gives each of N guilds M of the articles: half of
them from a hundred that all share, half of its own. Asks each guild twice and prints what the
first and the second answer cost, and what the libraries' own memory comes to beside the one index.
"""

import argparse
import asyncio
import gc
import random
import sqlite3
import tempfile
import time
from pathlib import Path

from storage import libraries
from storage.database import Database
from storage.search import SearchIndex
from storage.types import LibraryId
from tests.bench.search import records
from tests.bench.search_database import BASE, PER_ARTICLE, SPEAKERS, fill, speaker_name
from tests.bench.search_memory import resident

SHARED = 100


async def make_guilds(path: Path, number: int) -> list[LibraryId]:
    """As many guilds, with nothing in them yet."""
    database = await Database.open(f"sqlite:///{path}")
    async with database.write() as session:
        made = [(await libraries.for_guild(session, guild)).id for guild in range(1, number + 1)]
    await database.close()
    return made


def share_out(path: Path, guilds: list[LibraryId], articles: int, total: int) -> None:
    """Give each guild its articles and the people who speak in them."""
    chosen = random.Random(5)  # noqa: S311 always the same
    person = 2 * BASE
    with sqlite3.connect(path) as connection:
        for guild in guilds:
            own = chosen.sample(range(SHARED + 1, total + 1), articles - articles // 2)
            common = chosen.sample(range(1, SHARED + 1), articles // 2)
            for article in (*common, *own):
                person += 1
                name = speaker_name(article % SPEAKERS + 1)
                connection.execute(
                    "INSERT INTO memberships (library_id, article_id, name, added_at, generation)"
                    " VALUES (?, ?, 'items', '2026-01-01 00:00:00.000000', 1)",
                    (guild, article),
                )
                connection.execute(
                    "INSERT INTO people (id, public_id, library_id, kind, name)"
                    " VALUES (?, ?, ?, 'person', ?)",
                    (person, f"g{person:011d}", guild, name),
                )
                connection.execute(
                    "INSERT INTO person_links (library_id, person_id, figure_id, certain)"
                    " VALUES (?, ?, ?, 1)",
                    (guild, person, BASE + article),
                )
        connection.execute("UPDATE libraries SET generation = generation + 1")
        connection.commit()
    connection.close()


async def ask_all(path: Path, guilds: list[LibraryId], words: str) -> None:
    """Ask each guild twice; print what it cost."""
    database = await Database.open(f"sqlite:///{path}")
    index = SearchIndex(database)
    await index.save()
    gc.collect()
    before = resident()
    for turn in ("first", "second"):
        began = time.process_time()
        for guild in guilds:
            await index.quotes(guild, words, limit=5)
        spent = (time.process_time() - began) * 1000 / len(guilds)
        print(f"{turn} answer of each of {len(guilds)} guilds: {spent:.2f} ms of CPU")
    gc.collect()
    grown = (resident() - before) / len(guilds) / 1000
    print(f"resident before {before / 1e6:.0f} MB, and {grown:.1f} kB more for each guild")
    index.close()
    await database.close()


def main() -> None:
    """Run the benchmark as the options say."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("items")
    options.add_argument("--guilds", type=int, default=1_000)
    options.add_argument("--articles", type=int, default=30)
    asked = options.parse_args()
    items = records(asked.items)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "record.db"
        fill(path, "quotes", ((item["id"], item["text"]) for item in items))
        guilds = asyncio.run(make_guilds(path, asked.guilds))
        share_out(path, guilds, asked.articles, len(items) // PER_ARTICLE)
        words = " ".join(items[0]["text"].split()[:4])
        del items
        asyncio.run(ask_all(path, guilds, words))


if __name__ == "__main__":
    main()
