"""The send ledger: claimed once, taken over only from the dead, resumed where it stopped."""

import asyncio
import json
import sys
from datetime import timedelta
from pathlib import Path

from storage import articles, deliveries, events, libraries
from storage.database import Database
from storage.records import Delivery, DeliveryState, Occurrence
from storage.types import LibraryId
from tests.storage.texts import NOW, change, statement

ROOT = Path(__file__).parents[2]


async def _library(database: Database) -> LibraryId:
    async with database.write() as session:
        return (await libraries.for_guild(session, 1)).id


def _occurrence(library: LibraryId, key: str = "2022-03-17T08:00") -> Occurrence:
    return Occurrence(library, "schedule1", key, 2**60, NOW)


async def _claim(
    database: Database, occurrence: Occurrence, owner: str, minutes: int = 0
) -> Delivery | None:
    async with database.write() as session:
        return await deliveries.claim(session, occurrence, owner, NOW + timedelta(minutes=minutes))


async def test_an_occurrence_is_claimed_once(database: Database) -> None:
    occurrence = _occurrence(await _library(database))
    claimed = await _claim(database, occurrence, "one")
    assert claimed is not None
    assert claimed.occurrence == occurrence
    assert await _claim(database, occurrence, "two", 4) is None
    assert await _claim(database, _occurrence(occurrence.library, "another"), "two") is not None


async def test_a_dead_owners_claim_is_taken_over_and_a_live_ones_is_not(
    database: Database,
) -> None:
    occurrence = _occurrence(await _library(database))
    first = await _claim(database, occurrence, "one")
    assert first is not None
    async with database.write() as session:
        assert await deliveries.begin_sending(session, first, NOW + timedelta(minutes=4))
        assert await deliveries.abandoned(session, NOW + timedelta(minutes=8)) == ()
    assert await _claim(database, occurrence, "two", 8) is None
    second = await _claim(database, occurrence, "two", 10)
    assert second is not None
    assert (second.public_id, second.claimed_at) == (first.public_id, first.claimed_at)
    async with database.write() as session:
        assert not await deliveries.begin_sending(session, first, NOW)
        assert not await deliveries.finish(session, first, DeliveryState.SENT, NOW)
        assert await deliveries.finish(session, second, DeliveryState.SENT, NOW)
    assert await _claim(database, occurrence, "three", 600) is None


async def test_an_abandoned_delivery_goes_to_one_of_those_who_want_it(database: Database) -> None:
    await _claim(database, _occurrence(await _library(database)), "one")
    later = NOW + timedelta(hours=1)
    async with database.write() as session:
        (left,) = await deliveries.abandoned(session, later)
        taken = await deliveries.take_over(session, left, "two", later)
        assert taken is not None
        assert taken.owner == "two"
        assert await deliveries.take_over(session, left, "three", later) is None


async def test_a_delivery_resumes_at_the_first_part_missing(database: Database) -> None:
    delivery = await _claim(database, _occurrence(await _library(database)), "one")
    assert delivery is not None
    async with database.write() as session:
        planned = await deliveries.plan_parts(session, delivery, 3)
        await deliveries.part_sent(session, delivery, 0, 2**61, NOW)
    async with database.write() as session:
        resumed = await deliveries.plan_parts(session, delivery, 3)
    assert [part.nonce for part in resumed] == [part.nonce for part in planned]
    assert [part.message_id for part in resumed] == [2**61, None, None]
    assert all(len(part.nonce) <= 25 for part in resumed)


async def test_a_delivery_remembers_its_statements_and_their_words(database: Database) -> None:
    library = await _library(database)
    delivery = await _claim(database, _occurrence(library), "one")
    assert delivery is not None
    async with database.write() as session:
        await articles.add(session, library, statement(), change())
        statements = await events.added_between(session, library, None, NOW)
        await deliveries.record_items(session, delivery, statements)
        items = await deliveries.items(session, delivery)
    assert [item.statement_id for item in items] == [s.public_id for s in statements]
    assert [item.wording for item in items] == [deliveries.wording(s) for s in statements]
    assert items[0].wording != items[1].wording


async def test_what_comes_next_goes_on_from_the_last_one_sent(database: Database) -> None:
    library = await _library(database)
    for minute, state in enumerate(
        (DeliveryState.SENT, DeliveryState.SENT, DeliveryState.SKIPPED, DeliveryState.FAILED)
    ):
        delivery = await _claim(database, _occurrence(library, str(minute)), "one", minute)
        assert delivery is not None
        async with database.write() as session:
            await deliveries.finish(session, delivery, state, NOW, "skip.empty")
    async with database.read() as session:
        last = await deliveries.last_sent(session, library, "schedule1")
        assert last is not None
        assert last.claimed_at == NOW + timedelta(minutes=1)
        assert await deliveries.last_sent(session, library, "another") is None
        history = await deliveries.history(session, library, limit=10)
    assert [d.state for d in history][:2] == [DeliveryState.FAILED, DeliveryState.SKIPPED]


async def test_two_processes_claim_a_thousand_occurrences_between_them(address: str) -> None:
    """None doubled, none lost to a lock: each process tries all thousand, in its own order."""
    database = await Database.open(address)
    library = await _library(database)
    await database.close()
    processes = [
        await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tests.storage.claimant",
            address,
            str(library),
            owner,
            cwd=ROOT,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        for owner in ("one", "two")
    ]
    for process in processes:
        assert process.stdout is not None
        assert await process.stdout.readline() == b"ready\n"
    outputs = await asyncio.gather(*(process.communicate(b"go\n") for process in processes))
    assert [process.returncode for process in processes] == [0, 0]
    one, two = (set(json.loads(out)) for out, _ in outputs)
    assert one | two == {str(number) for number in range(1000)}
    assert not one & two
    assert one
    assert two
