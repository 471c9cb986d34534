"""A quote in its paragraph."""

from bisect import bisect_right

from bot.newsroom.answers import ContextFound
from bot.newsroom.library import LibraryRef
from bot.newsroom.lines import quote_lines
from bot.newsroom.means import Means
from corpus.models import Article, Span
from storage import quotes as stored


async def context(means: Means, ref: LibraryRef, quote_id: str) -> ContextFound:
    """The paragraph (or paragraphs) that the quote stands in, verbatim. Raises NotFound."""
    library = await means.library(ref)
    async with means.database.read() as session:
        found = await stored.in_article(session, library, quote_id)
        (line,) = await quote_lines(session, library, [found.quote])
    spans = [Span(start, end) for start, end in found.spans]
    around = surroundings(found.article, spans)
    bold = tuple(Span(span.start - around.start, span.end - around.start) for span in spans)
    return ContextFound(line, found.article.text[around.start : around.end], bold)


def surroundings(article: Article, spans: list[Span]) -> Span:
    """The blocks of the article that hold `spans`, from the first's start to the last's end."""
    starts = [block.span.start for block in article.blocks]

    def block_at(offset: int) -> Span:
        return article.blocks[max(0, bisect_right(starts, offset) - 1)].span

    first, last = min(spans), max(spans)
    if not article.blocks:
        return Span(first.start, last.end)
    start = min(block_at(first.start).start, first.start)
    return Span(start, max(block_at(max(last.start, last.end - 1)).end, last.end))
