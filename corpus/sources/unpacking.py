"""Bodies unpacked while they arrive, never to more than is taken.

aiohttp does not bound what a compressed body becomes: some hundred kilobytes can be gigabytes.
"""

import zlib
from collections.abc import Iterator
from typing import Protocol, cast

import brotli

OFFERED = "gzip, deflate, br"
"""What is asked for in Accept-Encoding: all that can be unpacked piece by piece with a bound."""

# Unpacked at a time, so that the event loop gets its turn: less than a millisecond's work.
_STEP = 128 * 1024
_GZIP_MAGIC = b"\x1f\x8b"
_BROTLI_ERROR = cast(type[Exception], brotli.error)  # pyright: ignore[reportUnknownMemberType]


class Damaged(ValueError):
    """The packed body is broken or ends too soon."""


class TooLarge(ValueError):
    """The body is larger than is taken."""


class UnknownEncoding(ValueError):
    """The body is packed in a way that was not offered."""


class _Unpacker(Protocol):
    """One way to unpack a body."""

    def more(self, data: bytes) -> bytes:
        """Take `data`, give some that is unpacked: b"" once there is none without new data."""
        ...

    def whole(self) -> bool:
        """Whether the body's end has come."""
        ...


class Body:
    """Collects a body of at most `limit` bytes, as sent and as unpacked."""

    def __init__(self, encoding: str | None, limit: int) -> None:
        """`encoding` is the Content-Encoding header. Raises UnknownEncoding."""
        self._unpacker = _unpacker((encoding or "identity").strip().lower())
        self._limit = limit
        self._sent = 0
        self._parts = bytearray()

    def add(self, data: bytes) -> Iterator[None]:
        """Take what has arrived, in short steps: iterate to the end. Raises TooLarge, Damaged."""
        self._sent += len(data)
        while part := self._unpacker.more(data):
            data = b""
            self._parts += part
            self._check()
            yield
        self._check()

    def whole(self) -> bytes:
        """The body, once all has arrived. Raises Damaged where its end is missing."""
        if self._sent and not self._unpacker.whole():
            raise Damaged
        return bytes(self._parts)

    def _check(self) -> None:
        """The sent bytes count too: a million packed nothings unpack to nothing."""
        if max(self._sent, len(self._parts)) > self._limit:
            raise TooLarge


def _unpacker(encoding: str) -> _Unpacker:
    match encoding:
        case "identity":
            return _Plain()
        case "gzip" | "x-gzip":
            return _Zlib(gzip=True)
        case "deflate":
            return _Zlib(gzip=False)
        case "br":
            return _Brotli()
        case _:
            raise UnknownEncoding(encoding)


class _Plain:
    """Not packed at all."""

    def more(self, data: bytes) -> bytes:
        return data

    def whole(self) -> bool:
        return True


class _Inflater(Protocol):
    """zlib's decompression object, whose own class has no public name."""

    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    @property
    def unconsumed_tail(self) -> bytes: ...

    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


class _Zlib:
    """gzip, of one member or several; deflate, with zlib's frame or, as some have it, without."""

    def __init__(self, *, gzip: bool) -> None:
        self._gzip = gzip
        self._rest = b""
        self._inflater: _Inflater | None = None

    def more(self, data: bytes) -> bytes:
        self._rest += data
        while inflater := self._unfinished():
            try:
                part = inflater.decompress(self._rest, _STEP)
            except zlib.error as error:
                raise Damaged from error
            self._rest = inflater.unused_data or inflater.unconsumed_tail
            if part or not self._rest:
                return part
        if self._rest != _GZIP_MAGIC[:1]:
            self._rest = b""  # what follows the end is left, as browsers do
        return b""

    def whole(self) -> bool:
        return self._inflater is not None and self._inflater.eof

    def _unfinished(self) -> _Inflater | None:
        """What unpacks the rest, where there is some."""
        if self._rest and (
            self._inflater is None
            or (self._gzip and self.whole() and self._rest.startswith(_GZIP_MAGIC))
        ):
            self._inflater = zlib.decompressobj(self._window())
        return None if self.whole() else self._inflater

    def _window(self) -> int:
        if self._gzip:
            return zlib.MAX_WBITS | 16
        framed = self._rest[0] & 0x0F == zlib.DEFLATED  # RFC 1950, 2.2
        return zlib.MAX_WBITS if framed else -zlib.MAX_WBITS


class _BrotliDecoder(Protocol):
    """What is used of brotli, which ships no types."""

    def process(self, data: bytes, /, *, output_buffer_limit: int) -> bytes: ...

    def is_finished(self) -> bool: ...


class _Brotli:
    """Brotli, whose library bounds what it gives from version 1.2 on."""

    def __init__(self) -> None:
        self._decoder = cast(_BrotliDecoder, brotli.Decompressor())  # pyright: ignore[reportUnknownMemberType]

    def more(self, data: bytes) -> bytes:
        if self.whole():
            return b""
        try:
            return self._decoder.process(data, output_buffer_limit=_STEP)
        except _BROTLI_ERROR as error:
            raise Damaged from error

    def whole(self) -> bool:
        return self._decoder.is_finished()
