"""The poller: feeds that are due are looked at, and moderators are told of those that fail.

It decides from the database and the clock alone; the alarm only wakes it. Two processes may do so
side by side: each feed is claimed by one.
"""

import asyncio
import logging
import random
import secrets
from datetime import datetime, timedelta

from bot.newsroom.feed_items import LeaseLost
from bot.newsroom.means import Means
from bot.newsroom.polling import poll
from bot.sending import CannotSend, Sender
from bot.show.sources import told_card
from storage import feeds, libraries, sources
from storage.source_records import SourceRecord

log = logging.getLogger(__name__)

AT_ONCE = 8
"""Feeds looked at side by side; the door bounds how much is fetched in all."""

MOST_UNDER_WAY = 100
"""Feeds that wait for their turn; the others are due still at the next alarm."""

TOLD_AFTER = timedelta(days=1)
"""How long a feed must have failed before its moderators are told, once."""

REFUSED_FOR = timedelta(hours=1)
"""How long a channel that refused an alert is left alone with it."""


class Poller:
    """Whoever holds one is an owner of leases, of its own."""

    def __init__(self, means: Means, sender: Sender) -> None:
        """Take the newsroom's means and what posts."""
        self._means = means
        self._sender = sender
        self._owner = secrets.token_hex(8)
        self._chance = random.Random()  # noqa: S311  # jitter is no secret
        self._running: dict[int, asyncio.Task[None]] = {}
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._refused: dict[tuple[int, int], datetime] = {}

    async def wake(self) -> None:
        """Begin with the feeds that are due, and tell the moderators what they ought to know.

        Nothing is waited for: a slow server must not keep others' feeds from their turn.
        """
        await self._begin()
        await self._tell()

    async def run_due(self) -> None:
        """The same, to the end of all that is under way."""
        await self._begin()
        await asyncio.gather(*self._running.values())
        await self._tell()

    def stop(self) -> None:
        """Leave what is being read: the next start goes on from what is stored."""
        for task in self._running.values():
            task.cancel()

    async def _begin(self) -> None:
        self._running = {key: task for key, task in self._running.items() if not task.done()}
        async with self._means.database.read() as session:
            due = await feeds.due(session, self._means.clock(), MOST_UNDER_WAY)
        fresh = [feed_id for feed_id in due if feed_id not in self._running]
        for feed_id in fresh[: MOST_UNDER_WAY - len(self._running)]:
            self._running[feed_id] = asyncio.create_task(self._in_turn(feed_id))

    async def _in_turn(self, feed_id: int) -> None:
        """As long as items wait that can be read, behind the feeds that are due, each time."""
        more = True
        while more:
            async with self._turns:
                more = await self._guarded(feed_id)

    async def _guarded(self, feed_id: int) -> bool:
        """Whether there is more to read of the feed.

        Its trouble must not hold up the others; it is due again when the lease is out.
        """
        now = self._means.clock()
        async with self._means.database.write() as session:
            feed = await feeds.claim(session, feed_id, self._owner, now)
        if feed is None:
            return False
        try:
            return (await poll(self._means, feed, chance=self._chance.random())).more
        except LeaseLost:
            log.info("The feed %s was taken over by another process", feed.address)
        except Exception:
            log.exception("The feed %s was not read to the end; it is tried again", feed.address)
        return False

    async def _tell(self) -> None:
        """Tell of feeds that fail for a day, that recovered after that, and that are gone."""
        if not self._sender.ready():
            return
        before = self._means.clock() - TOLD_AFTER
        async with self._means.database.read() as session:
            due = await sources.to_tell(session, before)
        for source, state in due:
            try:
                told = await self._tell_one(source, state)
            except Exception:
                log.exception("The moderators are told of a source at the next alarm")
                continue
            if told:
                async with self._means.database.write() as session:
                    await sources.set_told(session, [source], state)

    async def _tell_one(self, source: SourceRecord, state: str | None) -> bool:
        """In the moderators' channel, if they named one; it is in the list in any case.

        Gives whether they are told. Where the channel refuses they are told later: as soon as
        another is named, in the same one after an hour. A message that was sent before a crash
        comes back for its nonce instead of a second one.
        """
        async with self._means.database.read() as session:
            record = await libraries.by_id(session, source.library)
        channel = record.settings.moderator_channel_id if record else None
        if record is None or channel is None or self._is_left_alone(source, channel):
            return False
        card = told_card(source, state, record.settings.locale or "en")
        try:
            await self._sender.send(channel, card, nonce=_nonce(source, state))
        except CannotSend as refused:
            log.warning("The moderators could not be told of a source: %s", refused.key)
            self._refused[source.id, channel] = self._means.clock()
            return False
        self._refused.pop((source.id, channel), None)
        return True

    def _is_left_alone(self, source: SourceRecord, channel: int) -> bool:
        refused = self._refused.get((source.id, channel))
        return refused is not None and self._means.clock() < refused + REFUSED_FOR


def _nonce(source: SourceRecord, state: str | None) -> str:
    """The same for one state of one trouble: 25 characters, which is all that Discord takes."""
    since = source.feed.failing_since or source.feed.read_at or source.added_at
    number = int(since.timestamp()) + (None, "failing", "gone").index(state)
    return f"{source.public_id}{number:08x}.told"
