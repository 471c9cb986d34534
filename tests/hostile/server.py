"""A real HTTP server on loopback that answers as each test wants, however badly."""

import asyncio
import ssl
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from socket import AF_INET
from typing import Self

from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
HOME = "127.0.0.1"
NO_ROBOTS = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
NOWHERE = "127.0.0.2"
"""A second address of loopback, for what must not be reached."""

PAGE = """<!DOCTYPE html><html lang="en"><head><title>Mayor rejects harbour plan</title>
<meta property="og:site_name" content="The Harbour Ledger">
<meta property="og:type" content="article"></head><body><article>
<h1>Mayor rejects harbour plan</h1>
<p>Mayor Lena Ortiz rejected on Wednesday a plan to sell the harbour of Port Sorrel, which the
council had prepared for two years and which the dockers had fought from the first day.</p>
<p>“There will be no sale,” Ms Ortiz told reporters on the quay.</p>
</article></body></html>"""


@dataclass(slots=True)
class Site:
    """A running server: where it is, what was asked of it, and what it answers by path."""

    address: str
    port: int
    answers: dict[str, Handler] = field(default_factory=dict[str, Handler])
    asked: list[web.Request] = field(default_factory=list[web.Request])

    def at(self, path: str, host: str | None = None) -> str:
        """The address of a path here, by another name of the host where one is given."""
        scheme, _, here = self.address.partition("://")
        return f"{scheme}://{host or here.partition(':')[0]}:{self.port}{path}"

    def paths(self) -> list[str]:
        """The paths that were asked for, robots.txt left out."""
        return [each.path for each in self.asked if each.path != "/robots.txt"]

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """What this path answers; 404 for paths that nobody named."""
        self.asked.append(request)
        handler = self.answers.get(request.path)
        return await handler(request) if handler else web.Response(status=404)


@asynccontextmanager
async def serving(
    host: str = HOME, port: int = 0, tls: ssl.SSLContext | None = None
) -> AsyncGenerator[Site]:
    """A site on loopback, on a free port unless one is given."""
    site: Site | None = None

    async def answer(request: web.BaseRequest) -> web.StreamResponse:
        assert site is not None
        assert isinstance(request, web.Request)
        return await site.answer(request)

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port, ssl_context=tls).start()
        port = int(runner.addresses[0][1])
        site = Site(f"{'https' if tls else 'http'}://{host}:{port}", port)
        yield site
    finally:
        await runner.cleanup()


@asynccontextmanager
async def raw_serving(answer: bytes, *, drip: bytes = b"") -> AsyncGenerator[str]:
    """A server that writes these bytes to whoever asks for a page, whatever they ask; its address.

    `drip` follows for ever, four times a second. It has no robots.txt.
    """

    conversations: set[asyncio.Task[None]] = set()

    async def write(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        line = await reader.readline()
        robots = b"/robots.txt" in line
        writer.write(NO_ROBOTS if robots else answer)
        with suppress(ConnectionError):
            while drip and not robots:
                writer.write(drip)
                await writer.drain()
                await asyncio.sleep(0.25)
            await writer.drain()

    def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        conversation = asyncio.create_task(write(reader, writer))
        conversations.add(conversation)
        conversation.add_done_callback(lambda _: writer.close())

    server = await asyncio.start_server(talk, HOME, 0)
    async with server:
        yield f"http://{HOME}:{server.sockets[0].getsockname()[1]}/"
        for conversation in conversations:
            conversation.cancel()
        await asyncio.gather(*conversations, return_exceptions=True)
        await asyncio.sleep(0)  # their connections are closed in the loop's next round


def says(body: str | bytes = PAGE, status: int = 200, /, **headers: str) -> Handler:
    """An answer of this body, as HTML unless `headers` (Content_Type=…) say otherwise."""
    data = body.encode() if isinstance(body, str) else body
    told = {name.replace("_", "-"): value for name, value in headers.items()}

    async def handler(_: web.Request) -> web.StreamResponse:
        return web.Response(
            body=data, status=status, headers={"Content-Type": "text/html; charset=utf-8"} | told
        )

    return handler


def streams(
    piece: bytes, *, pause: float = 0.0, headers: Mapping[str, str] | None = None
) -> Handler:
    """An answer that never ends: this piece over and over, with pauses in seconds."""

    async def handler(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/html", **(headers or {})})
        await response.prepare(request)
        with suppress(ConnectionError):
            while True:
                await response.write(piece)
                await asyncio.sleep(pause)
        return response

    return handler


class Names(AbstractResolver):
    """A name server whose answers a test decides: for each look-up of a name the next answer.

    An answer is an address, or several with spaces, or "" for none ever; the last stays. Other
    names do not exist.
    """

    def __init__(self, **answers: list[str]) -> None:
        """`answers` by name; an underscore stands for a dot."""
        self._answers = {name.replace("_", "."): given for name, given in answers.items()}
        self.asked: list[str] = []

    async def resolve(self, host: str, port: int = 0, family: int = AF_INET) -> list[ResolveResult]:
        """The next answer for `host`, as aiohttp takes it."""
        self.asked.append(host)
        answers = self._answers.get(host)
        if not answers:
            raise OSError(None, "no such host")
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        if not answer:
            await asyncio.Event().wait()
        return [
            ResolveResult(hostname=host, host=address, port=port, family=family, proto=0, flags=0)
            for address in answer.split()
        ]

    async def close(self) -> None:
        """There is nothing to close."""


class Clock:
    """A clock that stands until a test moves it."""

    def __init__(self) -> None:
        """It begins on an ordinary day."""
        self.now = datetime(2022, 4, 4, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        """The time, UTC."""
        return self.now

    def forward(self, by: timedelta) -> Self:
        """Move the clock."""
        self.now += by
        return self
