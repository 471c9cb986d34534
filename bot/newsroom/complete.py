"""What is offered while somebody types: answered from memory."""

from itertools import islice

from bot.newsroom.answers import ArticleLine, PersonLine
from bot.newsroom.library import LibraryRef
from bot.newsroom.lines import article_line
from bot.newsroom.means import Means
from bot.newsroom.sorting import Offered
from corpus.errors import Busy
from corpus.matching import normalise
from storage import articles, libraries
from storage.records import ArticleRecord
from storage.types import LibraryId

MOST = 25

LIBRARIES = 64
"""How many libraries' articles are kept in memory for those who type."""


async def complete_people(means: Means, ref: LibraryRef, typed: str) -> list[PersonLine]:
    """People whose names begin with or are near what is typed; the most quoted for nothing.

    Nobody is offered where too much is being asked: the next letter asks again.
    """
    library = await means.library(ref)
    try:
        found = await means.search.complete_people(library, typed[:100], limit=MOST)
    except Busy:
        return []
    return [
        PersonLine(each.public_id, each.name, each.role, each.quotes, each.articles)
        for each in found
    ]


async def complete_articles(means: Means, ref: LibraryRef, typed: str) -> list[ArticleLine]:
    """Articles whose headline, outlet or name holds every word typed, the latest first."""
    library = await means.library(ref)
    wanted = normalise(typed).split()
    offered = await _offered(means, library)
    fitting = (line for key, line in offered.lines if all(word in key for word in wanted))
    return list(islice(fitting, MOST))


async def _offered(means: Means, library: LibraryId) -> Offered:
    """What the library has: a keystroke reads its count of changes, and the articles only then."""
    known = means.offered.pop(library, None)
    async with means.database.read() as session:
        generation = await libraries.generation(session, library)
        if known is None or known.generation != generation:
            total = await articles.count(session, library)
            found = await articles.list_page(session, library, number=0, size=max(1, total))
            known = Offered(generation, tuple(map(_line, found)))
    means.offered[library] = known  # the last asked for is the last to be forgotten
    while len(means.offered) > LIBRARIES:
        del means.offered[next(iter(means.offered))]
    return known


def _line(record: ArticleRecord) -> tuple[str, ArticleLine]:
    words = f"{record.source.headline} {record.source.outlet} {record.name}"
    return normalise(words), article_line(record)
