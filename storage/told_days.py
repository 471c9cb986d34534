"""Days that an undated article takes from a dated one which reports the same statement.

Nothing of this is stored: which article told the day belongs to a library, and extraction can be
done again at any time. So it is read from the wordings of one utterance whenever it is asked for.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from corpus.briefing.items import Source
from corpus.briefing.told import Told, agreed, fits_words
from corpus.models import Day, DayBasis, Precision
from storage import rows, visible
from storage.tables import ArticleRow, MembershipRow, OutletRow, QuoteGroupRow, QuoteRow
from storage.types import LibraryId


@dataclass(frozen=True, slots=True)
class Inferred:
    """A day that another article tells, and that article."""

    day: Day
    source: Source


@dataclass(slots=True)
class _Known:
    """What is inferred for one article: by utterance (a group), and by its own words of time."""

    by_group: dict[str, Told] = field(default_factory=dict[str, Told])
    by_words: dict[str, Told] = field(default_factory=dict[str, Told])


class ToldDays:
    """The days inferred for the undated statements of some articles."""

    def __init__(self, known: dict[str, _Known]) -> None:
        """Take what is known by article (public id); see `told_days`."""
        self._known = known

    def of(self, article_id: str, group: str | None, day: Day) -> Inferred | None:
        """The day of a statement without one, if another article settles it."""
        known = self._known.get(article_id)
        if day.value is not None or known is None:
            return None
        told = known.by_group.get(group or "") or known.by_words.get((day.words or "").casefold())
        if told is None or not fits_words(told.day, day.words):
            return None
        return Inferred(
            Day(told.day, Precision.DAY, DayBasis.INFERRED, words=day.words), told.source
        )


async def told_days(
    session: AsyncSession, library: LibraryId, article_ids: Collection[str]
) -> ToldDays:
    """What the library's other articles tell of the undated quotes of these (public ids).

    A statement takes the day of its other wordings; another one of the same article takes it too
    where both are told with the same words ("on Wednesday").
    """
    undated = await _undated(session, library, article_ids)
    told = await _told(session, library, {group for _, group, _ in undated})
    known: defaultdict[str, _Known] = defaultdict(_Known)
    by_words: defaultdict[tuple[str, str], list[Told]] = defaultdict(list)
    for article_id, group, words in undated:
        found = told.get(group)
        if found is not None and fits_words(found.day, words):
            known[article_id].by_group[group] = found
            if words:
                by_words[article_id, words.casefold()].append(found)
    for (article_id, words), found in by_words.items():
        settled = agreed(found)
        if settled is not None:
            known[article_id].by_words[words] = settled
    return ToldDays(dict(known))


async def _undated(
    session: AsyncSession, library: LibraryId, article_ids: Collection[str]
) -> list[tuple[str, str, str | None]]:
    """The quotes without a day that have other wordings: article, group, their words of time."""
    found = await session.execute(
        select(ArticleRow.public_id, QuoteGroupRow.group_id, QuoteRow.day_words)
        .join(QuoteRow, QuoteRow.article_id == ArticleRow.id)
        .join(QuoteGroupRow, QuoteGroupRow.quote_id == QuoteRow.public_id)
        .where(
            QuoteGroupRow.library_id == library,
            ArticleRow.public_id.in_(article_ids),
            QuoteRow.day_value.is_(None),
        )
        .order_by(QuoteRow.id)
    )
    return [(article_id, group, words) for article_id, group, words in found]


async def _told(
    session: AsyncSession, library: LibraryId, groups: Iterable[str]
) -> dict[str, Told]:
    """The day that the dated wordings of each utterance agree on."""
    found = await session.execute(
        select(QuoteGroupRow.group_id, QuoteRow, ArticleRow, MembershipRow.address, OutletRow.name)
        .join(QuoteRow, QuoteRow.public_id == QuoteGroupRow.quote_id)
        .join(ArticleRow, ArticleRow.id == QuoteRow.article_id)
        .join(MembershipRow, MembershipRow.article_id == ArticleRow.id)
        .outerjoin(OutletRow, OutletRow.id == ArticleRow.outlet_id)
        .where(
            visible.held(library),
            ~visible.marked(library, visible.HIDDEN),
            QuoteGroupRow.library_id == library,
            QuoteGroupRow.group_id.in_(list(groups)),
            QuoteRow.day_value.is_not(None),
            QuoteRow.day_precision.in_([Precision.DAY.value, Precision.TIME.value]),
        )
        .order_by(ArticleRow.published_day.asc().nulls_last(), MembershipRow.id, QuoteRow.start)
    )
    told: defaultdict[str, list[Told]] = defaultdict(list)
    for group, quote, article, address, outlet in found:
        day: date | None = quote.day_value
        if day is not None:
            source = rows.source(article, outlet, address)
            told[group].append(Told(day, DayBasis(quote.day_basis), source))
    return {group: best for group, days in told.items() if (best := agreed(days))}
