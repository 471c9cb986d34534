"""The courier: sends what is due, finishes what another left unfinished, sends by hand.

A crash at any point is healed from the ledger: whoever finds a delivery whose owner died takes it
over and delivers the rest of it.
"""

import asyncio
import logging
import secrets
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.chaos import Chaos, Step
from bot.corrections import Corrector
from bot.delivery import Deliverer, Order
from bot.newsroom.library import LibraryRef
from bot.newsroom.means import Means
from bot.newsroom.sends import SendLine, send_line
from bot.newsroom.timing import timetable_of
from bot.schedule import due
from bot.sending import Manner, Sender
from bot.tries import AS_USUAL, Tries
from corpus.errors import NotFound
from storage import audit, deliveries, schedules
from storage.deliveries import BY_HAND
from storage.records import AuditEntry, Change, Delivery, DeliveryState, Occurrence, Schedule

log = logging.getLogger(__name__)

LOOK_BACK = timedelta(days=2)
"""How far back occurrences that were missed are put on record as skipped."""

AT_ONCE = 4
"""Briefings on their way at the same time."""


@dataclass(frozen=True, slots=True)
class _Due:
    occurrence: Occurrence
    schedule: Schedule
    superseded: bool


class Courier:
    """Whoever holds one is an owner in the ledger, of its own."""

    def __init__(
        self,
        means: Means,
        sender: Sender,
        chaos: Chaos | None = None,
        tries: Tries = AS_USUAL,
    ) -> None:
        """Take the newsroom's means, what posts, and how often to try what Discord cannot take."""
        self._means = means
        self._sender = sender
        self._chaos = chaos or Chaos()
        self._deliverer = Deliverer(means, sender, self._chaos, tries)
        self._owner = secrets.token_hex(8)
        self._corrector = Corrector(means, sender, self._owner, tries)
        self._settled: dict[tuple[str, str], datetime] = {}

    async def run_due(self) -> None:
        """Heal what was left unfinished, send what is due in the order of time, then post what
        has changed since.

        A few go out side by side, so that a channel whose limit is reached holds up no other; two
        for one channel never do.
        """
        if not self._sender.ready():
            return
        await self._heal()
        turns = asyncio.Semaphore(AT_ONCE)
        doors: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)

        async def in_turn(item: _Due) -> None:
            async with doors[item.occurrence.channel_id], turns:
                await self._guarded(item)

        await asyncio.gather(*(in_turn(item) for item in await self._due()))
        await self._corrector.run()

    async def send_now(
        self,
        ref: LibraryRef,
        channel_id: int,
        key: str,
        *,
        by: int,
        schedule_id: str | None = None,
    ) -> SendLine:
        """Post in a channel what is new since its last briefing, or that of a schedule.

        `key` (the interaction's id) makes it happen once. Raises CannotSend.
        """
        library = await self._means.library(ref)
        now = self._means.clock()
        asked_for = schedule_id or f"{BY_HAND}{channel_id}"
        occurrence = Occurrence(library, asked_for, key, channel_id, now)
        order = await self._deliverer.order_of(occurrence)
        await self._sender.check(channel_id, Manner.of(order.plan))
        delivery = await self._claim(occurrence)
        if delivery is None:
            raise NotFound("error.not_found.briefing")
        async with self._means.database.write() as session:
            entry = AuditEntry(Change(now, by), "briefing.now", delivery.public_id)
            await audit.write(session, library, entry)
        await self._deliverer.deliver(delivery, order)
        async with self._means.database.read() as session:
            sent = await deliveries.find(session, library, delivery.public_id)
            return await send_line(session, sent)

    async def _guarded(self, item: _Due) -> None:
        """One briefing's failure must not hold up the others; the lease brings it back."""
        try:
            await self._send_due(item)
        except Exception:
            log.exception("Briefing %s was not finished; it is resumed", item.occurrence)

    async def _due(self) -> list[_Due]:
        """What has fallen due and is not known to be settled, in the order of time."""
        now = self._means.clock()
        self._settled = {key: at for key, at in self._settled.items() if at > now - LOOK_BACK}
        async with self._means.database.read() as session:
            running = await schedules.active(session)
        found: list[_Due] = []
        for schedule in running:
            if not Order.of(schedule).may_go(now):
                continue
            since = max(schedule.created_at, now - LOOK_BACK)
            keys = [
                item
                for item in due(timetable_of(schedule.plan, schedule.house), since, now)
                if (schedule.public_id, item.key) not in self._settled
            ]
            for item in keys:
                occurrence = Occurrence(
                    schedule.library,
                    schedule.public_id,
                    item.key,
                    schedule.plan.channel_id,
                    item.instant,
                )
                found.append(_Due(occurrence, schedule, superseded=item is not keys[-1]))
        return sorted(found, key=lambda item: item.occurrence.due_at)

    async def _send_due(self, item: _Due) -> None:
        occurrence, order = item.occurrence, Order.of(item.schedule)
        if not order.may_go(self._means.clock()):
            return  # those before it took until the quiet hours; it goes at their end
        if await self._changed_since(occurrence):
            self._settle(occurrence)
            return
        delivery = await self._claim(occurrence)
        self._settle(occurrence)
        if delivery is None:
            return
        if item.superseded and not delivery.resumed:  # what was begun is brought to its end
            await self._deliverer.finish(
                delivery, DeliveryState.SKIPPED, "briefing.reason.superseded"
            )
        else:
            await self._deliverer.deliver(delivery, order)

    async def _changed_since(self, occurrence: Occurrence) -> bool:
        """A schedule changed or resumed after an occurrence begins with the next one."""
        async with self._means.database.read() as session:
            changes = await audit.history(
                session, occurrence.library, limit=1, subject=occurrence.schedule_id
            )
        return bool(changes) and changes[0].change.at >= occurrence.due_at

    def _settle(self, occurrence: Occurrence) -> None:
        """Ask the ledger no more about it; it is in there."""
        self._settled[occurrence.schedule_id, occurrence.key] = occurrence.due_at

    async def _heal(self) -> None:
        """Take over what an owner that died left unfinished."""
        now = self._means.clock()
        async with self._means.database.read() as session:
            left = await deliveries.abandoned(session, now)
        for delivery in left:
            try:
                order = await self._deliverer.order_of(delivery.occurrence)
            except NotFound:  # its schedule was deleted
                order = None
            if order is not None and not order.may_go(now):
                continue
            async with self._means.database.write() as session:
                taken = await deliveries.take_over(session, delivery, self._owner, now)
            if taken is not None:
                await self._resume(taken, order)

    async def _resume(self, delivery: Delivery, order: Order | None) -> None:
        if order is None:
            await self._deliverer.finish(delivery, DeliveryState.SKIPPED, "briefing.reason.paused")
            return
        try:
            await self._deliverer.deliver(delivery, order)
        except Exception:
            log.exception("Delivery %s could not be resumed yet", delivery.public_id)

    async def _claim(self, occurrence: Occurrence) -> Delivery | None:
        self._chaos.reach(Step.BEFORE_CLAIM)
        async with self._means.database.write() as session:
            now = self._means.clock()
            claimed = await deliveries.claim(session, occurrence, self._owner, now)
        self._chaos.reach(Step.AFTER_CLAIM)
        return claimed
