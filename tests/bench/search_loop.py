"""`python -m tests.bench.search_loop --folder FOLDER --queries QUERIES`: how late the loop wakes.

Searches run back to back in one task while another sleeps a millisecond again and again and notes
how late it wakes. The control does the same with `zlib.compress`, C code without the interpreter's
lock, in a thread. Both alternate in the same run, on a database that `tests.bench.search` made.
"""

import argparse
import asyncio
import random
import time
import zlib
from collections.abc import Awaitable, Callable
from pathlib import Path

from storage.database import Database
from storage.search import SearchIndex
from tests.bench.search import records
from tests.bench.search_database import open_library

ROUNDS = 6
SECONDS = 5.0
STEP = 0.001


async def lateness(work: Callable[[], Awaitable[object]], seconds: float) -> list[float]:
    """How many ms late each wake came while `work` was done again and again."""
    end = time.perf_counter() + seconds
    late: list[float] = []

    async def busy() -> None:
        while time.perf_counter() < end:
            await work()

    task = asyncio.create_task(busy())
    while time.perf_counter() < end:
        begin = time.perf_counter()
        await asyncio.sleep(STEP)
        late.append((time.perf_counter() - begin - STEP) * 1000)
    await task
    return late


async def main(folder: Path, queries: str) -> None:
    """Print the percentiles of both, and their ratio."""
    database = await Database.open(f"sqlite:///{folder / 'record.db'}")
    index = SearchIndex(database)
    library = await open_library(database)
    asked = [query["q"] for query in records(queries)]
    chosen = random.Random(1)  # noqa: S311 always the same queries
    block = random.Random(2).randbytes(60_000)  # noqa: S311 any bytes do

    async def search() -> None:
        await index.quotes(library, chosen.choice(asked), limit=5)

    async def control() -> None:
        await asyncio.to_thread(zlib.compress, block, 6)

    for _ in range(100):
        await search()
    ours: list[float] = []
    theirs: list[float] = []
    for _ in range(ROUNDS):
        ours += await lateness(search, SECONDS)
        theirs += await lateness(control, SECONDS)
    for name, late in (("search", ours), ("control", theirs)):
        late.sort()
        p50, p99 = late[len(late) // 2], late[int(len(late) * 0.99)]
        print(f"{name:8} late by ms: p50 {p50:.2f}  p99 {p99:.2f}  worst {late[-1]:.2f}")
    ratio = ours[int(len(ours) * 0.99)] / theirs[int(len(theirs) * 0.99)]
    print(f"p99 over the control's: {ratio:.2f}")
    index.close()
    await database.close()


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--folder", required=True, type=Path)
    options.add_argument("--queries", required=True)
    given = options.parse_args()
    asyncio.run(main(given.folder, given.queries))
