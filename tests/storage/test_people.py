"""People of a library: joined across articles on evidence, named and counted in their own one."""

from datetime import date

import pytest

from corpus.errors import NotFound
from corpus.linking.people import EvidenceKey
from corpus.models import SpeakerKind
from storage import articles, libraries, people, quotes
from storage.database import Database
from storage.types import LibraryId
from tests.storage.texts import NOW, change, statement


async def _filled(database: Database) -> LibraryId:
    async with database.write() as session:
        library = (await libraries.for_guild(session, 1)).id
        for day, name, role in (
            (14, "Ada Lindqvist", "harbour minister"),
            (15, "Ada Lindqvist", "minister"),
            (16, "Lindqvist", "harbour minister"),
            (17, "Tomás Ferreira", "union leader"),
        ):
            words = f"the bridge will stay closed until the {day}th"
            incoming = statement(words, name, role=role, day=date(2022, 3, day))
            await articles.add(session, library, incoming, change())
    return library


async def test_a_person_has_one_entry_for_all_articles(database: Database) -> None:
    library = await _filled(database)
    async with database.read() as session:
        first, second = await people.most_quoted(session, library, 9)
        assert await people.get(session, library, first.public_id) == first
    assert (first.name, first.aliases, first.role) == (
        "Ada Lindqvist",
        ("Lindqvist",),
        "harbour minister",
    )
    assert (first.quotes, first.articles) == (3, 3)
    assert (second.name, second.quotes, second.kind) == ("Tomás Ferreira", 1, SpeakerKind.PERSON)


async def test_roles_come_with_the_article_that_printed_them_first(database: Database) -> None:
    library = await _filled(database)
    async with database.read() as session:
        (ada, _) = await people.most_quoted(session, library, 9)
        roles = await people.roles(session, library, ada.public_id)
    assert [(role.text, role.source.publication.day) for role in roles] == [
        ("harbour minister", date(2022, 3, 14)),
        ("minister", date(2022, 3, 15)),
    ]


async def test_quotes_of_a_person_come_in_pages_the_latest_first(database: Database) -> None:
    library = await _filled(database)
    async with database.read() as session:
        (ada, _) = await people.most_quoted(session, library, 9)
        pages = [
            await quotes.by_person(session, library, ada.public_id, number=number, size=2)
            for number in range(3)
        ]
        assert await quotes.count_by_person(session, library, ada.public_id) == 3
    assert [[quote.day.value for quote in page] for page in pages] == [
        [date(2022, 3, 16), date(2022, 3, 15)],
        [date(2022, 3, 14)],
        [],
    ]


async def test_a_join_by_surname_alone_is_never_stated_as_certain(database: Database) -> None:
    async with database.write() as session:
        library = (await libraries.for_guild(session, 1)).id
        await articles.add(session, library, statement(), change())
        incoming = statement("nobody asked me", "Lindqvist", role="baker")
        added = await articles.add(session, library, incoming, change())
        (quote,) = await quotes.all_of(session, library, [added.public_id])
    assert quote.speaker == "Ada Lindqvist"
    assert not quote.certain
    assert quote.reason == EvidenceKey.SURNAME_ONLY


async def test_a_name_from_a_removed_article_is_forgotten(database: Database) -> None:
    async with database.write() as session:
        library = (await libraries.for_guild(session, 1)).id
        full = await articles.add(session, library, statement(), change())
        await articles.add(session, library, statement("aye", "Lindqvist"), change())
        await articles.remove(session, library, full.public_id, NOW)
        names = await people.names(session, library)
        (person,) = await people.most_quoted(session, library, 9)
    assert person.name == "Lindqvist"
    assert person.aliases == ()
    assert not [name for name in names if "Ada" in " ".join(name.printed)]


async def test_a_person_of_another_library_is_not_found(database: Database) -> None:
    library = await _filled(database)
    async with database.write() as session:
        other = (await libraries.for_guild(session, 2)).id
        (ada, _) = await people.most_quoted(session, library, 9)
        with pytest.raises(NotFound):
            await people.get(session, other, ada.public_id)
        assert await people.records(session, other, [ada.public_id]) == ()
        assert await people.roles(session, other, ada.public_id) == ()
