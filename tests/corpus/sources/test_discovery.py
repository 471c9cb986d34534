"""Feeds that a page names."""

import pytest

from corpus.sources.discovery import MOST_LINKS, FeedLink, find_feeds

PAGE = """<!doctype html><html><head>
<link rel="stylesheet" href="/style.css"><link rel="alternate" hreflang="de" href="/de">
<LINK REL="alternate" TYPE="application/rss+xml; charset=utf-8" HREF="/feed.xml" title="All  it">
<link rel="alternate home" type="application/atom+xml" href="atom.xml">
<link rel="alternate" type="application/rss+xml" href="/feed.xml">
<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">
<link rel="alternate" type="application/rss+xml" href="http://[bad/">
</head><body>Words</body></html>"""


def test_link_elements_name_feeds_relative_to_the_page() -> None:
    assert find_feeds(PAGE, "https://quay.example/news/today.html") == (
        FeedLink("https://quay.example/feed.xml", "All it"),
        FeedLink("https://quay.example/news/atom.xml", ""),
    )


def test_a_base_element_counts() -> None:
    page = '<base href="https://cdn.example/x/"><link rel=alternate type=text/xml href=feed>'
    assert find_feeds(page, "https://quay.example/") == (
        FeedLink("https://cdn.example/x/feed", ""),
    )


@pytest.mark.parametrize("page", ["", "<", "<link", "no tags at all", "<html></html>" * 9])
def test_a_page_without_feeds_names_none(page: str) -> None:
    assert find_feeds(page, "https://quay.example/") == ()


def test_a_page_that_names_thousands_is_cut() -> None:
    page = "".join(
        f'<link rel="alternate" type="text/xml" href="/{number}">' for number in range(5_000)
    )
    assert len(find_feeds(page, "https://quay.example/")) == MOST_LINKS
