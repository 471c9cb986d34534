"""The send ledger: an occurrence is claimed once, and what became of it is on record.

A claim is one INSERT that does nothing where the row is there, so that two processes cannot both
have it; the owner's lease lets another take over when the owner died, and only then.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from corpus.briefing.items import Statement
from corpus.errors import NotFound
from storage.inserts import insert_unless_there
from storage.records import (
    Delivery,
    DeliveryItem,
    DeliveryPart,
    DeliveryState,
    Occurrence,
)
from storage.tables import DeliveryItemRow, DeliveryPartRow, DeliveryRow
from storage.types import LibraryId, new_public_id
from storage.updates import update_if

LEASE = timedelta(minutes=5)
"""How long an owner has, from its last sign of life, before another may take over."""

BY_HAND = "now-"
"""Begins the schedule id of briefings asked for by hand; the channel's id follows."""

_UNDER_WAY = (DeliveryState.CLAIMED.value, DeliveryState.SENDING.value)


async def claim(
    session: AsyncSession, occurrence: Occurrence, owner: str, now: datetime
) -> Delivery | None:
    """Take an occurrence for `owner`, until `now` (UTC) plus LEASE.

    None where it is finished, or somebody whose lease runs has it. A dead owner's is taken over,
    as the same delivery, with the parts already sent.
    """
    fresh = await session.scalar(
        insert_unless_there(session, DeliveryRow)
        .values(
            public_id=new_public_id(),
            library_id=occurrence.library,
            schedule_id=occurrence.schedule_id,
            occurrence=occurrence.key,
            channel_id=occurrence.channel_id,
            due_at=occurrence.due_at,
            state=DeliveryState.CLAIMED.value,
            owner=owner,
            lease_until=now + LEASE,
            claimed_at=now,
        )
        .returning(DeliveryRow.id)
    )
    if fresh is not None:
        return _record(await session.get_one(DeliveryRow, fresh))
    same = (
        (DeliveryRow.library_id == occurrence.library)
        & (DeliveryRow.schedule_id == occurrence.schedule_id)
        & (DeliveryRow.occurrence == occurrence.key)
    )
    return await _take(session, same & _dead(now), owner, now)


async def abandoned(session: AsyncSession, now: datetime) -> tuple[Delivery, ...]:
    """The deliveries under way whose owner's lease has run out, in every library, oldest first."""
    found = await session.scalars(
        select(DeliveryRow).where(_dead(now)).order_by(DeliveryRow.due_at, DeliveryRow.id)
    )
    return tuple(_record(row) for row in found)


async def take_over(
    session: AsyncSession, delivery: Delivery, owner: str, now: datetime
) -> Delivery | None:
    """Take an abandoned delivery for `owner`. None where another was quicker."""
    return await _take(session, (DeliveryRow.id == delivery.id) & _dead(now), owner, now)


async def begin_sending(session: AsyncSession, delivery: Delivery, now: datetime) -> bool:
    """Say that sending goes on, which renews the lease. False: the delivery is another's now."""
    return await _update(
        session, delivery, state=DeliveryState.SENDING.value, lease_until=now + LEASE
    )


async def finish(
    session: AsyncSession,
    delivery: Delivery,
    state: DeliveryState,
    at: datetime,
    reason: str | None = None,
) -> bool:
    """Close a delivery; `reason` is a key of the catalogue. False: it is another's now."""
    return await _update(session, delivery, state=state.value, finished_at=at, reason=reason)


async def plan_parts(
    session: AsyncSession, delivery: Delivery, number: int
) -> tuple[DeliveryPart, ...]:
    """Fix the nonces of `number` messages before the first is sent; those planned before stay.

    A nonce is the delivery's public id and the part's number: at most 25 characters.
    """
    for part in range(number):
        await session.execute(
            insert_unless_there(session, DeliveryPartRow).values(
                delivery_id=delivery.id, number=part, nonce=f"{delivery.public_id}.{part}"
            )
        )
    return await parts(session, delivery)


async def parts(session: AsyncSession, delivery: Delivery) -> tuple[DeliveryPart, ...]:
    """A delivery's messages, sent or not, in order."""
    found = await session.scalars(
        select(DeliveryPartRow)
        .where(DeliveryPartRow.delivery_id == delivery.id)
        .order_by(DeliveryPartRow.number)
    )
    return tuple(
        DeliveryPart(row.number, row.nonce, row.message_id, row.sent_at, row.place_id)
        for row in found
    )


async def part_sent(
    session: AsyncSession,
    delivery: Delivery,
    number: int,
    message_id: int,
    at: datetime,
    place_id: int | None = None,
) -> None:
    """Record that a part is there as this message, in the channel or thread `place_id`."""
    await session.execute(
        update(DeliveryPartRow)
        .where(DeliveryPartRow.delivery_id == delivery.id, DeliveryPartRow.number == number)
        .values(message_id=message_id, sent_at=at, place_id=place_id)
    )


async def record_items(
    session: AsyncSession,
    delivery: Delivery,
    statements: Iterable[Statement],
    part_of: Mapping[str, int] | None = None,
) -> None:
    """Remember which statements a delivery carries, in which wording; replaces what was there.

    `part_of` gives the number of the message that shows a statement, by its public id.
    """
    shown_in = part_of or {}
    await session.execute(delete(DeliveryItemRow).where(DeliveryItemRow.delivery_id == delivery.id))
    session.add_all(
        DeliveryItemRow(
            delivery_id=delivery.id,
            statement_id=statement.public_id,
            quote_id=statement.quote_id,
            article_id=statement.source.article_id,
            part=shown_in.get(statement.public_id, 0),
            wording=wording(statement),
        )
        for statement in statements
    )
    await session.flush()


async def items(session: AsyncSession, delivery: Delivery) -> tuple[DeliveryItem, ...]:
    """What a delivery carried, in order."""
    found = await session.scalars(
        select(DeliveryItemRow)
        .where(DeliveryItemRow.delivery_id == delivery.id)
        .order_by(DeliveryItemRow.id)
    )
    return tuple(
        DeliveryItem(row.statement_id, row.quote_id, row.wording, row.article_id, row.part)
        for row in found
    )


async def carried_articles(session: AsyncSession, delivery: Delivery) -> tuple[str, ...]:
    """The public ids of the articles whose statements a delivery carried, in order."""
    found = (item.article_id for item in await items(session, delivery))
    return tuple(dict.fromkeys(each for each in found if each is not None))


async def find(session: AsyncSession, library: LibraryId, public_id: str) -> Delivery:
    """One delivery of a library. Raises NotFound."""
    row = await session.scalar(
        select(DeliveryRow).where(
            DeliveryRow.library_id == library, DeliveryRow.public_id == public_id
        )
    )
    if row is None:
        raise NotFound("error.not_found.briefing")
    return _record(row)


def wording(statement: Statement) -> str:
    """A short hash of a statement's exact words, to tell later whether they changed."""
    return hashlib.sha256("\0".join(statement.pieces).encode()).hexdigest()[:16]


async def last_sent(session: AsyncSession, library: LibraryId, schedule_id: str) -> Delivery | None:
    """The last delivery of a schedule that reached its channel."""
    row = await session.scalar(
        select(DeliveryRow)
        .where(
            DeliveryRow.library_id == library,
            DeliveryRow.schedule_id == schedule_id,
            DeliveryRow.state == DeliveryState.SENT.value,
        )
        .order_by(DeliveryRow.claimed_at.desc(), DeliveryRow.id.desc())
        .limit(1)
    )
    return None if row is None else _record(row)


async def history(
    session: AsyncSession,
    library: LibraryId,
    schedule_id: str | None = None,
    *,
    limit: int,
    skip: int = 0,
) -> tuple[Delivery, ...]:
    """A library's deliveries, or one schedule's, the latest due first, after the first `skip`."""
    query = select(DeliveryRow).where(DeliveryRow.library_id == library)
    if schedule_id is not None:
        query = query.where(DeliveryRow.schedule_id == schedule_id)
    found = await session.scalars(
        query.order_by(DeliveryRow.due_at.desc(), DeliveryRow.id.desc()).limit(limit).offset(skip)
    )
    return tuple(_record(row) for row in found)


async def count(session: AsyncSession, library: LibraryId, schedule_id: str | None = None) -> int:
    """How many deliveries a library has on record, or one schedule."""
    query = select(func.count()).where(DeliveryRow.library_id == library)
    if schedule_id is not None:
        query = query.where(DeliveryRow.schedule_id == schedule_id)
    return await session.scalar(query) or 0


def _dead(now: datetime) -> ColumnElement[bool]:
    return DeliveryRow.state.in_(_UNDER_WAY) & (DeliveryRow.lease_until < now)


async def _take(
    session: AsyncSession, which: ColumnElement[bool], owner: str, now: datetime
) -> Delivery | None:
    taken = await update_if(session, DeliveryRow, which, owner=owner, lease_until=now + LEASE)
    if taken is None:
        return None
    row = await session.get_one(DeliveryRow, taken, populate_existing=True)
    return replace(_record(row), resumed=True)


async def _update(session: AsyncSession, delivery: Delivery, **values: object) -> bool:
    """Change a delivery that is still under way and still its owner's."""
    ours = (DeliveryRow.id == delivery.id) & (DeliveryRow.owner == delivery.owner)
    under_way = DeliveryRow.state.in_(_UNDER_WAY)
    return await update_if(session, DeliveryRow, ours & under_way, **values) is not None


def _record(row: DeliveryRow) -> Delivery:
    occurrence = Occurrence(
        LibraryId(row.library_id), row.schedule_id, row.occurrence, row.channel_id, row.due_at
    )
    return Delivery(
        id=row.id,
        public_id=row.public_id,
        occurrence=occurrence,
        state=DeliveryState(row.state),
        owner=row.owner,
        lease_until=row.lease_until,
        claimed_at=row.claimed_at,
        finished_at=row.finished_at,
        reason=row.reason,
    )
