"""What the bot does when a channel refuses a briefing: it pauses the schedule, and says so."""

import logging

from bot.newsroom.library import LibraryRef
from bot.newsroom.means import Means
from bot.sending import CannotSend, Sender, TryAgain
from bot.show.sends import alert_card
from bot.tries import AS_USUAL, Tries
from storage import audit, libraries, schedules
from storage.deliveries import BY_HAND
from storage.libraries import LEFT
from storage.records import AuditEntry, Schedule
from storage.types import LibraryId, new_public_id

log = logging.getLogger(__name__)


class Alerts:
    """Pauses and tells; whatever else fails then is only logged."""

    def __init__(self, means: Means, sender: Sender, tries: Tries = AS_USUAL) -> None:
        """Take the newsroom's means, what posts, and how often to try."""
        self._means = means
        self._sender = sender
        self._tries = tries

    async def refused(
        self, library: LibraryId, schedule_id: str, channel_id: int, error: CannotSend, nonce: str
    ) -> None:
        """A channel refused a schedule's briefing: it is paused, on record, and told.

        One asked for by hand has no schedule; whoever asked is told why in the answer.
        """
        paused = not schedule_id.startswith(BY_HAND)
        if paused:
            await self._pause(library, schedule_id, error.key)
        await self._tell(library, channel_id, error.key, nonce, paused=paused)

    async def channel_gone(self, channel_id: int) -> int:
        """Pause what runs in a channel that was just deleted, and tell; gives how many."""
        async with self._means.database.read() as session:
            found = await schedules.running_in(session, channel_id)
        for each in found:
            await self._gone(each)
        return len(found)

    async def returned(self, ref: LibraryRef) -> None:
        """The bot is in a guild again: tell of what was paused when it was taken out."""
        library = await self._means.library(ref)
        async with self._means.database.read() as session:
            found = await schedules.all_of(session, library)
        paused = [each for each in found if each.paused_reason == LEFT]
        if paused:
            channel = paused[0].plan.channel_id
            await self._tell(library, channel, LEFT, f"{new_public_id()}.told", paused=True)

    async def _gone(self, schedule: Schedule) -> None:
        key = "error.channel.gone"
        await self._pause(schedule.library, schedule.public_id, key)
        nonce = f"{schedule.public_id}.gone"
        await self._tell(schedule.library, schedule.plan.channel_id, key, nonce, paused=True)

    async def _pause(self, library: LibraryId, schedule_id: str, key: str) -> None:
        async with self._means.database.write() as session:
            await schedules.set_paused(session, library, schedule_id, paused=True, reason=key)
            change = self._means.change(None)
            entry = AuditEntry(change, "schedule.pause", schedule_id, after={"reason": key})
            await audit.write(session, library, entry)

    async def _tell(
        self, library: LibraryId, channel_id: int, key: str, nonce: str, *, paused: bool
    ) -> None:
        """In the moderators' channel, if there is one; /briefing list says it in any case."""
        async with self._means.database.read() as session:
            record = await libraries.by_id(session, library)
        told = record.settings.moderator_channel_id if record else None
        if record is None or told is None or told == channel_id:
            return
        card = alert_card(key, channel_id, record.settings.locale or "en", paused=paused)
        try:
            await self._tries.make(lambda _: self._sender.send(told, card, nonce=nonce))
        except (CannotSend, TryAgain) as refused:
            log.warning("The moderators could not be told: %s", refused.key)
