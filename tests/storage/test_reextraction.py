"""Reading anew: public ids, marks and persons stay; what is no longer read goes."""

from dataclasses import replace

import pytest

from corpus.models import Extraction, Person, QuoteKind, Span
from storage import articles, events, libraries, people, quotes, visible
from storage.database import Database
from storage.reextraction import Stale, renew, stale
from storage.search import SearchIndex
from storage.types import LibraryId
from tests.storage.texts import NOW, change, span_of, statement


async def _held_by_two(database: Database) -> tuple[LibraryId, LibraryId]:
    incoming = replace(statement(), raw_until=NOW.replace(year=2023))
    async with database.write() as session:
        one = (await libraries.for_guild(session, 1)).id
        two = (await libraries.for_guild(session, 2)).id
        for library in (one, two):
            await articles.add(session, library, incoming, change())
    return one, two


async def _stale(database: Database) -> Stale:
    async with database.read() as session:
        (old,) = await stale(session, "reader 1", "test 2", limit=9)
    return old


async def test_only_what_another_version_read_is_stale(database: Database) -> None:
    await _held_by_two(database)
    async with database.read() as session:
        assert await stale(session, "reader 1", "test 1", limit=9) == ()
        (old,) = await stale(session, "reader 2", "test 1", limit=9)
        assert await stale(session, "reader 2", "test 1", limit=9, after=old.row) == ()
    assert old.raw == statement().raw
    assert old.article == statement().article


async def test_ids_marks_and_persons_survive_a_new_extraction(database: Database) -> None:
    one, two = await _held_by_two(database)
    async with database.write() as session:
        (before,) = await quotes.all_of(session, one)
        told = await events.between_days(session, one)
        await quotes.mark(session, one, before.public_id, visible.WRONG, change())
    extraction = statement(version="test 2").extraction
    text = statement().article.text
    (quote,), (person,) = extraction.quotes, extraction.people
    shorter = span_of(text, "bridge will stay closed")
    renewed = replace(
        extraction,
        people=(replace(person, name="Ada M. Lindqvist"),),
        quotes=(
            replace(
                quote,
                local_id="q7",
                kind=QuoteKind.MIXED,
                spans=(shorter,),
                speaker=replace(quote.speaker, name="Ada M. Lindqvist"),
            ),
        ),
        events=tuple(replace(e, quote=e.quote and "q7") for e in extraction.events),
    )
    old = await _stale(database)
    async with database.write() as session:
        await renew(session, old, old.article, renewed, "reader 1")
    async with database.read() as session:
        (after,) = await quotes.all_of(session, one)
        assert (after.public_id, after.speaker_id) == (before.public_id, before.speaker_id)
        assert after.pieces == ("bridge will stay closed",)
        assert after.speaker == "Ada M. Lindqvist"
        assert after.disputed
        (elsewhere,) = await quotes.all_of(session, two)
        assert not elsewhere.disputed
        again = await events.between_days(session, one)
        assert [event.public_id for event in again] == [event.public_id for event in told]
        assert again[0].quote_id == before.public_id
        assert await stale(session, "reader 1", "test 2", limit=9) == ()


async def test_what_is_no_longer_read_goes_and_what_is_new_comes(database: Database) -> None:
    one, _ = await _held_by_two(database)
    search = SearchIndex(database)
    assert await search.people(one, "Lindqvist", limit=5)
    old = await _stale(database)
    text = old.article.text
    somebody = Person("Courier Quay", mentions=(Span(0, 1),))
    async with database.write() as session:
        await renew(session, old, old.article, Extraction((somebody,), version="test 2"), "r")
    async with database.read() as session:
        assert await quotes.all_of(session, one) == ()
        assert await events.between_days(session, one) == ()
        (name,) = await people.names(session, one)
        (record,) = await articles.list_page(session, one, number=0, size=5)
        assert (await articles.get(session, one, record.source.article_id)).text == text
    assert name.name == "Courier Quay"
    assert not [hit for hit in await search.people(one, "Lindqvist", limit=5) if hit.fits]
    assert [hit.public_id for hit in await search.people(one, "Courier", limit=5)] == [
        name.public_id
    ]


async def test_a_stored_text_is_never_rewritten(database: Database) -> None:
    await _held_by_two(database)
    old = await _stale(database)
    async with database.write() as session:
        with pytest.raises(ValueError, match="never rewritten"):
            await renew(session, old, replace(old.article, text="…"), Extraction(), "r")


async def test_bytes_are_kept_as_long_as_they_may_be(database: Database) -> None:
    await _held_by_two(database)
    async with database.write() as session:
        await libraries.delete_expired(session, NOW.replace(year=2024))
    assert (await _stale(database)).raw is None
