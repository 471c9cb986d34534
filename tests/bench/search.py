"""`python -m tests.bench.search --items ITEMS --queries QUERIES --kind quotes|names`: search.

Writes the items into a database as the product keeps them, lets the product build and save its
index, and asks the queries through `storage.search`: recall, CPU, memory, and the ratio to
rapidfuzz's `extract` with WRatio on a fixed 20 of the queries in the same process.
`tests.bench.search:factory` is the same for a scorer: factory(items, kind=…) -> search(text, k).
"""

import argparse
import asyncio
import json
import random
import resource
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, process, utils

from storage.database import Database
from storage.search import QuoteNarrowing, SearchIndex
from tests.bench.search_database import fill, item_of, open_library, outlet_of
from tests.bench.search_memory import resident, tables

Record = dict[str, Any]
Search = Callable[[str, int], list[int]]

COMPARED = 20
"""Queries that `extract` is asked too."""


class Product:
    """The product's search over a database of items, asked as a scorer asks."""

    def __init__(self, folder: Path, kind: str) -> None:
        """Open the database in `folder`, and its saved index."""
        self._loop = asyncio.new_event_loop()
        self._kind = kind
        self.database = self._loop.run_until_complete(
            Database.open(f"sqlite:///{folder / 'record.db'}")
        )
        self.index = SearchIndex(self.database)
        self._library = self._loop.run_until_complete(open_library(self.database))

    def save(self) -> None:
        """Build the index and save it."""
        self._loop.run_until_complete(self.index.save())

    def search(self, asked: str, k: int, outlet: str | None = None) -> list[int]:
        """The items that answer, best first; of quotes, those of an outlet."""
        return self._loop.run_until_complete(self._search(asked, k, outlet))

    def close(self) -> None:
        """Close the database."""
        self.index.close()
        self._loop.run_until_complete(self.database.close())
        self._loop.close()

    async def _search(self, asked: str, k: int, outlet: str | None) -> list[int]:
        if self._kind == "quotes":
            narrowing = QuoteNarrowing(outlet=outlet) if outlet else None
            quotes = await self.index.quotes(self._library, asked, limit=k, narrowing=narrowing)
            return [item_of(hit.public_id) for hit in quotes]
        people = await self.index.people(self._library, asked, limit=k)
        return [item_of(hit.public_id) for hit in people]


def factory(items: Iterable[Record], kind: str = "quotes", folder: str | None = None) -> Search:
    """A search over items; the database goes into `folder`, or into a temporary one."""
    place = Path(folder or tempfile.mkdtemp(prefix="search-"))
    fill(place / "record.db", kind, ((item["id"], item["text"]) for item in items))
    product = Product(place, kind)
    product.save()
    return product.search


def records(path: str) -> list[Record]:
    """The records of a JSONL file."""
    with Path(path).open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def pick(queries: list[Record], per_kind: int) -> list[Record]:
    """As many queries of each kind, always the same."""
    kinds: defaultdict[str, list[Record]] = defaultdict(list)
    for query in queries:
        kinds[query["kind"]].append(query)
    chosen = random.Random(7)  # noqa: S311 always the same queries
    return [
        query for each in kinds.values() for query in chosen.sample(each, min(per_kind, len(each)))
    ]


def ask_filtered(product: Product, queries: list[Record]) -> list[tuple[str, int, float]]:
    """The same where each query wants the outlet of its first right answer only."""
    wanted = {query["q"]: outlet_of(query["origin"]) for query in queries}
    narrowed = [
        query | {"gold": [each for each in query["gold"] if wanted[query["q"]] in outlet_of(each)]}
        for query in queries
    ]
    return ask(lambda asked, k: product.search(asked, k, wanted[asked]), narrowed)


def ask(search: Search, queries: list[Record]) -> list[tuple[str, int, float]]:
    """For each query its kind, the rank of the first right answer (0 for none) and CPU ms."""
    for query in queries[:30]:
        search(query["q"], 5)
    asked: list[tuple[str, int, float]] = []
    for query in queries:
        begin = time.process_time()
        found = search(query["q"], 5)
        spent = (time.process_time() - begin) * 1000
        right = set(query["gold"])
        rank = next((at for at, each in enumerate(found[:5], 1) if each in right), 0)
        asked.append((query["kind"], rank, spent))
    return asked


def report(asked: list[tuple[str, int, float]]) -> float:
    """Print recall and CPU, by kind and in all; give the mean CPU of a query in ms."""
    kinds: defaultdict[str, list[int]] = defaultdict(list)
    for kind, rank, _ in asked:
        kinds[kind].append(rank)
    for kind, ranks in kinds.items():
        print(f"  {kind:14} r@1 {_share(ranks, 1):.3f}  r@5 {_share(ranks, 5):.3f}")
    first = statistics.fmean(_share(ranks, 1) for ranks in kinds.values())
    fifth = statistics.fmean(_share(ranks, 5) for ranks in kinds.values())
    cpu = sorted(spent for _, _, spent in asked)
    mean = statistics.fmean(cpu)
    print(
        f"{len(asked)} queries: recall@1 {first:.4f}  recall@5 {fifth:.4f}  CPU ms mean {mean:.2f}"
        f"  p50 {cpu[len(cpu) // 2]:.2f}  p99 {cpu[int(0.99 * (len(cpu) - 1))]:.2f}"
    )
    return mean


def _share(ranks: list[int], within: int) -> float:
    return sum(0 < rank <= within for rank in ranks) / len(ranks)


def extract_mean(texts: list[str], queries: list[Record]) -> float:
    """The mean CPU ms of rapidfuzz's `extract` with WRatio over all texts."""
    begin = time.process_time()
    for query in queries:
        process.extract(
            query["q"], texts, scorer=fuzz.WRatio, processor=utils.default_process, limit=5
        )
    return (time.process_time() - begin) * 1000 / len(queries)


def main() -> None:
    """Run the benchmark as the options say."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--items", required=True)
    options.add_argument("--queries", required=True)
    options.add_argument("--kind", choices=("quotes", "names"), required=True)
    options.add_argument("--per-kind", type=int, default=100)
    options.add_argument("--folder", help="where the database is kept, and found again")
    options.add_argument("--no-extract", action="store_true")
    options.add_argument("--filtered", action="store_true", help="ask within one outlet each")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(asked.folder or temporary)
        folder.mkdir(parents=True, exist_ok=True)
        _run(asked, folder)


def _run(options: argparse.Namespace, folder: Path) -> None:
    items = records(options.items)
    if not (folder / "record.db").exists():
        fill(folder / "record.db", options.kind, ((item["id"], item["text"]) for item in items))
    product = Product(folder, options.kind)
    if not (folder / "record.db.search").exists():
        begin = time.monotonic()
        product.save()
        spent = resource.getrusage(resource.RUSAGE_CHILDREN)
        print(f"built and saved in {time.monotonic() - begin:.1f} s of wall time,", end=" ")
        print(f"{spent.ru_utime + spent.ru_stime:.1f} s of CPU in another process")
    tables(product.index.measure(), len(items))
    queries = pick(records(options.queries), options.per_kind)
    if options.filtered:
        report(ask_filtered(product, queries))
    mean = report(ask(product.search, queries))
    print(f"resident memory {resident() / 1e6:.0f} MB, items of the benchmark included")
    if not options.no_extract:
        some = random.Random(3).sample(queries, COMPARED)  # noqa: S311 always the same queries
        theirs = extract_mean([item["text"] for item in items], some)
        print(f"extract, WRatio: CPU ms mean {theirs:.0f}; ratio {theirs / mean:.0f}")
    product.close()


if __name__ == "__main__":
    main()
