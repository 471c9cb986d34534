"""One request and its answer, through aiohttp: bounded in bytes and time, to public hosts only."""

import asyncio
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from corpus.errors import AddressRefused, FetchFailed, OnRecordError
from corpus.sources.addresses import Gate, PrivateNetwork
from corpus.sources.kinds import Kind, is_wanted, media_type
from corpus.sources.unpacking import OFFERED, Body, Damaged, TooLarge, UnknownEncoding

_CHUNK = 32 * 1024
# Longer than the pause between two requests to one host, and no more: the next look is far off.
_KEPT_OPEN = 2.0
# The first that fits: aiohttp's errors are of several kinds at once.
_KEYS: tuple[tuple[type[Exception], str], ...] = (
    (aiohttp.ClientSSLError, "error.fetch.tls"),
    (aiohttp.ClientConnectorDNSError, "error.fetch.unknown_host"),
    (TimeoutError, "error.fetch.timeout"),
    (TooLarge, "error.fetch.too_large"),
    (UnknownEncoding, "error.fetch.encoding"),
    (Damaged, "error.fetch.damaged"),
    (aiohttp.ClientPayloadError, "error.fetch.damaged"),
    (aiohttp.ClientResponseError, "error.fetch.not_http"),
)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a server is borne: bytes as unpacked, seconds, hops, requests at a time.

    `connect` includes the look-up of the name; `silence` is between two pieces of an answer;
    `total` is for each hop; `pause` is between two requests to one host, of which the operator's
    own hosts need none.
    """

    max_bytes: int = 16 * 1024 * 1024
    connect: float = 10.0
    silence: float = 20.0
    total: float = 60.0
    redirects: int = 10
    at_once: int = 8
    pause: float = 1.0


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of a server: with which headers, for what (None: anything).

    Only answers of one of `statuses` have their body read.
    """

    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    wanted: Kind | None = None
    statuses: frozenset[int] = frozenset({HTTPStatus.OK})


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered to one request; `body` is None where it was not read."""

    status: int
    headers: Mapping[str, str]
    body: bytes | None = None


class Wire:
    """An aiohttp session that connects only where `gate` lets it, and keeps no cookies."""

    def __init__(
        self,
        gate: Gate,
        limits: Limits,
        *,
        agent: str,
        resolver: AbstractResolver | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        """To be made while the event loop runs; `resolver`, `tls` stand in for the system's."""
        self._limits = limits
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                ssl=tls or ssl.create_default_context(),
                resolver=resolver,
                use_dns_cache=False,
                keepalive_timeout=_KEPT_OPEN,
                limit=0,  # Door bounds the requests, and waiting for a turn must not count as time
                socket_factory=gate.socket,
            ),
            cookie_jar=aiohttp.DummyCookieJar(),
            trust_env=False,  # a proxy would connect in our place, unchecked
            auto_decompress=False,
            timeout=aiohttp.ClientTimeout(
                total=limits.total, connect=limits.connect, sock_read=limits.silence
            ),
            headers={"User-Agent": agent, "Accept-Encoding": OFFERED},
        )

    async def close(self) -> None:
        """Close all connections."""
        await self._session.close()

    async def ask(self, url: URL, request: Request) -> Answer:
        """One request and its answer. Raises AddressRefused and FetchFailed."""
        host = url.host or ""
        try:
            async with (
                asyncio.timeout(self._limits.total),
                self._session.get(url, headers=request.headers, allow_redirects=False) as response,
            ):
                body = await self._body(response) if _is_read(response, request) else None
                return Answer(response.status, response.headers, body)
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            raise self._told(host, error) from error

    async def _body(self, response: aiohttp.ClientResponse) -> bytes:
        limit = self._limits.max_bytes
        if (response.content_length or 0) > limit:
            raise TooLarge
        body = Body(response.headers.get("Content-Encoding"), limit)
        async for chunk in response.content.iter_chunked(_CHUNK):
            for _ in body.add(chunk):
                await asyncio.sleep(0)  # a bomb is unpacked while others have their turn
        return body.whole()

    def _told(self, host: str, error: Exception) -> OnRecordError:
        """What a user is told about this error."""
        if isinstance(error, aiohttp.InvalidURL) or _is_private(error):
            return AddressRefused("error.address.private", host=host)
        return FetchFailed(
            next((key for kind, key in _KEYS if isinstance(error, kind)), FetchFailed.key),
            host=host,
            limit=self._limits.max_bytes,
            encoding=str(error),
        )


def _is_read(response: aiohttp.ClientResponse, request: Request) -> bool:
    """Whether the body is asked for. Raises FetchFailed where it is of an unwanted type."""
    if response.status not in request.statuses:
        return False
    said = response.headers.get("Content-Type")
    if is_wanted(said, request.wanted):
        return True
    if response.status != HTTPStatus.OK:
        return False
    raise FetchFailed("error.fetch.type", host=response.url.host, type=media_type(said or ""))


def _is_private(error: Exception) -> bool:
    return isinstance(error, aiohttp.ClientConnectorError) and isinstance(
        error.os_error, PrivateNetwork
    )
