"""Feeds as publishers write them: RSS, Atom, broken, hostile, huge."""

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from corpus.errors import UnreadableSource
from corpus.sources.feed import LONGEST_LINE, MOST_ITEMS, parse_feed
from tests.corpus.sources.feeds import NOON, Item, rss

ADDRESS = "https://harbour.example/feed.xml"
DAILY = "<sy:updatePeriod>daily</sy:updatePeriod>"
ATOM = b"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title type="html">Quay &amp;amp; Co</title>
<entry><id>tag:quay.example,2026:1</id><title type="html">A &lt;b&gt;bold&lt;/b&gt; claim</title>
<link rel="alternate" href="/news/1?utm_source=feed#top"/>
<updated>2026-01-01T13:00:00+01:00</updated>
<content type="html">&lt;p&gt;The ferry sails.&lt;/p&gt;</content></entry></feed>"""


def test_an_item_of_rss_tells_guid_page_title_and_instant() -> None:
    item = Item("Ferry <i>back</i>", "https://harbour.example/a", "g1", NOON, "<p>It sails.</p>")
    feed = parse_feed(rss([item]), ADDRESS)
    (found,) = feed.items
    assert (feed.title, feed.home, feed.whole) == ("Harbour News", "https://harbour.example/", True)
    assert (found.guid, found.address) == ("g1", "https://harbour.example/a")
    assert (found.title, found.published, found.body) == ("Ferry back", NOON, "<p>It sails.</p>")


def test_atom_links_are_joined_and_known_without_the_marks_of_trackers() -> None:
    feed = parse_feed(ATOM, ADDRESS)
    (item,) = feed.items
    assert feed.title == "Quay & Co"
    assert item.title == "A bold claim"
    assert item.address == "https://harbour.example/news/1?utm_source=feed#top"
    assert item.key == "https://harbour.example/news/1"
    assert item.published == NOON


def test_an_edited_item_has_another_mark_and_an_unchanged_one_the_same() -> None:
    item = Item("Ferry back", "https://harbour.example/a", "g1", NOON, "It sails.")
    edited = Item("Ferry back", "https://harbour.example/a", "g1", NOON, "It sails today.")
    first, again, after = (parse_feed(rss([each]), ADDRESS) for each in (item, item, edited))
    assert first.items[0].mark == again.items[0].mark != after.items[0].mark


@pytest.mark.parametrize("data", [b"", b"no feed", b"<html><body>A page</body></html>", b"\0\xff"])
def test_what_is_no_feed_is_refused_with_a_reason(data: bytes) -> None:
    with pytest.raises(UnreadableSource) as caught:
        parse_feed(data, ADDRESS)
    assert caught.value.key == "error.source.not_feed"


def test_a_broken_feed_is_read_as_far_as_it_goes_and_said_to_be_broken() -> None:
    data = rss([Item("One", "https://h.example/1"), Item("Two", "https://h.example/2")])
    feed = parse_feed(data[: data.index(b"Two") + 2], ADDRESS)
    assert feed.items[0].title == "One"
    assert not feed.whole


def test_a_file_name_or_an_address_as_content_is_not_opened(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource):
        parse_feed(str(tmp_path).encode(), ADDRESS)
    with pytest.raises(UnreadableSource):
        parse_feed(b"http://127.0.0.1:9/", ADDRESS)


def test_an_entity_bomb_is_not_expanded() -> None:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE rss [<!ENTITY l0 "lol">{entities}]><rss version="2.0"><channel>'
    data = f"{bomb}<title>&l9;</title><item><title>&l9;</title></item></channel></rss>"
    feed = parse_feed(data.encode(), ADDRESS)
    assert len(feed.title) <= LONGEST_LINE
    assert all(len(item.title) <= LONGEST_LINE for item in feed.items)


def test_an_external_entity_is_not_read(tmp_path: Path) -> None:
    data = (
        f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]><rss version="2.0">'
        "<channel><title>&x;</title></channel></rss>"
    )
    (tmp_path / "secret").write_text("hidden")
    assert "hidden" not in parse_feed(data.encode(), ADDRESS).title


def test_ten_thousand_items_are_read_and_no_more() -> None:
    items = (Item(f"T{n}", f"https://h.example/{n}", str(n)) for n in range(MOST_ITEMS + 5))
    began = time.process_time()
    assert len(parse_feed(rss(items), ADDRESS).items) == MOST_ITEMS
    assert time.process_time() - began < 60


@pytest.mark.parametrize(
    ("more", "ttl"),
    [
        ("", None),
        ("<ttl>90</ttl>", timedelta(minutes=90)),
        ("<ttl>soon</ttl>", None),
        ("<ttl>9999999999999999999999</ttl>", None),
        (DAILY, timedelta(days=1)),
        (
            f"<ttl>60</ttl>{DAILY}<sy:updateFrequency>4</sy:updateFrequency>",
            timedelta(hours=6),
        ),
    ],
)
def test_how_long_the_feed_asks_to_be_left_alone(more: str, ttl: timedelta | None) -> None:
    assert parse_feed(rss([], more=more), ADDRESS).ttl == ttl


def test_the_encoding_that_the_server_tells_wins_and_does_not_count_as_a_fault() -> None:
    data = rss([Item("Fähre")]).replace(b"utf-8", b"iso-8859-1")
    feed = parse_feed(data, ADDRESS, "application/rss+xml; charset=utf-8")
    assert feed.items[0].title == "Fähre"
    assert feed.whole


def test_dates_in_no_calendar_are_none_and_in_the_future_are_kept() -> None:
    future = datetime(2040, 1, 1, tzinfo=UTC)
    data = rss([Item("A", published=future)]).replace(b"</item>", b"</item><item><title>B</title>")
    data = data.replace(b"</channel>", b"<pubDate>Tue, 99 Foo 99999</pubDate></item></channel>")
    first, second = parse_feed(data, ADDRESS).items
    assert first.published == future
    assert second.published is None


def test_only_addresses_of_the_web_are_taken_for_pages() -> None:
    links = ["javascript:alert(1)", "file:///etc/passwd", "ftp://h.example/x", "https://[bad/"]
    feed = parse_feed(rss([Item("T", link) for link in links]), ADDRESS)
    assert [item.address for item in feed.items] == [None] * len(links)
