"""Articles go in a few at a time: one that cannot be stored costs only itself, and order holds."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import select

from storage import articles, audit, libraries, quotes, receipts
from storage.database import Database
from storage.intake import Intake
from storage.records import Incoming
from storage.register import Registers
from storage.tables import PersonLinkRow, PersonRow
from storage.types import LibraryId
from tests.storage.texts import change, statement

WORDS = (
    "the bridge will stay closed until the gates are mended",
    "the bridge will stay closed until the gates",
    "nobody was asked before the contract was signed",
    "there is fuel for nine days and then the boats stay",
)
SPEAKERS = ("Ada Lindqvist", "Lindqvist", "Otto Brandl", "Mira Tolland", "Brandl")


def some(number: int) -> list[Incoming]:
    """Articles whose people and words meet again and again."""
    return [
        replace(
            statement(
                WORDS[at % len(WORDS)],
                SPEAKERS[at % len(SPEAKERS)],
                day=date(2022, 3, 1 + at // 4),
                outlet=f"Paper {at}",
            ),
            name=f"{at}.txt",
            digest=f"digest {at}",
        )
        for at in range(number)
    ]


async def new_library(database: Database) -> LibraryId:
    """A guild's library."""
    async with database.write() as session:
        return (await libraries.for_guild(session, 1)).id


async def said(database: Database, library: LibraryId) -> list[tuple[object, ...]]:
    """What the library says, without its ids: names, evidence, and who shares an utterance."""
    async with database.read() as session:
        everything = await quotes.all_of(session, library)
        links = await session.execute(
            select(PersonRow.name, PersonLinkRow.evidence, PersonLinkRow.evidence_name)
            .join(PersonLinkRow, PersonLinkRow.person_id == PersonRow.id)
            .order_by(PersonLinkRow.figure_id)
        )
        groups = list(dict.fromkeys(quote.group for quote in everything))
        return [
            *(tuple(link) for link in links),
            *((q.speaker, q.reason, q.group and groups.index(q.group)) for q in everything),
        ]


async def bring(
    database: Database, library: LibraryId, batches: Sequence[Sequence[Incoming]]
) -> None:
    """Take in some articles, remembering nothing from one batch to the next."""
    for batch in batches:
        taken = await Intake(database).take(library, batch, change())
        assert all(one is not None and one.new for one in taken)


async def test_one_that_cannot_be_stored_costs_only_itself(database: Database) -> None:
    library = await new_library(database)
    first, bad, last = some(3)
    article = replace(bad.article, headline="a lone surrogate: \ud800")
    taken = await Intake(database).take(
        library, [first, replace(bad, article=article), last], change()
    )
    assert [one is not None and one.new for one in taken] == [True, False, True]
    async with database.read() as session:
        assert await articles.count(session, library) == 2
        noted = await audit.history(session, library, limit=10)
    assert [entry.action for entry in noted] == ["article.add", "article.add"]


async def test_how_many_go_in_together_makes_no_difference(
    database: Database, elsewhere: Database
) -> None:
    incoming = some(20)
    one, other = await new_library(database), await new_library(elsewhere)
    intake = Intake(database)
    for batch in (incoming[:7], incoming[7:8], incoming[8:]):
        await intake.take(one, batch, change())
    await bring(elsewhere, other, [[each] for each in incoming])
    told = await said(database, one)
    assert told == await said(elsewhere, other)
    assert any(row[-1] for row in told[-20:]), "wordings of one utterance are needed"


async def test_a_register_that_was_kept_up_is_the_one_that_is_read_anew(
    database: Database,
) -> None:
    library = await new_library(database)
    kept = Registers()
    for each in some(12):
        async with database.write() as session:
            register = await kept.take(session, library)
            await articles.add(session, library, each, change(), register.people)
            register.generation = await libraries.generation(session, library)
        kept.give_back(library, register)
    async with database.read() as session:
        ours = (await kept.take(session, library)).people
        fresh = (await Registers().take(session, library)).people
    assert (ours.rows, ours.shown) == (fresh.rows, fresh.shown)
    assert ours.renamed(ours.rows) == fresh.renamed(fresh.rows) == {}


async def test_what_others_changed_is_seen(database: Database) -> None:
    library = await new_library(database)
    intake = Intake(database)
    first, second, third, *_ = await intake.take(library, some(3), change())
    assert first is not None
    assert second is not None
    assert third is not None
    async with database.write() as session:
        for one in (first, second, third):
            await articles.remove(session, library, one.public_id, change().at)
    await intake.take(library, some(4)[3:], change(5))
    async with database.read() as session:
        (alone,) = await quotes.all_of(session, library)
    assert (alone.speaker, alone.group) == ("Mira Tolland", None)


async def test_receipts_are_of_what_is_on_record(database: Database) -> None:
    library = await new_library(database)
    (taken,) = await Intake(database).take(library, some(1), change())
    assert taken is not None
    async with database.write() as session:
        digests = ["digest 0", "digest 1"]
        assert list(await receipts.known(session, library, digests)) == ["digest 0"]
        await articles.remove(session, library, taken.public_id, change().at)
        assert not await receipts.known(session, library, digests)
        await articles.restore(session, library, taken.public_id)
        assert list(await receipts.known(session, library, digests)) == ["digest 0"]
        elsewhere = (await libraries.for_guild(session, 2)).id
        assert not await receipts.known(session, elsewhere, digests)


async def test_nothing_brought_is_nothing_taken(database: Database) -> None:
    library = await new_library(database)
    assert await Intake(database).take(library, [], change()) == []
