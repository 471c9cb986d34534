"""What passes from an article's earlier version to the one that takes its place, in a library."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from corpus.linking.versions import QuoteFate, QuotePair
from storage.inserts import insert_unless_there
from storage.tables import (
    EventRow,
    FigureRow,
    LateStatementRow,
    PersonLinkRow,
    QuoteGroupRow,
    QuoteMarkRow,
    QuoteRow,
)
from storage.types import LibraryId


async def persons(session: AsyncSession, library: LibraryId, before: int, after: int) -> None:
    """Let the figures of a newer version (rows) be the persons that those of the earlier one are.

    Only where both versions print one full name for them: a lone surname is placed anew.
    """
    links = await session.execute(
        select(FigureRow.kind, FigureRow.name, PersonLinkRow)
        .join(PersonLinkRow, PersonLinkRow.figure_id == FigureRow.id)
        .where(PersonLinkRow.library_id == library, FigureRow.article_id == before)
    )
    known = {(kind, name): link for kind, name, link in links}
    figures = await session.scalars(select(FigureRow).where(FigureRow.article_id == after))
    for figure in figures.all():
        link = known.get((figure.kind, figure.name))
        if link is None or " " not in figure.name:
            continue
        await session.execute(
            insert_unless_there(session, PersonLinkRow).values(
                library_id=library,
                person_id=link.person_id,
                figure_id=figure.id,
                evidence=link.evidence,
                evidence_name=link.evidence_name,
                certain=link.certain,
            )
        )


def _passed_on(changes: Sequence[QuotePair]) -> dict[str, str]:
    """Which quote took the place of which."""
    return {each.before: each.after for each in changes if each.before and each.after}


async def marks(session: AsyncSession, library: LibraryId, changes: Sequence[QuotePair]) -> None:
    """Marks go to the newer quote: what was hidden or disputed stays so in other words."""
    heirs = _passed_on(changes)
    found = await session.scalars(
        select(QuoteMarkRow).where(
            QuoteMarkRow.library_id == library, QuoteMarkRow.quote_id.in_(heirs)
        )
    )
    for row in found.all():
        await session.execute(
            insert_unless_there(session, QuoteMarkRow).values(
                library_id=library,
                mark=row.mark,
                quote_id=heirs[row.quote_id],
                marked_at=row.marked_at,
                marked_by=row.marked_by,
            )
        )
    await session.execute(
        delete(QuoteMarkRow).where(
            QuoteMarkRow.library_id == library, QuoteMarkRow.quote_id.in_(heirs)
        )
    )


async def groups(session: AsyncSession, library: LibraryId, changes: Sequence[QuotePair]) -> None:
    """A newer wording is one of the same utterance, unless it is another speaker's."""
    heirs = _passed_on([each for each in changes if each.fate is not QuoteFate.REASSIGNED])
    found = await session.execute(
        select(QuoteGroupRow.quote_id, QuoteGroupRow.group_id).where(
            QuoteGroupRow.library_id == library, QuoteGroupRow.quote_id.in_(heirs)
        )
    )
    for quote, group in found.all():
        await session.execute(
            insert_unless_there(session, QuoteGroupRow).values(
                library_id=library, group_id=group, quote_id=heirs[quote]
            )
        )


async def note_late(
    session: AsyncSession,
    library: LibraryId,
    article_id: int,
    changes: Sequence[QuotePair],
    printed_before: Callable[[Iterable[str]], bool],
    at: datetime,
) -> None:
    """Note which events came with a version: those of gained quotes, and of words not in print."""
    gained = {each.after for each in changes if each.fate is QuoteFate.GAINED}
    found = await session.execute(
        select(EventRow.id, EventRow.words, QuoteRow.public_id)
        .outerjoin(QuoteRow, QuoteRow.id == EventRow.quote_id)
        .where(EventRow.article_id == article_id)
        .order_by(EventRow.id)
    )
    session.add_all(
        LateStatementRow(library_id=library, event_id=event, at=at)
        for event, words, quote in found
        if (quote in gained if quote else not printed_before([words]))
    )
