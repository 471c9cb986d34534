"""A Discord on loopback that the bot's own process connects to: REST and gateway on one port.

It keeps the rules that briefings lean on: a nonce used in the last minutes gives the message that
is there, and a forum's posts have none; history is ordered and can be asked for after an id; limits
answer 429, errors come at any time.
"""

from collections.abc import AsyncGenerator, Awaitable, Callable, Collection
from contextlib import asynccontextmanager

from aiohttp import web

from bot.clock import Clock
from bot.show.discord_view import PRESS
from tests.wire.channels import Channel, Post
from tests.wire.gateway import Gateway
from tests.wire.limits import Limits, Trouble
from tests.wire.payloads import (
    BOT,
    BOT_ID,
    FORUM,
    TEXT,
    Payload,
    answer,
    custom_ids,
    guild,
    message,
    snowflake,
)

API = "/api/v10"


class WireDiscord:
    """Guilds, channels and all that the bot did in them."""

    def __init__(self, clock: Clock) -> None:
        """`clock` is the bot's: it dates messages and lets nonces be forgotten."""
        self.clock = clock
        self.channels: dict[int, Channel] = {}
        self.forum_posts: dict[int, Post] = {}
        self.limits = Limits(per_channel=1_000, in_all=1_000)
        self.trouble = Trouble()
        self.guilds: list[Payload] = []
        self.address = ""
        self.gateway = Gateway("", self.guilds)
        self.posts: list[tuple[int, int]] = []
        """Channel (a post's forum) and message of every message taken, in order."""
        self._number = 0

    def add_guild(
        self, guild_id: int, channel_ids: list[int], forums: Collection[int] = ()
    ) -> None:
        """Put the bot into a guild with these channels, before it connects."""
        made = [
            Channel(channel_id, guild_id, FORUM if channel_id in forums else TEXT)
            for channel_id in channel_ids
        ]
        self.channels |= {channel.id: channel for channel in made}
        self.guilds.append(guild(guild_id, [channel.payload() for channel in made], []))

    def marks(self) -> list[tuple[int, str]]:
        """The channel and the mark (delivery and part) of every briefing's message, in order."""
        return sorted(
            (place.door, mark.removeprefix(PRESS))
            for place in self.places()
            for sent in place.messages
            for mark in custom_ids(sent["components"])
            if mark.startswith(f"{PRESS}AboutBriefing")
        )

    def places(self) -> list[Channel]:
        """Channels and posts: whatever holds messages."""
        return [*self.channels.values(), *self.forum_posts.values()]

    def most_parts(self) -> int:
        """Messages in the fullest channel or post."""
        return max(len(place.messages) for place in self.places())

    def archive_posts(self) -> None:
        """Put all posts away, as Discord does with those in which nobody writes."""
        for post in self.forum_posts.values():
            post.archived = post.archived or self.clock()

    @asynccontextmanager
    async def open(self) -> AsyncGenerator["WireDiscord"]:
        """Listen on a free port of loopback."""
        app = web.Application()
        app.add_routes(self._routes())
        runner = web.AppRunner(app, shutdown_timeout=1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        host, port = runner.addresses[0][:2]
        self.address = f"{host}:{port}"
        self.gateway = Gateway(f"ws://{self.address}/gateway", self.guilds)
        try:
            yield self
        finally:
            await self.gateway.drop()
            await runner.cleanup()

    def _routes(self) -> list[web.RouteDef]:
        messages = API + "/channels/{channel}/messages"
        return [
            web.get("/gateway", self._gateway),
            web.get(API + "/users/@me", self._me),
            web.get(API + "/oauth2/applications/@me", self._application),
            web.put(API + "/applications/{application}/commands", self._commands),
            web.get(API + "/channels/{channel}", self._channel),
            web.post(messages, self._post),
            web.get(messages, self._history),
            web.post(API + "/channels/{channel}/threads", self._post_in_forum),
            web.get(API + "/guilds/{guild}/threads/active", self._active),
            web.get(API + "/channels/{channel}/threads/archived/public", self._archived),
        ]

    async def _gateway(self, request: web.Request) -> web.WebSocketResponse:
        return await self.gateway.serve(request)

    async def _me(self, _request: web.Request) -> web.Response:
        return answer(BOT)

    async def _application(self, _request: web.Request) -> web.Response:
        about: Payload = {"id": str(BOT_ID), "name": "On Record", "description": "", "flags": 0}
        about |= {"icon": None, "verify_key": "", "bot_public": True, "owner": BOT, "team": None}
        about |= {"bot_require_code_grant": False, "rpc_origins": []}
        return answer(about)

    async def _commands(self, request: web.Request) -> web.Response:
        given: list[Payload] = await request.json()
        kept = {"application_id": str(BOT_ID), "version": "1"}
        return answer(
            [
                {"description": ""} | command | kept | {"id": str(number + 1)}
                for number, command in enumerate(given)
            ]
        )

    async def _channel(self, request: web.Request) -> web.Response:
        channel = self._of(request)
        return answer(channel.payload()) if channel else _unknown_channel()

    async def _post(self, request: web.Request) -> web.Response:
        return await self._with_trouble(request, self._take)

    async def _post_in_forum(self, request: web.Request) -> web.Response:
        return await self._with_trouble(request, self._make)

    async def _with_trouble(
        self, request: web.Request, take: Callable[[Channel, Payload], Awaitable[Payload]]
    ) -> web.Response:
        """Take what was sent, if the limits and the day's luck allow it."""
        channel = self._of(request)
        if channel is None:
            return _unknown_channel()
        refused = self.limits.refuse(channel.id)
        if refused is not None:
            return refused
        if self.trouble.strikes(self.trouble.too_many):
            return self.limits.too_many(0.05)
        if self.trouble.strikes(self.trouble.error_before):
            return web.Response(status=502)
        taken = await take(channel, await request.json())
        if self.trouble.strikes(self.trouble.error_after):
            return web.Response(status=502)
        return answer(taken, headers=self.limits.headers(channel.id))

    async def _take(self, channel: Channel, sent: Payload) -> Payload:
        """Post a message, unless its nonce was used a little while ago."""
        now, nonce = self.clock(), str(sent.get("nonce"))
        there = channel.known(nonce, now) if sent.get("enforce_nonce") else None
        if there is not None:
            return there
        if isinstance(channel, Post):
            channel.archived = None
        posted = self._write(channel, self._next_id(), sent)
        channel.nonces[nonce] = (now, posted)
        event = posted | {"guild_id": str(channel.guild_id)}
        await self.gateway.tell("MESSAGE_CREATE", event)
        return posted

    async def _make(self, forum: Channel, sent: Payload) -> Payload:
        """Make a post, as often as one is asked for; its first message has its id.

        The gateway does not tell of it, as on a day when it lags: the bot must ask.
        """
        number, now = self._next_id(), self.clock()
        post = Post(number, forum.guild_id, within=forum.id, name=sent["name"], made=now)
        self.forum_posts[number] = post
        first = self._write(post, number, sent["message"])
        return post.payload() | {"message": first}

    def _next_id(self) -> int:
        self._number += 1
        return snowflake(self.clock(), self._number)

    def _write(self, channel: Channel, message_id: int, sent: Payload) -> Payload:
        posted = message(message_id, channel.id, self.clock(), sent)
        channel.messages.append(posted)
        self.posts.append((channel.door, message_id))
        return posted

    async def _active(self, request: web.Request) -> web.Response:
        posts = [
            post.payload()
            for post in self.forum_posts.values()
            if post.guild_id == int(request.match_info["guild"]) and post.archived is None
        ]
        return answer({"threads": posts, "members": []})

    async def _archived(self, request: web.Request) -> web.Response:
        """All on one page, the last archived first."""
        found = [
            post
            for post in self.forum_posts.values()
            if post.within == int(request.match_info["channel"]) and post.archived is not None
        ]
        found.sort(key=lambda post: post.archived or post.made, reverse=True)
        page = [post.payload() for post in found]
        return answer({"threads": page, "members": [], "has_more": False})

    async def _history(self, request: web.Request) -> web.Response:
        channel = self._of(request)
        if channel is None:
            return _unknown_channel()
        after = int(request.query.get("after", 0))
        limit = int(request.query.get("limit", 50))
        later = [each for each in channel.messages if int(each["id"]) > after]
        # Discord gives the oldest of those after an id, and each page the newest first.
        page = later[:limit] if "after" in request.query else later[-limit:]
        return answer(page[::-1])

    def _of(self, request: web.Request) -> Channel | None:
        channel_id = int(request.match_info["channel"])
        return self.channels.get(channel_id) or self.forum_posts.get(channel_id)


def _unknown_channel() -> web.Response:
    return answer({"message": "Unknown Channel", "code": 10003}, status=404)
