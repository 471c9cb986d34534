"""Pages taken once, by their addresses: each is fetched and read as an article."""

import re
from collections.abc import Iterable

from bot.newsroom.answers import Failed, IngestReport
from bot.newsroom.finding import page_of, web_address
from bot.newsroom.ingest import Progress, ingest
from bot.newsroom.library import LibraryRef
from bot.newsroom.means import Means
from bot.newsroom.uploads import Upload
from corpus.errors import BadInput, OnRecordError

MOST_LINKS = 5
"""Links of one message that are taken."""

_LINK = re.compile(r"https?://[^\s<>|]+", re.IGNORECASE)
_CLOSING = ").,;:!?'\"]*_~"


def links_in(texts: Iterable[str]) -> tuple[str, ...]:
    """The web addresses in texts, each once, without the punctuation after them.

    Raises BadInput where there is none.
    """
    found = (match.group() for text in texts for match in _LINK.finditer(text))
    links = tuple(dict.fromkeys(_without_closing(link) for link in found))[:MOST_LINKS]
    if not links:
        raise BadInput("error.input.no_link")
    return links


async def add_pages(
    means: Means,
    ref: LibraryRef,
    addresses: Iterable[str],
    *,
    by: int | None,
    progress: Progress | None = None,
) -> IngestReport:
    """Take the pages at some addresses; what cannot be fetched is reported, the others go in."""
    brought: list[Upload | Failed] = []
    for address in addresses:
        try:
            brought.append(await page_of(means, web_address(address)))
        except OnRecordError as error:
            brought.append(Failed(address, error))
    return await ingest(means, ref, brought, by=by, progress=progress)


def _without_closing(link: str) -> str:
    """An address may hold brackets, but one that closes what stands before it is not its own."""
    while link and link[-1] in _CLOSING:
        if link[-1] == ")" and link.count("(") >= link.count(")"):
            break
        link = link[:-1]
    return link
