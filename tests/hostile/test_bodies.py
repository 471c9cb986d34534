"""Bodies that do not end, burst, drip, break off or are something else: a clear error for each."""

import gzip
import time

import pytest

from corpus.errors import FetchFailed
from corpus.sources.fetch import Door, Fetched
from corpus.sources.kinds import Kind
from tests.hostile.bombs import MIB, bomb, pack
from tests.hostile.conftest import QUICK
from tests.hostile.memory import MOST, bounded_memory
from tests.hostile.server import PAGE, Site, raw_serving, says, streams


async def error_of(door: Door, address: str, accept: Kind = Kind.PAGE) -> FetchFailed:
    with pytest.raises(FetchFailed) as raised:
        await door.get(address, accept=accept)
    return raised.value


@pytest.mark.parametrize("where", ["headers", "body"])
async def test_a_slow_drip_is_cut_off(site: Site, door: Door, where: str) -> None:
    """Each piece comes soon enough: only the time for all of it is too long."""
    site.answers["/drip"] = streams(b"<p>", pause=QUICK.silence / 4)
    began = time.monotonic()
    if where == "body":
        error = await error_of(door, site.at("/drip"))
    else:
        async with raw_serving(b"HTTP/1.1 200 OK\r\n", drip=b"X: y\r\n") as address:
            error = await error_of(door, address)
    assert error.key == "error.fetch.timeout"
    assert QUICK.silence < time.monotonic() - began < QUICK.total + 2.0


async def test_silence_is_not_waited_out(site: Site, door: Door) -> None:
    site.answers["/silent"] = streams(b"<p>", pause=60)
    began = time.monotonic()
    error = await error_of(door, site.at("/silent"))
    assert error.key == "error.fetch.timeout"
    assert time.monotonic() - began < QUICK.total


@pytest.mark.parametrize("said", [{}, {"Content-Encoding": "identity"}])
async def test_an_endless_body_is_cut_off(site: Site, door: Door, said: dict[str, str]) -> None:
    site.answers["/endless"] = streams(b"There will be no sale. " * 2048, headers=said)
    with bounded_memory():
        error = await error_of(door, site.at("/endless"))
    assert error.key == "error.fetch.too_large"
    assert error.details["limit"] == MOST


async def test_a_body_that_calls_itself_too_large_is_not_read(door: Door) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 99999999999\r\n\r\n"
    async with raw_serving(head) as address:
        assert (await error_of(door, address)).key == "error.fetch.too_large"


@pytest.mark.parametrize("encoding", ["gzip", "br", "deflate"])
async def test_a_bomb_is_unpacked_to_the_limit_only(site: Site, door: Door, encoding: str) -> None:
    body = bomb(encoding, 300)
    assert len(body) < MIB
    site.answers["/bomb"] = says(body, Content_Encoding=encoding)
    with bounded_memory():
        error = await error_of(door, site.at("/bomb"))
    assert error.key == "error.fetch.too_large"


async def test_a_bomb_of_a_million_empty_members_is_cut_off(site: Site, door: Door) -> None:
    body = gzip.compress(b"") * (MOST // 20 + 1)
    site.answers["/bomb"] = says(body, Content_Encoding="gzip")
    with bounded_memory():
        error = await error_of(door, site.at("/bomb"))
    assert error.key in ("error.fetch.too_large", "error.fetch.timeout")


async def test_packed_twice_is_not_what_was_asked_for(site: Site, door: Door) -> None:
    site.answers["/bomb"] = says(gzip.compress(bomb("gzip", 100)), Content_Encoding="gzip, gzip")
    error = await error_of(door, site.at("/bomb"))
    assert error.key == "error.fetch.encoding"
    assert error.details["encoding"] == "gzip, gzip"


@pytest.mark.parametrize("encoding", ["gzip", "br", "deflate"])
async def test_a_packed_body_that_breaks_off_is_not_kept(
    site: Site, door: Door, encoding: str
) -> None:
    site.answers["/broken"] = says(pack(encoding, PAGE.encode())[:-4], Content_Encoding=encoding)
    assert (await error_of(door, site.at("/broken"))).key == "error.fetch.damaged"


async def test_a_body_shorter_than_it_says_is_not_kept(door: Door) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 500\r\n\r\n<p>The ma"
    async with raw_serving(head) as address:
        assert (await error_of(door, address)).key == "error.fetch.damaged"


@pytest.mark.parametrize(
    ("media_type", "accept"),
    [
        ("video/mp4", Kind.PAGE | Kind.FEED | Kind.FILE),
        ("image/png", Kind.PAGE),
        ("application/zip", Kind.PAGE | Kind.FEED),
        ("application/x-msdownload", Kind.FILE),
    ],
)
async def test_what_is_not_wanted_is_not_read(
    site: Site, door: Door, media_type: str, accept: Kind
) -> None:
    site.answers["/film"] = streams(b"\0" * 1024, headers={"Content-Type": media_type})
    error = await error_of(door, site.at("/film"), accept)
    assert error.key == "error.fetch.type"
    assert error.details["type"] == media_type


async def test_an_answer_without_a_type_is_read(door: Door) -> None:
    async with raw_serving(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n<p>!") as address:
        page = await door.get(address)
    assert isinstance(page, Fetched)
    assert (page.body, page.content_type) == (b"<p>!", None)


@pytest.mark.parametrize(
    "answer",
    [
        b"220 mail.example ESMTP\r\n",
        b"\x16\x03\x01\x02\x00" * 10,
        b"HTTP/1.1 200 OK\r\nX-Long: " + b"a" * 100_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X-Many: a\r\n" * 10_000 + b"\r\n",
        b"HTTP/1.1 999999 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: minus one\r\n\r\n",
    ],
    ids=["mail", "noise", "long header", "many headers", "status", "length"],
)
async def test_what_is_no_web_server_is_told(door: Door, answer: bytes) -> None:
    async with raw_serving(answer) as address:
        assert (await error_of(door, address)).key == "error.fetch.not_http"


async def test_a_server_that_hangs_up_is_told(door: Door) -> None:
    async with raw_serving(b"") as address:
        assert (await error_of(door, address)).key == "error.fetch.unreachable"


async def test_a_server_that_is_not_there_is_told(door: Door) -> None:
    async with raw_serving(b"") as address:
        pass
    assert (await error_of(door, address)).key == "error.fetch.unreachable"


async def test_the_door_goes_on_after_all_that(site: Site, door: Door) -> None:
    site.answers |= {
        "/bomb": says(bomb("gzip", 100), Content_Encoding="gzip"),
        "/drip": streams(b"<p>", pause=QUICK.silence / 4),
        "/page": says(),
    }
    for path in ("/bomb", "/drip"):
        await error_of(door, site.at(path))
    page = await door.get(site.at("/page"))
    assert isinstance(page, Fetched)
    assert page.body == PAGE.encode()
