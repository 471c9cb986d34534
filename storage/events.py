"""Events of a library as statements: between days, by when they came, about a person."""

import asyncio
from collections.abc import AsyncGenerator, Collection, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

from sqlalchemy import Row, Select, case, func, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from corpus.briefing.items import EarlierWording, Statement
from corpus.models import EventKind, QuoteKind, SpeakerKind
from storage import rows, succession, visible
from storage.tables import (
    ArticleRow,
    EventRow,
    LateStatementRow,
    MembershipRow,
    OutletRow,
    PersonLinkRow,
    PersonRow,
    QuoteGroupRow,
    QuoteRow,
)
from storage.told_days import ToldDays, told_days
from storage.types import Instant, LibraryId

_Actor = aliased(PersonRow)
_Target = aliased(PersonRow)
_ActorLink = aliased(PersonLinkRow)
_TargetLink = aliased(PersonLinkRow)
_Answered = aliased(EventRow)
_Answeree = aliased(PersonRow)
_AnswereeLink = aliased(PersonLinkRow)

_Query = Select[
    EventRow, QuoteRow, ArticleRow, MembershipRow, str, str, bool, str, str, str, datetime
]
_Found = Row[EventRow, QuoteRow, ArticleRow, MembershipRow, str, str, bool, str, str, str, datetime]

AT_ONCE = 25
"""Rows that are made into statements before others have the event loop: about four milliseconds."""

_DAY = func.coalesce(EventRow.day_value, ArticleRow.published_day)
"""The day that an event is listed under: its own, else its article's."""

_ALWAYS = literal(datetime(1970, 1, 1, tzinfo=UTC), Instant)

_CAME = func.coalesce(
    LateStatementRow.at, case((MembershipRow.backlog, _ALWAYS), else_=MembershipRow.added_at)
)
"""When a statement came into a library: with its article, or with a later version of it.

What a feed listed when the library began to follow it has always been there: it is news to nobody.
"""


async def between_days(
    session: AsyncSession,
    library: LibraryId,
    first: date | None = None,
    last: date | None = None,
    person_id: str | None = None,
) -> tuple[Statement, ...]:
    """The statements and acts of these days (both included, None: open), the earliest first.

    With `person_id` (public), those that the person made or that are about the person. An event
    without a day counts by its article's, and by another article's that reports the same
    statement.
    """
    query = _visible(library)
    if first is not None:
        query = query.where(_DAY.is_(None) | (first <= _DAY))
    if last is not None:
        query = query.where(_DAY.is_(None) | (last >= _DAY))
    found = await _statements(session, library, _about(query, person_id))
    return tuple(statement for statement in found if _within(statement, first, last))


async def added_between(
    session: AsyncSession,
    library: LibraryId,
    after: datetime | None,
    until: datetime,
    person_id: str | None = None,
) -> tuple[Statement, ...]:
    """The statements and acts that came after `after`, and by `until` (UTC).

    They came with their articles, but for those that only a later version has.
    """
    query = _visible(library).where(until >= _CAME)
    if after is not None:
        query = query.where(after < _CAME)
    return await _statements(session, library, _about(query, person_id))


async def of_articles(
    session: AsyncSession, library: LibraryId, article_ids: Collection[str]
) -> tuple[Statement, ...]:
    """The statements and acts of some articles (public ids), the earliest first."""
    return await _statements(
        session, library, _visible(library).where(ArticleRow.public_id.in_(article_ids))
    )


async def reactions_to(
    session: AsyncSession, library: LibraryId, person_id: str
) -> tuple[Statement, ...]:
    """What answers a person (public id): aimed at them, or at a statement or act of theirs."""
    query = (
        _visible(library)
        .outerjoin(
            _AnswereeLink,
            (_AnswereeLink.figure_id == _Answered.actor_figure_id)
            & (_AnswereeLink.library_id == library),
        )
        .outerjoin(_Answeree, _Answeree.id == _AnswereeLink.person_id)
        .where(
            EventRow.reaction,
            or_(_Target.public_id == person_id, _Answeree.public_id == person_id),
        )
    )
    return await _statements(session, library, query)


async def holding(
    session: AsyncSession, library: LibraryId, words: Collection[str], *, limit: int
) -> tuple[Statement, ...]:
    """The latest statements and acts whose sentence has all of `words`, in any order and case."""
    query = _visible(library)
    for word in words:
        query = query.where(
            or_(
                *(
                    text.icontains(word, autoescape=True)
                    for text in (EventRow.words, QuoteRow.sentence)
                )
            )
        )
    return await _statements(
        session, library, query.order_by(_DAY.desc().nulls_last()).limit(limit)
    )


async def evidence(
    session: AsyncSession, library: LibraryId, public_ids: Collection[str]
) -> dict[str, str]:
    """The article's exact words that tell whom each of these events answers, where there are any.

    Keys are the events' public ids.
    """
    found = await session.execute(
        select(EventRow.public_id, EventRow.evidence_start, EventRow.evidence_end, ArticleRow)
        .join(ArticleRow, ArticleRow.id == EventRow.article_id)
        .join(MembershipRow, MembershipRow.article_id == ArticleRow.id)
        .where(
            visible.held(library),
            EventRow.public_id.in_(public_ids),
            EventRow.evidence_start.is_not(None),
        )
        .options(visible.WITH_EVIDENCE)
        .execution_options(populate_existing=True)
    )
    return {public_id: article.text[start:end] for public_id, start, end, article in found}


def _about(query: _Query, person_id: str | None) -> _Query:
    if person_id is None:
        return query
    return query.where(or_(_Actor.public_id == person_id, _Target.public_id == person_id))


def _visible(library: LibraryId) -> _Query:
    shown = select(
        EventRow,
        QuoteRow,
        ArticleRow,
        MembershipRow,
        OutletRow.name,
        _Actor.name,
        _ActorLink.certain,
        _Target.name,
        _Answered.public_id,
        QuoteGroupRow.group_id,
        _CAME,
    )
    return (
        shown.join(ArticleRow, ArticleRow.id == EventRow.article_id)
        .join(MembershipRow, MembershipRow.article_id == ArticleRow.id)
        .outerjoin(OutletRow, OutletRow.id == ArticleRow.outlet_id)
        .outerjoin(QuoteRow, QuoteRow.id == EventRow.quote_id)
        .outerjoin(
            LateStatementRow,
            (LateStatementRow.event_id == EventRow.id) & (LateStatementRow.library_id == library),
        )
        .outerjoin(
            _ActorLink,
            (_ActorLink.figure_id == EventRow.actor_figure_id) & (_ActorLink.library_id == library),
        )
        .outerjoin(_Actor, _Actor.id == _ActorLink.person_id)
        .outerjoin(
            _TargetLink,
            (_TargetLink.figure_id == EventRow.target_figure_id)
            & (_TargetLink.library_id == library),
        )
        .outerjoin(_Target, _Target.id == _TargetLink.person_id)
        .outerjoin(
            _Answered,
            (_Answered.article_id == EventRow.article_id)
            & (_Answered.local_id == EventRow.answers),
        )
        .outerjoin(QuoteGroupRow, visible.is_grouped(library))
        .where(visible.held(library), ~visible.marked(library, visible.HIDDEN))
    )


def _within(statement: Statement, first: date | None, last: date | None) -> bool:
    """Whether a statement of no known day, or of one that was inferred, belongs to these days."""
    day = statement.day.value or statement.source.publication.day
    if day is None:
        return first is None and last is None
    if statement.day_source is None:
        return True  # the query has looked
    return (first is None or day >= first) and (last is None or day <= last)


async def _statements(
    session: AsyncSession, library: LibraryId, query: _Query
) -> tuple[Statement, ...]:
    found = await session.execute(
        query.order_by(
            _DAY.asc().nulls_last(),
            ArticleRow.published_at.asc().nulls_last(),
            MembershipRow.added_at,
            MembershipRow.id,
            EventRow.start,
        )
    )
    listed = [row async for row in _in_turns(found.yield_per(AT_ONCE))]
    # Few articles have versions, and a timeline may have many thousand statements.
    changed = {
        quote.public_id for _, quote, _, membership, *_ in listed if quote and membership.series
    }
    before = await succession.earlier_wordings(session, library, changed)
    statements = [_statement(row, before) async for row in _in_turns(listed)]
    undated = {each.source.article_id for each in statements if each.day.value is None}
    told = await told_days(session, library, undated)
    return tuple(_dated(statement, told) for statement in statements)


async def _in_turns(rows: Iterable[_Found]) -> AsyncGenerator[_Found]:
    """Rows one by one, the event loop free for others now and then."""
    for number, row in enumerate(rows, 1):
        yield row
        if number % AT_ONCE == 0:
            await asyncio.sleep(0)


def _dated(statement: Statement, told: ToldDays) -> Statement:
    """The statement with the day that another article tells, if one does."""
    inferred = told.of(statement.source.article_id, statement.group, statement.day)
    if inferred is None:
        return statement
    return replace(statement, day=inferred.day, day_source=inferred.source)


def _statement(found: _Found, before: Mapping[str, EarlierWording]) -> Statement:
    event, quote, article, membership, outlet, actor, sure, target, answers, group, came = found
    told = quote.speaker_certain if quote else event.actor is not None
    return Statement(
        public_id=event.public_id,
        source=rows.source(article, outlet, membership.address, membership.withdrawn_at),
        kind=EventKind(event.kind),
        actor=actor or event.actor,
        actor_kind=SpeakerKind(event.actor_kind),
        actor_certain=told and (not actor or sure),
        target=target or event.target,
        reaction=event.reaction,
        answers=answers,
        certain=event.certain,
        day=rows.day(event),
        pieces=quote.pieces if quote else (event.words,),
        sentence=quote.sentence if quote else event.words,
        quote_id=quote.public_id if quote else None,
        quote_kind=QuoteKind(quote.kind) if quote else None,
        group=group,
        added=came,
        position=event.start,
        before=before.get(quote.public_id) if quote else None,
    )
