"""What changed after a briefing was sent: noted once, claimed once, closed once."""

from datetime import timedelta

import pytest

from storage import articles, deliveries, delivery_replies, events, libraries
from storage.database import Database
from storage.deliveries import LEASE
from storage.records import Delivery, DeliveryReply, DeliveryState, Occurrence, QuoteChange
from storage.types import LibraryId
from tests.storage.texts import NOW, change, statement

PART = 1


@pytest.fixture
async def library(database: Database) -> LibraryId:
    async with database.write() as session:
        return (await libraries.for_guild(session, 1)).id


async def carried(database: Database, library: LibraryId, key: str = "now") -> tuple[Delivery, str]:
    """A delivery that carried a quote in its second message, and the quote's public id."""
    async with database.write() as session:
        article = (await articles.add(session, library, statement(), change())).public_id
        delivery = await deliveries.claim(
            session, Occurrence(library, "schedule1", key, 2**60, NOW), "one", NOW
        )
        assert delivery is not None
        found = await events.added_between(session, library, None, NOW + timedelta(days=1))
        (quote_id,) = {each.quote_id for each in found if each.quote_id is not None}
        await deliveries.record_items(
            session, delivery, found, {each.public_id: PART for each in found}
        )
        await deliveries.plan_parts(session, delivery, 2)
        await deliveries.part_sent(session, delivery, PART, 2**61, NOW, 2**60)
        await deliveries.finish(session, delivery, DeliveryState.SENT, NOW)
    assert (await _carried_articles(database, delivery)) == (article,)
    return delivery, quote_id


async def _carried_articles(database: Database, delivery: Delivery) -> tuple[str, ...]:
    async with database.read() as session:
        return await deliveries.carried_articles(session, delivery)


def changed(quote_id: str, new: str | None = "the bridge will open") -> QuoteChange:
    old = ("the bridge will stay closed",)
    return QuoteChange(quote_id, "Ada Lindqvist", old, None if new is None else (new,))


async def note(database: Database, library: LibraryId, *changes: QuoteChange) -> int:
    async with database.write() as session:
        return await delivery_replies.note_changes(session, library, "article", changes, NOW)


async def waiting(database: Database, minutes: int = 0) -> tuple[DeliveryReply, ...]:
    async with database.read() as session:
        return await delivery_replies.waiting(session, NOW + timedelta(minutes=minutes))


async def test_a_change_is_noted_once_for_each_message_that_carried_the_quote(
    database: Database, library: LibraryId
) -> None:
    delivery, quote_id = await carried(database, library)
    await carried(database, library, "again")
    assert await note(database, library, changed(quote_id)) == 2
    assert await note(database, library, changed(quote_id)) == 0
    first, _ = await waiting(database)
    assert (first.delivery_public_id, first.part) == (delivery.public_id, PART)
    assert (first.place_id, first.message_id) == (2**60, 2**61)
    assert first.changes == (changed(quote_id),)
    assert await note(database, library, changed(quote_id, None)) == 2  # later it is withdrawn


async def test_another_librarys_briefing_and_another_quote_are_left_alone(
    database: Database, library: LibraryId
) -> None:
    _, quote_id = await carried(database, library)
    async with database.write() as session:
        other = (await libraries.for_guild(session, 2)).id
    assert await note(database, other, changed(quote_id)) == 0
    assert await note(database, library, changed("0123456789ab")) == 0
    assert await waiting(database) == ()


async def test_a_reply_is_claimed_once_and_a_dead_owners_is_taken_over(
    database: Database, library: LibraryId
) -> None:
    _, quote_id = await carried(database, library)
    await note(database, library, changed(quote_id, None))
    (reply,) = await waiting(database)
    assert not reply.resumed
    assert reply.changes[0].new is None
    async with database.write() as session:
        assert await delivery_replies.take(session, reply, "one", NOW)
        assert not await delivery_replies.take(session, reply, "two", NOW)
    assert await waiting(database) == ()
    after = NOW + LEASE + timedelta(minutes=1)
    (again,) = await waiting(database, 6)
    assert again.resumed
    async with database.write() as session:
        assert await delivery_replies.take(session, again, "two", after)
        assert not await delivery_replies.finish(session, reply, "one", after, message_id=1)
        assert await delivery_replies.finish(session, again, "two", after, message_id=1)
    assert await waiting(database, 60) == ()


async def test_a_guild_that_the_bot_left_gets_no_reply(
    database: Database, library: LibraryId
) -> None:
    _, quote_id = await carried(database, library)
    await note(database, library, changed(quote_id))
    async with database.write() as session:
        await libraries.mark_left(session, 1, NOW)
    assert await waiting(database) == ()
