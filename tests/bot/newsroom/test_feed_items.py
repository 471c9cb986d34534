"""The pages of a feed: fetched ahead as far as there is room, kept in the order of the feed."""

import asyncio
from dataclasses import replace

import pytest

from bot.newsroom import feed_items
from bot.newsroom.desk import Newsroom
from bot.newsroom.feed_items import AHEAD
from bot.newsroom.sources import MOST_AWAITED
from bot.polling import Poller
from tests.bot.feed_server import FERRY, Site
from tests.bot.newsroom.following import add, headlines, line
from tests.bot.post import TurnedClock


async def test_while_one_page_is_waited_for_some_more_are_fetched_and_none_goes_before_it(
    live: Newsroom, site: Site, clock: TurnedClock, poller: Poller
) -> None:
    await add(live, site.feed())
    slow = site.article("/slow", "The slow one", *FERRY)
    quick = [site.article(f"/{n}", f"Ferry strike, day {n}", *FERRY) for n in range(AHEAD + 4)]
    # On another host: the slow page keeps those of its own waiting anyhow.
    elsewhere = [replace(each, link=each.link.replace("127.0.0.1", "localhost")) for each in quick]
    site.feed(*reversed([slow, *elsewhere]))
    site.hold("/slow")
    clock.turn(days=1)
    polling = asyncio.create_task(poller.run_due())
    try:
        async with asyncio.timeout(20):
            while sum(site.asked[item.guid] for item in quick) < AHEAD - 1:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        await asyncio.sleep(0.2)
        assert sum(site.asked[item.guid] for item in quick) == AHEAD - 1
        assert await headlines(live) == set()
    finally:
        site.let_go()
    await polling
    assert (await line(live)).brought == AHEAD + 5


async def test_what_takes_too_long_for_one_go_is_read_to_its_end_in_others(
    live: Newsroom, site: Site, poller: Poller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed_items, "LONGEST", 0.0)
    number = MOST_AWAITED + 3
    items = [site.article(f"/{n}", f"Ferry strike, day {n}", *FERRY) for n in range(number)]
    first = await add(live, site.feed(*items))
    assert 0 < first.report.added < MOST_AWAITED
    await poller.run_due()
    assert ((await line(live)).waiting, (await line(live)).brought) == (0, number)
