"""What is offered while somebody types: answered from memory."""

from bot.newsroom.answers import ArticleLine, PersonLine
from bot.newsroom.library import LibraryRef
from bot.newsroom.lines import article_line
from bot.newsroom.means import Means
from corpus.errors import Busy
from corpus.matching import normalise
from storage import articles

MOST = 25


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
    async with means.database.read() as session:
        total = await articles.count(session, library)
        found = await articles.list_page(session, library, number=0, size=max(1, total))
    fitting = (
        record
        for record in found
        if all(
            word in normalise(f"{record.source.headline} {record.source.outlet} {record.name}")
            for word in wanted
        )
    )
    return [article_line(record) for record, _ in zip(fitting, range(MOST), strict=False)]
