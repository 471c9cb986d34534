"""A feed that moves for good to where another is known: the two become one."""

import pytest

from bot.newsroom.desk import Newsroom
from bot.newsroom.sources import SourceLine
from bot.polling import Poller
from tests.bot.feed_server import FEED, Answer, Site
from tests.bot.newsroom.following import (
    HARBOUR,
    QUAY,
    add,
    bridge,
    days_pass,
    ferry,
    headlines,
    line,
)
from tests.bot.post import EDITOR, PostOffice, TurnedClock
from tests.corpus.sources.feeds import Item

NEW = "/moved.xml"


def moved(site: Site) -> None:
    """The old address sends on to the new one, for good."""
    site.answers[FEED] = Answer(b"", 301, headers={"Location": NEW})


def third(site: Site) -> Item:
    return site.article(
        "/talks",
        "Talks about the ferries begin",
        "The union and the company met at noon on Thursday, for the first time in a week.",
        "“I have brought bread and patience,” said Henrik Vass, who leads the company.",
        "The talks are to go on until Sunday evening, the town's mayor said.",
    )


async def lines(live: Newsroom) -> tuple[SourceLine, ...]:
    return (await live.sources(HARBOUR)).lines


async def test_who_followed_the_old_address_follows_the_known_feed_and_loses_nothing(
    live: Newsroom, site: Site, clock: TurnedClock, poller: Poller, office: PostOffice
) -> None:
    await add(live, site.feed(ferry(site)))
    new = site.feed(ferry(site), bridge(site), path=NEW)
    await add(live, new, QUAY)
    moved(site)
    before = await line(live)
    await days_pass(poller, clock, 5)
    after = await line(live)
    assert (after.address, after.public_id) == (new, before.public_id)
    assert after.fault is None
    assert await headlines(live) == await headlines(live, QUAY)
    asked = site.asked[FEED]
    site.feed(third(site), ferry(site), bridge(site), path=NEW)
    await days_pass(poller, clock, 3)
    assert site.asked[FEED] == asked
    assert len(await headlines(live)) == 3
    assert (await line(live)).brought == 3
    assert (await line(live, QUAY)).brought == 3
    assert site.asked["/talks"] <= 4  # read once, and looked at again: for both guilds together
    assert office.posted == []


async def test_what_the_known_feed_brings_next_is_news_and_what_it_had_is_not(
    live: Newsroom, site: Site, clock: TurnedClock, poller: Poller
) -> None:
    await add(live, site.feed(ferry(site)))
    await add(live, site.feed(ferry(site), bridge(site), path=NEW), QUAY)
    moved(site)
    await days_pass(poller, clock, 5)
    since = clock()
    site.feed(third(site), ferry(site), bridge(site), path=NEW)
    await days_pass(poller, clock, 2)
    for ref in (HARBOUR, QUAY):
        told = (await live.brief(ref, since=since)).digest
        heads = [story.lead.headline for story in told.stories]
        assert heads == ["Talks about the ferries begin"]


@pytest.mark.parametrize("paused", ["old", "new", "both"])
async def test_a_guild_that_followed_both_has_one_source_that_runs_if_either_did(
    live: Newsroom, site: Site, clock: TurnedClock, poller: Poller, paused: str
) -> None:
    await add(live, site.feed(ferry(site)))
    await add(live, site.feed(ferry(site), bridge(site), path=NEW))
    await add(live, site.url(FEED), QUAY)
    moved(site)
    for name, each in zip(("old", "new"), await lines(live), strict=True):
        if paused in (name, "both"):
            await live.pause_source(HARBOUR, each.public_id, by=EDITOR)
    await days_pass(poller, clock, 5)
    (left,) = await lines(live)
    assert left.address == site.url(NEW)
    assert left.paused == (paused == "both")
    assert left.brought == 2
    changes = await live.changes(HARBOUR)
    assert changes.lines[0].action == "source.move"


async def test_what_a_paused_source_had_not_taken_it_takes_when_it_is_resumed(
    live: Newsroom, site: Site, clock: TurnedClock, poller: Poller
) -> None:
    await add(live, site.feed(ferry(site)))
    await add(live, site.url(FEED), QUAY)
    await live.pause_source(HARBOUR, (await line(live)).public_id, by=EDITOR)
    await add(live, site.feed(ferry(site), bridge(site), path=NEW), QUAY)
    moved(site)
    await days_pass(poller, clock, 5)
    assert await headlines(live) == {"Ferry strike goes on"}
    await live.resume_source(HARBOUR, (await line(live)).public_id, by=EDITOR)
    await poller.run_due()
    assert await headlines(live) == {"Ferry strike goes on", "Bridge stays closed"}


async def test_a_redirect_for_some_days_joins_nothing(
    live: Newsroom, site: Site, clock: TurnedClock, poller: Poller
) -> None:
    old = site.feed(ferry(site))
    await add(live, old)
    await add(live, site.feed(ferry(site), path=NEW), QUAY)
    good = site.answers[FEED]
    for _ in range(3):
        moved(site)
        await days_pass(poller, clock, 2)
        site.answers[FEED] = good
        await days_pass(poller, clock, 1)
    assert (await line(live)).address == old
