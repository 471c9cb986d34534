"""Posts briefings in Discord's channels: checks permissions, sends with a nonce, looks back."""

import asyncio
import logging
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

import discord
from discord import ui

from bot.client import OnRecordBot
from bot.sending import CannotSend
from bot.show.actions import AboutBriefing, written
from bot.show.cards import Card
from bot.show.discord_view import PRESS, to_view
from bot.show.fitting import cut

_Written = discord.TextChannel | discord.VoiceChannel | discord.StageChannel | discord.Thread
_Channel = _Written | discord.ForumChannel
_NEEDED = ("view_channel", "send_messages", "embed_links", "read_message_history")

POST_TITLE = 100
"""Discord's limit of a forum post's name."""

TAGS = {"briefing", "briefings"}
"""A forum's tag so named is put on the posts."""

PATIENCE = 20.0
"""Seconds that publishing may take; the message stands in its channel in any case."""

log = logging.getLogger(__name__)

CLOCKS_DIFFER = timedelta(hours=1)
"""How far our clock and Discord's may be apart when looking back."""


class DiscordSender:
    """The bot's own hand in its channels."""

    def __init__(self, client: OnRecordBot) -> None:
        """Take the client; it need not have started."""
        self._client = client

    def ready(self) -> bool:
        """Whether Discord has told which guilds and channels there are."""
        return self._client.is_ready()

    async def check(self, channel_id: int) -> None:
        """Raise CannotSend, naming what is missing, unless briefings can be posted there."""
        channel = await self._channel(channel_id)
        allowed = channel.permissions_for(channel.guild.me)
        for name in _needed(channel):
            if not getattr(allowed, name):
                raise CannotSend(f"error.channel.missing.{name}")

    async def send(
        self,
        channel_id: int,
        card: Card,
        *,
        nonce: str,
        ping_role_id: int | None = None,
        first_id: int | None = None,
    ) -> int:
        """Post a card; Discord gives back the message that is there if the nonce was just used.

        A forum gets a post, whose first message has the post's own id; posts have no nonce.
        """
        channel = await self._place(channel_id, first_id)
        view = to_view(card, self._client.long_ids)
        allowed = discord.AllowedMentions.none()
        if ping_role_id is not None:
            view.add_item(ui.TextDisplay(f"<@&{ping_role_id}>"))
            allowed = discord.AllowedMentions(
                everyone=False, users=False, roles=[discord.Object(ping_role_id)]
            )
        try:
            if isinstance(channel, discord.ForumChannel):
                made = await channel.create_thread(
                    name=cut(card.title, POST_TITLE),
                    view=view,
                    allowed_mentions=allowed,
                    applied_tags=_tags(channel),
                )
                return made.thread.id  # which is its first message's too
            message = await channel.send(view=view, nonce=nonce, allowed_mentions=allowed)
        except discord.Forbidden as error:
            raise CannotSend("error.channel.missing.send_messages") from error
        except discord.NotFound as error:
            raise CannotSend("error.channel.gone", gone=True) from error
        return message.id

    async def publish(self, channel_id: int, message_id: int) -> None:
        """Publish in an announcement channel, unless its limit is reached: about ten an hour."""
        channel = await self._channel(channel_id)
        if not isinstance(channel, discord.TextChannel) or not channel.is_news():
            return
        try:
            async with asyncio.timeout(PATIENCE):
                await channel.get_partial_message(message_id).publish()
        except (TimeoutError, discord.HTTPException) as error:
            log.warning("Message %s was not published: %s", message_id, error or "limit reached")

    async def find(
        self, channel_id: int, mark: AboutBriefing, since: datetime, first_id: int | None = None
    ) -> int | None:
        """The bot's own message since `since` that has the button `mark`, or None."""
        channel = await self._place(channel_id, first_id)
        if not isinstance(channel, discord.ForumChannel):
            return await self._find(channel, mark, since)
        for post in [*channel.threads, *[each async for each in channel.archived_threads()]]:
            if post.owner_id == self._own_id() and await self._find(post, mark, since):
                return post.id
        return None

    async def _find(self, channel: _Written, mark: AboutBriefing, since: datetime) -> int | None:
        wanted = PRESS + written(mark)
        history = channel.history(after=since - CLOCKS_DIFFER, limit=None, oldest_first=True)
        async for message in history:
            if message.author.id == self._own_id() and wanted in _custom_ids(message.components):
                return message.id
        return None

    def _own_id(self) -> int:
        return self._client.user.id if self._client.user else 0

    async def _place(self, channel_id: int, first_id: int | None) -> _Channel:
        """The channel; of a forum the post that was begun, if one was."""
        channel = await self._channel(channel_id)
        if isinstance(channel, discord.ForumChannel) and first_id is not None:
            return await self._channel(first_id)
        return channel

    async def _channel(self, channel_id: int) -> _Channel:
        channel = self._client.get_channel(channel_id)
        if channel is None:
            try:
                channel = await self._client.fetch_channel(channel_id)
            except discord.NotFound as error:
                raise CannotSend("error.channel.gone", gone=True) from error
            except discord.Forbidden as error:
                raise CannotSend("error.channel.missing.view_channel") from error
        if not isinstance(channel, _Channel):
            raise CannotSend("error.channel.kind", gone=True)
        return channel


def _tags(forum: discord.ForumChannel) -> list[discord.ForumTag]:
    """The forum's tag for briefings if it has one; else its first where it demands one."""
    ours = [tag for tag in forum.available_tags if tag.name.casefold() in TAGS]
    return ours[:1] or (list(forum.available_tags[:1]) if forum.flags.require_tag else [])


def _needed(channel: _Channel) -> tuple[str, ...]:
    """Sending in a thread is a permission of its own, which Send Messages does not give."""
    if isinstance(channel, discord.ForumChannel):
        return (*_NEEDED, "send_messages_in_threads")
    if isinstance(channel, discord.Thread):
        return tuple(
            "send_messages_in_threads" if name == "send_messages" else name for name in _NEEDED
        )
    return _NEEDED


def _custom_ids(components: Sequence[Any]) -> Iterator[str]:
    """The custom ids of components and of all within them."""
    for component in components:
        custom_id = getattr(component, "custom_id", None)
        if isinstance(custom_id, str):
            yield custom_id
        yield from _custom_ids(getattr(component, "children", ()))
