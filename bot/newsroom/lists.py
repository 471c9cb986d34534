"""Lists of feeds: OPML that other readers wrote is followed, and ours is written for them."""

from dataclasses import dataclass

from bot.newsroom.library import LibraryRef
from bot.newsroom.means import Means
from bot.newsroom.sources import MOST_SOURCES, subscribe
from corpus.sources.opml import Listed, read_opml, write_opml
from storage import sources as stored

TITLE = "On Record"


@dataclass(frozen=True, slots=True)
class ListTaken:
    """What became of a list of feeds: those followed from now on, those that were, and those left
    out because there are too many. They are read in the background, within a minute or so.
    """

    added: tuple[str, ...]
    known: int
    left_out: int


@dataclass(frozen=True, slots=True)
class SourceList:
    """A library's sources as a file."""

    name: str
    data: bytes
    count: int


async def add_list(
    means: Means, ref: LibraryRef, name: str, data: bytes, *, by: int | None
) -> ListTaken:
    """Follow the feeds of an OPML list; the poller finds them due. Raises UnreadableSource."""
    listed = read_opml(data, name)
    library = await means.library(ref)
    async with means.database.write() as session:
        room = MOST_SOURCES - await stored.count(session, library)
        added: list[str] = []
        known = 0
        for feed in listed:
            if len(added) >= room:
                break
            _, new = await subscribe(
                session, library, feed.address, feed.title or "", means.change(by)
            )
            added += [feed.title or feed.address] if new else []
            known += not new
    return ListTaken(tuple(added), known, len(listed) - len(added) - known)


async def export_sources(means: Means, ref: LibraryRef) -> SourceList:
    """The library's sources as OPML."""
    library = await means.library(ref)
    async with means.database.read() as session:
        found = await stored.all_of(session, library)
    listed = [Listed(each.feed.address, each.feed.title or None, each.feed.home) for each in found]
    return SourceList("sources.opml", write_opml(listed, TITLE), len(listed))
