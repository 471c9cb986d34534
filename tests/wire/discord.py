"""A Discord on loopback that the bot's own process connects to: REST and gateway on one port.

It keeps the rules that briefings lean on: a nonce used in the last minutes gives the message that
is there; history is ordered and can be asked for after an id; limits answer 429, errors come at any
time.
"""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from aiohttp import web

from bot.clock import Clock
from bot.show.discord_view import PRESS
from tests.wire.gateway import Gateway
from tests.wire.limits import Limits, Trouble
from tests.wire.payloads import (
    BOT,
    BOT_ID,
    TEXT,
    Payload,
    answer,
    custom_ids,
    guild,
    message,
    snowflake,
)

NONCE_KNOWN = timedelta(minutes=3)
"""Discord says "the past few minutes"."""

API = "/api/v10"


@dataclass
class Channel:
    """A channel or thread with its messages, the oldest first."""

    id: int
    guild_id: int
    kind: int = TEXT
    messages: list[Payload] = field(default_factory=list[Payload])
    nonces: dict[str, tuple[datetime, Payload]] = field(
        default_factory=dict[str, tuple[datetime, Payload]]
    )

    def payload(self) -> Payload:
        """The channel on the wire."""
        return {
            "id": str(self.id),
            "guild_id": str(self.guild_id),
            "type": self.kind,
            "name": f"channel-{self.id}",
            "position": 0,
            "permission_overwrites": [],
            "parent_id": None,
            "topic": None,
            "nsfw": False,
            "rate_limit_per_user": 0,
            "last_message_id": None,
        }


class WireDiscord:
    """Guilds, channels and all that the bot did in them."""

    def __init__(self, clock: Clock) -> None:
        """`clock` is the bot's: it dates messages and lets nonces be forgotten."""
        self.clock = clock
        self.channels: dict[int, Channel] = {}
        self.limits = Limits(per_channel=1_000, in_all=1_000)
        self.trouble = Trouble()
        self.guilds: list[Payload] = []
        self.address = ""
        self.gateway = Gateway("", self.guilds)
        self.posts: list[tuple[int, int]] = []
        """Channel and message of every message taken, in order."""
        self._number = 0

    def add_guild(self, guild_id: int, channel_ids: list[int], kind: int = TEXT) -> None:
        """Put the bot into a guild with these channels, before it connects."""
        made = [Channel(channel_id, guild_id, kind) for channel_id in channel_ids]
        self.channels |= {channel.id: channel for channel in made}
        self.guilds.append(guild(guild_id, [channel.payload() for channel in made], []))

    def marks(self) -> list[tuple[int, str]]:
        """The channel and the mark (delivery and part) of every briefing's message, in order."""
        return sorted(
            (channel.id, mark.removeprefix(PRESS))
            for channel in self.channels.values()
            for sent in channel.messages
            for mark in custom_ids(sent["components"])
            if mark.startswith(f"{PRESS}AboutBriefing")
        )

    def most_parts(self) -> int:
        """Messages in the fullest channel."""
        return max(len(channel.messages) for channel in self.channels.values())

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
        posted = await self._take(channel, await request.json())
        if self.trouble.strikes(self.trouble.error_after):
            return web.Response(status=502)
        return answer(posted, headers=self.limits.headers(channel.id))

    async def _take(self, channel: Channel, sent: Payload) -> Payload:
        """Post a message, unless its nonce was used a little while ago."""
        now, nonce = self.clock(), str(sent.get("nonce"))
        used, there = channel.nonces.get(nonce, (now, None))
        if sent.get("enforce_nonce") and there is not None and now - used < NONCE_KNOWN:
            return there
        self._number += 1
        posted = message(snowflake(now, self._number), channel.id, now, sent)
        channel.messages.append(posted)
        channel.nonces[nonce] = (now, posted)
        self.posts.append((channel.id, int(posted["id"])))
        event = posted | {"guild_id": str(channel.guild_id)}
        await self.gateway.tell("MESSAGE_CREATE", event)
        return posted

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
        return self.channels.get(int(request.match_info["channel"]))


def _unknown_channel() -> web.Response:
    return answer({"message": "Unknown Channel", "code": 10003}, status=404)
