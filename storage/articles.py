"""Articles of a library: added, listed, shown, removed and brought back."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Row, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from corpus.errors import NotFound
from corpus.models import Article, SpeakerKind
from storage import libraries, placing, rows, shared, visible
from storage.records import AddedArticle, ArticleRecord, Change, Incoming
from storage.tables import ArticleRow, FigureRow, MembershipRow, QuoteRow
from storage.types import LibraryId


async def add(
    session: AsyncSession, library: LibraryId, incoming: Incoming, change: Change
) -> AddedArticle:
    """Put an article into a library; adding it twice changes nothing.

    The version is stored once for all libraries; whether another one has it does not show.
    """
    # Two additions at once must not place one person twice.
    await libraries.lock(session, library)
    article_id = await shared.keep(session, incoming)
    membership = await session.scalar(
        select(MembershipRow).where(
            MembershipRow.library_id == library, MembershipRow.article_id == article_id
        )
    )
    if membership is not None and membership.removed_at is None:
        return AddedArticle(await _record(session, library, article_id), new=False)
    generation = await libraries.bump(session, library)
    if membership is None:
        membership = MembershipRow(library_id=library, article_id=article_id)
        session.add(membership)
    membership.name = incoming.name
    membership.address = incoming.article.address
    membership.added_at = change.at
    membership.added_by = change.by
    membership.removed_at = None
    membership.generation = generation
    await session.flush()
    await placing.place_article(session, library, article_id)
    return AddedArticle(await _record(session, library, article_id), new=True)


async def get(session: AsyncSession, library: LibraryId, public_id: str) -> Article:
    """An article with its text. Raises NotFound."""
    found = (
        await session.execute(
            visible.articles(library)
            .where(ArticleRow.public_id == public_id)
            .options(visible.WITH_EVIDENCE)
            .execution_options(populate_existing=True)
        )
    ).one_or_none()
    if found is None:
        raise NotFound("error.not_found.article", id=public_id)
    row, membership, outlet = found
    return rows.article(row, outlet, membership.address)


async def texts(
    session: AsyncSession, library: LibraryId, public_ids: Collection[str]
) -> dict[str, Article]:
    """Several articles with their texts, by public id; those that are not there are left out."""
    found = await session.execute(
        visible.articles(library)
        .where(ArticleRow.public_id.in_(public_ids))
        .options(visible.WITH_EVIDENCE)
        .execution_options(populate_existing=True)
    )
    return {
        row.public_id: rows.article(row, outlet, membership.address)
        for row, membership, outlet in found
    }


async def record(session: AsyncSession, library: LibraryId, public_id: str) -> ArticleRecord:
    """An article as a list shows it. Raises NotFound."""
    found = await session.scalar(
        select(ArticleRow.id)
        .join(MembershipRow, MembershipRow.article_id == ArticleRow.id)
        .where(visible.held(library), ArticleRow.public_id == public_id)
    )
    if found is None:
        raise NotFound("error.not_found.article", id=public_id)
    return await _record(session, library, found)


async def count(session: AsyncSession, library: LibraryId) -> int:
    """How many articles a library has."""
    return (
        await session.scalar(
            select(func.count()).select_from(MembershipRow).where(visible.held(library))
        )
        or 0
    )


async def list_page(
    session: AsyncSession, library: LibraryId, *, number: int, size: int
) -> tuple[ArticleRecord, ...]:
    """Page `number` (from 0) of `size` articles, the latest published first, undated ones last."""
    found = await session.execute(
        visible.articles(library)
        .order_by(
            ArticleRow.published_day.desc().nulls_last(),
            ArticleRow.published_at.desc().nulls_last(),
            MembershipRow.added_at.desc(),
            MembershipRow.id.desc(),
        )
        .limit(size)
        .offset(number * size)
    )
    return await _records(session, library, found.all())


async def remove(
    session: AsyncSession, library: LibraryId, public_id: str, at: datetime
) -> ArticleRecord:
    """Take an article out of a library; it can be brought back for a while. Raises NotFound."""
    removed = await record(session, library, public_id)
    membership = await _membership(session, library, public_id)
    membership.removed_at = at
    await libraries.bump(session, library)
    await session.flush()
    await placing.rename_article(session, library, membership.article_id)
    return removed


async def restore(session: AsyncSession, library: LibraryId, public_id: str) -> ArticleRecord:
    """Bring a removed article back, as it was added. Raises NotFound."""
    membership = await _membership(session, library, public_id)
    membership.removed_at = None
    membership.generation = await libraries.bump(session, library)
    await session.flush()
    await placing.rename_article(session, library, membership.article_id)
    return await record(session, library, public_id)


async def _membership(session: AsyncSession, library: LibraryId, public_id: str) -> MembershipRow:
    membership = await session.scalar(
        select(MembershipRow)
        .join(ArticleRow, ArticleRow.id == MembershipRow.article_id)
        .where(MembershipRow.library_id == library, ArticleRow.public_id == public_id)
    )
    if membership is None:
        raise NotFound("error.not_found.article", id=public_id)
    return membership


async def _record(session: AsyncSession, library: LibraryId, article_id: int) -> ArticleRecord:
    found = await session.execute(visible.articles(library).where(ArticleRow.id == article_id))
    return (await _records(session, library, found.all()))[0]


async def _records(
    session: AsyncSession,
    library: LibraryId,
    found: Sequence[Row[ArticleRow, MembershipRow, str]],
) -> tuple[ArticleRecord, ...]:
    ids = [row.id for row, _, _ in found]
    quotes = await session.execute(
        select(QuoteRow.article_id, func.count())
        .where(QuoteRow.article_id.in_(ids), ~visible.marked(library, visible.HIDDEN))
        .group_by(QuoteRow.article_id)
    )
    persons = await session.execute(
        select(FigureRow.article_id, func.count())
        .where(FigureRow.article_id.in_(ids), FigureRow.kind == SpeakerKind.PERSON.value)
        .group_by(FigureRow.article_id)
    )
    quote_counts = dict(quotes.all())
    person_counts = dict(persons.all())
    return tuple(
        ArticleRecord(
            source=rows.source(row, outlet, membership.address),
            name=membership.name,
            language=row.language,
            readable=row.readable,
            notes=row.notes,
            added=membership.added_at,
            people=person_counts.get(row.id, 0),
            quotes=quote_counts.get(row.id, 0),
        )
        for row, membership, outlet in found
    )
