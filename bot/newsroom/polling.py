"""A feed is looked at, once for all libraries that follow it: fetched, parsed, its items read.

Whoever polls has claimed the feed (storage.feeds.claim). What was read is stored at once, so that
after a crash the next one goes on from there.
"""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import timedelta

from bot.newsroom.answers import Failed
from bot.newsroom.feed_items import keep, read_waiting
from bot.newsroom.ingest import Progress
from bot.newsroom.means import Means
from bot.newsroom.rechecking import digest, recheck
from bot.newsroom.taking import Item, take
from corpus.errors import AddressRefused, FetchFailed, OnRecordError, UnreadableSource
from corpus.sources import rhythm
from corpus.sources.feed import Feed, parse_feed
from corpus.sources.fetch import Fetched, NotModified
from corpus.sources.items import sort_items
from corpus.sources.kinds import Kind
from storage import feed_joining, feeds, sources
from storage.source_records import Fault, FeedRecord

log = logging.getLogger(__name__)

MOST_READ = 500
"""Items read in one go, if they do not take too long (feed_items.LONGEST); the rest
of a long feed is read in the next, when others had their turn."""

ADOPTED_AFTER = 3
"""A permanent redirect is adopted when it was met so often in a row, and a feed stood there."""


@dataclass(frozen=True, slots=True)
class Polled:
    """What came of looking at a feed: its own fault, the items that could not be read, what each
    source (a row) took, how many items are still to be read, and whether some can be at once.
    """

    fault: OnRecordError | None = None
    failed: tuple[Failed, ...] = ()
    taken: Mapping[int, tuple[Item, ...]] = field(default_factory=dict[int, tuple[Item, ...]])
    waiting: int = 0
    more: bool = False


async def poll(
    means: Means,
    feed: FeedRecord,
    *,
    chance: float = 0.0,
    seen: Fetched | None = None,
    most: int = MOST_READ,
    progress: Progress | None = None,
) -> Polled:
    """Look at a claimed feed, read what is new in it, and give it to those who follow it.

    `chance` (0 to 1) is the jitter's share; `seen` is the feed's document where it was fetched a
    moment ago; at most `most` items are read; `progress` hears how many were. A fault of the feed
    is noted with it. Raises LeaseLost.
    """
    try:
        fresh_for = await _look(means, feed, seen)
    except (AddressRefused, FetchFailed, UnreadableSource) as error:
        await _failed(means, feed, error, chance)
        return Polled(fault=error)
    taken: defaultdict[int, list[Item]] = defaultdict(list)
    with ExitStack() as filled:

        async def give() -> None:
            """What is there and was not given yet, to all who follow the feed by now."""
            async with means.database.read() as session:
                followers = await sources.of_feed(session, feed.id)
            for source in followers:
                if source.id not in taken:
                    filled.enter_context(means.search.filling(source.library))
                taken[source.id] += await take(means, source)

        failed = await read_waiting(means, feed, most, stored=give, progress=progress)
        await recheck(means, feed)
        await give()
    given = {key: tuple(items) for key, items in taken.items()}
    if await _joined(means, feed):
        return Polled(None, failed, given)
    waiting, more = await _succeeded(means, feed, fresh_for, chance)
    return Polled(None, failed, given, waiting, more)


async def _look(means: Means, feed: FeedRecord, seen: Fetched | None) -> timedelta | None:
    """Fetch the feed and note what it lists; how long its server calls that fresh."""
    answer = seen or await means.door.get(
        feed.address, accept=Kind.FEED, etag=feed.etag, last_modified=feed.last_modified
    )
    moved = await _moved(means, feed, answer)
    if isinstance(answer, NotModified) or digest(answer.body) == feed.digest:
        now = means.clock()
        async with means.database.write() as session:
            await feeds.see_all(session, feed, now)
            await sources.set_backlog(session, feed.id)
            await keep(session, feed, now, listed_at=now, **moved)
        return answer.fresh_for
    await _list(means, feed, answer, moved)
    return answer.fresh_for


async def _list(means: Means, feed: FeedRecord, answer: Fetched, moved: dict[str, object]) -> None:
    """Parse a document and note what is new and what is another than it was.

    What computes runs in a thread. Only the lease's owner changes a feed's items, so what is known
    of them may be read before. Raises UnreadableSource.
    """
    parsed = await asyncio.to_thread(parse_feed, answer.body, answer.address, answer.content_type)
    async with means.database.read() as session:
        known = await feeds.known_items(session, feed.id)
    found = await asyncio.to_thread(sort_items, parsed.items, known)
    marks = {each.id: each.mark for each in known}
    now = means.clock()
    async with means.database.write() as session:
        await feeds.add_items(session, feed.id, reversed(found.new), now)
        await feeds.see_items(session, feed.id, [entry for entry, _ in found.known], now)
        for entry, item in found.known:
            if item.mark != marks[entry]:
                await feeds.change_item(session, entry, item)
        await sources.set_backlog(session, feed.id)
        await keep(session, feed, now, listed_at=now, **_seen(parsed, answer), **moved)


def _seen(parsed: Feed, answer: Fetched) -> dict[str, object]:
    """What is kept of a document. Of a broken one no validators: the next is to come whole."""
    return {
        "title": parsed.title,
        "home": parsed.home,
        "digest": digest(answer.body) if parsed.whole else None,
        "etag": answer.etag if parsed.whole else None,
        "last_modified": answer.last_modified if parsed.whole else None,
        "ttl_seconds": None if parsed.ttl is None else int(parsed.ttl.total_seconds()),
    }


async def _moved(
    means: Means, feed: FeedRecord, answer: Fetched | NotModified
) -> dict[str, object]:
    """Adopt a permanent redirect that was met often enough, and keep the old address.

    Where another feed has the new address already, they are joined when this one is read.
    """
    if answer.moved_to is None or answer.moved_to == feed.address:
        return {"moved_to": None, "moved_times": 0}
    times = feed.moved_times + 1 if feed.moved_to == answer.moved_to else 1
    async with means.database.read() as session:
        known = await feeds.at_address(session, answer.moved_to)
    if times < ADOPTED_AFTER or known is not None:
        return {"moved_to": answer.moved_to, "moved_times": times}
    log.info("The feed %s has moved to %s for good", feed.address, answer.moved_to)
    return {
        "address": answer.moved_to,
        "previous_address": feed.address,
        "moved_to": None,
        "moved_times": 0,
    }


async def _joined(means: Means, feed: FeedRecord) -> bool:
    """Whether the feed has moved for good to where another is known, and ended in that one.

    Not before all its items are read and given: the other does not give them again.
    """
    change = means.change(None)
    async with means.database.write() as session:
        now = await feeds.get(session, feed.id)
        if now.moved_to is None or now.moved_times < ADOPTED_AFTER:
            return False
        home = await feeds.at_address(session, now.moved_to)
        if home is None or await feeds.count_waiting(session, feed.id):
            return False
        await keep(session, feed, change.at)
        await feed_joining.join(session, now, home, change)
    log.info("The feed %s has moved for good to %s, which is known", feed.address, home.address)
    return True


async def _succeeded(
    means: Means, feed: FeedRecord, fresh_for: timedelta | None, chance: float
) -> tuple[int, bool]:
    """Note when to look again, and let others have the feed.

    Gives how many items wait still, and whether some of them can be read at once.
    """
    now = means.clock()
    async with means.database.write() as session:
        stamps = await feeds.stamps(session, feed.id, rhythm.LATEST)
        ttl = (await feeds.get(session, feed.id)).ttl
        due_at = now + rhythm.wait(stamps, now, asked=(ttl, fresh_for), chance=chance)
        left = await feeds.count_waiting(session, feed.id)
        more = bool(await feeds.waiting(session, feed.id, now, 1))
        if more:
            due_at = now
        elif (next_try := await feeds.next_try(session, feed.id)) is not None:
            due_at = min(due_at, next_try)
        await feeds.save(
            session,
            feed,
            now,
            due_at=due_at,
            read_at=now,
            failing_since=None,
            failures=0,
            error=None,
            gone=False,
        )
        await feeds.release(session, feed)
    return left, more


async def _failed(means: Means, feed: FeedRecord, error: OnRecordError, chance: float) -> None:
    """Note the failure and when to try again: later each time, in the end once a day."""
    now, failures = means.clock(), feed.failures + 1
    asked = error.retry_after if isinstance(error, FetchFailed) else None
    wait = rhythm.wait_after_failure(failures, asked=asked, chance=chance)
    async with means.database.write() as session:
        await feeds.save(
            session,
            feed,
            now,
            due_at=now + wait,
            failing_since=feed.failing_since or now,
            failures=failures,
            error=Fault.of(error).column,
            gone=isinstance(error, FetchFailed) and error.gone,
        )
        await feeds.release(session, feed)
