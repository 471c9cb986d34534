"""What a library has been brought already: by the digest of the bytes and of what was told."""

from collections.abc import Collection, Mapping

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage import visible
from storage.portions import portions
from storage.tables import ArticleRow, MembershipRow, ReceiptRow
from storage.types import LibraryId


async def known(
    session: AsyncSession, library: LibraryId, digests: Collection[str]
) -> dict[str, int]:
    """Those of the digests that are on record, with the article's row.

    Not those of an article that was taken out, has a newer version or whose page had gone: what is
    brought then says something.
    """
    rows: dict[str, int] = {}
    for some in portions(sorted(digests)):
        found = await session.execute(
            select(ReceiptRow.digest, ReceiptRow.article_id)
            .join(MembershipRow, MembershipRow.article_id == ReceiptRow.article_id)
            .where(
                ReceiptRow.library_id == library,
                ReceiptRow.digest.in_(some),
                visible.held(library),
                MembershipRow.withdrawn_at.is_(None),
            )
        )
        rows.update(found.all())
    return rows


async def write(session: AsyncSession, library: LibraryId, brought: Mapping[str, str]) -> None:
    """Note which article (public id) each digest has become, in place of what was noted before."""
    if not brought:
        return
    found = await session.execute(
        select(ArticleRow.public_id, ArticleRow.id).where(
            ArticleRow.public_id.in_(set(brought.values()))
        )
    )
    rows = dict(found.all())
    await session.execute(
        delete(ReceiptRow).where(ReceiptRow.library_id == library, ReceiptRow.digest.in_(brought))
    )
    await session.execute(
        insert(ReceiptRow),
        [
            {"library_id": library, "digest": digest, "article_id": rows[article]}
            for digest, article in brought.items()
        ],
    )
