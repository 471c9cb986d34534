"""A changed article takes the place of the one it was, and everything that hung on it goes on."""

from dataclasses import replace

import pytest

from corpus.errors import NotFound
from corpus.linking.versions import QuoteFate
from corpus.models import PARTIAL
from storage import (
    articles,
    events,
    people,
    quotes,
    succession,
    version_history,
    visible,
    wordings,
)
from storage.database import Database
from storage.search import SearchIndex
from storage.types import LibraryId
from storage.versions import ChangeKind
from tests.storage.pages import (
    CLOSED,
    OPEN,
    OTHER,
    library_of,
    only_quote,
    page,
    take,
)
from tests.storage.texts import change, statement


@pytest.fixture
async def library(database: Database) -> LibraryId:
    return await library_of(database, 1)


async def test_a_changed_page_is_the_same_article_in_other_words(
    database: Database, library: LibraryId
) -> None:
    first = await take(database, library, page(CLOSED))
    second = await take(database, library, page(OPEN), 30)
    assert (first.new, second.new, second.before) == (True, False, first.public_id)
    assert [each.fate for each in second.quotes] == [QuoteFate.REWORDED]
    async with database.read() as session:
        assert await articles.count(session, library) == 1
        (quote,) = await quotes.all_of(session, library)
        assert quote.pieces == (OPEN,)
        assert await articles.record(session, library, first.public_id) == second.record
        assert OPEN in (await articles.get(session, library, first.public_id)).text
        before = await succession.earlier_wordings(session, library, [quote.public_id])
    wording = before[quote.public_id]
    assert (wording.pieces, wording.came) == ((CLOSED,), change().at)


async def test_an_old_quotes_id_leads_to_its_newest_words(
    database: Database, library: LibraryId
) -> None:
    await take(database, library, page(CLOSED))
    old = await only_quote(database, library)
    await take(database, library, page(OPEN), 30)
    await take(database, library, page(OPEN + " next year"), 60)
    async with database.read() as session:
        found = await quotes.in_article(session, library, old)
        assert found.quote.pieces == (OPEN + " next year",)
        (alone,) = await quotes.wordings(session, library, old)
        assert alone == found.quote
        ids = [found.quote.public_id]
        assert len((await succession.ancestors(session, library, ids))[ids[0]]) == 2


async def test_a_quote_that_an_article_no_longer_prints_is_told_to_be_gone(
    database: Database, library: LibraryId
) -> None:
    await take(database, library, page(CLOSED))
    old = await only_quote(database, library)
    elsewhere = await library_of(database, 2)
    await take(database, library, page(OTHER, speaker="Tomás Ferreira"), 30)
    await take(database, elsewhere, page(OTHER, speaker="Tomás Ferreira"), 30)
    async with database.read() as session:
        for asker, key in ((library, "quote_gone"), (elsewhere, "quote")):
            with pytest.raises(NotFound) as told:
                await quotes.in_article(session, asker, old)
            assert told.value.key == f"error.not_found.{key}"
    await take(database, library, page(CLOSED), 60)
    async with database.read() as session:
        assert (await quotes.in_article(session, library, old)).quote.public_id == old


async def test_marks_groups_and_persons_pass_to_the_newer_words(
    database: Database, library: LibraryId
) -> None:
    await take(database, library, page(CLOSED))
    old = await only_quote(database, library)
    async with database.write() as session:
        told_elsewhere = statement(OPEN, outlet="The Lantern")
        other = await articles.add(session, library, told_elsewhere, change(1))
        (there,) = await quotes.all_of(session, library, [other.public_id])
        await wordings.join(session, library, old, there.public_id)
        await quotes.mark(session, library, old, visible.WRONG, change(2))
        (before,) = await quotes.by_ids(session, library, [old])
    taken = await take(database, library, page(OPEN), 30)
    async with database.write() as session:
        (after,) = await quotes.all_of(session, library, [taken.public_id])
        assert (after.group, after.speaker_id) == (before.group, before.speaker_id)
        assert after.disputed
        assert await quotes.unmark(session, library, old, visible.WRONG)
        (after,) = await quotes.by_ids(session, library, [after.public_id])
        assert not after.disputed
        assert len(await people.names(session, library)) == 4


async def test_what_was_hidden_stays_hidden_in_other_words(
    database: Database, library: LibraryId
) -> None:
    first = await take(database, library, page(CLOSED))
    old = await only_quote(database, library)
    async with database.write() as session:
        await quotes.mark(session, library, old, visible.HIDDEN, change())
    await take(database, library, page(OPEN), 30)
    async with database.write() as session:
        assert await quotes.all_of(session, library) == ()
        found = await version_history.history(session, library, first.public_id)
        assert found.changes[0].quotes == ()
        assert await quotes.unmark(session, library, old, visible.HIDDEN)
        assert len(await quotes.all_of(session, library)) == 1
        found = await version_history.history(session, library, first.public_id)
        assert len(found.changes[0].quotes) == 1


async def test_the_history_tells_each_change_from_the_latest_on(
    database: Database, library: LibraryId
) -> None:
    first = await take(database, library, page(CLOSED))
    await take(database, library, page(OPEN), 30)
    last = await take(database, library, page(OTHER, speaker="Tomás Ferreira"), 60)
    async with database.read() as session:
        found = await version_history.history(session, library, first.public_id)
    assert found.record == last.record
    assert found.came == change().at
    later, earlier = found.changes
    assert (earlier.kind, earlier.at, later.at) == (
        ChangeKind.CHANGED,
        change(30).at,
        change(60).at,
    )
    (reworded,) = earlier.quotes
    assert reworded.before is not None
    assert reworded.after is not None
    assert (reworded.before.pieces, reworded.after.pieces) == ((CLOSED,), (OPEN,))
    assert {quote.fate for quote in later.quotes} == {QuoteFate.GAINED, QuoteFate.LOST}


async def test_the_same_page_again_changes_nothing(database: Database, library: LibraryId) -> None:
    first = await take(database, library, page(CLOSED))
    again = await take(database, library, page(CLOSED), 30)
    assert (again.new, again.before, again.record) == (False, None, first.record)
    async with database.read() as session:
        found = await version_history.history(session, library, first.public_id)
    assert (found.came, found.changes) == (change().at, ())


async def test_the_same_text_that_a_newer_reader_reads_otherwise_is_no_version(
    database: Database, library: LibraryId
) -> None:
    first = await take(database, library, page(CLOSED))
    article = page(CLOSED).article
    read_anew = replace(article, blocks=article.blocks[1:])
    again = await take(database, library, replace(page(CLOSED), article=read_anew), 30)
    assert (again.new, again.before, again.record) == (False, None, first.record)
    assert await only_quote(database, library)


async def test_a_page_that_goes_back_shows_its_first_words_again(
    database: Database, library: LibraryId
) -> None:
    first = await take(database, library, page(CLOSED))
    quote = await only_quote(database, library)
    await take(database, library, page(OPEN), 30)
    back = await take(database, library, page(CLOSED), 60)
    assert back.public_id == first.public_id
    assert await only_quote(database, library) == quote
    async with database.read() as session:
        before = await succession.earlier_wordings(session, library, [quote])
        found = await version_history.history(session, library, first.public_id)
    assert (before[quote].pieces, before[quote].came) == ((OPEN,), change(30).at)
    assert len(found.changes) == 2


async def test_an_old_copy_of_a_file_takes_nobodys_place(
    database: Database, library: LibraryId
) -> None:
    old, new = statement(CLOSED), statement(OPEN)
    await take(database, library, old)
    changed = await take(database, library, new, 30)
    assert changed.before is not None
    again = await take(database, library, old, 60)
    assert (again.new, again.before, again.record) == (False, None, changed.record)
    async with database.write() as session:
        added = await articles.add(session, library, old, change(90))
    assert (added.new, added.record) == (False, changed.record)


async def test_a_page_that_comes_to_say_what_another_article_says_is_that_article(
    database: Database, library: LibraryId
) -> None:
    first = await take(database, library, page(CLOSED))
    async with database.write() as session:
        brought = await articles.add(session, library, statement(OPEN), change(1))
    taken = await take(database, library, page(OPEN), 30)
    assert (taken.before, taken.public_id) == (first.public_id, brought.public_id)
    async with database.read() as session:
        assert await articles.count(session, library) == 1
        assert await articles.record(session, library, first.public_id) == taken.record


async def test_files_of_one_name_that_share_little_are_two_articles(
    database: Database, library: LibraryId
) -> None:
    await take(database, library, statement(CLOSED))
    text = "The museum opens on Thursday. Entry is free for all who come before noon, it said."
    other = statement(OTHER)
    article = replace(other.article, text=text, blocks=())
    stranger = replace(other, article=article, extraction=replace(other.extraction, quotes=()))
    stranger = replace(stranger, extraction=type(other.extraction)(version="test 1"))
    assert (await take(database, library, stranger, 30)).new
    async with database.read() as session:
        assert await articles.count(session, library) == 2


async def test_a_page_behind_a_paywall_withdraws_no_quote(
    database: Database, library: LibraryId
) -> None:
    first = await take(database, library, page(CLOSED))
    stub = page(OTHER)
    stub = replace(stub, article=replace(stub.article, readable=False, notes=(PARTIAL,)))
    taken = await take(database, library, stub, 30)
    assert (taken.before, taken.record) == (None, first.record)


async def test_only_what_a_version_brought_is_new(database: Database, library: LibraryId) -> None:
    await take(database, library, page(CLOSED))
    await take(database, library, page(OPEN), 30)
    since = change(10).at
    async with database.read() as session:
        assert await events.added_between(session, library, since, change(50).at) == ()
    await take(database, library, page(OTHER, speaker="Tomás Ferreira"), 60)
    async with database.read() as session:
        late = await events.added_between(session, library, change(50).at, change(70).at)
        every = await events.between_days(session, library)
    assert {each.pieces for each in late} >= {(OTHER,)}
    assert {each.added for each in late} == {change(60).at}
    assert all(each.pieces != (CLOSED,) for each in every)


async def test_the_search_finds_the_newest_words_only(
    database: Database, library: LibraryId
) -> None:
    search = SearchIndex(database)
    await take(database, library, page(CLOSED))
    (hit,) = await search.quotes(library, "closed until Easter", limit=5)
    assert hit.fits
    await take(database, library, page(OPEN), 30)
    (hit,) = await search.quotes(library, "closed until Christmas", limit=5)
    assert hit.fits
    assert hit.public_id == await only_quote(database, library)
    (person,) = await search.complete_people(library, "lind", limit=5)
    assert (person.quotes, person.articles) == (1, 1)
    await take(database, library, page(OTHER, speaker="Tomás Ferreira"), 60)
    assert await search.complete_people(library, "lindqvist", limit=5) == []
