"""What is offered while somebody types: answered from memory."""

from bot.newsroom.answers import ArticleLine, PersonLine
from bot.newsroom.library import LibraryRef
from bot.newsroom.lines import article_line, person_line
from bot.newsroom.means import Means
from corpus.matching import normalise
from storage import articles, people

MOST = 25


async def complete_people(means: Means, ref: LibraryRef, typed: str) -> list[PersonLine]:
    """People whose names begin with or are near what is typed; the most quoted for nothing."""
    library = await means.library(ref)
    async with means.database.read() as session:
        if not typed.strip():
            return list(map(person_line, await people.most_quoted(session, library, MOST)))
        hits = await means.search.people(library, typed[:100], limit=MOST)
        found = await people.records(session, library, [hit.public_id for hit in hits])
    return list(map(person_line, found))


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
