"""Feeds followed by libraries, from a real site on loopback, by a clock that the tests turn."""

import pytest

from bot.newsroom.answers import Added
from bot.newsroom.desk import Newsroom
from bot.newsroom.sources import PageTaken
from bot.polling import Poller
from tests.bot.feed_server import BRIDGE, FEED, FERRY, Site
from tests.bot.newsroom.following import HARBOUR, QUAY, add, headlines
from tests.bot.post import EDITOR, PostOffice, TurnedClock


async def test_a_feed_is_followed_and_its_articles_are_read(live: Newsroom, site: Site) -> None:
    feed = site.feed(site.article("/ferry", "Ferry strike goes on", *FERRY))
    added = await add(live, feed)
    assert (added.new, added.line.title, added.line.brought) == (True, "Harbour News", 1)
    (item,) = added.report.items
    assert isinstance(item, Added)
    assert item.article.source.address == site.url("/ferry")
    assert item.article.source.outlet == "The Harbour Post"
    assert item.article.quotes >= 1


async def test_what_is_new_in_a_feed_comes_when_it_is_due(
    live: Newsroom, site: Site, clock: TurnedClock
) -> None:
    ferry = site.article("/ferry", "Ferry strike goes on", *FERRY)
    await add(live, site.feed(ferry))
    site.feed(site.article("/bridge", "Bridge stays closed", *BRIDGE), ferry)
    poller = Poller(live, PostOffice())
    await poller.run_due()
    assert await headlines(live) == {"Ferry strike goes on"}
    clock.turn(days=1)
    await poller.run_due()
    assert await headlines(live) == {"Ferry strike goes on", "Bridge stays closed"}
    assert site.asked["/bridge"] == 1
    assert (await live.sources(HARBOUR)).lines[0].brought == 2


async def test_a_feed_of_two_guilds_is_fetched_and_its_pages_read_once(
    live: Newsroom, site: Site, clock: TurnedClock
) -> None:
    ferry = site.article("/ferry", "Ferry strike goes on", *FERRY)
    feed = site.feed(ferry)
    await add(live, feed)
    second = await add(live, feed, QUAY)
    assert second.report.added == 1
    assert site.asked["/ferry"] == 1
    before = site.asked[FEED]
    site.feed(site.article("/bridge", "Bridge stays closed", *BRIDGE), ferry)
    clock.turn(days=1)
    await Poller(live, PostOffice()).run_due()
    assert site.asked[FEED] == before + 1
    assert site.asked["/bridge"] == 1
    for ref in (HARBOUR, QUAY):
        assert await headlines(live, ref) == {"Ferry strike goes on", "Bridge stays closed"}


async def test_a_page_leads_to_the_feed_that_it_names(live: Newsroom, site: Site) -> None:
    site.feed(site.article("/ferry", "Ferry strike goes on", *FERRY))
    home = (
        '<html><head><link rel=alternate type=application/rss+xml href="/feed.xml"></head></html>'
    )
    added = await add(live, site.page("/", home))
    assert added.line.address == site.url(FEED)
    assert added.report.added == 1


@pytest.mark.parametrize("target", ["/home", FEED])
async def test_a_page_that_only_sends_on_leads_to_the_feed_too(
    live: Newsroom, site: Site, clock: TurnedClock, poller: Poller, target: str
) -> None:
    feed = site.feed(site.article("/ferry", "Ferry strike goes on", *FERRY))
    link = '<link rel="alternate" type="application/rss+xml" href="/feed.xml">'
    site.page("/home", f"<html><head>{link}</head><body>The Harbour Post</body></html>")
    moved = f'<html><head><meta http-equiv="refresh" content="0; url={target}"></head></html>'
    added = await add(live, site.page("/old", moved))
    assert (added.line.address, added.line.brought) == (feed, 1)
    clock.turn(days=1)
    await poller.run_due()
    assert (await live.sources(HARBOUR)).lines[0].fault is None


async def test_a_page_that_names_no_feed_is_taken_itself(live: Newsroom, site: Site) -> None:
    item = site.article("/ferry", "Ferry strike goes on", *FERRY)
    answer = await live.add_source(HARBOUR, item.link, by=EDITOR)
    assert isinstance(answer, PageTaken)
    assert answer.report.added == 1
    assert (await live.sources(HARBOUR)).lines == ()
