"""The send ledger at work: a claimed delivery is composed, sent part by part, and closed.

Each part goes out with the nonce of its row and carries a button that names delivery and part, so
that after a crash the channel's history tells what arrived.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.alerts import Alerts
from bot.chaos import Chaos, Step
from bot.newsroom.briefings import BriefingFound, Focus, brief_library
from bot.newsroom.means import Means
from bot.newsroom.timing import quiet_hours
from bot.picturing import digest_picture
from bot.quiet import Quiet
from bot.sending import CannotSend, Manner, Sender, Sent
from bot.show.actions import AboutBriefing
from bot.show.briefing import briefing_cards, shown_in
from bot.show.cards import Card
from bot.tries import Tries
from storage import deliveries, libraries, schedules
from storage.deliveries import BY_HAND
from storage.records import Delivery, DeliveryPart, DeliveryState, Occurrence, Plan, Schedule

LATE_AFTER = timedelta(minutes=5)
"""A briefing sent later than this says that it comes late."""

_BY_HAND_PLAN = Plan(channel_id=0, zone="UTC", times=(), skip_if_empty=False)


@dataclass(frozen=True, slots=True)
class Order:
    """What a delivery is to say, and the hours in which it must not."""

    plan: Plan
    quiet: Quiet | None = None

    @classmethod
    def of(cls, schedule: Schedule) -> "Order":
        """What a schedule asks for."""
        return cls(schedule.plan, quiet_hours(schedule.plan, schedule.house))

    def may_go(self, now: datetime) -> bool:
        """Whether it is not quiet at an instant (UTC)."""
        return self.quiet is None or self.quiet.end_for(now) == now

    def lateness(self, due_at: datetime, now: datetime) -> timedelta:
        """How late it is (both UTC), quiet hours in between not counted."""
        late = now - due_at
        return late if self.quiet is None else late - self.quiet.within(due_at, now)


class Deliverer:
    """Carries claimed deliveries out."""

    def __init__(self, means: Means, sender: Sender, chaos: Chaos, tries: Tries) -> None:
        """Take the newsroom's means, what posts, the developers' switch, and how often to try."""
        self._means = means
        self._sender = sender
        self._chaos = chaos
        self._tries = tries
        self._alerts = Alerts(means, sender, tries)

    async def order_of(self, occurrence: Occurrence) -> Order:
        """What is to be said. Raises NotFound where its schedule is gone."""
        if occurrence.schedule_id.startswith(BY_HAND):
            return Order(replace(_BY_HAND_PLAN, channel_id=occurrence.channel_id))
        async with self._means.database.read() as session:
            found = await schedules.get(session, occurrence.library, occurrence.schedule_id)
        order = Order.of(found)
        return replace(order, plan=replace(order.plan, channel_id=occurrence.channel_id))

    async def deliver(self, delivery: Delivery, order: Order) -> None:
        """Send a claimed delivery, or close it with the reason why not.

        Raises TryAgain where Discord takes nothing for longer than it is tried: whoever finds the
        lease run out resumes it.
        """
        plan, occurrence = order.plan, delivery.occurrence
        late = order.lateness(occurrence.due_at, self._means.clock())
        if late > timedelta(minutes=plan.grace_minutes):
            reason = "unfinished" if await self._begun(delivery) else "late"
            state = DeliveryState.FAILED if reason == "unfinished" else DeliveryState.SKIPPED
            await self.finish(delivery, state, f"briefing.reason.{reason}")
            return
        try:
            manner = Manner.of(plan)
            await self._tries.make(lambda _: self._sender.check(plan.channel_id, manner))
            late_since = occurrence.due_at if late > LATE_AFTER else None
            await self._compose_and_send(delivery, plan, late_since)
        except CannotSend as error:
            await self.finish(delivery, DeliveryState.FAILED, error.key)
            nonce = f"{delivery.public_id}.told"
            await self._alerts.refused(
                occurrence.library, occurrence.schedule_id, occurrence.channel_id, error, nonce
            )

    async def finish(self, delivery: Delivery, state: DeliveryState, reason: str | None) -> None:
        """Close a delivery; `reason` is a key of the catalogue."""
        async with self._means.database.write() as session:
            await deliveries.finish(session, delivery, state, self._means.clock(), reason)

    async def _compose_and_send(
        self, delivery: Delivery, plan: Plan, late_since: datetime | None
    ) -> None:
        found = await self._briefing(delivery, plan)
        if found.says_nothing and plan.skip_if_empty:
            await self.finish(delivery, DeliveryState.SKIPPED, "briefing.reason.empty")
            return
        locale = await self._locale(delivery)
        cards = briefing_cards(found, locale, delivery_id=delivery.public_id, late_since=late_since)
        if plan.picture:
            picture = await digest_picture(found.digest, locale)
            cards = (replace(cards[0], picture=picture), *cards[1:])
        carried, parts_of = found.digest.carried, shown_in(found, locale)
        async with self._means.database.write() as session:
            if not await deliveries.begin_sending(session, delivery, self._means.clock()):
                return
            await deliveries.record_items(session, delivery, carried, parts_of)
            parts = await deliveries.plan_parts(session, delivery, len(cards))
        first_id = parts[0].message_id
        for card, part in zip(cards, parts, strict=False):  # a resumed one may have had more
            if part.message_id is None:
                sent = await self._part(delivery, plan, part, card, first_id)
                if sent is None:
                    return
                first_id = first_id or sent.message_id
        self._chaos.reach(Step.BEFORE_FINISH)
        await self.finish(delivery, DeliveryState.SENT, None)

    async def _part(
        self,
        delivery: Delivery,
        plan: Plan,
        part: DeliveryPart,
        card: Card,
        first_id: int | None,
    ) -> Sent | None:
        """Send one message, unless it is there already. None: the delivery is another's now."""
        mark, manner = AboutBriefing(delivery.public_id, str(part.number)), Manner.of(plan)

        async def attempt(tried: int) -> Sent | None:
            if tried and not await self._is_ours(delivery):
                return None
            sent = None
            if delivery.resumed or tried:  # it may be there although nobody could say so
                sent = await self._sender.find(
                    plan.channel_id, mark, delivery.claimed_at, first_id, manner
                )
            if sent is None:
                self._chaos.reach(Step.BEFORE_SEND)
                sent = await self._sender.send(
                    plan.channel_id, card, nonce=part.nonce, manner=manner, first_id=first_id
                )
                self._chaos.reach(Step.AFTER_SEND)
            await self._follow_up(plan, part, card, sent)
            return sent

        sent = await self._tries.make(attempt)
        if sent is None:
            return None
        now = self._means.clock()
        async with self._means.database.write() as session:
            await deliveries.part_sent(
                session, delivery, part.number, sent.message_id, now, sent.place_id
            )
            still_ours = await deliveries.begin_sending(session, delivery, now)
        self._chaos.reach(Step.BETWEEN_PARTS)
        return sent if still_ours else None

    async def _is_ours(self, delivery: Delivery) -> bool:
        """Whether nobody took it over meanwhile (the machine may have slept); renews the lease."""
        async with self._means.database.write() as session:
            return await deliveries.begin_sending(session, delivery, self._means.clock())

    async def _follow_up(self, plan: Plan, part: DeliveryPart, card: Card, sent: Sent) -> None:
        """What is done to a message that is there; doing it again changes nothing."""
        if plan.thread and part.number == 0:
            await self._sender.open_thread(plan.channel_id, sent.message_id, card.title)
        if sent.place_id == plan.channel_id:
            await self._sender.publish(plan.channel_id, sent.message_id)

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
