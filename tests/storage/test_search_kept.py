"""The saved index: taken up, checked, brought up to date, built anew; and the queue before it."""

import asyncio
import time
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from corpus.errors import Busy
from storage import articles, libraries, quotes, search, visible
from storage.database import Database
from storage.search import SearchIndex
from storage.search_desk import MOST_WAITING, SearchDesk
from storage.types import LibraryId
from tests.storage.texts import NOW, change, statement


@asynccontextmanager
async def _searching(database: Database) -> AsyncGenerator[SearchIndex]:
    index = SearchIndex(database)
    try:
        yield index
    finally:
        index.close()


async def _add(database: Database, *words: str, guild: int = 1) -> LibraryId:
    async with database.write() as session:
        library = (await libraries.for_guild(session, guild)).id
        for each in words:
            await articles.add(session, library, statement(each), change())
    return library


async def _found(index: SearchIndex, library: LibraryId, asked: str) -> list[str]:
    return [hit.public_id for hit in await index.quotes(library, asked, limit=5) if hit.fits]


async def _at_last(is_so: Callable[[], Awaitable[bool]]) -> bool:
    """Whether it is so within half a minute."""
    end = time.perf_counter() + 30
    while not (so := await is_so()) and time.perf_counter() < end:  # noqa: ASYNC110  # nobody tells
        await asyncio.sleep(0.01)
    return so


@pytest.fixture
async def sqlite(tmp_path: Path) -> AsyncGenerator[Database]:
    opened = await Database.open(f"sqlite:///{tmp_path}/record.db")
    yield opened
    await opened.close()


async def test_what_was_saved_is_taken_up_and_brought_up_to_date(sqlite: Database) -> None:
    library = await _add(sqlite, "the bridge will stay closed", "nobody asked the fishermen")
    async with _searching(sqlite) as first:
        await first.save()
        (bridge,) = await _found(first, library, "bridge will stay")
        (fishermen,) = await _found(first, library, "fishermen")
    async with sqlite.write() as session:
        await quotes.mark(session, library, fishermen, visible.HIDDEN, change())
    await _add(sqlite, "there is ice on the quay")
    async with _searching(sqlite) as second:
        assert len(second.measure().quotes.shelves[0]) == 2
        assert await _found(second, library, "bridge will stay") == [bridge]
        assert await _found(second, library, "fishermen") == []
        assert len(await _found(second, library, "ice on the quay")) == 1
        hits = await second.people(library, "lindqvist", limit=3)
        assert [hit.fits for hit in hits] == [True]


async def test_an_index_of_another_database_is_not_used(sqlite: Database, tmp_path: Path) -> None:
    await _add(sqlite, "the bridge will stay closed")
    async with _searching(sqlite) as index:
        await index.save()
    other = await Database.open(f"sqlite:///{tmp_path}/other.db")
    (tmp_path / "record.db.search").rename(tmp_path / "other.db.search")
    library = await _add(other, "the ferry is late")
    async with _searching(other) as index:
        assert await _found(index, library, "bridge will stay closed") == []
        assert len(await _found(index, library, "ferry is late")) == 1
    await other.close()


async def test_a_broken_file_is_not_used(sqlite: Database, tmp_path: Path) -> None:
    library = await _add(sqlite, "the bridge will stay closed")
    (tmp_path / "record.db.search").write_bytes(b"no index")
    async with _searching(sqlite) as index:
        assert len(await _found(index, library, "bridge will stay")) == 1


async def test_many_articles_are_read_apart_and_the_index_is_saved(
    sqlite: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "AT_ONCE", 3)
    library = await _add(sqlite, *(f"sentence number {at} of the harbour" for at in range(8)))
    async with _searching(sqlite) as index:
        assert len(await _found(index, library, "sentence number 7 of the harbour")) >= 1
        assert (tmp_path / "record.db.search").exists()
        await _add(sqlite, *(f"ferry number {at} is late" for at in range(4)))
        assert await _found(index, library, "sentence number 7 of the harbour")
        await index.saved()
        assert await _found(index, library, "ferry number 3 is late")


async def test_another_process_is_seen_within_a_moment(sqlite: Database) -> None:
    library = await _add(sqlite, "the bridge will stay closed")
    other = await Database.open(sqlite.address)
    async with _searching(sqlite) as index:
        assert await _found(index, library, "ice on the quay") == []
        await _add(other, "there is ice on the quay")
        await asyncio.sleep(search.LOOK_EVERY)
        assert len(await _found(index, library, "ice on the quay")) == 1
    await other.close()


async def test_while_a_library_is_filled_nobody_waits_and_the_newest_come_soon(
    sqlite: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "BEHIND", 60.0)
    library = await _add(sqlite, "the bridge will stay closed")
    async with _searching(sqlite) as index:
        with index.filling(library):
            assert await _found(index, library, "ice on the quay") == []  # nothing to go by: waits
            await _add(sqlite, "there is ice on the quay")
            assert await _found(index, library, "ice on the quay") == []

            async def is_found() -> bool:
                return len(await _found(index, library, "ice on the quay")) == 1

            assert await _at_last(is_found)
            await _add(sqlite, "nobody asked the fishermen")
        assert len(await _found(index, library, "nobody asked the fishermen")) == 1


async def test_while_a_library_is_filled_answers_are_not_behind_for_long(
    sqlite: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "BEHIND", 0.01)
    library = await _add(sqlite, "the bridge will stay closed")
    async with _searching(sqlite) as index:
        with index.filling(library):
            assert await _found(index, library, "ice on the quay") == []
            await _add(sqlite, "there is ice on the quay")
            await asyncio.sleep(0.01)
            assert len(await _found(index, library, "ice on the quay")) == 1


async def test_another_library_is_not_behind_while_one_is_filled(sqlite: Database) -> None:
    library = await _add(sqlite, "the bridge will stay closed")
    other = await _add(sqlite, "the bridge will stay closed", guild=2)
    async with _searching(sqlite) as index:
        with index.filling(library):
            assert await _found(index, other, "ice on the quay") == []
            await _add(sqlite, "there is ice on the quay", guild=2)
            assert len(await _found(index, other, "ice on the quay")) == 1


async def test_small_additions_are_put_in_order_beside_the_answers(sqlite: Database) -> None:
    library = await _add(sqlite, "the bridge will stay closed")
    async with _searching(sqlite) as index:
        for at in range(12):
            await _add(sqlite, f"sentence number {at} of the harbour")
            assert await _found(index, library, f"sentence number {at} of the harbour")

        async def is_in_order() -> bool:
            return list(map(len, index.measure().quotes.shelves)) == [13]

        assert await _at_last(is_in_order)
        assert len(await _found(index, library, "bridge will stay closed")) == 1


async def test_libraries_share_what_they_both_hold_and_see_only_their_own(
    sqlite: Database,
) -> None:
    one = await _add(sqlite, "the bridge will stay closed", "nobody asked the fishermen")
    other = await _add(sqlite, "the bridge will stay closed", guild=2)
    async with _searching(sqlite) as index:
        assert len(await _found(index, one, "nobody asked the fishermen")) == 1
        assert await _found(index, other, "nobody asked the fishermen") == []
        assert len(await _found(index, other, "bridge will stay")) == 1
        assert sum(map(len, index.measure().quotes.shelves)) == 2
        assert [each.quotes for each in await index.complete_people(one, "", limit=5)] == [2]
        assert [each.quotes for each in await index.complete_people(other, "l", limit=5)] == [1]
        async with sqlite.write() as session:
            (quote,) = await quotes.all_of(session, other)
            await quotes.mark(session, other, quote.public_id, visible.HIDDEN, change())
        assert await _found(index, other, "bridge will stay") == []
        assert len(await _found(index, one, "bridge will stay")) == 1
        assert [each.quotes for each in await index.complete_people(other, "l", limit=5)] == [0]


async def test_a_removed_articles_people_are_offered_no_more(sqlite: Database) -> None:
    library = await _add(sqlite, "the bridge will stay closed")
    async with _searching(sqlite) as index:
        assert len(await index.complete_people(library, "lindqv", limit=5)) == 1
        async with sqlite.write() as session:
            (record,) = await articles.list_page(session, library, number=0, size=5)
            await articles.remove(session, library, record.source.article_id, NOW)
        for typed in ("", "l", "lindqv"):
            assert await index.complete_people(library, typed, limit=5) == []


async def test_the_queue_sheds_and_what_was_cancelled_is_not_begun() -> None:
    desk = SearchDesk()
    begun: list[int] = []

    def work(number: int) -> None:
        begun.append(number)
        time.sleep(0.02)

    waiting = [asyncio.create_task(desk.run(lambda at=at: work(at))) for at in range(MOST_WAITING)]
    await asyncio.sleep(0)
    with pytest.raises(Busy):
        await desk.run(lambda: work(-1))
    for task in waiting[2:]:
        task.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)
    assert await desk.run(lambda: len(begun)) <= 3
    desk.close()
