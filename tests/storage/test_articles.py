"""Articles of a library: added once, listed, shown as they were read, removed and restored."""

from datetime import date

import pytest

from corpus.errors import NotFound
from storage import articles, events, libraries, people, quotes
from storage.database import Database
from tests.storage.texts import NOW, change, statement


async def test_an_article_comes_back_as_it_was_read(database: Database) -> None:
    incoming = statement(address="https://example.org/harbour")
    async with database.write() as session:
        library = (await libraries.for_guild(session, 1)).id
        added = await articles.add(session, library, incoming, change())
    assert added.new
    async with database.read() as session:
        assert await articles.get(session, library, added.public_id) == incoming.article
    assert (added.record.people, added.record.quotes) == (1, 1)
    assert added.record.added == NOW


async def test_adding_twice_changes_nothing(database: Database) -> None:
    async with database.write() as session:
        library = (await libraries.for_guild(session, 1)).id
        first = await articles.add(session, library, statement(), change())
    async with database.write() as session:
        second = await articles.add(session, library, statement(), change(5))
        assert await articles.count(session, library) == 1
        assert await quotes.count(session, library) == 1
        assert await libraries.generation(session, library) == 1
    assert not second.new
    assert second.record == first.record


async def test_the_latest_published_comes_first(database: Database) -> None:
    async with database.write() as session:
        library = (await libraries.for_guild(session, 1)).id
        for day in (3, 20, 11):
            await articles.add(session, library, statement(day=date(2022, 3, day)), change())
        page = await articles.list_page(session, library, number=0, size=2)
        rest = await articles.list_page(session, library, number=1, size=2)
    days = [record.source.publication.day for record in (*page, *rest)]
    assert days == [date(2022, 3, 20), date(2022, 3, 11), date(2022, 3, 3)]


async def test_a_removed_article_takes_everything_with_it_until_it_is_restored(
    database: Database,
) -> None:
    async with database.write() as session:
        library = (await libraries.for_guild(session, 1)).id
        added = await articles.add(session, library, statement(), change())
        (quote,) = await quotes.all_of(session, library)
        await articles.remove(session, library, added.public_id, NOW)
    async with database.write() as session:
        assert await articles.count(session, library) == 0
        assert await quotes.all_of(session, library) == ()
        assert await people.names(session, library) == ()
        assert await events.between_days(session, library) == ()
        with pytest.raises(NotFound):
            await articles.get(session, library, added.public_id)
        with pytest.raises(NotFound):
            await people.get(session, library, quote.speaker_id or "")
        restored = await articles.restore(session, library, added.public_id)
        assert restored == added.record
        assert await quotes.all_of(session, library) == (quote,)
