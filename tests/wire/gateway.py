"""The gateway: hello, identify, heartbeat, resume; a resumed session gets what it missed."""

import json
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field

from aiohttp import WSCloseCode, WSMsgType, web

from tests.wire.payloads import BOT, BOT_ID, Payload

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, INVALID, HELLO, ACK = 0, 1, 2, 6, 9, 10, 11


@dataclass
class Session:
    """A session: its connection, if there is one, and all events it was ever sent."""

    id: str = field(default_factory=lambda: secrets.token_hex(8))
    socket: web.WebSocketResponse | None = None
    events: list[Payload] = field(default_factory=list[Payload])

    async def tell(self, name: str, data: Payload) -> None:
        """Send an event, or keep it for when the session is resumed."""
        event = {"op": DISPATCH, "t": name, "s": len(self.events) + 1, "d": data}
        self.events.append(event)
        if self.socket is not None and not self.socket.closed:
            await self.socket.send_json(event)


class Gateway:
    """All sessions of the bot's processes."""

    def __init__(self, address: str, guilds: list[Payload]) -> None:
        """`address` is the gateway's own; `guilds` are told to whoever identifies."""
        self._address = address
        self._guilds = guilds
        self._sessions: dict[str, Session] = {}
        self.identified = 0
        self.resumed = 0

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """One connection, until it closes."""
        socket = web.WebSocketResponse(max_msg_size=0)
        await socket.prepare(request)
        await socket.send_json({"op": HELLO, "d": {"heartbeat_interval": 41_250}})
        session: Session | None = None
        async for received in socket:
            if received.type is not WSMsgType.TEXT:
                break
            message = json.loads(received.data)
            if message["op"] == HEARTBEAT:
                await socket.send_json({"op": ACK})
            elif message["op"] == IDENTIFY:
                session = await self._identify(socket)
            elif message["op"] == RESUME:
                session = await self._resume(socket, message["d"])
        if session is not None and session.socket is socket:
            session.socket = None
        return socket

    async def tell(self, name: str, data: Payload) -> None:
        """Send an event to every session."""
        for session in self._sessions.values():
            await session.tell(name, data)

    async def drop(self) -> None:
        """Break every connection, as a gateway does that is restarted."""
        for socket in list(self._open()):
            await socket.close(code=WSCloseCode.SERVICE_RESTART)

    def _open(self) -> Iterator[web.WebSocketResponse]:
        for session in self._sessions.values():
            if session.socket is not None:
                yield session.socket

    async def _identify(self, socket: web.WebSocketResponse) -> Session:
        session = Session(socket=socket)
        self._sessions[session.id] = session
        self.identified += 1
        ready: Payload = {
            "v": 10,
            "user": BOT,
            "session_id": session.id,
            "resume_gateway_url": self._address,
            "application": {"id": str(BOT_ID), "flags": 0},
            "private_channels": [],
            "guilds": [{"id": guild["id"], "unavailable": True} for guild in self._guilds],
        }
        await session.tell("READY", ready)
        for guild in self._guilds:
            await session.tell("GUILD_CREATE", guild)
        return session

    async def _resume(self, socket: web.WebSocketResponse, asked: Payload) -> Session | None:
        session = self._sessions.get(asked["session_id"])
        if session is None:
            await socket.send_json({"op": INVALID, "d": False})
            return None
        missed = session.events[asked["seq"] :]
        session.socket = socket
        for event in missed:
            await socket.send_json(event)
        await session.tell("RESUMED", {})
        self.resumed += 1
        return session
