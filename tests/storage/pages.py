"""A page that says one thing and later another."""

from storage import libraries, quotes, versions
from storage.database import Database
from storage.records import Incoming
from storage.types import LibraryId
from storage.versions import Taken
from tests.storage.texts import change, statement

PAGE = "https://harbour.example/bridge"
CLOSED = "The bridge will stay closed until Easter"
OPEN = "The bridge will stay closed until Christmas"
OTHER = "Nobody asked the fishermen about any of this"


async def library_of(database: Database, guild: int) -> LibraryId:
    """A guild's library."""
    async with database.write() as session:
        return (await libraries.for_guild(session, guild)).id


def page(words: str, speaker: str = "Ada Lindqvist") -> Incoming:
    """The page when it has these words."""
    return statement(words, speaker, address=PAGE)


async def take(
    database: Database, library: LibraryId, incoming: Incoming, minutes: int = 0
) -> Taken:
    """Bring an article, some minutes after NOW."""
    async with database.write() as session:
        return await versions.take(session, library, incoming, change(minutes))


async def only_quote(database: Database, library: LibraryId) -> str:
    """The public id of the one quote that a library shows."""
    async with database.read() as session:
        (quote,) = await quotes.all_of(session, library)
    return quote.public_id
