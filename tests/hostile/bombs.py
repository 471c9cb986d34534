"""Little that becomes much: packed bodies of zeros, made without holding them unpacked."""

import zlib
from typing import Any, Protocol, cast

import brotli

MIB = 1024 * 1024
_WINDOWS = {"gzip": zlib.MAX_WBITS | 16, "deflate": zlib.MAX_WBITS}


class _BrotliPacker(Protocol):
    """What is used of brotli, which ships no types."""

    def process(self, data: bytes, /) -> bytes: ...

    def finish(self) -> bytes: ...


def pack(encoding: str, data: bytes, times: int = 1) -> bytes:
    """`data`, `times` over, packed in the `encoding` that HTTP calls gzip, deflate or br."""
    if encoding == "br":
        packer = cast(_BrotliPacker, cast(Any, brotli).Compressor(quality=5))
        return b"".join([*(packer.process(data) for _ in range(times)), packer.finish()])
    deflater = zlib.compressobj(wbits=_WINDOWS[encoding])
    return b"".join([*(deflater.compress(data) for _ in range(times)), deflater.flush()])


def bomb(encoding: str, mebibytes: int) -> bytes:
    """So many MiB of zeros, packed: a thousandth of them or less."""
    return pack(encoding, bytes(MIB), mebibytes)
