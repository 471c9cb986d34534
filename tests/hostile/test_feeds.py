"""Feeds that are broken, endless or made to burst, from a server on loopback to their items."""

import asyncio
import time
from datetime import UTC, datetime

import pytest

from corpus.errors import FetchFailed, UnreadableSource
from corpus.sources.feed import Feed, parse_feed
from corpus.sources.fetch import Door, Fetched
from corpus.sources.items import sort_items
from corpus.sources.kinds import Kind
from tests.hostile.bombs import MIB, bomb
from tests.hostile.memory import bounded_growth, bounded_memory
from tests.hostile.server import Site, says

RSS = "application/rss+xml; charset=utf-8"


def rss(items: str, before: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="utf-8"?>{before}<rss version="2.0"><channel>'
        f"<title>The Harbour Ledger</title><link>https://ledger.example/</link>{items}"
        "</channel></rss>"
    )


def item(number: int, *, title: str = "Mayor rejects plan", guid: str | None = None) -> str:
    return (
        f"<item><title>{title} {number}</title><link>https://ledger.example/{number}</link>"
        f"<guid isPermaLink='false'>{guid or number}</guid>"
        "<pubDate>Mon, 04 Apr 2022 12:00:00 GMT</pubDate>"
        f"<description>{'There will be no sale. ' * 15}</description></item>"
    )


async def read(site: Site, door: Door, body: str | bytes, **headers: str) -> Feed:
    """The feed that this body is, served, fetched and parsed as a poller does it."""
    site.answers["/feed"] = says(body, **{"Content_Type": RSS} | headers)
    answer = await door.get(site.at("/feed"), accept=Kind.FEED)
    assert isinstance(answer, Fetched)
    return await asyncio.to_thread(parse_feed, answer.body, answer.address, answer.content_type)


async def test_a_feed_that_breaks_off_gives_what_is_there(site: Site, door: Door) -> None:
    whole = rss("".join(map(item, range(50))))
    feed = await read(site, door, whole[: len(whole) // 2])
    assert not feed.whole
    assert [each.guid for each in feed.items[:20]] == [str(number) for number in range(20)]


async def test_ten_thousand_items_and_no_more(site: Site, door: Door) -> None:
    body = rss("".join(map(item, range(12_000))))
    assert len(body) > 5 * MIB
    with bounded_growth(300 * MIB):
        feed = await read(site, door, body)
    assert len({each.guid for each in feed.items}) == 10_000


ENTITIES = "".join(
    f'<!ENTITY a{number} "{"ha" if number == 1 else f"&a{number - 1};" * 10}">'
    for number in range(1, 12)
)
FILE = '<!ENTITY file SYSTEM "file:///etc/passwd">'


@pytest.mark.parametrize(
    ("declared", "used"),
    [
        (ENTITIES, "&a11;" * 10),
        (f'<!ENTITY a "{"x" * 100_000}">', "&a;" * 20_000),
        (FILE, "&file;"),
        ('<!ENTITY net SYSTEM "{site}/inside">', "&net;"),
        ('<!ENTITY % more SYSTEM "{site}/inside"> %more;', "&x;"),
    ],
    ids=["billion laughs", "quadratic", "file", "network", "parameter"],
)
async def test_entities_are_neither_unfolded_nor_fetched(
    site: Site, door: Door, declared: str, used: str
) -> None:
    doctype = f"<!DOCTYPE rss [{declared.replace('{site}', site.address)}]>"
    with bounded_growth(100 * MIB):
        feed = await read(site, door, rss(item(1, title=f"Mayor{used}"), doctype))
    assert sum(len(each.title) + len(each.body) for each in feed.items) < 100_000
    assert "root:" not in repr(feed)
    assert site.paths() == ["/feed"]


async def test_external_style_sheets_and_schemas_are_not_fetched(site: Site, door: Door) -> None:
    inside = f"{site.address}/inside"
    style = f'<?xml-stylesheet href="{inside}"?><!DOCTYPE rss SYSTEM "{inside}">'
    feed = await read(site, door, rss(item(1), style))
    assert len(feed.items) == 1
    assert site.paths() == ["/feed"]


@pytest.mark.parametrize(
    "body",
    [
        rss("<item " + " ".join(f"a{number}='b'" for number in range(200_000)) + "/>"),
        rss("<item a='>' " + "\n".join(f"a{number}='b'" for number in range(200_000)) + "/>"),
    ],
    ids=["attributes", "hidden attributes"],
)
async def test_a_feed_made_to_cost_is_refused(site: Site, door: Door, body: str) -> None:
    began = time.process_time()
    with pytest.raises(UnreadableSource) as raised:
        await read(site, door, body)
    assert raised.value.key == "error.source.not_feed"
    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    "items",
    ["<item/>" * 100_000, "<a>" * 50_000, "<item><title>" + "x " * MIB],
    ids=["empty items", "depth", "title"],
)
async def test_a_feed_of_nothing_is_read_in_time(site: Site, door: Door, items: str) -> None:
    began = time.process_time()
    feed = await read(site, door, rss(items))
    assert len(feed.items) <= 10_000
    assert all(len(each.title) <= 500 for each in feed.items)
    assert time.process_time() - began < 10


async def test_a_packed_bomb_of_a_feed_is_cut_off(site: Site, door: Door) -> None:
    with bounded_memory(), pytest.raises(FetchFailed) as raised:
        await read(site, door, bomb("gzip", 300), Content_Encoding="gzip")
    assert raised.value.key == "error.fetch.too_large"


@pytest.mark.parametrize(
    ("declared", "sent"), [("iso-8859-1", "utf-8"), ("utf-8", "cp1252"), ("utf-16", "utf-8")]
)
async def test_a_feed_in_another_charset_than_it_says(
    site: Site, door: Door, declared: str, sent: str
) -> None:
    body = rss(item(1, title="“No sale”, says Ortiz")).replace('encoding="utf-8"', "")
    feed = await read(site, door, body.encode(sent), Content_Type=f"text/xml; charset={declared}")
    assert len(feed.items) == 1
    assert "No sale" in feed.items[0].title


@pytest.mark.parametrize(
    "body",
    [b"", b"\0" * 1000, b"PK\x03\x04" + b"\0" * 100, b"<html><body>no feed</body></html>", b"{}"],
    ids=["empty", "zeros", "zip", "html", "json"],
)
async def test_what_is_no_feed_is_told(site: Site, door: Door, body: bytes) -> None:
    with pytest.raises(UnreadableSource) as raised:
        await read(site, door, body)
    assert raised.value.key == "error.source.not_feed"


async def test_guids_that_collide_name_no_item(site: Site, door: Door) -> None:
    feed = await read(site, door, rss("".join(item(number, guid="same") for number in range(5))))
    assert len({(each.key, each.title) for each in feed.items}) == 5
    assert len(sort_items(feed.items, ()).new) == 5


async def test_a_date_in_the_far_future_is_as_the_feed_has_it(site: Site, door: Door) -> None:
    late = item(1).replace("2022", "9999")
    never = item(2).replace("2022", "99999999")
    feed = await read(site, door, rss(late + never))
    assert [each.published for each in feed.items] == [
        datetime(9999, 4, 4, 12, 0, tzinfo=UTC),
        None,
    ]
