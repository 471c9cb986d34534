"""Versions over time: withdrawn, taken out, forgotten; told to briefings, unknown elsewhere."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from corpus.errors import NotFound
from corpus.models import QuoteKind
from storage import (
    articles,
    deliveries,
    delivery_replies,
    events,
    libraries,
    quotes,
    succession,
    version_history,
    versions,
    visible,
)
from storage.database import Database
from storage.records import DeliveryState, Incoming, Occurrence, QuoteChange
from storage.tables import ArticleChangeRow, LateStatementRow, MembershipRow, QuoteChangeRow
from storage.types import LibraryId
from storage.versions import ChangeKind
from tests.storage.pages import (
    CLOSED,
    OPEN,
    OTHER,
    PAGE,
    library_of,
    only_quote,
    page,
    take,
)
from tests.storage.texts import NOW, change


@pytest.fixture
async def library(database: Database) -> LibraryId:
    return await library_of(database, 1)


async def test_a_withdrawn_article_says_so_until_its_page_is_back(
    database: Database, library: LibraryId
) -> None:
    first = await take(database, library, page(CLOSED))
    async with database.write() as session:
        assert await versions.at_address(session, library, PAGE) == first.public_id
        assert await versions.withdraw(session, library, first.public_id, change(30).at)
        assert not await versions.withdraw(session, library, first.public_id, change(40).at)
        (quote,) = await quotes.all_of(session, library)
        (said, *_) = await events.between_days(session, library)
        record = await articles.record(session, library, first.public_id)
    assert quote.source.withdrawn == said.source.withdrawn == change(30).at
    assert record.source.withdrawn == change(30).at
    back = await take(database, library, page(CLOSED), 60)
    assert (back.returned, back.before) == (True, None)
    async with database.read() as session:
        (quote,) = await quotes.all_of(session, library)
        found = await version_history.history(session, library, first.public_id)
    assert quote.source.withdrawn is None
    assert [each.kind for each in found.changes] == [ChangeKind.RETURNED, ChangeKind.WITHDRAWN]


async def test_an_article_that_a_library_has_not_cannot_be_withdrawn(
    database: Database, library: LibraryId
) -> None:
    elsewhere = await library_of(database, 2)
    first = await take(database, elsewhere, page(CLOSED))
    async with database.write() as session:
        assert await versions.at_address(session, library, PAGE) is None
        with pytest.raises(NotFound):
            await versions.withdraw(session, library, first.public_id, NOW)


async def test_an_article_leaves_with_all_its_versions_and_comes_back_with_them(
    database: Database, library: LibraryId
) -> None:
    first = await take(database, library, page(CLOSED))
    second = await take(database, library, page(OPEN), 30)
    async with database.write() as session:
        assert await articles.remove(session, library, first.public_id, NOW) == second.record
        for public_id in (first.public_id, second.public_id):
            with pytest.raises(NotFound):
                await version_history.history(session, library, public_id)
        assert await quotes.all_of(session, library) == ()
        assert await articles.restore(session, library, first.public_id) == second.record
        found = await version_history.history(session, library, first.public_id)
        assert len(found.changes) == 1
        assert len(await quotes.all_of(session, library)) == 1


async def test_an_earlier_version_brought_after_its_article_left_is_an_article_of_its_own(
    database: Database, library: LibraryId
) -> None:
    first = await take(database, library, page(CLOSED))
    second = await take(database, library, page(OPEN), 30)
    async with database.write() as session:
        await articles.remove(session, library, second.public_id, NOW)
    again = await take(database, library, page(CLOSED), 60)
    assert (again.new, again.public_id) == (True, first.public_id)
    async with database.write() as session:
        (quote,) = await quotes.all_of(session, library)
        assert quote.pieces == (CLOSED,)
        await articles.restore(session, library, second.public_id)
        assert await articles.count(session, library) == 2


async def test_what_was_removed_for_good_leaves_nothing_of_its_versions(
    database: Database, library: LibraryId
) -> None:
    await take(database, library, page(CLOSED))
    second = await take(database, library, page(OPEN), 30)
    await take(database, library, page(OTHER, speaker="Tomás Ferreira"), 60)
    kept_by = await library_of(database, 2)
    for words in (CLOSED, OPEN, OTHER):
        await take(database, kept_by, page(words), 60)
    async with database.write() as session:
        await versions.withdraw(session, library, second.public_id, change(70).at)
        await articles.remove(session, library, second.public_id, NOW)
        await libraries.delete_expired(session, NOW + timedelta(days=40))
        for table in (ArticleChangeRow, LateStatementRow, MembershipRow):
            of_others = select(func.count()).where(table.library_id == kept_by)
            every = select(func.count()).select_from(table)
            assert await session.scalar(every)
            assert await session.scalar(every) == await session.scalar(of_others)
        assert await session.scalar(select(func.count()).select_from(QuoteChangeRow)) == 3


async def _send(database: Database, library: LibraryId) -> None:
    """A briefing that carries all that is on record."""
    async with database.write() as session:
        occurrence = Occurrence(library, "schedule1", "now", 2**60, NOW)
        delivery = await deliveries.claim(session, occurrence, "one", NOW)
        assert delivery is not None
        said = await events.added_between(session, library, None, NOW)
        await deliveries.record_items(session, delivery, said, {each.public_id: 0 for each in said})
        await deliveries.plan_parts(session, delivery, 1)
        await deliveries.part_sent(session, delivery, 0, 2**61, NOW, 2**60)
        await deliveries.finish(session, delivery, DeliveryState.SENT, NOW)


async def _replies(database: Database) -> list[QuoteChange]:
    async with database.read() as session:
        waiting = await delivery_replies.waiting(session, NOW)
    return [each for reply in waiting for each in reply.changes]


async def test_a_briefing_that_carried_an_earlier_wording_is_answered(
    database: Database, library: LibraryId
) -> None:
    await take(database, library, page(CLOSED))
    quote = await only_quote(database, library)
    await _send(database, library)
    await take(database, library, page(OPEN), 30)
    second = await take(database, library, page(OPEN + " next year"), 60)
    async with database.write() as session:
        await versions.withdraw(session, library, second.public_id, change(90).at)
    assert [(each.quote_id, each.old, each.new) for each in await _replies(database)] == [
        (quote, (CLOSED,), (OPEN,)),
        (quote, (OPEN,), (OPEN + " next year",)),
        (quote, (OPEN + " next year",), None),
    ]


async def test_another_speaker_is_told_under_the_briefing(
    database: Database, library: LibraryId
) -> None:
    await take(database, library, page(CLOSED))
    await _send(database, library)
    await take(database, library, page(CLOSED, speaker="Tomás Ferreira"), 30)
    (told,) = await _replies(database)
    assert (told.speaker, told.new_speaker) == ("Ada Lindqvist", "Tomás Ferreira")
    assert told.old == told.new == (CLOSED,)


async def test_hidden_words_are_told_under_no_briefing(
    database: Database, library: LibraryId
) -> None:
    await take(database, library, page(CLOSED))
    await _send(database, library)
    quote = await only_quote(database, library)
    async with database.write() as session:
        await quotes.mark(session, library, quote, visible.HIDDEN, change())
    second = await take(database, library, page(OPEN), 30)
    async with database.write() as session:
        await versions.withdraw(session, library, second.public_id, change(90).at)
    assert await _replies(database) == []


async def test_reported_words_are_told_in_the_sentence_that_reports_them(
    database: Database, library: LibraryId
) -> None:
    def told(words: str) -> Incoming:
        incoming = page(words)
        (quote,) = incoming.extraction.quotes
        (block,) = incoming.article.blocks[1:]
        reported = replace(quote, kind=QuoteKind.INDIRECT, sentence=block.span)
        return replace(incoming, extraction=replace(incoming.extraction, quotes=(reported,)))

    await take(database, library, told(CLOSED))
    await _send(database, library)
    await take(database, library, told(OPEN), 30)
    (change_told,) = await _replies(database)
    ((old,), new) = change_told.old, change_told.new
    assert new is not None
    assert old.startswith("The harbour minister Ada Lindqvist spoke")
    assert OPEN in new[0]


async def test_another_library_sees_nothing_of_a_version_it_does_not_have(
    database: Database, library: LibraryId
) -> None:
    elsewhere = await library_of(database, 2)
    first = await take(database, elsewhere, page(CLOSED))
    await take(database, library, page(CLOSED))
    await take(database, library, page(OPEN), 30)
    old = await only_quote(database, elsewhere)
    async with database.read() as session:
        found = await version_history.history(session, elsewhere, first.public_id)
        assert found.changes == ()
        assert (await quotes.in_article(session, elsewhere, old)).quote.pieces == (CLOSED,)
        newer = await only_quote(database, library)
        with pytest.raises(NotFound):
            await quotes.in_article(session, elsewhere, newer)
        assert await succession.earlier_wordings(session, elsewhere, [newer]) == {}
    same = await take(database, elsewhere, page(OPEN), 60)
    assert (same.before, same.record.added) == (first.public_id, change().at)
