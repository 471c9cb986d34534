"""A library as plain JSON values: nothing is held back from whoever brought it in."""

from collections.abc import AsyncIterator
from dataclasses import asdict

from bot.newsroom.library import LibraryRef
from bot.newsroom.means import Means
from storage import articles, people, quotes, version_history

BATCH = 200


async def export(means: Means, ref: LibraryRef) -> AsyncIterator[dict[str, object]]:
    """Each article with its text, each person, each visible quote, each change of an article."""
    library = await means.library(ref)
    async with means.database.read() as session:
        total = await articles.count(session, library)
        for number in range(-(-total // BATCH)):
            for record in await articles.list_page(session, library, number=number, size=BATCH):
                article = await articles.get(session, library, record.source.article_id)
                yield {"record": "article", **asdict(record), "text": article.text}
        named = await people.names(session, library)
        ids = list(dict.fromkeys(name.public_id for name in named))
        for person in await people.records(session, library, ids):
            yield {"record": "person", **asdict(person)}
        for quote in await quotes.all_of(session, library):
            yield {"record": "quote", **asdict(quote)}
        async for change in version_history.every(session, library):
            yield {"record": "change", **asdict(change)}
