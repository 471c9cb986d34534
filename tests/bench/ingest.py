"""What an ingest costs while questions are answered: against the bare spaCy pipeline, in one run.

    python -m tests.bench.ingest ARTICLES.jsonl… [--limit N] [--parts P] [--files]

The articles go in by the product, with two reading processes, while a member asks `/quote` again
and again (PAUSE seconds after each answer) up to the view that Discord is sent, and while a clock
notes how late the event loop wakes. Another program serves them on loopback, at four addresses:
each part of them is four feeds that are added as sources and polled until all pages are read (with
`--files` they go in as files). The bare pipeline reads the same texts with the same model in two
processes (`nlp.pipe`). Both take turns, part by part, so that what else the machine does weighs on
both; the share of articles a second is also given in processors' seconds, which other programs
disturb less.
"""

import argparse
import asyncio
import json
import multiprocessing
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Generator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import pairwise
from pathlib import Path

from bot.app import App, open_app, stay_loaded
from bot.client import OnRecordBot
from bot.discord_sender import DiscordSender
from bot.newsroom.answers import Failed
from bot.newsroom.library import LibraryRef
from bot.newsroom.uploads import Upload
from bot.polling import Poller
from bot.settings import Settings
from bot.show.actions import LongIds
from bot.show.discord_view import to_view
from bot.show.quotes import quote_card
from tests.bench.common import Record, records
from tests.bench.ingest_site import HOSTS

PROCESSES = 2
PAUSE = 0.1
STEP = 0.005
HERE = LibraryRef.guild(1)
_QUOTED = re.compile(r"[“\"]([^”\"]{20,120})[”\"]")
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(slots=True)
class Spent:
    """Seconds on the clock and of processors; `reading` are those of the reading processes."""

    wall: float = 0.0
    cpu: float = 0.0
    reading: float = 0.0

    def add(self, part: "Spent") -> None:
        """Add a part's."""
        self.wall += part.wall
        self.cpu += part.cpu
        self.reading += part.reading


@dataclass(slots=True)
class Watched:
    """How long answers took and how late the loop woke, in milliseconds."""

    answers: list[float] = field(default_factory=list[float])
    late: list[float] = field(default_factory=list[float])

    def summary(self, name: str, values: list[float]) -> str:
        """Percentiles in a line."""
        values = sorted(values)
        p50, p99 = values[len(values) // 2], values[int(len(values) * 0.99)]
        return (
            f"{name}: {len(values)}, p50 {p50:.1f} ms, p99 {p99:.1f} ms, most {values[-1]:.1f} ms"
        )


def upload(record: Record) -> Upload:
    """A record as a file that somebody brings, with what is known of it."""
    return Upload(
        f"{record['id']}.txt",
        record["text"].encode(),
        headline=record.get("title"),
        outlet=record.get("publisher"),
        published=date.fromisoformat(record["date"]) if record.get("date") else None,
    )


async def ask(app: App, questions: Sequence[str], watched: Watched) -> None:
    """Ask as a member does, until cancelled."""
    chosen, ids = random.Random(1), LongIds()  # noqa: S311 always the same questions
    while True:
        asked = chosen.choice(questions)
        begin = time.perf_counter()
        answer = await app.newsroom.quote(HERE, asked)
        to_view(quote_card(answer), ids).to_components()
        watched.answers.append((time.perf_counter() - begin) * 1000)
        await asyncio.sleep(PAUSE)


async def watch(watched: Watched) -> None:
    """Note how late the loop wakes, until cancelled."""
    while True:
        begin = time.perf_counter()
        await asyncio.sleep(STEP)
        watched.late.append((time.perf_counter() - begin - STEP) * 1000)


def workers_seconds() -> float:
    """Processors' seconds of the reading processes so far."""
    total = 0
    for child in multiprocessing.active_children():
        fields = Path(f"/proc/{child.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        total += int(fields[11]) + int(fields[12])
    return total / _TICKS


Bring = Callable[[], Awaitable[Sequence[str]]]
"""Brings a part in; gives what failed."""


async def as_files(app: App, part: Sequence[Upload]) -> Sequence[str]:
    """Bring articles in as files."""
    report = await app.newsroom.ingest(HERE, part, by=None)
    return [item.name for item in report.items if isinstance(item, Failed)]


async def as_feeds(app: App, poller: Poller, port: str, first: int, last: int) -> Sequence[str]:
    """Follow feeds of the pages from `first` to before `last`, and poll them until all are in."""
    before = (await app.newsroom.articles(HERE)).page.total
    edges = [first + (last - first) * at // len(HOSTS) for at in range(len(HOSTS) + 1)]
    parts = zip(HOSTS, pairwise(edges), strict=True)
    feeds = [f"http://{host}:{port}/feed/{begin}/{end}" for host, (begin, end) in parts]
    await asyncio.gather(*(app.newsroom.add_source(HERE, feed, by=1) for feed in feeds))
    await poller.run_due()
    missing = last - first - (await app.newsroom.articles(HERE)).page.total + before
    return [f"{missing} pages"] if missing else []


async def ours(bring: Bring, questions: Sequence[str], app: App, watched: Watched) -> Spent:
    """Bring a part in while a member asks."""
    beside = [
        asyncio.create_task(ask(app, questions, watched)),
        asyncio.create_task(watch(watched)),
    ]
    wall, cpu, before = time.perf_counter(), time.process_time(), workers_seconds()
    failed = await bring()
    reading = workers_seconds() - before
    spent = Spent(time.perf_counter() - wall, time.process_time() - cpu + reading, reading)
    for task in beside:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
    if failed:
        raise AssertionError(failed)
    return spent


class Bare:
    """The bare pipeline in a program of its own, which is told which part to read."""

    def __init__(self, paths: Sequence[str]) -> None:
        """Start it; it loads the model and says when it is ready."""
        command = [sys.executable, "-m", "tests.bench.ingest_bare", *paths]
        self._program = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._line()

    def read(self, first: int, last: int) -> Spent:
        """Parse the articles from `first` to before `last`."""
        if self._program.stdin is not None:
            print(first, last, file=self._program.stdin, flush=True)
        return Spent(*json.loads(self._line()))

    def close(self) -> None:
        """End it."""
        self._program.communicate()

    def _line(self) -> str:
        return self._program.stdout.readline() if self._program.stdout is not None else ""


@contextmanager
def site(paths: Sequence[str]) -> Generator[str]:
    """The program that serves the articles; gives its port."""
    command = [sys.executable, "-m", "tests.bench.ingest_site", *paths]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as program:
        yield program.stdout.readline().strip() if program.stdout else ""
        program.communicate()


async def main(paths: Sequence[str], limit: int | None, parts: int, *, files: bool) -> None:
    """Print the figures."""
    articles = [record for path in paths for record in records(path)][:limit]
    uploads = [upload(record) for record in articles]
    questions = [quoted for each in articles for quoted in _QUOTED.findall(each["text"])]
    edges = [len(uploads) * at // parts for at in range(parts + 1)]
    bare, theirs, mine, watched = Bare(paths), Spent(), Spent(), Watched()
    with tempfile.TemporaryDirectory() as folder, site(paths) as port:
        settings = Settings(
            database=f"sqlite:///{folder}/record.db",
            processes=PROCESSES,
            allowed_hosts=HOSTS,
        )
        async with open_app(settings, reads=True) as app:
            stay_loaded()
            poller = Poller(app.newsroom, DiscordSender(OnRecordBot(app.newsroom)))
            warm = [Upload("warm.txt", b"Nothing was said.")] * PROCESSES
            await asyncio.gather(*(app.newsroom.reading.read(each) for each in warm))
            for first, last in pairwise(edges):
                their = await asyncio.to_thread(bare.read, first, last)
                bring = (
                    partial(as_files, app, uploads[first:last])
                    if files
                    else partial(as_feeds, app, poller, port, first, last)
                )
                our = await ours(bring, questions, app, watched)
                theirs.add(their)
                mine.add(our)
                print(
                    f"{last:5} articles: bare {their.wall:.1f} s ({their.cpu:.1f} s of processors),"
                    f" ours {our.wall:.1f} s ({our.cpu:.1f} s, to read {our.reading:.1f} s)",
                    flush=True,
                )
    bare.close()
    print(watched.summary("answers", watched.answers))
    print(watched.summary("wakes of the loop late by", watched.late))
    print(
        f"articles a second: {len(uploads) / mine.wall:.1f}, the bare pipeline "
        f"{len(uploads) / theirs.wall:.1f}: share {theirs.wall / mine.wall:.2f}"
    )
    print(f"by processors' seconds: share {theirs.cpu / mine.cpu:.2f}")


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("articles", nargs="+")
    options.add_argument("--limit", type=int)
    options.add_argument("--parts", type=int, default=4)
    options.add_argument("--files", action="store_true")
    given = options.parse_args()
    asyncio.run(main(given.articles, given.limit, given.parts, files=given.files))
