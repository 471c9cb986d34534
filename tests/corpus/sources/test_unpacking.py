"""Packed bodies, in any pieces, unpacked to no more than is taken."""

import gzip
import tracemalloc
import zlib
from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.sources.unpacking import Body, Damaged, TooLarge, UnknownEncoding
from tests.hostile.bombs import MIB, bomb, pack

TEXT = b"There will be no sale. " * 40


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


PACKERS: dict[str, tuple[str | None, Callable[[bytes], bytes]]] = {
    "not packed": (None, bytes),
    "identity": ("identity", bytes),
    "gzip": ("gzip", gzip.compress),
    "x-gzip": (" X-GZIP ", gzip.compress),
    "deflate": ("deflate", zlib.compress),
    "deflate without a frame": ("deflate", raw_deflate),
    "brotli": ("br", partial(pack, "br")),
}
packed_ways = pytest.mark.parametrize("way", PACKERS)
really_packed_ways = pytest.mark.parametrize(
    "way", ["gzip", "deflate", "deflate without a frame", "brotli"]
)


def unpack(way: str, data: bytes, *, piece: int = 64 * 1024, limit: int = MIB) -> bytes:
    """`data`, packed this `way`, as it is read when it arrives in pieces of this size."""
    encoding, packed = PACKERS[way]
    return read(encoding, packed(data), piece, limit)


def read(encoding: str | None, packed: bytes, piece: int = 64 * 1024, limit: int = MIB) -> bytes:
    body = Body(encoding, limit)
    for start in range(0, len(packed), piece):
        for _ in body.add(packed[start : start + piece]):
            pass
    return body.whole()


@given(data=st.binary(max_size=3000), piece=st.integers(1, 200), repeats=st.integers(1, 200))
@packed_ways
def test_a_body_comes_out_as_it_went_in(way: str, data: bytes, piece: int, repeats: int) -> None:
    limit = len(data) * repeats + 1000
    assert unpack(way, data * repeats, piece=piece * repeats, limit=limit) == data * repeats


@packed_ways
def test_the_limit_is_exact(way: str) -> None:
    assert unpack(way, TEXT * 300, limit=len(TEXT) * 300) == TEXT * 300
    with pytest.raises(TooLarge):
        unpack(way, TEXT * 300, limit=len(TEXT) * 300 - 1)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br"])
def test_a_bomb_takes_no_more_memory_than_the_limit(encoding: str) -> None:
    body = bomb(encoding, 100)
    assert len(body) < MIB
    tracemalloc.start()
    try:
        with pytest.raises(TooLarge):
            read(encoding, body, limit=4 * MIB)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 10 * MIB  # a bytearray that grows is copied now and then


@really_packed_ways
def test_a_body_that_ends_too_soon_is_damaged(way: str) -> None:
    encoding, packed = PACKERS[way]
    with pytest.raises(Damaged):
        read(encoding, packed(TEXT)[:-1])


@really_packed_ways
def test_what_is_not_packed_as_it_says_is_damaged(way: str) -> None:
    with pytest.raises(Damaged):
        read(PACKERS[way][0], b"<!doctype html><html>" + TEXT)


@pytest.mark.parametrize("piece", [1, 7, 64 * 1024])
def test_gzip_of_several_members(piece: int) -> None:
    assert read("gzip", gzip.compress(TEXT) + gzip.compress(b"more"), piece) == TEXT + b"more"


@pytest.mark.parametrize("piece", [1, 64 * 1024])
@pytest.mark.parametrize("rest", [b"\0" * 100, b"\x1f", b"\x1f\x00"])
@pytest.mark.parametrize("way", ["gzip", "deflate"])
def test_what_follows_the_end_is_left(way: str, rest: bytes, piece: int) -> None:
    encoding, packed = PACKERS[way]
    assert read(encoding, packed(TEXT) + rest, piece) == TEXT


def test_a_million_packed_nothings_are_too_large() -> None:
    with pytest.raises(TooLarge):
        read("gzip", gzip.compress(b"") * 60_000)


@packed_ways
def test_an_empty_body_is_empty(way: str) -> None:
    assert read(PACKERS[way][0], b"") == b""


@pytest.mark.parametrize("encoding", ["zstd", "gzip, gzip", "compress", "rot13"])
def test_what_was_not_offered_is_not_unpacked(encoding: str) -> None:
    with pytest.raises(UnknownEncoding, match=encoding):
        Body(encoding, MIB)
