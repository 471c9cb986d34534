"""What an outlet changed becomes something to tell: under briefings that carried it, in the next.

A briefing may have carried a quote as any earlier version had it; the quote is answered for all.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from corpus.linking.versions import CORRECTED, QuoteFate, QuotePair
from corpus.models import QuoteKind
from storage import delivery_replies, succession, visible
from storage.records import QuoteChange
from storage.tables import QuoteRow
from storage.types import LibraryId


async def note(
    session: AsyncSession,
    library: LibraryId,
    article_id: str,
    pairs: Sequence[QuotePair],
    at: datetime,
) -> int:
    """Note for the briefings sent what a new version of an article (public id) changed, at `at`.

    Gives how many replies are to be posted.
    """
    told = [pair for pair in pairs if pair.fate in CORRECTED and pair.before]
    words = await _shown(
        session, library, {each for pair in told for each in (pair.before, pair.after) if each}
    )
    changes: list[QuoteChange] = []
    for pair in told:
        old, new = words.get(pair.before or ""), words.get(pair.after or "")
        if old is None or (pair.after and new is None):
            continue  # a moderator hid it
        by = new.speaker if new and pair.fate is QuoteFate.REASSIGNED else None
        changes.append(_change(old, new, by))
    return await _tell(session, library, article_id, changes, at)


async def note_withdrawal(
    session: AsyncSession, library: LibraryId, article: tuple[int, str], at: datetime
) -> int:
    """Note for the briefings sent that an article (row, public id) is gone with all its quotes."""
    article_row, public_id = article
    quotes = await session.scalars(
        select(QuoteRow.public_id)
        .where(QuoteRow.article_id == article_row)
        .order_by(QuoteRow.start)
    )
    words = await _shown(session, library, quotes.all())
    changes = [_change(each, None, None) for each in words.values()]
    return await _tell(session, library, public_id, changes, at)


async def _tell(
    session: AsyncSession,
    library: LibraryId,
    article_id: str,
    changes: Sequence[QuoteChange],
    at: datetime,
) -> int:
    """Note the changes for each quote and for all that it was before."""
    if not changes:
        return 0
    before = await succession.ancestors(session, library, {each.quote_id for each in changes})
    every = [
        replace(each, quote_id=quote)
        for each in changes
        for quote in (each.quote_id, *before[each.quote_id])
    ]
    return await delivery_replies.note_changes(session, library, article_id, every, at)


def _change(old: QuoteRow, new: QuoteRow | None, by: str | None) -> QuoteChange:
    return QuoteChange(
        old.public_id,
        old.speaker,
        _words(old),
        None if new is None else _words(new),
        by,
        old_direct=_is_direct(old),
        new_direct=new is not None and _is_direct(new),
    )


def _is_direct(row: QuoteRow) -> bool:
    return row.kind == QuoteKind.DIRECT.value


def _words(row: QuoteRow) -> tuple[str, ...]:
    """Direct words; of reported ones the sentence, without which they may say the opposite."""
    if _is_direct(row) or row.sentence is None:
        return row.pieces
    return (row.sentence,)


async def _shown(
    session: AsyncSession, library: LibraryId, public_ids: Collection[str]
) -> dict[str, QuoteRow]:
    """The quotes that no moderator hid, in the order of their articles."""
    found = await session.scalars(
        select(QuoteRow)
        .where(QuoteRow.public_id.in_(public_ids), ~visible.marked(library, visible.HIDDEN))
        .order_by(QuoteRow.article_id, QuoteRow.start, QuoteRow.id)
    )
    return {row.public_id: row for row in found}
