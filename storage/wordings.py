"""Wordings of one utterance: which quotes may be one, joined as articles come, and counted."""

import asyncio
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from sqlalchemy import ColumnElement, Row, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from corpus.linking import arrivals
from corpus.linking.finding import WordingFinder
from corpus.linking.variants import Wording
from corpus.models import DayBasis, QuoteKind, SpeakerKind
from storage import visible
from storage.inserts import insert_unless_there
from storage.portions import portions
from storage.tables import (
    ArticleRow,
    MembershipRow,
    PersonLinkRow,
    PersonRow,
    QuoteGroupRow,
    QuoteRow,
)
from storage.types import LibraryId, new_public_id

_Found = Row[
    *tuple[int, str, tuple[str, ...], str, str, str, str, date | None, str, date | None],
    *tuple[Any, ...],
]

_TOLD = {DayBasis.STATED, DayBasis.RESOLVED}


@dataclass(frozen=True, slots=True)
class Spread:
    """How widely one utterance is printed: its visible wordings, and the outlets that have one."""

    wordings: int = 1
    outlets: int = 1


async def link_article(
    session: AsyncSession, library: LibraryId, article_id: str, finder: WordingFinder
) -> None:
    """Join the quotes of a new article to the utterances that the library has already.

    `finder` has the library's wordings; the article's are added to it.
    """
    new = await _wordings(session, library, ArticleRow.public_id == article_id)
    near = await asyncio.to_thread(finder.near, list(new.values()))
    old: dict[int, Wording] = {}
    for some in portions(sorted(set(chain.from_iterable(near)) - new.keys())):
        old |= await _wordings(session, library, QuoteRow.id.in_(some))
    groups = {wording.group for wording in old.values() if wording.group}
    for some in portions(sorted(groups)):  # whoever is barred from one is from all
        old |= await _wordings(session, library, QuoteGroupRow.group_id.in_(some))
    may_be = [{old[row].public_id for row in rows if row in old} for rows in near]
    found = await asyncio.to_thread(arrivals.joins, list(new.values()), list(old.values()), may_be)
    for each in found:
        await join(session, library, each.public_id, each.of)
    for row, wording in new.items():
        finder.add(row, wording.words, wording.day)


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


async def _wordings(
    session: AsyncSession, library: LibraryId, which: ColumnElement[bool]
) -> dict[int, Wording]:
    """Some visible quotes by row, in the order in which they came into the library."""
    found = await session.execute(
        select(
            QuoteRow.id,
            QuoteRow.public_id,
            QuoteRow.pieces,
            QuoteRow.kind,
            ArticleRow.public_id,
            func.coalesce(PersonRow.name, QuoteRow.speaker),
            QuoteRow.speaker_kind,
            QuoteRow.day_value,
            QuoteRow.day_basis,
            ArticleRow.published_day,
            QuoteGroupRow.group_id,
            QuoteRow.speaker_printed,
        )
        .join(ArticleRow, ArticleRow.id == QuoteRow.article_id)
        .join(MembershipRow, MembershipRow.article_id == ArticleRow.id)
        .outerjoin(PersonLinkRow, visible.is_speaker(library))
        .outerjoin(PersonRow, PersonRow.id == PersonLinkRow.person_id)
        .outerjoin(QuoteGroupRow, visible.is_grouped(library))
        .where(visible.held(library), ~visible.marked(library, visible.HIDDEN), which)
        .order_by(MembershipRow.id, QuoteRow.start, QuoteRow.id)
    )
    return {found_row[0]: _wording(found_row) for found_row in found}


def _wording(found: _Found) -> Wording:
    _, public_id, pieces, kind, article, speaker, speaker_kind, day, basis, published, *more = found
    group, printed = more
    return Wording(
        public_id,
        pieces,
        QuoteKind(kind),
        article,
        speaker,
        SpeakerKind(speaker_kind),
        day or published,
        day is not None and DayBasis(basis) in _TOLD,
        group,
        printed,
    )
