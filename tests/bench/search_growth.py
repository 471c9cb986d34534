"""`python -m tests.bench.search_growth ITEMS QUERIES PLOT.svg`: how search grows with the record.

Puts the first 10,000 to 1,000,000 items on one shelf, as the product does, and asks the same
queries of each; prints CPU ms a query, bytes a quote beyond its text and seconds to build, and
draws the first two.
"""

import statistics
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from corpus.matching import search_key
from storage.index.allowed import ALL
from storage.index.parts import arrays_of
from storage.index.quotes import search
from storage.index.shelf import QuoteEntry, shelve
from tests.bench.search import pick, records
from tests.bench.search_database import PER_ARTICLE, public_id

SIZES = (10_000, 30_000, 100_000, 300_000, 1_000_000)
WIDTH, HEIGHT, EDGE = 640, 260, 50

Point = tuple[int, float]


def main(items_path: str, queries_path: str, plot: str) -> None:
    """Measure every size that there are items for."""
    texts = [item["text"] for item in records(items_path)]
    asked = [search_key(query["q"]) for query in pick(records(queries_path), 40)]
    milliseconds: list[Point] = []
    memory: list[Point] = []
    for size in (size for size in SIZES if size <= len(texts)):
        begin = time.process_time()
        shelf = shelve(
            (
                QuoteEntry(public_id(at), texts[at], at // PER_ARTICLE + 1, 0, "", 0, None)
                for at in range(size)
            ),
            dict.fromkeys(range(1, size // PER_ARTICLE + 2), 0),
        )
        built = time.process_time() - begin
        spent: list[float] = []
        for each in asked:
            begin = time.process_time()
            search(each, 5, [(shelf, ALL)])
            spent.append((time.process_time() - begin) * 1000)
        size_beyond = sum(a.nbytes for name, a in arrays_of(shelf) if name != "texts.blob") / size
        milliseconds.append((size, statistics.fmean(spent)))
        memory.append((size, size_beyond))
        figures = f"{milliseconds[-1][1]:.2f} ms, {size_beyond:.0f} bytes, {built:.1f} s"
        print(f"{size:9,} quotes: {figures}", flush=True)
    drawn = (
        _panel(milliseconds, 0, "CPU ms a query"),
        _panel(memory, HEIGHT, "bytes a quote beyond its text"),
    )
    Path(plot).write_text(_svg(drawn), encoding="utf-8")


def _panel(points: Sequence[Point], top: int, title: str) -> str:
    highest = max(value for _, value in points) * 1.15
    step = (WIDTH - 2 * EDGE) / max(1, len(points) - 1)
    places = [
        (EDGE + at * step, top + HEIGHT - EDGE - value / highest * (HEIGHT - 2 * EDGE))
        for at, (_, value) in enumerate(points)
    ]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    dots = "".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3"/>'
        f'<text x="{x:.1f}" y="{y - 8:.1f}" text-anchor="middle">{value:.3g}</text>'
        f'<text x="{x:.1f}" y="{top + HEIGHT - EDGE + 18}" text-anchor="middle">{size:,}</text>'
        for (x, y), (size, value) in zip(places, points, strict=True)
    )
    base = top + HEIGHT - EDGE
    return (
        f'<text x="{EDGE}" y="{top + 24}" font-weight="bold">{title}</text>'
        f'<line x1="{EDGE}" y1="{base}" x2="{WIDTH - EDGE}" y2="{base}" stroke="#888"/>'
        f'<polyline points="{line}" fill="none" stroke="#2563eb" stroke-width="2"/>{dots}'
    )


def _svg(panels: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT * len(panels)}"'
        ' font-family="sans-serif" font-size="12" fill="#111">'
        f'<rect width="100%" height="100%" fill="#fff"/>{"".join(panels)}</svg>\n'
    )


if __name__ == "__main__":
    main(*sys.argv[1:4])
