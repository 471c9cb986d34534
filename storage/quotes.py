"""Quotes of a library: by person, by id, in their article; hidden, disputed, grouped."""

from collections.abc import Collection, Sequence

from sqlalchemy import Row, Select, delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from corpus.errors import NotFound
from corpus.models import QuoteKind, SpeakerKind
from storage import libraries, rows, succession, visible
from storage.inserts import insert_unless_there
from storage.records import Change, QuoteInArticle, QuoteRecord
from storage.tables import (
    ArticleRow,
    MembershipRow,
    OutletRow,
    PersonLinkRow,
    PersonRow,
    QuoteGroupRow,
    QuoteMarkRow,
    QuoteRow,
)
from storage.types import LibraryId

_Query = Select[QuoteRow, ArticleRow, MembershipRow, str, PersonRow, PersonLinkRow, str, bool]
_Found = Row[QuoteRow, ArticleRow, MembershipRow, str, PersonRow, PersonLinkRow, str, bool]

_AT_ONCE = 1000
"""Ids to one statement: databases bound how many values one may carry."""

_LATEST_FIRST = (
    func.coalesce(QuoteRow.day_value, ArticleRow.published_day).desc().nulls_last(),
    ArticleRow.published_day.desc().nulls_last(),
    MembershipRow.added_at.desc(),
    MembershipRow.id.desc(),
    QuoteRow.start,
)


async def all_of(
    session: AsyncSession, library: LibraryId, article_ids: Collection[str] | None = None
) -> tuple[QuoteRecord, ...]:
    """Every visible quote, or those of some articles (public ids), in the order they came."""
    query = _visible(library).order_by(MembershipRow.id, QuoteRow.start, QuoteRow.id)
    if article_ids is not None:
        query = query.where(ArticleRow.public_id.in_(article_ids))
    return await _records(session, query)


async def by_ids(
    session: AsyncSession, library: LibraryId, public_ids: Sequence[str]
) -> tuple[QuoteRecord, ...]:
    """The visible quotes with these ids, in this order; others are left out."""
    known: dict[str, QuoteRecord] = {}
    for start in range(0, len(public_ids), _AT_ONCE):
        some = public_ids[start : start + _AT_ONCE]
        found = await _records(session, _visible(library).where(QuoteRow.public_id.in_(some)))
        known.update((quote.public_id, quote) for quote in found)
    return tuple(known[public_id] for public_id in public_ids if public_id in known)


async def in_groups(
    session: AsyncSession, library: LibraryId, groups: Collection[str]
) -> tuple[QuoteRecord, ...]:
    """The visible wordings of some utterances (ids of groups)."""
    if not groups:
        return ()
    return await _records(session, _visible(library).where(QuoteGroupRow.group_id.in_(groups)))


async def by_person(
    session: AsyncSession, library: LibraryId, person_id: str, *, number: int, size: int
) -> tuple[QuoteRecord, ...]:
    """Page `number` (from 0) of a person's visible quotes, the latest said first."""
    query = _visible(library).where(PersonRow.public_id == person_id).order_by(*_LATEST_FIRST)
    return await _records(session, query.limit(size).offset(number * size))


async def count_by_person(session: AsyncSession, library: LibraryId, person_id: str) -> int:
    """How many visible quotes a person has."""
    query = _visible(library).where(PersonRow.public_id == person_id)
    return await session.scalar(query.with_only_columns(func.count(QuoteRow.id))) or 0


async def count(session: AsyncSession, library: LibraryId) -> int:
    """How many visible quotes a library has."""
    return await session.scalar(_visible(library).with_only_columns(func.count(QuoteRow.id))) or 0


async def in_article(session: AsyncSession, library: LibraryId, public_id: str) -> QuoteInArticle:
    """A visible quote with its article and where it stands in it.

    The id of a quote of an earlier version finds what it has become. Raises NotFound, with a key of
    its own where the article no longer prints it.
    """
    newest = await succession.newest_quote(session, library, public_id)
    found = (
        await session.execute(
            _visible(library)
            .where(QuoteRow.public_id == newest)
            .options(visible.WITH_EVIDENCE)
            .execution_options(populate_existing=True)
        )
    ).one_or_none()
    if found is None:
        if await succession.is_lost(session, library, newest):
            raise NotFound("error.not_found.quote_gone", id=public_id)
        raise NotFound("error.not_found.quote", id=public_id)
    row, article, membership, outlet, *_ = found
    return QuoteInArticle(
        _record(found), rows.article(article, outlet, membership.address), row.spans
    )


async def wordings(
    session: AsyncSession, library: LibraryId, public_id: str
) -> tuple[QuoteRecord, ...]:
    """The visible wordings of the utterance that the quote belongs to, the first printed first.

    A quote in no group is its own only wording. Raises NotFound.
    """
    quote = (await in_article(session, library, public_id)).quote
    if quote.group is None:
        return (quote,)
    return await _records(
        session,
        _visible(library)
        .where(QuoteGroupRow.group_id == quote.group)
        .order_by(
            ArticleRow.published_day.asc().nulls_last(),
            ArticleRow.published_at.asc().nulls_last(),
            MembershipRow.id,
            QuoteRow.start,
        ),
    )


async def mark(
    session: AsyncSession, library: LibraryId, public_id: str, what: str, change: Change
) -> bool:
    """Hide a quote or dispute its attribution (`visible.HIDDEN`, `visible.WRONG`).

    False where it is so already. Raises NotFound.
    """
    public_id = await _held(session, library, public_id)
    new = await session.scalar(
        insert_unless_there(session, QuoteMarkRow)
        .values(
            library_id=library,
            mark=what,
            quote_id=public_id,
            marked_at=change.at,
            marked_by=change.by,
        )
        .returning(QuoteMarkRow.id)
    )
    await libraries.bump(session, library)
    return new is not None


async def unmark(session: AsyncSession, library: LibraryId, public_id: str, what: str) -> bool:
    """Take a mark back. False where there was none. Raises NotFound."""
    public_id = await _held(session, library, public_id)
    gone = await session.scalar(
        delete(QuoteMarkRow)
        .where(
            QuoteMarkRow.library_id == library,
            QuoteMarkRow.mark == what,
            QuoteMarkRow.quote_id == public_id,
        )
        .returning(QuoteMarkRow.id)
    )
    await libraries.bump(session, library)
    return gone is not None


async def _held(session: AsyncSession, library: LibraryId, public_id: str) -> str:
    """The quote that is meant, in the newest version of its article; hidden ones too."""
    newest = await succession.newest_quote(session, library, public_id)
    found = await session.scalar(
        select(QuoteRow.public_id)
        .join(MembershipRow, MembershipRow.article_id == QuoteRow.article_id)
        .where(visible.held(library), QuoteRow.public_id == newest)
    )
    if found is None:
        raise NotFound("error.not_found.quote", id=public_id)
    return found


@visible.remembered
def _visible(library: LibraryId) -> _Query:
    return (
        select(
            QuoteRow,
            ArticleRow,
            MembershipRow,
            OutletRow.name,
            PersonRow,
            PersonLinkRow,
            QuoteGroupRow.group_id,
            visible.marked(library, visible.WRONG),
        )
        .join(ArticleRow, ArticleRow.id == QuoteRow.article_id)
        .join(MembershipRow, MembershipRow.article_id == ArticleRow.id)
        .outerjoin(OutletRow, OutletRow.id == ArticleRow.outlet_id)
        .outerjoin(PersonLinkRow, visible.is_speaker(library))
        .outerjoin(PersonRow, PersonRow.id == PersonLinkRow.person_id)
        .outerjoin(QuoteGroupRow, visible.is_grouped(library))
        .where(visible.held(library), ~visible.marked(library, visible.HIDDEN))
    )


async def _records(session: AsyncSession, query: _Query) -> tuple[QuoteRecord, ...]:
    return tuple(_record(found) for found in await session.execute(query))


def _record(found: _Found) -> QuoteRecord:
    row, article, membership, outlet, person, link, group, disputed = found
    # A speaker that is certain within the article may still not be certain to be this person.
    doubt = link.evidence if link and not link.certain else None
    return QuoteRecord(
        public_id=row.public_id,
        pieces=row.pieces,
        sentence=row.sentence,
        kind=QuoteKind(row.kind),
        speaker=person.name if person else row.speaker,
        speaker_kind=SpeakerKind(row.speaker_kind),
        speaker_printed=row.speaker_printed,
        speaker_id=person.public_id if person else None,
        certain=row.speaker_certain and not doubt,
        reason=row.speaker_reason or doubt,
        day=rows.day(row),
        source=rows.source(article, outlet, membership.address, membership.withdrawn_at),
        group=group,
        disputed=bool(disputed),
        added=membership.added_at,
        position=row.start,
    )
