"""How long an answer takes on the samples: counted in the processor's time, not the neighbours'."""

import time
from collections.abc import AsyncGenerator, Awaitable, Callable
from pathlib import Path
from statistics import median

import pytest

from bot.app import open_app
from bot.newsroom.answers import PersonFound, QuotesFound
from bot.newsroom.desk import Newsroom
from bot.newsroom.library import LibraryRef
from bot.newsroom.uploads import Upload
from bot.settings import Settings
from corpus.samples import samples

MOST_SECONDS = 0.1
HERE = LibraryRef.guild(1)


@pytest.fixture
async def newsroom(tmp_path: Path) -> AsyncGenerator[Newsroom]:
    """A newsroom that has the samples."""
    settings = Settings(database=f"sqlite+aiosqlite:///{tmp_path / 'record.db'}", processes=0)
    async with open_app(settings) as app:
        uploads = [Upload(name, data) for name, data in samples()]
        report = await app.newsroom.ingest(HERE, uploads, by=None)
        assert report.added == len(uploads)
        yield app.newsroom


async def seconds(ask: Callable[[], Awaitable[object]]) -> float:
    """The median of seven answers, all threads counted."""
    spent: list[float] = []
    for _ in range(7):
        started = time.process_time()
        await ask()
        spent.append(time.process_time() - started)
    return median(spent)


async def test_who_and_quote_answer_within_a_tenth_of_a_second(newsroom: Newsroom) -> None:
    assert isinstance(await newsroom.who(HERE, "Peskov"), PersonFound)
    assert isinstance(await newsroom.quote(HERE, "war criminal"), QuotesFound)
    questions = (
        lambda: newsroom.who(HERE, "Peskov"),
        lambda: newsroom.who(HERE, "Peskof Dmitri"),
        lambda: newsroom.quote(HERE, "war criminal"),
        lambda: newsroom.quote(HERE, "cannot stay in power"),
        lambda: newsroom.quote(HERE, "war criminal", by="Biden", after="2022-03-16"),
        lambda: newsroom.timeline(HERE, "Biden"),
        lambda: newsroom.complete_people(HERE, "bid"),
    )
    spent = [await seconds(ask) for ask in questions]
    assert max(spent) < MOST_SECONDS, spent
