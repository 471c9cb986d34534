"""Wordings of one utterance: which quotes may be one, joined as articles come, and counted."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage import visible
from storage.inserts import insert_unless_there
from storage.tables import ArticleRow, MembershipRow, QuoteGroupRow, QuoteRow
from storage.types import LibraryId, new_public_id


@dataclass(frozen=True, slots=True)
class Spread:
    """How widely one utterance is printed: its visible wordings, and the outlets that have one."""

    wordings: int = 1
    outlets: int = 1


async def said_near(
    session: AsyncSession, library: LibraryId, first: date, last: date, *, slack: timedelta
) -> tuple[str, ...]:
    """Public ids of the quotes said (or printed) from `first` to `last`, give or take `slack`.

    Quotes of which no day is known at all are among them: they may have been said at any time.
    """
    day = func.coalesce(QuoteRow.day_value, ArticleRow.published_day)
    found = await session.scalars(
        select(QuoteRow.public_id)
        .join(ArticleRow, ArticleRow.id == QuoteRow.article_id)
        .join(MembershipRow, MembershipRow.article_id == ArticleRow.id)
        .where(
            visible.held(library),
            day.is_(None) | day.between(first - slack, last + slack),
        )
        .order_by(QuoteRow.id)
    )
    return tuple(found)


async def join(session: AsyncSession, library: LibraryId, quote: str, other: str) -> str:
    """Make two quotes (public ids) wordings of one utterance; give the group's id.

    `quote` goes into the group of `other`, which gets one if it has none.
    """
    group = await session.scalar(
        select(QuoteGroupRow.group_id).where(
            QuoteGroupRow.library_id == library, QuoteGroupRow.quote_id == other
        )
    )
    group = group or new_public_id()
    for public_id in (other, quote):
        await session.execute(
            insert_unless_there(session, QuoteGroupRow).values(
                library_id=library, group_id=group, quote_id=public_id
            )
        )
    return group


async def groups_of(
    session: AsyncSession, library: LibraryId, article_ids: Collection[str]
) -> dict[str, frozenset[str]]:
    """The utterances (ids of groups) of which each of these articles (public ids) has a wording."""
    found = await session.execute(
        select(ArticleRow.public_id, QuoteGroupRow.group_id)
        .join(QuoteRow, QuoteRow.article_id == ArticleRow.id)
        .join(QuoteGroupRow, QuoteGroupRow.quote_id == QuoteRow.public_id)
        .where(QuoteGroupRow.library_id == library, ArticleRow.public_id.in_(article_ids))
    )
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for article_id, group in found:
        groups[article_id].add(group)
    return {article_id: frozenset(carried) for article_id, carried in groups.items()}


async def spread(
    session: AsyncSession, library: LibraryId, groups: Collection[str]
) -> dict[str, Spread]:
    """How widely each of these groups is printed among the visible quotes of a library."""
    found = await session.execute(
        select(
            QuoteGroupRow.group_id,
            func.count(QuoteRow.id),
            func.count(ArticleRow.outlet_id.distinct()),
        )
        .join(QuoteRow, QuoteRow.public_id == QuoteGroupRow.quote_id)
        .join(ArticleRow, ArticleRow.id == QuoteRow.article_id)
        .join(MembershipRow, MembershipRow.article_id == ArticleRow.id)
        .where(
            QuoteGroupRow.library_id == library,
            QuoteGroupRow.group_id.in_(groups),
            visible.held(library),
            ~visible.marked(library, visible.HIDDEN),
        )
        .group_by(QuoteGroupRow.group_id)
    )
    return {group: Spread(wordings, max(1, outlets)) for group, wordings, outlets in found}
