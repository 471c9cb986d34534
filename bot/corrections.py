"""Answers to sent briefings: a quote that one carried was corrected or withdrawn since."""

import logging

from bot.newsroom.means import Means
from bot.newsroom.timing import quiet_hours
from bot.sending import CannotSend, Sender
from bot.show.actions import AboutBriefing
from bot.show.corrections import correction_card
from bot.tries import Tries
from corpus.briefing.items import Source
from corpus.errors import NotFound
from storage import articles, delivery_replies, libraries, schedules
from storage.deliveries import BY_HAND
from storage.records import DeliveryReply

log = logging.getLogger(__name__)

REPLY_MARK = "reply-"
"""Begins the part that a reply's button names; the reply's public id follows."""


class Corrector:
    """Posts what `storage.delivery_replies.note_changes` has noted, each once."""

    def __init__(self, means: Means, sender: Sender, owner: str, tries: Tries) -> None:
        """Take the newsroom's means, what posts, whose name claims stand in, how often to try."""
        self._means = means
        self._sender = sender
        self._owner = owner
        self._tries = tries

    async def run(self) -> None:
        """Post all that waits and may go; one failure holds up no other."""
        async with self._means.database.read() as session:
            found = await delivery_replies.waiting(session, self._means.clock())
        for reply in found:
            try:
                await self._post(reply)
            except Exception:
                log.exception("Reply %s was not posted; it is tried again", reply.public_id)

    async def _post(self, reply: DeliveryReply) -> None:
        now = self._means.clock()
        if await self._is_quiet(reply):
            return
        async with self._means.database.write() as session:
            if not await delivery_replies.take(session, reply, self._owner, now):
                return
        try:
            message_id, reason = await self._send(reply), None
        except CannotSend as error:
            message_id, reason = None, error.key
        async with self._means.database.write() as session:
            await delivery_replies.finish(
                session,
                reply,
                self._owner,
                self._means.clock(),
                message_id=message_id,
                reason=reason,
            )

    async def _send(self, reply: DeliveryReply) -> int:
        """Post it, unless it is there: an owner that died over it may have done so, or a try that
        seemed to fail. Raises CannotSend, and TryAgain when the tries are used up.
        """
        place = reply.place_id or reply.channel_id
        mark = AboutBriefing(reply.delivery_public_id, REPLY_MARK + reply.public_id)
        async with self._means.database.read() as session:
            record = await libraries.by_id(session, reply.library)
        locale = (record.settings.locale if record else None) or "en"
        card = correction_card(reply.changes, await self._source(reply), mark, locale)

        async def attempt(tried: int) -> int:
            if reply.resumed or tried:
                there = await self._sender.find(place, mark, reply.noted_at)
                if there is not None:
                    return there.message_id
            return await self._sender.reply(place, reply.message_id, card, nonce=reply.public_id)

        return await self._tries.make(attempt)

    async def _source(self, reply: DeliveryReply) -> Source | None:
        """The article that changed; None where the library has it no more."""
        async with self._means.database.read() as session:
            try:
                return (await articles.record(session, reply.library, reply.article_id)).source
            except NotFound:
                return None

    async def _is_quiet(self, reply: DeliveryReply) -> bool:
        """Whether the briefing's quiet hours run; those of one asked for by hand are nobody's."""
        if reply.schedule_id.startswith(BY_HAND):
            return False
        async with self._means.database.read() as session:
            try:
                found = await schedules.get(session, reply.library, reply.schedule_id)
            except NotFound:
                return False
        quiet, now = quiet_hours(found.plan, found.house), self._means.clock()
        return quiet is not None and quiet.end_for(now) != now
