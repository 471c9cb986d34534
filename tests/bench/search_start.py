"""`python -m tests.bench.search_start FOLDER WORDS…`: from process start to the first answer.

FOLDER holds a database and a saved index that `tests.bench.search` made. Prints the seconds since
the process began (Linux), the CPU spent, and the memory resident after the answer; then how long a
thousand more quotes take from being written to being found.
"""

import asyncio
import os
import sys
import time
from pathlib import Path

from storage.database import Database
from storage.search import SearchIndex
from tests.bench.search_database import add_quotes, item_of, open_library
from tests.bench.search_memory import resident

MORE = 1_000
FIRST_ITEM = 900_000_000
TEXT = (
    "We have asked the ministry {times} times to open the ferry bridge before the winter, and no"
    " answer came, as one reads in number {at} of the harbour gazette"
)


def age() -> float:
    """Seconds since this process began."""
    ticks = float(Path("/proc/self/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()[19])
    uptime = float(Path("/proc/uptime").read_text(encoding="ascii").split()[0])
    return uptime - ticks / os.sysconf("SC_CLK_TCK")


async def main(folder: Path, words: str) -> None:
    """Ask once, then add and ask again."""
    path = folder / "record.db"
    database = await Database.open(f"sqlite:///{path}")
    index = SearchIndex(database)
    library = await open_library(database)
    found = await index.quotes(library, words, limit=5)
    print(f"first answer {[item_of(hit.public_id) for hit in found]} after {age():.2f} s", end=" ")
    print(f"of wall time, {time.process_time():.2f} s of CPU; resident {resident() / 1e6:.0f} MB")
    items = [(FIRST_ITEM + at, TEXT.format(at=at, times=at * at)) for at in range(MORE)]
    add_quotes(path, library, items)
    await open_library(database)
    begin, spent = time.perf_counter(), time.process_time()
    found = await index.quotes(library, f"number {MORE - 1} of the harbour gazette", limit=1)
    print(
        f"{MORE} more quotes found after {time.perf_counter() - begin:.2f} s of wall time,", end=""
    )
    print(f" {time.process_time() - spent:.2f} s of CPU: {found[0].public_id}")
    index.close()
    await database.close()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), " ".join(sys.argv[2:])))
