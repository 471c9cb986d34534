"""Feeds over days and weeks: validators, redirects, failures, who gets what, crashes."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.newsroom.desk import Newsroom
from bot.newsroom.settings import LibrarySettings
from bot.newsroom.sources import MOST_AWAITED
from bot.polling import Poller
from bot.sending import CannotSend
from tests.bot.feed_server import FEED, FERRY, Answer, Site
from tests.bot.newsroom.following import (
    HARBOUR,
    MODERATORS,
    QUAY,
    add,
    bridge,
    days_pass,
    ferry,
    headlines,
    line,
)
from tests.bot.post import EDITOR, PostOffice, TurnedClock


async def test_an_unchanged_feed_is_not_sent_again(
    live: Newsroom, site: Site, clock: TurnedClock, poller: Poller
) -> None:
    await add(live, site.feed(ferry(site), ETag='"one"'))
    clock.turn(days=1)
    await poller.run_due()
    assert [told for path, told in site.seen if path == FEED][-1]["If-None-Match"] == '"one"'
    assert (await line(live)).read_at == clock()
    asked = site.asked["/ferry"]
    second = await add(live, site.url(FEED), QUAY)
    assert second.report.added == 1
    assert site.asked["/ferry"] == asked


async def test_validators_of_a_broken_document_are_not_kept(
    live: Newsroom, site: Site, clock: TurnedClock, poller: Poller
) -> None:
    address = site.feed(ferry(site), bridge(site), ETag='"one"')
    whole = site.answers[FEED]
    cut = whole.body[: whole.body.index(b"Bridge") + 3]
    site.answers[FEED] = replace(whole, body=cut)
    await add(live, address)
    site.answers[FEED] = whole
    clock.turn(days=1)
    await poller.run_due()
    assert "Bridge stays closed" in await headlines(live)


@pytest.mark.parametrize("status", [301, 308])
async def test_a_permanent_redirect_is_adopted_when_it_lasts_and_the_old_address_kept(
    live: Newsroom, site: Site, clock: TurnedClock, poller: Poller, status: int
) -> None:
    old = site.feed(ferry(site))
    await add(live, old)
    new = site.feed(ferry(site), path="/moved.xml")
    site.answers[FEED] = Answer(b"", status, headers={"Location": "/moved.xml"})
    await days_pass(poller, clock, 2)
    assert (await line(live)).address == old
    await days_pass(poller, clock, 2)
    found = await line(live)
    assert (found.address, found.previous_address) == (new, old)
    assert found.brought == 1


@pytest.mark.parametrize("status", [302, 307])
async def test_a_redirect_for_now_is_followed_and_not_adopted(
    live: Newsroom, site: Site, clock: TurnedClock, poller: Poller, status: int
) -> None:
    old = site.feed(ferry(site))
    await add(live, old)
    site.feed(ferry(site), bridge(site), path="/moved.xml")
    site.answers[FEED] = Answer(b"", status, headers={"Location": "/moved.xml"})
    await days_pass(poller, clock, 5)
    assert (await line(live)).address == old
    assert (await line(live)).brought == 2


async def test_a_redirect_to_what_is_no_feed_is_not_adopted(
    live: Newsroom, site: Site, clock: TurnedClock, poller: Poller
) -> None:
    old = site.feed(ferry(site))
    await add(live, old)
    site.page("/home", "<html><body>Our new home</body></html>")
    site.answers[FEED] = Answer(b"", 301, headers={"Location": "/home"})
    await days_pass(poller, clock, 5)
    found = await line(live)
    assert (found.address, found.previous_address) == (old, None)
    assert found.fault is not None
    assert found.fault.key == "error.source.not_feed"


async def test_moderators_are_told_once_after_a_day_and_once_when_it_recovers(
    live: Newsroom, site: Site, clock: TurnedClock, poller: Poller, office: PostOffice
) -> None:
    await add(live, site.feed(ferry(site)))
    good, site.answers[FEED] = site.answers[FEED], Answer(b"", 503)
    clock.turn(days=1)
    await poller.run_due()
    failing = await line(live)
    assert failing.fault is not None
    assert failing.failing_since == clock()
    clock.turn(hours=23)
    await poller.run_due()
    assert office.posted == []
    await days_pass(poller, clock, 10)
    assert [post.card.title for post in office.posted] == ["A source could not be read for a day"]
    assert office.posted[0].channel_id == MODERATORS
    site.answers[FEED] = good
    await days_pass(poller, clock, 3)
    assert [post.card.title for post in office.posted[1:]] == ["A source works again"]
    assert (await line(live)).fault is None


async def test_moderators_whose_channel_refuses_are_told_later_and_tried_once_an_hour(
    live: Newsroom,
    site: Site,
    clock: TurnedClock,
    poller: Poller,
    office: PostOffice,
    caplog: pytest.LogCaptureFixture,
) -> None:
    await add(live, site.feed(ferry(site)))
    site.answers[FEED] = Answer(b"", 503)
    office.refusals[MODERATORS] = CannotSend("error.channel.missing.send_messages")
    await days_pass(poller, clock, 4)
    assert office.posted == []
    caplog.clear()
    for _ in range(12):
        clock.turn(minutes=15)
        await poller.run_due()
    assert caplog.text.count("could not be told") == 3
    assert (await line(live)).failing_since is not None
    del office.refusals[MODERATORS]
    await days_pass(poller, clock, 1)
    assert [post.card.title for post in office.posted] == ["A source could not be read for a day"]


@pytest.mark.parametrize("first", [MODERATORS, None])
async def test_moderators_who_name_another_channel_are_told_there_at_once(
    live: Newsroom,
    site: Site,
    clock: TurnedClock,
    poller: Poller,
    office: PostOffice,
    first: int | None,
) -> None:
    office.refusals[MODERATORS] = CannotSend("error.channel.gone", gone=True)
    await live.change_settings(HARBOUR, LibrarySettings(moderator_channel=first), by=EDITOR)
    await add(live, site.feed(ferry(site)))
    site.answers[FEED] = Answer(b"", 503)
    await days_pass(poller, clock, 3)
    assert office.posted == []
    await live.change_settings(HARBOUR, LibrarySettings(moderator_channel=78), by=EDITOR)
    for _ in range(2):
        await poller.run_due()
    assert [post.channel_id for post in office.posted] == [78]


async def test_a_hiccup_of_some_hours_is_told_nobody(
    live: Newsroom, site: Site, clock: TurnedClock, poller: Poller, office: PostOffice
) -> None:
    await add(live, site.feed(ferry(site)))
    good, site.answers[FEED] = site.answers[FEED], Answer(b"", 500)
    clock.turn(days=1)
    await poller.run_due()
    site.answers[FEED] = good
    await days_pass(poller, clock, 2)
    assert office.posted == []


async def test_a_failing_feed_is_tried_less_and_less_and_never_given_up(
    live: Newsroom, site: Site, clock: TurnedClock, poller: Poller
) -> None:
    await add(live, site.feed(ferry(site)))
    site.answers[FEED] = Answer(b"", 500)
    before = site.asked[FEED]
    await days_pass(poller, clock, 30)
    tried = site.asked[FEED] - before
    assert 30 <= tried <= 45
    found = await line(live)
    assert found.next_at is not None
    assert found.next_at - clock() <= timedelta(days=1)


async def test_a_feed_that_is_gone_is_asked_no_more_until_it_is_resumed(
    live: Newsroom, site: Site, clock: TurnedClock, poller: Poller, office: PostOffice
) -> None:
    await add(live, site.feed(ferry(site)))
    good, site.answers[FEED] = site.answers[FEED], Answer(b"", 410)
    clock.turn(days=1)
    await poller.run_due()
    asked = site.asked[FEED]
    await days_pass(poller, clock, 5)
    assert site.asked[FEED] == asked
    assert [post.card.title for post in office.posted] == ["A source is gone for good"]
    assert ((await line(live)).gone, (await line(live)).next_at) == (True, None)
    site.answers[FEED] = good
    await live.resume_source(HARBOUR, (await line(live)).public_id, by=EDITOR)
    await poller.run_due()
    assert not (await line(live)).gone


async def test_retry_after_is_kept_to(
    live: Newsroom, site: Site, clock: TurnedClock, poller: Poller
) -> None:
    await add(live, site.feed(ferry(site)))
    site.answers[FEED] = Answer(b"", 429, headers={"Retry-After": "36000"})
    clock.turn(days=1)
    await poller.run_due()
    found = await line(live)
    assert found.next_at is not None
    assert found.next_at - clock() >= timedelta(hours=10)


async def test_a_paused_source_takes_nothing_and_one_that_another_guild_follows_goes_on(
    live: Newsroom, site: Site, clock: TurnedClock, poller: Poller
) -> None:
    for ref in (HARBOUR, QUAY):
        await add(live, site.feed(ferry(site)), ref)
    await live.pause_source(HARBOUR, (await line(live)).public_id, by=EDITOR)
    site.feed(ferry(site), bridge(site))
    clock.turn(days=1)
    await poller.run_due()
    assert await headlines(live) == {"Ferry strike goes on"}
    assert "Bridge stays closed" in await headlines(live, QUAY)
    await live.resume_source(HARBOUR, (await line(live)).public_id, by=EDITOR)
    await poller.run_due()
    assert "Bridge stays closed" in await headlines(live)
    assert site.asked["/bridge"] == 1


async def test_what_a_feed_listed_before_a_guild_came_is_not_for_it(
    live: Newsroom, site: Site, clock: TurnedClock, poller: Poller
) -> None:
    await add(live, site.feed(ferry(site)))
    clock.turn(days=1)
    site.feed(bridge(site))
    await poller.run_due()
    clock.turn(minutes=1)
    second = await add(live, site.url(FEED), QUAY)
    assert second.line.brought == 1
    assert await headlines(live, QUAY) == {"Bridge stays closed"}


async def test_a_crash_in_the_middle_loses_and_repeats_nothing(
    live: Newsroom, site: Site, clock: TurnedClock, office: PostOffice
) -> None:
    await add(live, site.feed(ferry(site)))
    site.feed(ferry(site), bridge(site))
    clock.turn(days=1)
    poller = Poller(live, office)
    running = asyncio.create_task(poller.run_due())
    while not site.asked["/bridge"]:  # noqa: ASYNC110  # a site tells nobody
        await asyncio.sleep(0.001)
    poller.stop()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert await headlines(live) == {"Ferry strike goes on"}
    clock.turn(minutes=11)
    await Poller(live, office).run_due()
    assert await headlines(live) == {"Ferry strike goes on", "Bridge stays closed"}
    assert (await line(live)).brought == 2


async def test_two_pollers_do_not_look_at_one_feed(
    live: Newsroom, site: Site, clock: TurnedClock, office: PostOffice
) -> None:
    await add(live, site.feed(ferry(site)))
    clock.turn(days=1)
    before = site.asked[FEED]
    await asyncio.gather(*(Poller(live, office).run_due() for _ in range(5)))
    assert site.asked[FEED] == before + 1


async def test_a_long_feed_is_read_on_in_the_background(
    live: Newsroom, site: Site, poller: Poller
) -> None:
    items = [
        site.article(f"/{number}", f"Ferry strike, day {number}", *FERRY)
        for number in range(MOST_AWAITED + 3)
    ]
    added = await add(live, site.feed(*items))
    assert (added.report.added, added.line.waiting) == (MOST_AWAITED, 3)
    await poller.run_due()
    assert (await line(live)).waiting == 0
    assert (await line(live)).brought == len(items)


async def test_a_slow_feed_keeps_no_other_from_its_turn(
    live: Newsroom, site: Site, clock: TurnedClock, poller: Poller
) -> None:
    await add(live, site.feed(ferry(site)))
    elsewhere = site.feed(path="/other.xml").replace("127.0.0.1", "localhost")
    await add(live, elsewhere)
    clock.turn(days=1)
    site.hold(FEED)
    try:
        await poller.wake()
        async with asyncio.timeout(20):
            while (await live.sources(HARBOUR)).lines[1].read_at != clock():  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        assert (await live.sources(HARBOUR)).lines[0].read_at != clock()
    finally:
        site.let_go()
    await poller.run_due()
    assert (await live.sources(HARBOUR)).lines[0].read_at == clock()
