"""Starts an ingest, kills it at random moments, starts it again, and looks at what is there."""

import asyncio
import os
import random
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.crash.contents import names

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Ingest:
    """A folder of articles that goes into a database, read by so many processes."""

    folder: Path
    database: Path
    processes: int

    async def start(self) -> Process:
        """Start the process."""
        arguments = ("-m", "tests.crash.ingesting", str(self.folder), str(self.processes))
        address = f"sqlite:///{self.database}"
        return await asyncio.create_subprocess_exec(
            sys.executable,
            *arguments,
            cwd=ROOT,
            stdout=PIPE,
            env={**os.environ, "ONRECORD_DATABASE": address, "ONRECORD_LOG_LEVEL": "ERROR"},
        )

    async def finish(self) -> str:
        """Let it run to its end; the last line that it says."""
        process = await self.start()
        said, _ = await process.communicate()
        assert process.returncode == 0
        return said.decode().splitlines()[-1]

    async def killed(self, at: int, delay: float) -> int:
        """Kill it `delay` seconds after it said that `at` articles are stored.

        Gives how many it said at last. Raises AssertionError where one of those is not there.
        """
        process = await self.start()
        assert process.stdout is not None
        said = 0
        while said < at:
            line = (await process.stdout.readline()).decode()
            if not line.strip().isdigit():
                break
            said = int(line)
        await asyncio.sleep(delay)
        if process.returncode is None:
            process.send_signal(signal.SIGKILL)
        rest = await process.stdout.read()
        await process.wait()
        said = max([said, *(int(line) for line in rest.split() if line.isdigit())])
        stored = names(self.database)
        assert len(stored) == len(set(stored)), "an article is there twice"
        assert stored == self.in_order()[: len(stored)], "an article was passed over"
        assert len(stored) >= said, f"{said} were acknowledged, {len(stored)} are there"
        return said

    def in_order(self) -> list[str]:
        """The names of the articles in the order in which they go in."""
        files = (path for path in sorted(self.folder.rglob("*")) if path.is_file())
        return [path.relative_to(self.folder).as_posix() for path in files]


def moments(chance: random.Random, kills: int, articles: int) -> Sequence[tuple[int, float]]:
    """Random moments: after how many articles, and how many seconds later.

    Some fall into the start, before the first article is stored.
    """
    counts = sorted(chance.choice((0, chance.randrange(articles))) if chance.random() < 0.2
                    else chance.randrange(articles) for _ in range(kills))  # fmt: skip
    return [(count, chance.uniform(0, 0.4 if count else 3.0)) for count in counts]
