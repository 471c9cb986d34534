"""The library's articles: listed, and taken out."""

from bot.newsroom.answers import ArticleLine, ArticlesFound, Page
from bot.newsroom.library import LibraryRef
from bot.newsroom.lines import article_line
from bot.newsroom.means import Means
from storage import articles as stored
from storage import audit
from storage.records import AuditEntry

ARTICLES_ON_A_PAGE = 8


async def articles(means: Means, ref: LibraryRef, *, page: int = 0) -> ArticlesFound:
    """Page `page` (from 0) of the library's articles, the latest published first."""
    library = await means.library(ref)
    async with means.database.read() as session:
        total = await stored.count(session, library)
        shown = Page.at(page, ARTICLES_ON_A_PAGE, total)
        found = await stored.list_page(session, library, number=shown.number, size=shown.size)
    lines = tuple(article_line(record) for record in found)
    return ArticlesFound(lines, shown)


async def remove_article(means: Means, ref: LibraryRef, article_id: str, *, by: int) -> ArticleLine:
    """Take an article out of the library, for `restore_article` to bring back. Raises NotFound."""
    library = await means.library(ref)
    async with means.database.write() as session:
        record = await stored.remove(session, library, article_id, means.clock())
        await audit.write(
            session, library, AuditEntry(means.change(by), "article.remove", article_id)
        )
    return article_line(record)


async def restore_article(
    means: Means, ref: LibraryRef, article_id: str, *, by: int
) -> ArticleLine:
    """Bring a removed article back, as it was added. Raises NotFound."""
    library = await means.library(ref)
    async with means.database.write() as session:
        record = await stored.restore(session, library, article_id)
        await audit.write(
            session, library, AuditEntry(means.change(by), "article.restore", article_id)
        )
    return article_line(record)
