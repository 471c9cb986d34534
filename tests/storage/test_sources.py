"""Feeds and sources on both databases: leases, what is due, what is taken, whom to tell."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from corpus.errors import NotFound
from corpus.sources.feed import FeedItem
from storage import feed_checks, feed_joining, feeds, libraries, shared, sources
from storage.database import Database
from storage.records import Change
from storage.source_records import Fault, FeedRecord, SourceRecord
from storage.tables import FeedEntryRow, FeedRow
from storage.types import LibraryId
from tests.storage.texts import NOW, statement

ADDRESS = "https://quay.example/feed.xml"
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def item(name: str) -> FeedItem:
    page = f"https://quay.example/{name}"
    return FeedItem(name, page, page, name.title(), NOW, "", name)


async def follow(
    session: AsyncSession, guild: int = 1, address: str = ADDRESS
) -> tuple[LibraryId, SourceRecord]:
    library = (await libraries.for_guild(session, guild)).id
    feed = await feeds.find_or_add(session, address, "Quay", NOW)
    source, new = await sources.add(session, library, feed, Change(NOW, 9))
    assert new
    return library, source


async def claimed(session: AsyncSession, feed_id: int, owner: str = "one") -> FeedRecord:
    feed = await feeds.claim(session, feed_id, owner, NOW)
    assert feed is not None
    return feed


async def make_ready(session: AsyncSession, feed_id: int, words: str) -> None:
    """Everything that waits becomes an article with these words."""
    for number, entry in enumerate(await feeds.waiting(session, feed_id, NOW, 99)):
        row = await shared.keep(session, statement(f"{words} {number}"))
        await feeds.make_ready(session, entry, row, page=entry.address)


async def test_a_feed_is_one_row_and_a_source_each_librarys_own(database: Database) -> None:
    async with database.write() as session:
        first, one = await follow(session, 1)
        second, two = await follow(session, 2)
        assert one.feed.id == two.feed.id
        again, new = await sources.add(session, first, one.feed, Change(NOW))
        assert (again.public_id, new) == (one.public_id, False)
        with pytest.raises(NotFound):
            await sources.get(session, second, one.public_id)
        with pytest.raises(NotFound):
            await sources.remove(session, second, one.public_id)
        assert await sources.count(session, first) == 1


async def test_a_feed_is_claimed_once_until_its_owner_is_dead(database: Database) -> None:
    async with database.write() as session:
        _, source = await follow(session)

    async def claim(owner: str) -> FeedRecord | None:
        async with database.write() as session:
            return await feeds.claim(session, source.feed.id, owner, NOW)

    found = await asyncio.gather(*(claim(str(number)) for number in range(5)))
    (first,) = [feed for feed in found if feed is not None]
    later = NOW + feeds.LEASE + HOUR
    async with database.write() as session:
        assert await feeds.due(session, NOW, 9) == ()
        assert await feeds.due(session, later, 9) == (source.feed.id,)
        second = await feeds.claim(session, source.feed.id, "heir", later)
        assert second is not None
        assert not await feeds.save(session, first, later, title="Stale")
        assert await feeds.save(session, second, later, title="Fresh")
        await feeds.release(session, first)
        assert await feeds.claim(session, source.feed.id, "third", later) is None
        await feeds.release(session, second)
        assert (await feeds.get(session, source.feed.id)).title == "Fresh"
        assert await feeds.claim(session, source.feed.id, "third", later) is not None


async def test_only_feeds_that_somebody_follows_now_are_due(database: Database) -> None:
    async with database.write() as session:
        library, source = await follow(session)
        assert await feeds.due(session, NOW - HOUR, 9) == ()
        assert await feeds.due(session, NOW, 9) == (source.feed.id,)
        await sources.set_paused(session, library, source.public_id, paused=True)
        assert await feeds.due(session, NOW, 9) == ()
        await sources.set_paused(session, library, source.public_id, paused=False)
        await libraries.mark_left(session, 1, NOW)
        assert await feeds.due(session, NOW, 9) == ()
        await libraries.mark_joined(session, 1)
        feed = await claimed(session, source.feed.id)
        await feeds.save(session, feed, NOW, gone=True)
        await feeds.release(session, feed)
        assert await feeds.due(session, NOW, 9) == ()
        await feeds.hurry(session, feed.id, NOW)
        assert await feeds.due(session, NOW, 9) == (feed.id,)


async def test_a_source_takes_in_order_what_is_listed_since_it_came(database: Database) -> None:
    async with database.write() as session:
        _, source = await follow(session)
        feed = source.feed.id
        await feeds.add_items(session, feed, [item("old")], NOW - DAY)
        await feeds.add_items(session, feed, [item("one"), item("two")], NOW)
        await make_ready(session, feed, "the bridge stays closed")
        names = [entry.name for entry in await sources.not_taken(session, source)]
        assert sorted(names) == ["https://quay.example/one", "https://quay.example/two"]
        (first, second) = await sources.not_taken(session, source)
        assert first.number < second.number
        await sources.took(session, source, first.number, new=1)
        source = await sources.get(session, source.library, source.public_id)
        assert [entry.number for entry in await sources.not_taken(session, source)] == [
            second.number
        ]
        assert source.brought == 1


async def test_a_changed_item_is_read_and_taken_again(database: Database) -> None:
    async with database.write() as session:
        _, source = await follow(session)
        feed = source.feed.id
        await feeds.add_items(session, feed, [item("one")], NOW)
        await make_ready(session, feed, "the bridge stays closed")
        (entry,) = await sources.not_taken(session, source)
        await sources.took(session, source, entry.number, new=1)
        (known,) = await feeds.known_items(session, feed)
        await feeds.change_item(session, known.id, item("one"))
        assert len(await feeds.waiting(session, feed, NOW, 9)) == 1
        await make_ready(session, feed, "the bridge is open")
        source = await sources.get(session, source.library, source.public_id)
        (again,) = await sources.not_taken(session, source)
        assert again.number > entry.number
        assert again.article_id != entry.article_id


async def test_what_a_source_has_still_to_take_is_not_swept_away(database: Database) -> None:
    async with database.write() as session:
        _, source = await follow(session)
        feed = source.feed.id
        await feeds.add_items(session, feed, [item("one")], NOW)
        await make_ready(session, feed, "the bridge stays closed")
        await libraries.delete_expired(session, NOW)
        (entry,) = await sources.not_taken(session, source)
        assert await shared.stored(session, entry.article_id, "one", None) is not None
        await sources.took(session, source, entry.number, new=0)
        await libraries.delete_expired(session, NOW)
        assert await shared.stored(session, entry.article_id, "one", None) is None


async def test_an_article_that_is_no_more_is_never_stored_without_what_was_read(
    database: Database,
) -> None:
    async with database.write() as session:
        row = await shared.keep(session, statement())
        kept = await shared.stored(session, row, "one", None)
        assert kept is not None
        assert await shared.keep(session, kept) == row
        await libraries.delete_unheld(session)
        with pytest.raises(LookupError):
            await shared.keep(session, kept)


async def test_an_article_that_nobody_holds_any_more_is_read_again_for_who_comes_then(
    database: Database,
) -> None:
    async with database.write() as session:
        _, source = await follow(session)
        feed = source.feed.id
        await feeds.add_items(session, feed, [item("one")], NOW)
        await make_ready(session, feed, "the bridge stays closed")
        (entry,) = await sources.not_taken(session, source)
        await sources.took(session, source, entry.number, new=0)
        await libraries.delete_expired(session, NOW)
        _, second = await follow(session, 2)
        assert await sources.not_taken(session, second) == ()
        await feeds.heal(session, feed)
        assert len(await feeds.waiting(session, feed, NOW, 9)) == 1


async def test_an_item_is_put_off_and_given_up(database: Database) -> None:
    fault = Fault("error.fetch.timeout", {"host": "quay.example"})
    async with database.write() as session:
        _, source = await follow(session)
        feed = source.feed.id
        await feeds.add_items(session, feed, [item("one")], NOW)
        (entry,) = await feeds.waiting(session, feed, NOW, 9)
        await feeds.put_off(session, entry, fault, NOW + HOUR)
        assert await feeds.waiting(session, feed, NOW, 9) == ()
        assert await feeds.next_try(session, feed) == NOW + HOUR
        (again,) = await feeds.waiting(session, feed, NOW + HOUR, 9)
        assert again.attempts == 1
        await feeds.put_off(session, again, fault, None)
        assert await feeds.waiting(session, feed, NOW + DAY, 9) == ()
        assert await feeds.count_waiting(session, feed) == 0


@pytest.mark.parametrize(
    ("values", "told", "expected"),
    [
        ({}, None, []),
        ({"failing_since": NOW - HOUR}, None, []),
        ({"failing_since": NOW - DAY}, None, ["failing"]),
        ({"failing_since": NOW - DAY}, "failing", []),
        ({"gone": True, "failing_since": NOW}, None, ["gone"]),
        ({"gone": True, "failing_since": NOW - DAY}, "failing", ["gone"]),
        ({"gone": True}, "gone", []),
        ({}, "failing", [None]),
        ({"failing_since": NOW - HOUR}, "gone", []),
    ],
)
async def test_moderators_are_told_what_they_do_not_know_yet(
    database: Database, values: dict[str, object], told: str | None, expected: list[str | None]
) -> None:
    async with database.write() as session:
        _, source = await follow(session)
        await sources.set_told(session, [source], told)
        await session.execute(update(FeedRow).values({"failures": 0, **values}))
        found = await sources.to_tell(session, NOW - DAY)
        assert [state for _, state in found] == expected


async def test_what_nobody_follows_and_what_is_long_gone_is_forgotten(database: Database) -> None:
    async with database.write() as session:
        library, source = await follow(session)
        await follow(session, 1, "https://quay.example/other.xml")
        await feeds.add_items(session, source.feed.id, [item("old")], NOW - feeds.KEPT - DAY)
        await feeds.add_items(session, source.feed.id, [item("new")], NOW)
        await feeds.sweep(session, NOW)
        assert await session.scalar(select(func.count()).select_from(FeedEntryRow)) == 1
        await sources.remove(session, library, source.public_id)
        await feeds.sweep(session, NOW)
        assert await session.scalar(select(func.count()).select_from(FeedRow)) == 1
        assert await session.scalar(select(func.count()).select_from(FeedEntryRow)) == 0


async def test_what_a_feed_listed_when_a_source_came_is_its_backlog(database: Database) -> None:
    async with database.write() as session:
        library, source = await follow(session)
        feed = source.feed.id
        await feeds.add_items(session, feed, [item("one")], NOW)
        await sources.set_backlog(session, feed)
        first = (await sources.get(session, library, source.public_id)).backlog_to
        assert first is not None
        await feeds.add_items(session, feed, [item("two")], NOW)
        await sources.set_backlog(session, feed)
        assert (await sources.get(session, library, source.public_id)).backlog_to == first


async def test_a_page_is_looked_at_when_it_is_due_changes_and_goes(database: Database) -> None:
    async with database.write() as session:
        _, source = await follow(session)
        feed = source.feed.id
        await feeds.add_items(session, feed, [item("one")], NOW)
        (waits,) = await feeds.waiting(session, feed, NOW, 9)
        row = await shared.keep(session, statement("the bridge stays closed"))
        await feeds.make_ready(session, waits, row, check_at=NOW + HOUR, page=waits.address)
        assert await feed_checks.due(session, feed, NOW, 9) == ()
        (entry,) = await feed_checks.due(session, feed, NOW + HOUR, 9)
        other = await shared.keep(session, statement("the bridge is open"))
        await feed_checks.replace(session, entry, other, check_at=NOW + HOUR, page_etag="x")
        (ready,) = await sources.not_taken(session, source)
        assert (ready.article_id, ready.withdrawn) == (other, False)
        await feed_checks.withdraw(session, entry)
        assert await feed_checks.due(session, feed, NOW + DAY, 9) == ()
        (gone,) = await sources.not_taken(session, source)
        assert gone.withdrawn
        assert gone.number > ready.number


async def test_two_feeds_become_one_and_nothing_of_the_old_is_left(database: Database) -> None:
    async with database.write() as session:
        _, moving = await follow(session, 1)
        both, doubled = await follow(session, 2)
        _, kept = await follow(session, 2, "https://quay.example/new.xml")
        await feeds.add_items(session, moving.feed.id, [item("old")], NOW)
        await feeds.add_items(session, kept.feed.id, [item("new")], NOW)
        await make_ready(session, kept.feed.id, "Said before")
        await feed_joining.join(session, moving.feed, kept.feed, Change(NOW + HOUR))
    async with database.read() as session:
        assert await feeds.at_address(session, ADDRESS) is None
        found = await session.scalars(select(FeedEntryRow.feed_id))
        assert set(found) == {kept.feed.id}
        followers = await sources.of_feed(session, kept.feed.id)
        assert {each.public_id for each in followers} == {moving.public_id, kept.public_id}
        with pytest.raises(NotFound):
            await sources.get(session, both, doubled.public_id)
        (moved,) = (each for each in followers if each.public_id == moving.public_id)
        assert await sources.not_taken(session, moved) == ()
