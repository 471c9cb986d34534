"""What outlets corrected between two briefings: each quote as it was then and as it is now."""

import pytest

from storage import articles, corrected, people, quotes, versions, visible
from storage.corrected import Corrected
from storage.database import Database
from storage.types import LibraryId
from tests.storage.pages import CLOSED, OPEN, OTHER, library_of, only_quote, page, take
from tests.storage.texts import change


@pytest.fixture
async def library(database: Database) -> LibraryId:
    return await library_of(database, 1)


async def told(
    database: Database, library: LibraryId, after: int, until: int, person: str | None = None
) -> Corrected:
    """What was corrected between two minutes after NOW."""
    since, now = change(after).at, change(until).at
    async with database.read() as session:
        return await corrected.between(session, library, since, now, person)


def words(found: Corrected) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    return [(each.before.pieces, each.pieces) for each in found.corrections]


async def test_a_correction_is_told_once_in_its_window(
    database: Database, library: LibraryId
) -> None:
    await take(database, library, page(CLOSED))
    taken = await take(database, library, page(OPEN), 30)
    found = await told(database, library, 10, 40)
    (correction,) = found.corrections
    assert words(found) == [((CLOSED,), (OPEN,))]
    assert (correction.at, correction.before.came) == (change(30).at, change().at)
    assert correction.source == taken.record.source
    assert found.article_ids == {taken.public_id}
    assert await told(database, library, 30, 50) == Corrected()
    assert await told(database, library, 0, 29) == Corrected()


async def test_what_nobody_was_told_before_needs_no_correction(
    database: Database, library: LibraryId
) -> None:
    await take(database, library, page(CLOSED), 20)
    await take(database, library, page(OPEN), 30)
    assert await told(database, library, 10, 40) == Corrected()


async def test_several_changes_are_put_together(database: Database, library: LibraryId) -> None:
    await take(database, library, page(CLOSED))
    await take(database, library, page(OPEN), 20)
    await take(database, library, page(OPEN + " next year"), 30)
    assert words(await told(database, library, 10, 40)) == [((CLOSED,), (OPEN + " next year",))]
    later = await told(database, library, 25, 40)
    assert words(later) == [((OPEN,), (OPEN + " next year",))]
    assert later.corrections[0].before.came == change(20).at


async def test_what_was_changed_back_is_not_told(database: Database, library: LibraryId) -> None:
    await take(database, library, page(CLOSED))
    await take(database, library, page(OPEN), 20)
    await take(database, library, page(CLOSED), 30)
    assert await told(database, library, 10, 40) == Corrected()


async def test_a_quote_that_is_gone_is_told_without_new_words(
    database: Database, library: LibraryId
) -> None:
    await take(database, library, page(CLOSED))
    await take(database, library, page(OTHER, speaker="Tomás Ferreira"), 30)
    (correction,) = (await told(database, library, 10, 40)).corrections
    assert (correction.before.pieces, correction.quote_id) == ((CLOSED,), None)


async def test_hidden_words_are_told_in_no_correction(
    database: Database, library: LibraryId
) -> None:
    await take(database, library, page(CLOSED))
    await take(database, library, page(OPEN), 30)
    quote = await only_quote(database, library)
    async with database.write() as session:
        await quotes.mark(session, library, quote, visible.HIDDEN, change(35))
    assert await told(database, library, 10, 40) == Corrected()


async def test_a_persons_briefing_has_that_persons_corrections_only(
    database: Database, library: LibraryId
) -> None:
    await take(database, library, page(CLOSED))
    await take(database, library, page(OPEN), 30)
    async with database.read() as session:
        named = {each.name: each.public_id for each in await people.names(session, library)}
    assert words(await told(database, library, 10, 40, named["Ada Lindqvist"]))
    assert await told(database, library, 10, 40, named["the ministry"]) == Corrected()


async def test_pages_that_went_are_named_until_they_are_back(
    database: Database, library: LibraryId
) -> None:
    first = await take(database, library, page(CLOSED))
    async with database.write() as session:
        await versions.withdraw(session, library, first.public_id, change(30).at)
        record = await articles.record(session, library, first.public_id)
    found = await told(database, library, 10, 40)
    assert found == Corrected(withdrawn=(record.source,))
    assert found.of({first.public_id}) == found
    assert found.of(()) == Corrected()
    await take(database, library, page(CLOSED), 50)
    assert await told(database, library, 10, 59) == Corrected()
