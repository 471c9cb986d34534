"""Posts briefings in Discord's channels: checks permissions, sends with a nonce, looks back."""

import asyncio
import logging
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any

import aiohttp
import discord
from discord import ui

from bot.client import OnRecordBot
from bot.permissions import Channel, Written, check_permissions, pinged
from bot.sending import PLAIN, CannotSend, Manner, Sent, TryAgain
from bot.show.actions import AboutBriefing, written
from bot.show.cards import Card
from bot.show.discord_view import PRESS, files, to_view
from bot.show.fitting import cut

NAME = 100
"""Discord's limit of a thread's or forum post's name."""

MOST_TAGS = 5
"""Discord's limit of a forum post's tags."""

TAGS = {"briefing", "briefings"}
"""A forum's tag so named is put on the posts where the moderators chose none."""

PATIENCE = 20.0
"""Seconds that publishing may take; the message stands in its channel in any case."""

THREAD_IS_THERE = 160_004
"""Discord's code for a message that has a thread already."""

MESSAGE_IS_GONE = 10_008
"""Discord's code for a message that was deleted since."""

_MENDED_LATER = {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.UNAUTHORIZED}

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

    async def check(self, channel_id: int, manner: Manner = PLAIN) -> None:
        """Raise CannotSend, naming what is missing, unless briefings can be posted there so."""
        check_permissions(await self._channel(channel_id), manner)

    async def send(
        self,
        channel_id: int,
        card: Card,
        *,
        nonce: str,
        manner: Manner = PLAIN,
        first_id: int | None = None,
    ) -> Sent:
        """Post a card; Discord gives back the message that is there if the nonce was just used.

        A forum gets a post, whose first message has the post's own id; posts have no nonce.
        """
        channel = await self._place(channel_id, first_id, manner)
        view = to_view(card, self._client.long_ids)
        allowed = discord.AllowedMentions.none()
        role = pinged(channel.guild, manner) if first_id is None else None
        if role is not None:
            view.add_item(ui.TextDisplay(role.mention))
            allowed = discord.AllowedMentions(everyone=False, users=False, roles=[role])
        await self._client.pace.turn()
        with _answered():
            if isinstance(channel, discord.ForumChannel):
                made = await channel.create_thread(
                    name=cut(card.title, NAME),
                    view=view,
                    files=files(card),
                    allowed_mentions=allowed,
                    applied_tags=_tags(channel, manner.tags),
                )
                return Sent(made.thread.id, made.thread.id)  # which is its first message's too
            message = await channel.send(
                view=view, files=files(card), nonce=nonce, allowed_mentions=allowed
            )
        return Sent(message.id, channel.id)

    async def open_thread(self, channel_id: int, message_id: int, name: str) -> None:
        """Open a thread under a message of a text channel: it has the message's own id, so that
        it is found before a second one is made.
        """
        channel = await self._channel(channel_id)
        if not isinstance(channel, discord.TextChannel):
            return
        if await self._thread(message_id) is not None:
            return
        await self._client.pace.turn()
        with _answered():
            try:
                await channel.get_partial_message(message_id).create_thread(name=cut(name, NAME))
            except discord.HTTPException as error:
                if error.code not in {THREAD_IS_THERE, MESSAGE_IS_GONE}:
                    raise

    async def reply(self, place_id: int, message_id: int, card: Card, *, nonce: str) -> int:
        """Answer a message; where it was deleted since, the card stands by itself."""
        channel = await self._channel(place_id)
        if isinstance(channel, discord.ForumChannel):
            raise CannotSend("error.channel.kind", gone=True)
        answered = discord.MessageReference(
            message_id=message_id, channel_id=place_id, fail_if_not_exists=False
        )
        view = to_view(card, self._client.long_ids)
        await self._client.pace.turn()
        with _answered():
            message = await channel.send(
                view=view,
                nonce=nonce,
                reference=answered,
                allowed_mentions=discord.AllowedMentions.none(),
            )
        return message.id

    async def publish(self, channel_id: int, message_id: int) -> None:
        """Publish in an announcement channel, unless its limit is reached: about ten an hour."""
        channel = await self._channel(channel_id)
        if not isinstance(channel, discord.TextChannel) or not channel.is_news():
            return
        try:
            with _answered():
                async with asyncio.timeout(PATIENCE):
                    await channel.get_partial_message(message_id).publish()
        except (CannotSend, TryAgain) as error:
            log.warning("Message %s was not published: %r", message_id, error.__cause__)

    async def find(
        self,
        channel_id: int,
        mark: AboutBriefing,
        since: datetime,
        first_id: int | None = None,
        manner: Manner = PLAIN,
    ) -> Sent | None:
        """The bot's own message since `since` that has the button `mark`, or None."""
        channel = await self._place(channel_id, first_id, manner)
        with _answered():
            if not isinstance(channel, discord.ForumChannel):
                return await self._find(channel, mark, since)
            for post in await _posts(channel, since - CLOCKS_DIFFER):
                if post.owner_id == self._own_id() and await self._find(post, mark, since):
                    return Sent(post.id, post.id)
        return None

    async def _find(self, channel: Written, mark: AboutBriefing, since: datetime) -> Sent | None:
        wanted = PRESS + written(mark)
        history = channel.history(after=since - CLOCKS_DIFFER, limit=None, oldest_first=True)
        async for message in history:
            if message.author.id == self._own_id() and wanted in _custom_ids(message.components):
                return Sent(message.id, channel.id)
        return None

    def _own_id(self) -> int:
        return self._client.user.id if self._client.user else 0

    async def _place(self, channel_id: int, first_id: int | None, manner: Manner) -> Channel:
        """The channel; of a forum the post that was begun, and of a briefing with a thread that."""
        channel = await self._channel(channel_id)
        if first_id is None or isinstance(channel, discord.Thread):
            return channel
        if isinstance(channel, discord.ForumChannel):
            return await self._channel(first_id)
        return (await self._thread(first_id) if manner.thread else None) or channel

    async def _thread(self, message_id: int) -> discord.Thread | None:
        """The thread under a message, if there is one: both have the same id."""
        try:
            found = await self._channel(message_id)
        except CannotSend:
            return None
        return found if isinstance(found, discord.Thread) else None

    async def _channel(self, channel_id: int) -> Channel:
        channel = self._client.get_channel(channel_id)
        if channel is None:
            with _answered():
                try:
                    channel = await self._client.fetch_channel(channel_id)
                except discord.Forbidden as error:
                    raise CannotSend("error.channel.missing.view_channel") from error
        if not isinstance(channel, Channel):
            raise CannotSend("error.channel.kind", gone=True)
        return channel


@contextmanager
def _answered() -> Generator[None]:
    """What Discord answers, or a broken connection, becomes what it means for a briefing."""
    try:
        yield
    except discord.HTTPException as error:
        raise _refusal(error) from error
    except (aiohttp.ClientError, OSError) as error:  # TimeoutError is one
        raise TryAgain from error


def _refusal(error: discord.HTTPException) -> CannotSend | TryAgain:
    """A token that was changed is mended by a restart: no schedule is to be paused for it."""
    if error.status in _MENDED_LATER or error.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return TryAgain()
    if isinstance(error, discord.Forbidden):
        return CannotSend("error.channel.missing.send_messages")
    if isinstance(error, discord.NotFound):
        return CannotSend("error.channel.gone", gone=True)
    log.warning("Discord refuses a message: %s", error)
    return CannotSend("error.channel.refused")


async def _posts(forum: discord.ForumChannel, since: datetime) -> list[discord.Thread]:
    """A forum's posts that were made since an instant.

    Discord is asked, for the gateway may not have told yet of one that was just made.
    """
    active = await forum.guild.active_threads()
    posts = [post for post in active if post.parent_id == forum.id]
    async for post in forum.archived_threads(limit=None):  # the last archived first
        if post.archive_timestamp < since:
            break
        posts.append(post)
    return [post for post in posts if discord.utils.snowflake_time(post.id) >= since]


def _tags(forum: discord.ForumChannel, chosen: Sequence[int]) -> list[discord.ForumTag]:
    """The tags chosen, while they exist; else the forum's tag for briefings if it has one; else
    its first where it demands one.
    """
    ours = [tag for tag in forum.available_tags if tag.id in chosen][:MOST_TAGS]
    ours = ours or [tag for tag in forum.available_tags if tag.name.casefold() in TAGS][:1]
    return ours or (list(forum.available_tags[:1]) if forum.flags.require_tag else [])


def _custom_ids(components: Sequence[Any]) -> Iterator[str]:
    """The custom ids of components and of all within them."""
    for component in components:
        custom_id = getattr(component, "custom_id", None)
        if isinstance(custom_id, str):
            yield custom_id
        yield from _custom_ids(getattr(component, "children", ()))
