"""Two processes on one database send every briefing once, also when one of them is killed."""

import asyncio
import sys
from asyncio.subprocess import Process
from pathlib import Path

import pytest

from bot.newsroom.library import LibraryRef
from storage.deliveries import LEASE
from tests.bot.post import TurnedClock, add_article, at_eight, newsroom_on
from tests.storage.texts import statement

LIBRARIES, SCHEDULES = 3, 12
CHANNELS = [100 * library + number for library in range(LIBRARIES) for number in range(SCHEDULES)]
AFTER_LEASE = int(LEASE.total_seconds() // 60) + 1


class Record:
    """The database and the file that stands for Discord."""

    def __init__(self, folder: Path) -> None:
        self.database = folder / "record.db"
        self.ledger = folder / "ledger.txt"
        self.ledger.touch()

    def channels(self) -> list[int]:
        """Where messages were posted, in order of the channels."""
        lines = self.ledger.read_text(encoding="utf-8").splitlines()
        return sorted(int(line.split()[0]) for line in lines)

    async def start(self, minutes: int = 0) -> Process:
        """Start a courier whose clock is so far past eight."""
        arguments = ["tests.bot.courier_process", str(self.database), str(self.ledger)]
        return await asyncio.create_subprocess_exec(sys.executable, "-m", *arguments, str(minutes))


@pytest.fixture
async def record(tmp_path: Path) -> Record:
    """Several libraries, each with an article and with schedules due at eight."""
    made = Record(tmp_path)
    async with newsroom_on(made.database, TurnedClock()) as newsroom:
        for number in range(LIBRARIES):
            ref = LibraryRef.guild(number + 1)
            await add_article(newsroom, statement(), ref)
            for channel in CHANNELS[number * SCHEDULES : (number + 1) * SCHEDULES]:
                await at_eight(newsroom, ref, channel_id=channel)
    return made


async def test_both_at_once_send_each_once(record: Record) -> None:
    couriers = [await record.start() for _ in range(2)]
    assert [await courier.wait() for courier in couriers] == [0, 0]
    assert record.channels() == CHANNELS


async def test_what_a_killed_one_left_is_sent_once_by_another(record: Record) -> None:
    killed, other = await record.start(), await record.start()
    async with asyncio.timeout(60):
        while len(record.channels()) < len(CHANNELS) // 3:  # noqa: ASYNC110  # another process
            await asyncio.sleep(0.005)
    killed.kill()
    await killed.wait()
    assert await other.wait() == 0
    healer = await record.start(AFTER_LEASE)
    assert await healer.wait() == 0
    assert record.channels() == CHANNELS
