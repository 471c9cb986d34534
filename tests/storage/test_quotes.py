"""Quotes of a library: where they stand, hidden, disputed, in wordings."""

import pytest

from corpus.errors import NotFound
from corpus.models import QuoteKind, SpeakerKind
from storage import articles, events, libraries, quotes, visible, wordings
from storage.database import Database
from storage.types import LibraryId
from tests.storage.texts import NOW, change, statement


async def _filled(database: Database) -> LibraryId:
    async with database.write() as session:
        library = (await libraries.for_guild(session, 1)).id
        await articles.add(session, library, statement(address="one.txt"), change())
        incoming = statement("the bridge stays closed", outlet="The Lantern")
        await articles.add(session, library, incoming, change(1))
    return library


async def test_a_quote_comes_with_all_that_showing_needs(database: Database) -> None:
    library = await _filled(database)
    async with database.read() as session:
        quote, _ = await quotes.all_of(session, library)
        found = await quotes.in_article(session, library, quote.public_id)
    incoming = statement(address="one.txt")
    (told,) = incoming.extraction.quotes
    assert found.quote == quote
    assert found.article == incoming.article
    assert found.spans == told.spans
    assert (quote.kind, quote.pieces) == (QuoteKind.DIRECT, ("the bridge will stay closed",))
    assert (quote.speaker, quote.speaker_kind) == ("Ada Lindqvist", SpeakerKind.PERSON)
    assert (quote.speaker_printed, quote.certain, quote.reason) == ("Lindqvist", True, None)
    assert quote.day == told.day
    assert quote.source.outlet == "The Quay Courier"
    assert (quote.source.address, quote.added) == ("one.txt", NOW)


async def test_a_hidden_quote_is_nowhere_until_it_is_shown_again(database: Database) -> None:
    library = await _filled(database)
    async with database.write() as session:
        quote, other = await quotes.all_of(session, library)
        hide = (session, library, quote.public_id, visible.HIDDEN)
        assert await quotes.mark(*hide, change())
        assert not await quotes.mark(*hide, change())
        assert await quotes.all_of(session, library) == (other,)
        assert await quotes.by_ids(session, library, [quote.public_id]) == ()
        assert quote.public_id not in {
            each.quote_id for each in await events.between_days(session, library)
        }
        page = await articles.list_page(session, library, number=0, size=9)
        assert sum(record.quotes for record in page) == 1
        with pytest.raises(NotFound):
            await quotes.in_article(session, library, quote.public_id)
        assert await quotes.unmark(*hide)
        assert not await quotes.unmark(*hide)
        assert await quotes.all_of(session, library) == (quote, other)


async def test_a_disputed_quote_says_so_until_it_is_undone(database: Database) -> None:
    library = await _filled(database)
    async with database.write() as session:
        quote, _ = await quotes.all_of(session, library)
        await quotes.mark(session, library, quote.public_id, visible.WRONG, change())
        (marked,) = await quotes.by_ids(session, library, [quote.public_id])
        await quotes.unmark(session, library, quote.public_id, visible.WRONG)
        (undone,) = await quotes.by_ids(session, library, [quote.public_id])
    assert marked.disputed
    assert undone == quote


async def test_nobody_marks_a_quote_that_the_library_does_not_hold(database: Database) -> None:
    library = await _filled(database)
    async with database.write() as session:
        other = (await libraries.for_guild(session, 2)).id
        quote, _ = await quotes.all_of(session, library)
        with pytest.raises(NotFound):
            await quotes.mark(session, other, quote.public_id, visible.HIDDEN, change())


async def test_wordings_of_one_utterance_come_together(database: Database) -> None:
    library = await _filled(database)
    async with database.write() as session:
        one, two = await quotes.all_of(session, library)
        assert await quotes.wordings(session, library, one.public_id) == (one,)
        group = await wordings.join(session, library, two.public_id, one.public_id)
        found = await quotes.wordings(session, library, two.public_id)
        spread = await wordings.spread(session, library, [group])
    assert [quote.public_id for quote in found] == [one.public_id, two.public_id]
    assert {quote.group for quote in found} == {group}
    assert (spread[group].wordings, spread[group].outlets) == (2, 2)


async def test_an_answer_names_the_statement_that_it_answers(database: Database) -> None:
    library = await _filled(database)
    async with database.read() as session:
        said, answer, *_ = await events.added_between(session, library, None, NOW)
        later = await events.added_between(session, library, NOW, change(1).at)
        about = await events.between_days(
            session, library, person_id=(await quotes.all_of(session, library))[0].speaker_id
        )
    assert answer.answers == said.public_id
    assert (answer.target, answer.reaction) == ("Ada Lindqvist", True)
    assert (said.actor, said.actor_certain) == ("Ada Lindqvist", True)
    assert {each.source.outlet for each in later} == {"The Lantern"}
    assert len(about) == 4
