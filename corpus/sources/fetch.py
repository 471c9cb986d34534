"""The one door to the network: everything that is fetched comes through here.

What may be fetched is in `addresses`, how it is asked for in `wire`, how much of it is unpacked in
`unpacking`, how often in `politeness` and `robots`, when to come again in `headers`.
"""

import asyncio
import ssl
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import NamedTuple, Self

from aiohttp.abc import AbstractResolver
from yarl import URL

from corpus.errors import FetchFailed
from corpus.sources import headers
from corpus.sources.addresses import ORDINARY_PORTS, Gate
from corpus.sources.kinds import Kind, accept_header
from corpus.sources.politeness import Politeness
from corpus.sources.robots import Robots
from corpus.sources.wire import Answer, Limits, Request, Wire

AGENT = "OnRecord"
# Answers of a paywall or a login, which may hold the beginning of the article.
_REFUSALS = frozenset({401, 402, 403})
_MOVED = frozenset({301, 302, 303, 307, 308})
_MOVED_FOR_GOOD = frozenset({301, 308})
_STATUS_KEYS = {
    401: "error.fetch.forbidden",
    402: "error.fetch.forbidden",
    403: "error.fetch.forbidden",
    404: "error.fetch.not_found",
    410: "error.fetch.gone",
    429: "error.fetch.too_many",
    451: "error.fetch.forbidden",
}


@dataclass(frozen=True, slots=True)
class Fetched:
    """A body as the server sent it, unpacked.

    `address` is the last one, after redirects; `moved_to` the same where every hop on the way was
    permanent (301, 308) and none gave up TLS: the address to adopt. `fresh_for` is how long the
    server calls it fresh. `status` is 200, or 401, 402 or 403 where a part was asked for.
    """

    address: str
    moved_to: str | None
    body: bytes
    content_type: str | None
    etag: str | None
    last_modified: str | None
    fresh_for: timedelta | None
    status: int = HTTPStatus.OK

    @property
    def partial(self) -> bool:
        """The server refused the whole, and this came instead."""
        return self.status in _REFUSALS


@dataclass(frozen=True, slots=True)
class NotModified:
    """The server has nothing newer (304); the fields are as in `Fetched`."""

    address: str
    moved_to: str | None
    fresh_for: timedelta | None


class _End(NamedTuple):
    """Where the redirects of a request ended; `moved` tells that all of them were permanent."""

    url: URL
    answer: Answer
    moved: bool


class Door:
    """Fetches what may be fetched. Open it with `async with`, once for the whole program."""

    def __init__(
        self,
        *,
        contact: str,
        clock: Callable[[], datetime],
        allowed_hosts: Iterable[str] = (),
        limits: Limits | None = None,
        ports: frozenset[int] = ORDINARY_PORTS,
        resolver: AbstractResolver | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        """To be made while the event loop runs.

        `contact` tells servers whom to ask about us: the address of a page or of mail, or "".
        `clock` gives UTC; `allowed_hosts` are the operator's own (`addresses.Gate`); `resolver`
        and `tls` take the place of the system's.
        """
        self._clock = clock
        self._limits = limits or Limits()
        self._gate = Gate(allowed_hosts, ports)
        agent = f"{AGENT} (+{contact})" if contact else AGENT
        self._wire = Wire(self._gate, self._limits, agent=agent, resolver=resolver, tls=tls)
        self._politeness = Politeness(clock)
        self._robots = Robots(AGENT, self._read_robots, clock)
        self._at_once = asyncio.Semaphore(self._limits.at_once)

    async def __aenter__(self) -> Self:
        """Nothing is connected before the first address is asked for."""
        return self

    async def __aexit__(self, *error: object) -> None:
        """Close all connections."""
        await self._wire.close()

    async def get(
        self,
        address: str,
        *,
        accept: Kind = Kind.PAGE,
        etag: str | None = None,
        last_modified: str | None = None,
        partial: bool = False,
    ) -> Fetched | NotModified:
        """Fetch `address`; `etag` and `last_modified` are those of the last answer that was kept.

        With `partial`, what comes where the whole is refused is taken too, and marked so.
        Raises AddressRefused and FetchFailed.
        """
        asked = {
            "Accept": accept_header(accept),
            "If-None-Match": etag,
            "If-Modified-Since": last_modified,
        }
        told = {name: value for name, value in asked.items() if value}
        statuses = {HTTPStatus.OK, *(_REFUSALS if partial else ())}
        request = Request(told, accept, frozenset(statuses))
        url, answer, moved = await self._follow(self._gate.check(address), request)
        moved_to = str(url) if moved else None
        fresh_for = headers.fresh_for(answer.headers, self._clock())
        if answer.status == HTTPStatus.NOT_MODIFIED and (etag or last_modified):
            return NotModified(str(url), moved_to, fresh_for)
        if answer.body is None:
            raise self._failed(url, answer)
        return Fetched(
            address=str(url),
            moved_to=moved_to,
            body=answer.body,
            content_type=answer.headers.get("Content-Type"),
            etag=answer.headers.get("ETag"),
            last_modified=answer.headers.get("Last-Modified"),
            fresh_for=fresh_for,
            status=answer.status,
        )

    async def _follow(self, url: URL, request: Request, *, obeys: bool = True) -> _End:
        """Ask, and go where the server sends us; `obeys` looks into robots.txt before each hop."""
        seen: set[URL] = set()
        moved = True
        while True:
            if url in seen or len(seen) > self._limits.redirects:
                raise FetchFailed("error.fetch.redirects", host=url.host)
            seen.add(url)
            pause = await self._robots.check(url) if obeys else 0.0
            answer = await self._ask(url, request, pause)
            target = answer.headers.get("Location")
            if answer.status not in _MOVED or target is None:
                return _End(url, answer, moved and len(seen) > 1)
            came_from, url = url, self._gate.check(target, url)
            safe = url.scheme == "https" or came_from.scheme == "http"
            moved = moved and safe and answer.status in _MOVED_FOR_GOOD

    async def _ask(self, url: URL, request: Request, pause: float) -> Answer:
        """One request, when its host's turn has come."""
        host = url.host or ""
        if not self._gate.allows(url):
            pause = max(pause, self._limits.pause)
        async with self._politeness.turn(host, pause), self._at_once:
            answer = await self._wire.ask(url, request)
        if wait := self._wait(answer):
            self._politeness.leave_alone(host, wait)
        return answer

    def _wait(self, answer: Answer) -> timedelta | None:
        """How long the server asks to be left alone. On other answers the header means no harm."""
        if answer.status not in (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE):
            return None
        return headers.retry_after(answer.headers, self._clock())

    def _failed(self, url: URL, answer: Answer) -> FetchFailed:
        """What is told of an answer that holds nothing."""
        status = answer.status
        fallback = "error.fetch.server" if status >= 500 else "error.fetch.status"
        return FetchFailed(
            _STATUS_KEYS.get(status, fallback),
            host=url.host,
            status=status,
            retry_after=self._wait(answer),
        )

    async def _read_robots(self, url: URL) -> str:
        """The text of a robots.txt, "" where the host has none (RFC 9309, 2.3.1)."""
        end = await self._follow(url, Request(), obeys=False)
        answer = end.answer
        if 400 <= answer.status < 500 and answer.status != HTTPStatus.TOO_MANY_REQUESTS:
            return ""
        if answer.body is None:
            raise self._failed(end.url, answer)
        return answer.body.decode("utf-8", "replace")
