"""Articles of a library: added, listed, shown, removed and brought back."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Row, ScalarSelect, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from corpus.errors import NotFound
from corpus.models import Article, SpeakerKind
from storage import libraries, placing, rows, shared, succession, visible
from storage.records import AddedArticle, ArticleRecord, Change, Incoming
from storage.register import People
from storage.tables import ArticleRow, FigureRow, MembershipRow, QuoteRow
from storage.types import LibraryId


async def add(
    session: AsyncSession,
    library: LibraryId,
    incoming: Incoming,
    change: Change,
    people: People | None = None,
) -> AddedArticle:
    """Put an article into a library; adding it twice changes nothing, nor does an earlier version.

    The version is stored once for all libraries; whether another one has it does not show.
    `storage.versions.take` is for an article that may be a newer version of one that is there.
    `people` are the library's, where they are in memory; the article's are added to them.
    """
    # Two additions at once must not place one person twice.
    await libraries.lock(session, library)
    article_id = await shared.keep(session, incoming)
    membership = await succession.membership(session, library, article_id)
    if membership is not None and membership.removed_at is None:
        newest = await succession.newest_article(session, library, membership)
        return AddedArticle(await by_row(session, library, newest), new=False)
    if membership is None:
        membership = MembershipRow(library_id=library, article_id=article_id)
    membership.added_at = change.at
    membership.backlog = incoming.backlog
    membership.added_by = change.by
    if membership.superseded_at is not None:
        membership.series = None  # the versions after it stay away
    await show(session, library, membership, incoming)
    await placing.place_article(session, library, article_id, people)
    return AddedArticle(await by_row(session, library, article_id), new=True)


async def show(
    session: AsyncSession, library: LibraryId, membership: MembershipRow, incoming: Incoming
) -> None:
    """Make a membership one of those that the library shows, as it was brought now."""
    membership.name = incoming.name
    membership.address = incoming.article.address
    membership.identity = succession.identity(incoming)
    membership.removed_at = membership.superseded_at = membership.withdrawn_at = None
    membership.generation = await libraries.bump(session, library)
    session.add(membership)
    await session.flush()


async def get(session: AsyncSession, library: LibraryId, public_id: str) -> Article:
    """An article with its text; of an earlier version's id, the newest. Raises NotFound."""
    membership = await _held(session, library, public_id)
    found = (
        await session.execute(
            visible.articles(library)
            .where(ArticleRow.id == membership.article_id)
            .options(visible.WITH_EVIDENCE)
            .execution_options(populate_existing=True)
        )
    ).one()
    row, _, outlet = found
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
    """An article as a list shows it; of an earlier version's id, the newest. Raises NotFound."""
    membership = await _held(session, library, public_id)
    return await by_row(session, library, membership.article_id)


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
    """Take an article out of a library with its earlier versions; it can be brought back.

    Raises NotFound.
    """
    removed = await record(session, library, public_id)
    membership = await _held(session, library, public_id)
    for version in await succession.versions(session, library, membership):
        version.removed_at = at
    await libraries.bump(session, library)
    await session.flush()
    await placing.rename_article(session, library, membership.article_id)
    return removed


async def restore(session: AsyncSession, library: LibraryId, public_id: str) -> ArticleRecord:
    """Bring a removed article back with its versions, as it was. Raises NotFound."""
    membership = await succession.by_public_id(session, library, public_id)
    if membership is None:
        raise NotFound("error.not_found.article", id=public_id)
    for version in await succession.versions(session, library, membership):
        version.removed_at = None
    membership.generation = await libraries.bump(session, library)
    await session.flush()
    await placing.rename_article(session, library, membership.article_id)
    return await record(session, library, public_id)


async def _held(session: AsyncSession, library: LibraryId, public_id: str) -> MembershipRow:
    """The membership that is shown for an article, by the id of any of its versions."""
    named = await succession.by_public_id(session, library, public_id)
    if named is None or named.removed_at is not None:
        raise NotFound("error.not_found.article", id=public_id)
    for version in await succession.versions(session, library, named):
        if version.superseded_at is None and version.removed_at is None:
            return version
    raise NotFound("error.not_found.article", id=public_id)


async def by_rows(
    session: AsyncSession, library: LibraryId, article_ids: Collection[int]
) -> dict[int, ArticleRecord]:
    """Articles that the library shows, by their rows, as a list shows them."""
    query = visible.articles(library).where(ArticleRow.id.in_(article_ids))
    found = (await session.execute(query)).all()
    records = await _records(session, library, found)
    return {row.id: each for (row, _, _), each in zip(found, records, strict=True)}


async def by_row(session: AsyncSession, library: LibraryId, article_id: int) -> ArticleRecord:
    """An article that the library shows, by its row, as a list shows it."""
    found = await session.execute(visible.articles(library).where(ArticleRow.id == article_id))
    return (await _records(session, library, found.all()))[0]


async def _records(
    session: AsyncSession,
    library: LibraryId,
    found: Sequence[Row[ArticleRow, MembershipRow, str]],
) -> tuple[ArticleRecord, ...]:
    counts = {
        row: (people, quotes)
        for row, people, quotes in await session.execute(
            select(ArticleRow.id, _PEOPLE, _quotes(library)).where(
                ArticleRow.id.in_([row.id for row, _, _ in found])
            )
        )
    }
    return tuple(
        ArticleRecord(
            source=rows.source(row, outlet, membership.address, membership.withdrawn_at),
            name=membership.name,
            language=row.language,
            readable=row.readable,
            notes=row.notes,
            added=membership.added_at,
            people=counts[row.id][0],
            quotes=counts[row.id][1],
        )
        for row, membership, outlet in found
    )


_PEOPLE = (
    select(func.count(FigureRow.id))
    .where(FigureRow.article_id == ArticleRow.id, FigureRow.kind == SpeakerKind.PERSON.value)
    .scalar_subquery()
)


def _quotes(library: LibraryId) -> ScalarSelect[int]:
    return (
        select(func.count(QuoteRow.id))
        .where(QuoteRow.article_id == ArticleRow.id, ~visible.marked(library, visible.HIDDEN))
        .scalar_subquery()
    )
