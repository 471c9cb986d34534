"""A changed article takes the place of the one it was, and everything that hung on it goes on."""

from dataclasses import replace
from datetime import date

import pytest

from corpus.errors import NotFound
from corpus.linking.versions import QuoteFate
from storage import articles, events, libraries, people, quotes, succession, versions, visible, wordings
from storage.database import Database
from storage.records import Incoming
from storage.search import SearchIndex
from storage.tables import ArticleRow
from storage.types import LibraryId
from storage.versions import Taken
from tests.storage.texts import NOW, change, statement

PAGE = "https://harbour.example/bridge"
CLOSED = "The bridge will stay closed until Easter"
OPEN = "The bridge will stay closed until Christmas"


async def _library(database: Database, guild: int = 1) -> LibraryId:
    async with database.write() as session:
        return (await libraries.for_guild(session, guild)).id


async def _take(
    database: Database, library: LibraryId, words: str, minutes: int = 0, **told: str
) -> Taken:
    incoming = statement(words, **{"address": PAGE, **told})
    async with database.write() as session:
        return await versions.take(session, library, incoming, change(minutes))


async def test_a_changed_page_is_the_same_article_in_other_words(database: Database) -> None:
    library = await _library(database)
    first = await _take(database, library, CLOSED)
    second = await _take(database, library, OPEN, 30)
    assert (first.new, second.new, second.before) == (True, False, first.public_id)
    assert [each.fate for each in second.quotes] == [QuoteFate.REWORDED]
    async with database.read() as session:
        assert await articles.count(session, library) == 1
        (quote,) = await quotes.all_of(session, library)
        assert quote.pieces == (OPEN,)
        assert (await articles.record(session, library, first.public_id)) == second.record
        assert OPEN in (await articles.get(session, library, first.public_id)).text
        before = await succession.earlier_wordings(session, library, [quote.public_id])
    wording = before[quote.public_id]
    assert (wording.pieces, wording.came) == ((CLOSED,), change().at)
