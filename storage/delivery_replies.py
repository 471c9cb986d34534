"""What changed after a briefing was sent: noted once, to be told once under what it carried.

`note_changes` belongs into the transaction that stores the new version of an article; the courier
posts what is noted. A change to a quote is unique by delivery, quote and both wordings, so that
noting it again, or in another process, tells nothing twice.
"""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, delete, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.deliveries import LEASE
from storage.inserts import insert_unless_there
from storage.records import DeliveryReply, DeliveryState, QuoteChange, ReplyState
from storage.tables import (
    DeliveryChangeRow,
    DeliveryItemRow,
    DeliveryPartRow,
    DeliveryReplyRow,
    DeliveryRow,
    LibraryRow,
)
from storage.types import LibraryId
from storage.updates import update_if

_CARRIED_BY = (DeliveryState.SENT.value, DeliveryState.SENDING.value)


async def note_changes(
    session: AsyncSession,
    library: LibraryId,
    article_id: str,
    changes: Sequence[QuoteChange],
    at: datetime,
) -> int:
    """Note that these quotes of an article read otherwise now, or are gone.

    `article_id` is the public id of the article that the new wording is in (for a withdrawal,
    of the version without it); `at` is UTC. Gives how many replies are to be posted: one under
    each message of the library's briefings that carried any of the quotes and was not told yet.
    """
    changed = {change.quote_id: change for change in changes}
    carried = await session.execute(
        select(DeliveryItemRow.delivery_id, DeliveryItemRow.part, DeliveryItemRow.quote_id)
        .join(DeliveryRow, DeliveryRow.id == DeliveryItemRow.delivery_id)
        .where(
            DeliveryRow.library_id == library,
            DeliveryRow.state.in_(_CARRIED_BY),
            DeliveryItemRow.quote_id.in_(changed),
        )
        .distinct()
        .order_by(DeliveryItemRow.delivery_id, DeliveryItemRow.part)
    )
    told: defaultdict[tuple[int, int], list[QuoteChange]] = defaultdict(list)
    for delivery_id, part, quote_id in carried:
        if quote_id is not None:
            told[delivery_id, part].append(changed[quote_id])
    noted = 0
    for (delivery_id, part), found in told.items():
        noted += await _note(session, delivery_id, part, article_id, found, at)
    return noted


async def waiting(session: AsyncSession, now: datetime) -> tuple[DeliveryReply, ...]:
    """The replies to be posted, of every library that the bot has not left, the oldest first.

    Those whose owner's lease has run out at `now` (UTC) are among them.
    """
    found = await session.execute(
        select(DeliveryReplyRow, DeliveryRow, DeliveryPartRow)
        .join(DeliveryRow, DeliveryRow.id == DeliveryReplyRow.delivery_id)
        .join(LibraryRow, LibraryRow.id == DeliveryRow.library_id)
        .join(
            DeliveryPartRow,
            (DeliveryPartRow.delivery_id == DeliveryRow.id)
            & (DeliveryPartRow.number == DeliveryReplyRow.part),
        )
        .where(
            _free(now),
            LibraryRow.left_at.is_(None),
            DeliveryPartRow.message_id.is_not(None),  # a part under way is answered when it is sent
        )
        .order_by(DeliveryReplyRow.id)
    )
    return tuple(
        [
            _record(reply, delivery, part, await _changes(session, reply.id))
            for reply, delivery, part in found
        ]
    )


async def take(session: AsyncSession, reply: DeliveryReply, owner: str, now: datetime) -> bool:
    """Claim a reply for `owner`, until `now` (UTC) plus LEASE. False: another was quicker."""
    taken = await update_if(
        session,
        DeliveryReplyRow,
        (DeliveryReplyRow.id == reply.id) & _free(now),
        state=ReplyState.SENDING.value,
        owner=owner,
        lease_until=now + LEASE,
    )
    return taken is not None


async def finish(
    session: AsyncSession,
    reply: DeliveryReply,
    owner: str,
    at: datetime,
    *,
    message_id: int | None = None,
    reason: str | None = None,
) -> bool:
    """Close a reply with its message, or with the reason (a key) why there is none.

    False: it is another's now.
    """
    state = ReplyState.FAILED if message_id is None else ReplyState.SENT
    changed = await update_if(
        session,
        DeliveryReplyRow,
        (DeliveryReplyRow.id == reply.id)
        & (DeliveryReplyRow.owner == owner)
        & (DeliveryReplyRow.state == ReplyState.SENDING.value),
        state=state.value,
        message_id=message_id,
        finished_at=at,
        reason=reason,
    )
    return changed is not None


async def _note(
    session: AsyncSession,
    delivery_id: int,
    part: int,
    article_id: str,
    changes: Sequence[QuoteChange],
    at: datetime,
) -> bool:
    """Note a reply with those of the changes that were not noted for this delivery before."""
    reply = DeliveryReplyRow(
        delivery_id=delivery_id,
        part=part,
        article_id=article_id,
        noted_at=at,
        state=ReplyState.NOTED.value,
    )
    session.add(reply)
    await session.flush()
    fresh = 0
    for change in changes:
        row = await session.scalar(
            insert_unless_there(session, DeliveryChangeRow)
            .values(
                reply_id=reply.id,
                delivery_id=delivery_id,
                quote_id=change.quote_id,
                mark=_mark(change),
                speaker=change.speaker,
                old=change.old,
                new=change.new,
                new_speaker=change.new_speaker,
                old_direct=change.old_direct,
                new_direct=change.new_direct,
            )
            .returning(DeliveryChangeRow.id)
        )
        fresh += row is not None
    if not fresh:
        await session.execute(delete(DeliveryReplyRow).where(DeliveryReplyRow.id == reply.id))
    return bool(fresh)


def _mark(change: QuoteChange) -> str:
    """A short hash of all that is told."""
    new = ("withdrawn",) if change.new is None else ("now", *change.new)
    text = "\0".join((*change.old, "\0", *new, "\0", change.new_speaker or ""))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _free(now: datetime) -> ColumnElement[bool]:
    """Nobody's, or a dead owner's."""
    return or_(
        DeliveryReplyRow.state == ReplyState.NOTED.value,
        (DeliveryReplyRow.state == ReplyState.SENDING.value) & (DeliveryReplyRow.lease_until < now),
    )


async def _changes(session: AsyncSession, reply_id: int) -> tuple[QuoteChange, ...]:
    found = await session.scalars(
        select(DeliveryChangeRow)
        .where(DeliveryChangeRow.reply_id == reply_id)
        .order_by(DeliveryChangeRow.id)
    )
    return tuple(
        QuoteChange(
            row.quote_id,
            row.speaker,
            row.old,
            row.new,
            row.new_speaker,
            row.old_direct,
            row.new_direct,
        )
        for row in found
    )


def _record(
    reply: DeliveryReplyRow,
    delivery: DeliveryRow,
    part: DeliveryPartRow,
    changes: tuple[QuoteChange, ...],
) -> DeliveryReply:
    return DeliveryReply(
        id=reply.id,
        public_id=reply.public_id,
        library=LibraryId(delivery.library_id),
        schedule_id=delivery.schedule_id,
        delivery_public_id=delivery.public_id,
        channel_id=delivery.channel_id,
        part=reply.part,
        place_id=part.place_id,
        message_id=part.message_id or 0,
        article_id=reply.article_id,
        noted_at=reply.noted_at,
        changes=changes,
        resumed=reply.state == ReplyState.SENDING.value,
    )
