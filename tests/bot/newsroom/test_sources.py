"""Feeds followed by libraries, from a real site on loopback, by a clock that the tests turn."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from bot import reading
from bot.app import open_app
from bot.newsroom.answers import Added
from bot.newsroom.desk import Newsroom
from bot.newsroom.library import LibraryRef
from bot.newsroom.sources import PageTaken, SourceAdded
from bot.polling import Poller
from bot.settings import Settings
from tests.bot.feed_server import FEED, Site, open_site
from tests.bot.post import EDITOR, PostOffice, TurnedClock

HARBOUR, QUAY = LibraryRef.guild(1), LibraryRef.guild(2)
FERRY = (
    "The ferry crews of the northern islands went on with their strike on Wednesday.",
    "“We will not sail on Friday,” said Mira Tolland, who leads the union of the crews.",
    "The company answered that it would look for other crews, and hoped for talks next week.",
)
BRIDGE = (
    "The bridge over the Alder will stay closed until the autumn, the council decided on Tuesday.",
    "“Nobody is to cross it before it has been looked at,” said Jonas Reed, the town's engineer.",
    "Shopkeepers on both banks had asked for a footway at least, and were told to wait.",
)


@pytest.fixture(scope="module", autouse=True)
def model() -> None:
    reading.warm(Settings().model)


@pytest.fixture
def clock() -> TurnedClock:
    return TurnedClock()


@pytest.fixture
async def newsroom(tmp_path: Path, clock: TurnedClock) -> AsyncGenerator[Newsroom]:
    settings = Settings(
        database=f"sqlite:///{tmp_path / 'record.db'}", processes=0, allowed_hosts=("127.0.0.1",)
    )
    async with open_app(settings, clock) as app:
        yield app.newsroom


@pytest.fixture
async def site() -> AsyncGenerator[Site]:
    async with open_site() as opened:
        yield opened


async def add(newsroom: Newsroom, address: str, ref: LibraryRef = HARBOUR) -> SourceAdded:
    answer = await newsroom.add_source(ref, address, by=EDITOR)
    assert isinstance(answer, SourceAdded)
    return answer


async def headlines(newsroom: Newsroom, ref: LibraryRef = HARBOUR) -> set[str | None]:
    return {line.source.headline for line in (await newsroom.articles(ref)).lines}


async def test_a_feed_is_followed_and_its_articles_are_read(newsroom: Newsroom, site: Site) -> None:
    feed = site.feed(site.article("/ferry", "Ferry strike goes on", *FERRY))
    added = await add(newsroom, feed)
    assert (added.new, added.line.title, added.line.brought) == (True, "Harbour News", 1)
    (item,) = added.report.items
    assert isinstance(item, Added)
    assert item.article.source.address == site.url("/ferry")
    assert item.article.source.outlet == "The Harbour Post"
    assert item.article.quotes >= 1


async def test_what_is_new_in_a_feed_comes_when_it_is_due(
    newsroom: Newsroom, site: Site, clock: TurnedClock
) -> None:
    ferry = site.article("/ferry", "Ferry strike goes on", *FERRY)
    await add(newsroom, site.feed(ferry))
    site.feed(site.article("/bridge", "Bridge stays closed", *BRIDGE), ferry)
    poller = Poller(newsroom, PostOffice())
    await poller.run_due()
    assert await headlines(newsroom) == {"Ferry strike goes on"}
    clock.turn(days=1)
    await poller.run_due()
    assert await headlines(newsroom) == {"Ferry strike goes on", "Bridge stays closed"}
    assert site.asked["/ferry"] == 1
    assert (await newsroom.sources(HARBOUR)).lines[0].brought == 2


async def test_a_feed_of_two_guilds_is_fetched_and_its_pages_read_once(
    newsroom: Newsroom, site: Site, clock: TurnedClock
) -> None:
    ferry = site.article("/ferry", "Ferry strike goes on", *FERRY)
    feed = site.feed(ferry)
    await add(newsroom, feed)
    second = await add(newsroom, feed, QUAY)
    assert second.report.added == 1
    assert site.asked["/ferry"] == 1
    before = site.asked[FEED]
    site.feed(site.article("/bridge", "Bridge stays closed", *BRIDGE), ferry)
    clock.turn(days=1)
    await Poller(newsroom, PostOffice()).run_due()
    assert site.asked[FEED] == before + 1
    assert site.asked["/bridge"] == 1
    for ref in (HARBOUR, QUAY):
        assert await headlines(newsroom, ref) == {"Ferry strike goes on", "Bridge stays closed"}


async def test_a_page_leads_to_the_feed_that_it_names(newsroom: Newsroom, site: Site) -> None:
    site.feed(site.article("/ferry", "Ferry strike goes on", *FERRY))
    home = (
        '<html><head><link rel=alternate type=application/rss+xml href="/feed.xml"></head></html>'
    )
    added = await add(newsroom, site.page("/", home))
    assert added.line.address == site.url(FEED)
    assert added.report.added == 1


async def test_a_page_that_names_no_feed_is_taken_itself(newsroom: Newsroom, site: Site) -> None:
    item = site.article("/ferry", "Ferry strike goes on", *FERRY)
    answer = await newsroom.add_source(HARBOUR, item.link, by=EDITOR)
    assert isinstance(answer, PageTaken)
    assert answer.report.added == 1
    assert (await newsroom.sources(HARBOUR)).lines == ()
