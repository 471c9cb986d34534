"""Pages that send on by a refresh in their head: followed once, checked like a redirect."""

import pytest

from corpus.errors import AddressRefused, FetchFailed
from corpus.sources.fetch import Door, Fetched
from corpus.sources.page import fetch_page
from corpus.sources.refresh import FEWEST_WORDS, LARGEST
from tests.hostile.server import HOME, NOWHERE, PAGE, Clock, Site, says, serving
from tests.hostile.test_addresses import PRIVATE, sends_to, strict


def refresh(content: str, words: str = "", more: str = "") -> str:
    return (
        f'<html><head><title>One moment</title><META HTTP-EQUIV="Refresh" CONTENT="{content}">'
        f"<script>/* {'words of nobody ' * 20} */</script>{more}<body><p>{words}"
    )


async def arrived(door: Door, address: str) -> Fetched:
    page = await fetch_page(door, address)
    assert isinstance(page, Fetched)
    return page


@pytest.mark.parametrize(
    "content",
    [
        "0; url=/news/plan",
        "0;URL='plan'",
        "5,plan",
        "0 url = plan",
        "0;url=&quot;/news/plan&quot;",
    ],
)
async def test_the_page_that_is_sent_to_is_read(site: Site, door: Door, content: str) -> None:
    site.answers["/news/old"] = says(refresh(content, "If nothing happens, go on to the article."))
    site.answers["/news/plan"] = says(PAGE)
    page = await arrived(door, site.at("/news/old"))
    assert (page.address, page.body) == (site.at("/news/plan"), PAGE.encode())
    assert site.paths() == ["/news/old", "/news/plan"]


@pytest.mark.parametrize(
    "body",
    [
        refresh("0; url=/elsewhere", "word " * FEWEST_WORDS),
        refresh("0; url=/elsewhere", more=f"<!-- {'x' * LARGEST} -->"),
        refresh("300", "A short page that is looked at again by itself."),
        refresh("300; url=/news/old", "A short page that is looked at again by itself."),
        refresh("0; url=", "It sends nowhere."),
        refresh("at once; url=/elsewhere", "It sends when nobody knows."),
        '<html><body><p>&lt;meta http-equiv="refresh" content="0; url=/elsewhere"&gt;',
    ],
)
async def test_a_page_that_says_something_or_sends_nowhere_stays(
    site: Site, door: Door, body: str
) -> None:
    site.answers["/news/old"] = says(body)
    page = await arrived(door, site.at("/news/old"))
    assert page.address == site.at("/news/old")
    assert site.paths() == ["/news/old"]


@pytest.mark.parametrize("target", ["/a", "/c"])
async def test_it_is_followed_once_and_neither_in_a_chain_nor_in_circles(
    site: Site, door: Door, target: str
) -> None:
    site.answers["/a"] = says(refresh("0; url=/b"))
    site.answers["/b"] = says(refresh(f"0; url={target}"))
    site.answers["/c"] = says(PAGE)
    with pytest.raises(FetchFailed) as raised:
        await arrived(door, site.at("/a"))
    assert raised.value.key == "error.fetch.redirects"
    assert site.paths() == ["/a", "/b"]


@pytest.mark.parametrize("by_redirect", [False, True])
async def test_it_does_not_lead_to_private_hosts(
    site: Site, clock: Clock, by_redirect: bool
) -> None:
    async with serving(NOWHERE, site.port) as inside, strict(site, clock, HOME) as door:
        inside.answers["/"] = says(PAGE)
        site.answers["/a"] = says(refresh(f"0; url={'/on' if by_redirect else inside.at('/')}"))
        site.answers["/on"] = sends_to(inside.at("/"))
        with pytest.raises(AddressRefused) as raised:
            await arrived(door, site.at("/a"))
        assert raised.value.key == PRIVATE
        assert inside.asked == []


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "data:text/html,<p>x",
        "file:///etc/passwd",
        "http://me:secret@127.0.0.1/",
        "http://[::1",
    ],
)
async def test_it_leads_to_web_pages_only(site: Site, door: Door, target: str) -> None:
    site.answers["/a"] = says(refresh(f"0; url={target}"))
    with pytest.raises(AddressRefused):
        await arrived(door, site.at("/a"))
    assert site.paths() == ["/a"]


async def test_robots_are_asked_before_it_is_followed(site: Site, door: Door) -> None:
    site.answers["/robots.txt"] = says("User-agent: *\nDisallow: /kept", Content_Type="text/plain")
    site.answers["/a"] = says(refresh("0; url=/kept/plan"))
    site.answers["/kept/plan"] = says(PAGE)
    with pytest.raises(FetchFailed) as raised:
        await arrived(door, site.at("/a"))
    assert raised.value.key == "error.fetch.robots"
    assert site.paths() == ["/a"]


async def test_an_article_that_sends_to_the_front_page_is_gone(site: Site, door: Door) -> None:
    site.answers["/news/old"] = says(refresh("0; url=/"))
    site.answers["/"] = says(PAGE)
    with pytest.raises(FetchFailed) as raised:
        await arrived(door, site.at("/news/old"))
    assert raised.value.key == "error.fetch.front"
