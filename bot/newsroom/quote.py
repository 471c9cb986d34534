"""Who said these words, exactly, and where."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from bot.newsroom.answers import (
    NothingQuoted,
    Page,
    QuoteAnswer,
    QuoteFilters,
    QuoteLine,
    QuotesFound,
)
from bot.newsroom.asked import checked, checked_filter
from bot.newsroom.days import parse_day
from bot.newsroom.library import LibraryRef
from bot.newsroom.lines import quote_lines
from bot.newsroom.means import PAGE, Means
from corpus.matching import matched
from storage import articles, quotes
from storage.records import QuoteRecord
from storage.search import QuoteNarrowing
from storage.types import LibraryId

MOST_HITS = 100
MOST_NEAREST = 3


async def quote(
    means: Means,
    ref: LibraryRef,
    asked: str,
    *,
    by: str | None = None,
    outlet: str | None = None,
    after: str | None = None,
    before: str | None = None,
    page: int = 0,
) -> QuoteAnswer:
    """The quotes with these words, the best match first; one line for each utterance.

    `after` and `before` are days, included. Raises BadInput for a day that is none.
    """
    asked, by, outlet = checked(asked), checked_filter(by), checked_filter(outlet)
    filters = QuoteFilters(by, outlet, after, before)
    library = await means.library(ref)
    narrowing = QuoteNarrowing(by, outlet, parse_day(after), parse_day(before))
    hits = await means.search.quotes(library, asked, limit=MOST_HITS, narrowing=narrowing)
    fitting = [hit.public_id for hit in hits if hit.fits]
    nearest = [hit.public_id for hit in hits[:MOST_NEAREST]]
    async with means.database.read() as session:
        found = await quotes.by_ids(session, library, fitting)
        records = await _of_days(session, library, found, narrowing)
        if not records:
            near = await quotes.by_ids(session, library, nearest)
            records = await _of_days(session, library, near, narrowing)
            lines = await quote_lines(session, library, records)
            empty = await articles.count(session, library) == 0
            return NothingQuoted(asked, filters, _marked(lines, asked), empty)
        shown = Page.at(page, PAGE, len(records))
        lines = await quote_lines(session, library, records[shown.part])
        return QuotesFound(asked, filters, _marked(lines, asked), shown)


async def _of_days(
    session: AsyncSession,
    library: LibraryId,
    records: Sequence[QuoteRecord],
    asked: QuoteNarrowing,
) -> Sequence[QuoteRecord]:
    """The quotes of the days asked for; days inferred from other articles count."""
    if asked.after is None and asked.before is None:
        return records
    first, last = asked.after or date.min, asked.before or date.max
    lines = await quote_lines(session, library, records)
    days = {line.public_id: line.day.value or line.source.publication.day for line in lines}
    return [each for each in records if (day := days[each.public_id]) and first <= day <= last]


def _marked(lines: Iterable[QuoteLine], asked: str) -> tuple[QuoteLine, ...]:
    """The lines with the words that were asked for."""
    return tuple(replace(line, matched=matched(asked, " … ".join(line.pieces))) for line in lines)
