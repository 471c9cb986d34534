"""The reading room with real workers: what becomes of articles when one of them dies."""

import asyncio
import os
import signal
from collections.abc import AsyncGenerator
from multiprocessing import active_children

import pytest

from bot.newsroom.uploads import Upload
from bot.reading_room import LOW_PRIORITY, ReadArticle, ReadingRoom
from corpus.errors import OnRecordError, UnreadableSource
from corpus.extraction.model import MODEL
from tests.cogs.articles import COAST, FERRY

MEGABYTES = 5 * 1024 * 1024


class Deadly(Upload):
    """An upload that kills whatever process unpacks it."""

    __slots__ = ()

    def __reduce__(self) -> tuple[object, ...]:
        """Travel as the order to end at once."""
        return os._exit, (9,)


@pytest.fixture
async def room() -> AsyncGenerator[ReadingRoom]:
    """A reading room with one worker that is ready."""
    room = ReadingRoom(MODEL, 1, MEGABYTES)
    room.start()
    await room.read(Upload("ferry.txt", FERRY.encode()))
    yield room
    room.close()


def outcome(reading: object) -> str:
    """The headline of an article that was read, else the error's key."""
    if isinstance(reading, ReadArticle):
        return str(reading.article.headline)
    assert isinstance(reading, OnRecordError)
    return reading.key


async def test_a_death_costs_the_article_that_caused_it_and_no_other(room: ReadingRoom) -> None:
    good = [Upload("ferry.txt", FERRY.encode()), Upload("coast.txt", COAST.encode())]
    beside = asyncio.create_task(room.read_many(good))
    readings = await room.read_many([good[0], Deadly("deadly.txt", b""), good[1]])
    assert [outcome(each) for each in readings] == [
        "Ferry strike enters second week",
        "error.source.reader_died",
        outcome(readings[2]),
    ]
    assert isinstance(readings[2], ReadArticle)
    assert all(isinstance(each, ReadArticle) for each in await beside)
    with pytest.raises(UnreadableSource):
        await room.read(Deadly("deadly.txt", b""))


async def test_a_worker_that_is_killed_from_outside_costs_nothing(room: ReadingRoom) -> None:
    reading = asyncio.create_task(room.read(Upload("ferry.txt", FERRY.encode() * 50)))
    await asyncio.sleep(0.1)
    for worker in active_children():
        os.kill(worker.pid or 0, signal.SIGKILL)
    assert isinstance(await reading, ReadArticle)


async def test_an_article_that_cannot_be_read_costs_only_itself(room: ReadingRoom) -> None:
    good, empty = Upload("ferry.txt", FERRY.encode()), Upload("empty.txt", b"")
    readings = await room.read_many([empty, good, empty])
    assert [outcome(each) for each in readings] == [
        "error.source.empty",
        "Ferry strike enters second week",
        "error.source.empty",
    ]


async def test_workers_give_way_to_the_bot(room: ReadingRoom) -> None:
    assert room.seats == 2
    (worker,) = active_children()
    assert os.getpriority(os.PRIO_PROCESS, worker.pid or 0) == LOW_PRIORITY
