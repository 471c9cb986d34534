"""Half a name, half a phrase, typing errors: found in one's own library, and at once."""

from collections.abc import Awaitable, Callable
from datetime import date

import pytest

from storage import articles, libraries, quotes, visible, wordings
from storage.database import Database
from storage.records import AddedArticle
from storage.search import QuoteNarrowing, SearchIndex
from storage.types import LibraryId
from tests.storage.texts import NOW, change, statement

SAID = (
    ("the bridge will stay closed", "Ada Lindqvist", "harbour minister", date(2022, 3, 16)),
    ("nobody asked the fishermen", "Tomás Ferreira", "union leader", date(2022, 3, 17)),
    ("a closed bridge helps nobody", "Maud Ferreira", "mayor", date(2022, 3, 18)),
    ("yes", "Oksana Zelenska", "witness", date(2022, 3, 19)),
)

Fill = Callable[[SearchIndex], Awaitable[LibraryId]]


async def _filled(database: Database, guild: int = 1) -> LibraryId:
    async with database.write() as session:
        library = (await libraries.for_guild(session, guild)).id
        for words, speaker, role, day in SAID:
            incoming = statement(words, speaker, role=role, day=day)
            await articles.add(session, library, incoming, change())
    return library


async def _people(database: Database, search: SearchIndex, asked: str) -> list[str]:
    library = await _filled(database)
    hits = [hit for hit in await search.people(library, asked, limit=9) if hit.fits]
    async with database.read() as session:
        names = {quote.speaker_id: quote.speaker for quote in await quotes.all_of(session, library)}
    return [names[hit.public_id] or "" for hit in hits]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("Ada Lindqvist", ["Ada Lindqvist"]),
        ("lindqvist", ["Ada Lindqvist"]),
        ("Lindqvist, Ada", ["Ada Lindqvist"]),
        ("lindquist", ["Ada Lindqvist"]),
        ("A. Lindqvist", ["Ada Lindqvist"]),
        ("Minister Lindqvist's", ["Ada Lindqvist"]),
        ("lin", ["Ada Lindqvist"]),
        ("tomas ferreira", ["Tomás Ferreira"]),
        ("Zelenskaya", ["Oksana Zelenska"]),
        ("Peskov", []),
        ("the ministry", []),
    ],
)
async def test_a_person_is_found_by_any_part_of_the_name(
    database: Database, asked: str, found: list[str]
) -> None:
    assert await _people(database, SearchIndex(database), asked) == found


async def test_two_people_of_one_surname_both_fit(database: Database) -> None:
    found = await _people(database, SearchIndex(database), "ferreira")
    assert sorted(found) == ["Maud Ferreira", "Tomás Ferreira"]


async def test_nobody_fits_and_the_nearest_come(database: Database) -> None:
    search = SearchIndex(database)
    library = await _filled(database)
    hits = await search.people(library, "Ferrante", limit=3)
    assert hits
    assert not any(hit.fits for hit in hits)


async def _words(
    database: Database, search: SearchIndex, asked: str, narrowing: QuoteNarrowing | None = None
) -> list[str]:
    library = await _filled(database)
    hits = await search.quotes(library, asked, limit=9, narrowing=narrowing)
    async with database.read() as session:
        found = await quotes.by_ids(session, library, [hit.public_id for hit in hits if hit.fits])
    return [" ".join(quote.pieces) for quote in found]


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("the bridge will stay closed", "the bridge will stay closed"),
        ("bridge will stay", "the bridge will stay closed"),
        ("brigde wil stay", "the bridge will stay closed"),
        ("closed bridge", "a closed bridge helps nobody"),
        ("nobody asked", "nobody asked the fishermen"),
        ("FISHERMEN’S", "nobody asked the fishermen"),
        ("fisherm", "nobody asked the fishermen"),
        ("yes", "yes"),
    ],
)
async def test_a_quote_is_found_by_half_a_phrase(
    database: Database, asked: str, first: str
) -> None:
    assert (await _words(database, SearchIndex(database), asked))[0] == first


async def test_words_that_nobody_said_are_not_found(database: Database) -> None:
    search = SearchIndex(database)
    assert await _words(database, search, "submarine cables") == []
    assert await _words(database, search, "yes we have counted every submarine twice") == []
    assert await _words(database, search, "…") == []


@pytest.mark.parametrize(
    ("narrowing", "found"),
    [
        (QuoteNarrowing(by="Ferreira"), ["a closed bridge helps nobody"]),
        (QuoteNarrowing(by="lindquist"), ["the bridge will stay closed"]),
        (QuoteNarrowing(by="Peskov"), []),
        (QuoteNarrowing(outlet="quay"), ["a closed bridge", "the bridge will"]),
        (QuoteNarrowing(outlet="Lantern"), []),
        (QuoteNarrowing(after=date(2022, 3, 17)), ["a closed bridge helps nobody"]),
        (QuoteNarrowing(before=date(2022, 3, 16)), ["the bridge will stay closed"]),
        (QuoteNarrowing(after=date(2022, 3, 16), before=date(2022, 3, 16)), ["the bridge will"]),
    ],
)
async def test_a_search_is_narrowed_by_speaker_outlet_and_days(
    database: Database, narrowing: QuoteNarrowing, found: list[str]
) -> None:
    words = await _words(database, SearchIndex(database), "closed bridge", narrowing)
    assert len(words) == len(found)
    assert all(said.startswith(start) for said, start in zip(words, found, strict=True))


async def test_what_comes_goes_or_is_hidden_counts_at_once(database: Database) -> None:
    """Also where another process did it: the second index stands for one."""
    search, other = SearchIndex(database), SearchIndex(database)
    library = await _filled(database)

    async def found(asked: str) -> int:
        hits = [await index.quotes(library, asked, limit=9) for index in (search, other)]
        assert [hit.public_id for hit in hits[0]] == [hit.public_id for hit in hits[1]]
        return sum(hit.fits for hit in hits[0])

    assert await found("ice on the quay") == 0
    async with database.write() as session:
        added: AddedArticle = await articles.add(
            session, library, statement("there is ice on the quay"), change()
        )
        (quote,) = await quotes.all_of(session, library, [added.public_id])
    assert await found("ice on the quay") == 1
    async with database.write() as session:
        await quotes.mark(session, library, quote.public_id, visible.HIDDEN, change())
    assert await found("ice on the quay") == 0
    async with database.write() as session:
        await quotes.unmark(session, library, quote.public_id, visible.HIDDEN)
    assert await found("ice on the quay") == 1
    async with database.write() as session:
        await articles.remove(session, library, added.public_id, NOW)
    assert await found("ice on the quay") == 0
    async with database.write() as session:
        await articles.restore(session, library, added.public_id)
    assert await found("ice on the quay") == 1


async def test_the_wordings_of_one_utterance_are_one_hit(database: Database) -> None:
    search = SearchIndex(database)
    library = await _filled(database)
    async with database.write() as session:
        one, _, three, _ = await quotes.all_of(session, library)
        await wordings.join(session, library, three.public_id, one.public_id)
        await libraries.bump(session, library)
    hits = await search.quotes(library, "closed bridge", limit=9)
    assert [hit.public_id for hit in hits if hit.fits] == [three.public_id]


async def test_of_equal_words_of_one_day_those_in_more_articles_come_first(
    database: Database,
) -> None:
    search = SearchIndex(database)
    async with database.write() as session:
        library = (await libraries.for_guild(session, 1)).id
        for speaker in ("Ada Lindqvist", "Maud Ferreira"):
            incoming = statement("the gate will be mended", speaker, day=date(2022, 3, 16))
            await articles.add(session, library, incoming, change())
        longer = statement("the gate will be mended soon", "Ada Lindqvist", day=date(2022, 3, 16))
        await articles.add(session, library, longer, change())
        everything = await quotes.all_of(session, library)
        wide, alone, other = (quote.public_id for quote in everything)

    async def found() -> list[str]:
        hits = await search.quotes(library, "the gate will be mended", limit=2)
        return [hit.public_id for hit in hits]

    before = await found()
    last = before[-1]
    async with database.write() as session:
        assert {wide, alone} == set(before)
        await wordings.join(session, library, other, last)
        await libraries.bump(session, library)
    assert await found() == [last, before[0]]


async def test_a_library_finds_nothing_of_anothers(database: Database) -> None:
    search = SearchIndex(database)
    await _filled(database)
    async with database.write() as session:
        empty = (await libraries.for_guild(session, 2)).id
    assert await search.quotes(empty, "bridge", limit=9) == []
    assert await search.people(empty, "lindqvist", limit=9) == []


async def test_a_deleted_librarys_index_is_not_met_again(database: Database) -> None:
    search = SearchIndex(database)
    old = await _filled(database)
    assert await search.quotes(old, "bridge", limit=9)
    async with database.write() as session:
        await libraries.mark_left(session, 1, NOW)
        await libraries.delete_expired(session, NOW + 2 * libraries.GRACE)
        new = (await libraries.for_guild(session, 1)).id
    assert await search.quotes(new, "bridge", limit=9) == []
    assert await search.quotes(old, "bridge", limit=9) == []
