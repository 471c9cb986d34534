"""The send ledger at work: a claimed delivery is composed, sent part by part, and closed.

Each part goes out with the nonce of its row and carries a button that names delivery and part, so
that after a crash the channel's history tells what arrived.
"""

import logging
from dataclasses import replace
from datetime import datetime, timedelta

from bot.chaos import Chaos, Step
from bot.newsroom.briefings import BriefingFound, Focus, brief_library
from bot.newsroom.means import Means
from bot.sending import CannotSend, Sender
from bot.show.actions import AboutBriefing
from bot.show.briefing import alert_card, briefing_cards
from bot.show.cards import Card
from storage import audit, deliveries, libraries, schedules
from storage.records import AuditEntry, Change, Delivery, DeliveryPart, DeliveryState, Plan

log = logging.getLogger(__name__)

LATE_AFTER = timedelta(minutes=5)
"""A briefing sent later than this says that it comes late."""

BY_HAND = "now-"
"""Begins the ledger's schedule id of briefings asked for by hand; the channel's id follows."""

_BY_HAND_PLAN = Plan(channel_id=0, zone="UTC", times=(), skip_if_empty=False)


class Deliverer:
    """Carries claimed deliveries out."""

    def __init__(self, means: Means, sender: Sender, chaos: Chaos) -> None:
        """Take the newsroom's means, what posts, and the developers' switch."""
        self._means = means
        self._sender = sender
        self._chaos = chaos

    async def plan_of(self, delivery: Delivery) -> Plan:
        """What a delivery is to say. Raises NotFound where its schedule is gone."""
        occurrence = delivery.occurrence
        if occurrence.schedule_id.startswith(BY_HAND):
            return replace(_BY_HAND_PLAN, channel_id=occurrence.channel_id)
        async with self._means.database.read() as session:
            found = await schedules.get(session, occurrence.library, occurrence.schedule_id)
        return replace(found.plan, channel_id=occurrence.channel_id)

    async def deliver(self, delivery: Delivery, plan: Plan, *, resumed: bool = False) -> None:
        """Send a claimed delivery, or close it with the reason why not."""
        late = self._means.clock() - delivery.occurrence.due_at
        if late > timedelta(minutes=plan.grace_minutes):
            reason = "unfinished" if await self._begun(delivery) else "late"
            state = DeliveryState.FAILED if reason == "unfinished" else DeliveryState.SKIPPED
            await self.finish(delivery, state, f"briefing.reason.{reason}")
            return
        try:
            await self._sender.check(plan.channel_id)
            await self._compose_and_send(delivery, plan, resumed=resumed)
        except CannotSend as error:
            await self._refused(delivery, error)

    async def finish(self, delivery: Delivery, state: DeliveryState, reason: str | None) -> None:
        """Close a delivery; `reason` is a key of the catalogue."""
        async with self._means.database.write() as session:
            await deliveries.finish(session, delivery, state, self._means.clock(), reason)

    async def _compose_and_send(self, delivery: Delivery, plan: Plan, *, resumed: bool) -> None:
        found = await self._briefing(delivery, plan)
        if not found.digest.stories and plan.skip_if_empty:
            await self.finish(delivery, DeliveryState.SKIPPED, "briefing.reason.empty")
            return
        due_at = delivery.occurrence.due_at
        cards = briefing_cards(
            found,
            await self._locale(delivery),
            delivery_id=delivery.public_id,
            late_since=due_at if self._means.clock() - due_at > LATE_AFTER else None,
        )
        async with self._means.database.write() as session:
            if not await deliveries.begin_sending(session, delivery, self._means.clock()):
                return
            await deliveries.record_items(session, delivery, found.digest.carried)
            parts = await deliveries.plan_parts(session, delivery, len(cards))
        first_id = parts[0].message_id
        for card, part in zip(cards, parts, strict=False):  # a resumed one may have had more
            if part.message_id is None:
                sent = await self._part(delivery, plan, part, card, first_id, resumed=resumed)
                if sent is None:
                    return
                first_id = first_id or sent
        self._chaos.reach(Step.BEFORE_FINISH)
        await self.finish(delivery, DeliveryState.SENT, None)

    async def _part(
        self,
        delivery: Delivery,
        plan: Plan,
        part: DeliveryPart,
        card: Card,
        first_id: int | None,
        *,
        resumed: bool,
    ) -> int | None:
        """Send one message, unless it is there already. None: the delivery is another's now."""
        mark = AboutBriefing(delivery.public_id, str(part.number))
        message_id = None
        if resumed:
            message_id = await self._sender.find(
                plan.channel_id, mark, delivery.claimed_at, first_id
            )
        if message_id is None:
            self._chaos.reach(Step.BEFORE_SEND)
            message_id = await self._sender.send(
                plan.channel_id,
                card,
                nonce=part.nonce,
                ping_role_id=plan.ping_role_id if part.number == 0 else None,
                first_id=first_id,
            )
            self._chaos.reach(Step.AFTER_SEND)
        await self._sender.publish(plan.channel_id, message_id)
        now = self._means.clock()
        async with self._means.database.write() as session:
            await deliveries.part_sent(session, delivery, part.number, message_id, now)
            still_ours = await deliveries.begin_sending(session, delivery, now)
        self._chaos.reach(Step.BETWEEN_PARTS)
        return message_id if still_ours else None

    async def _briefing(self, delivery: Delivery, plan: Plan) -> BriefingFound:
        """What came in since the last one, up to the claim: a resumed delivery says the same."""
        return await brief_library(
            self._means,
            delivery.occurrence.library,
            await self._since(delivery),
            delivery.claimed_at,
            Focus.of(plan),
        )

    async def _since(self, delivery: Delivery) -> datetime | None:
        """When the schedule's last briefing was claimed; by hand, the channel's last of any."""
        occurrence = delivery.occurrence
        async with self._means.database.read() as session:
            if not occurrence.schedule_id.startswith(BY_HAND):
                last = await deliveries.last_sent(
                    session, occurrence.library, occurrence.schedule_id
                )
                return last.claimed_at if last else None
            recent = await deliveries.history(session, occurrence.library, limit=100)
        return max(
            (
                one.claimed_at
                for one in recent
                if one.state is DeliveryState.SENT
                and one.occurrence.channel_id == occurrence.channel_id
            ),
            default=None,
        )

    async def _locale(self, delivery: Delivery) -> str:
        async with self._means.database.read() as session:
            record = await libraries.by_id(session, delivery.occurrence.library)
        return (record.settings.locale if record else None) or "en"

    async def _begun(self, delivery: Delivery) -> bool:
        async with self._means.database.read() as session:
            parts = await deliveries.parts(session, delivery)
        return any(part.message_id is not None for part in parts)

    async def _refused(self, delivery: Delivery, error: CannotSend) -> None:
        """Close it, pause the schedule of a channel that is gone, and tell the moderators."""
        await self.finish(delivery, DeliveryState.FAILED, error.key)
        if error.gone:
            await self._pause(delivery, error)
        await self._tell_moderators(delivery, error)

    async def _pause(self, delivery: Delivery, error: CannotSend) -> None:
        occurrence = delivery.occurrence
        if occurrence.schedule_id.startswith(BY_HAND):
            return
        async with self._means.database.write() as session:
            await schedules.set_paused(
                session, occurrence.library, occurrence.schedule_id, paused=True
            )
            change = Change(self._means.clock())
            entry = AuditEntry(
                change, "schedule.pause", occurrence.schedule_id, after={"reason": error.key}
            )
            await audit.write(session, occurrence.library, entry)

    async def _tell_moderators(self, delivery: Delivery, error: CannotSend) -> None:
        """In their channel, if they have named one; the reason is in /briefing list in any case."""
        async with self._means.database.read() as session:
            record = await libraries.by_id(session, delivery.occurrence.library)
        channel = record.settings.moderator_channel_id if record else None
        if record is None or channel is None or channel == delivery.occurrence.channel_id:
            return
        card = alert_card(
            error.key,
            delivery.occurrence.channel_id,
            record.settings.locale or "en",
            paused=error.gone,
        )
        try:
            await self._sender.send(channel, card, nonce=f"{delivery.public_id}.told")
        except CannotSend as refused:
            log.warning("The moderators could not be told: %s", refused.key)
