"""Lists of feeds, in and out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import UnreadableSource
from corpus.sources.opml import MOST_FEEDS, Listed, is_opml, read_opml, write_opml

FOLDERS = b"""<?xml version="1.0"?><opml version="1.0"><head><title>Mine</title></head><body>
<outline text="News"><outline text="Quay" type="rss" XMLURL="https://quay.example/feed"
 htmlUrl="https://quay.example/"/><outline text="Not one" type="link" url="https://x.example/"/>
</outline><outline title="Again" xmlUrl="https://quay.example/feed"/>
<outline text="Bad" xmlUrl="file:///etc/passwd"/></body></opml>"""


def test_feeds_in_folders_are_found_once_each() -> None:
    assert read_opml(FOLDERS, "mine.opml") == (
        Listed("https://quay.example/feed", "Quay", "https://quay.example/"),
    )


words = st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1).map(str.strip)
listed = st.builds(
    Listed,
    st.integers(0, 10**6).map(lambda number: f"https://h.example/?a={number}&b=<>"),
    st.one_of(st.none(), words.filter(bool)),
    st.one_of(st.none(), st.just("https://h.example/")),
)


@given(st.lists(listed, max_size=20, unique_by=lambda each: each.address))
def test_what_goes_out_comes_back_in(feeds: list[Listed]) -> None:
    data = write_opml(feeds, "On Record")
    assert is_opml("feeds.xml", data)
    assert read_opml(data, "feeds.xml") == tuple(feeds)


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "error.source.not_opml"),
        (b"<opml><body>", "error.source.not_opml"),
        (b"<rss version='2.0'/>", "error.source.not_opml"),
        (b'<?xml version="1.0" encoding="klingon"?><opml/>', "error.source.not_opml"),
        (b'<!DOCTYPE o [<!ENTITY a "b">]><opml>&a;</opml>', "error.source.opml_entities"),
        (
            b'<!DOCTYPE o [<!ENTITY a SYSTEM "file:///etc/passwd">]><opml>&a;</opml>',
            "error.source.opml_entities",
        ),
    ],
)
def test_what_cannot_be_read_safely_is_refused(data: bytes, key: str) -> None:
    with pytest.raises(UnreadableSource) as caught:
        read_opml(data, "list.opml")
    assert caught.value.key == key


def test_a_list_without_end_or_bottom_is_cut() -> None:
    feeds = [Listed(f"https://h.example/{number}") for number in range(MOST_FEEDS + 5)]
    assert len(read_opml(write_opml(feeds, "Many"), "many.opml")) == MOST_FEEDS
    deep = b"<opml>" + b"<outline>" * 5_000 + b"</outline>" * 5_000 + b"</opml>"
    assert read_opml(deep, "deep.opml") == ()
