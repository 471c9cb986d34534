"""Feeds over time: validators, redirects, failures, items that change, collide and come late."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.newsroom.desk import Newsroom
from bot.newsroom.library import LibraryRef
from bot.newsroom.rechecking import CHECKED_AFTER
from bot.newsroom.settings import LibrarySettings
from bot.newsroom.sources import SourceLine
from bot.polling import Poller
from tests.bot.feed_server import BRIDGE, FEED, FERRY, Answer, Site
from tests.bot.newsroom.test_sources import HARBOUR, QUAY, add, headlines
from tests.bot.post import EDITOR, MORNING, PostOffice, TurnedClock
from tests.corpus.sources.feeds import Item

MODERATORS = 77


@pytest.fixture
def office() -> PostOffice:
    return PostOffice()


@pytest.fixture
async def poller(live: Newsroom, office: PostOffice) -> Poller:
    settings = LibrarySettings(moderator_channel=MODERATORS)
    await live.change_settings(HARBOUR, settings, by=EDITOR)
    return Poller(live, office)


async def line(live: Newsroom, ref: LibraryRef = HARBOUR) -> SourceLine:
    (found,) = (await live.sources(ref)).lines
    return found


async def days_pass(poller: Poller, clock: TurnedClock, days: int) -> None:
    """Look at the feeds every two hours for some days."""
    for _ in range(days * 12):
        clock.turn(hours=2)
        await poller.run_due()


def ferry(site: Site) -> Item:
    return site.article("/ferry", "Ferry strike goes on", *FERRY)


def bridge(site: Site) -> Item:
    return site.article("/bridge", "Bridge stays closed", *BRIDGE)


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
    assert [post.card.title for post in office.posted] == ["A source cannot be read for a day"]
    assert office.posted[0].channel_id == MODERATORS
    site.answers[FEED] = good
    await days_pass(poller, clock, 3)
    assert [post.card.title for post in office.posted[1:]] == ["A source works again"]
    assert (await line(live)).fault is None


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


async def test_a_changed_guid_or_an_edited_headline_brings_no_second_article(
    live: Newsroom, site: Site, clock: TurnedClock, poller: Poller
) -> None:
    item = ferry(site)
    await add(live, site.feed(item))
    for changed in (replace(item, guid="other"), replace(item, title="Ferry strike, day nine")):
        site.feed(changed)
        clock.turn(days=1)
        await poller.run_due()
    assert len((await live.articles(HARBOUR)).lines) == 1
    assert (await line(live)).brought == 1


async def test_an_edited_article_becomes_a_new_version(
    live: Newsroom, site: Site, clock: TurnedClock, poller: Poller
) -> None:
    await add(live, site.feed(ferry(site)))
    corrected = FERRY[1].replace("Friday", "Saturday")
    item = site.article("/ferry", "Ferry strike goes on", FERRY[0], corrected, FERRY[2])
    site.feed(replace(item, body="Corrected."))
    clock.turn(days=1)
    await poller.run_due()
    (article,) = (await live.articles(HARBOUR)).lines
    history = await live.article_history(HARBOUR, article.source.article_id)
    assert "Saturday" in str(history)


async def test_items_with_one_guid_are_two_articles(live: Newsroom, site: Site) -> None:
    items = [replace(each, guid="same") for each in (ferry(site), bridge(site))]
    added = await add(live, site.feed(*items))
    assert added.report.added == 2


async def test_a_page_that_fails_is_tried_again_and_told_in_the_report(
    live: Newsroom, site: Site, clock: TurnedClock, poller: Poller
) -> None:
    item = ferry(site)
    page, site.answers["/ferry"] = site.answers["/ferry"], Answer(b"", 503)
    added = await add(live, site.feed(item))
    assert (added.report.failed, added.line.waiting) == (1, 1)
    site.answers["/ferry"] = page
    await days_pass(poller, clock, 1)
    assert await headlines(live) == {"Ferry strike goes on"}


async def test_a_page_that_is_not_there_is_not_asked_for_again(
    live: Newsroom, site: Site, clock: TurnedClock, poller: Poller
) -> None:
    added = await add(live, site.feed(Item("Lost", site.url("/lost"), "1")))
    assert added.report.failed == 1
    await days_pass(poller, clock, 2)
    assert site.asked["/lost"] == 1


async def test_an_item_without_a_page_is_read_from_the_feed_itself(
    live: Newsroom, site: Site
) -> None:
    body = "".join(f"<p>{each}</p>" for each in BRIDGE)
    future = MORNING + timedelta(days=400)
    added = await add(live, site.feed(Item("Bridge stays closed", "", "1", future, body)))
    assert added.report.added == 1
    (article,) = (await live.articles(HARBOUR)).lines
    assert article.source.outlet == "Harbour News"
    assert article.source.publication.day is None


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


def lively(site: Site, clock: TurnedClock, *items: Item) -> str:
    """A feed that lists something every few minutes, and so is looked at often."""
    stamps = [clock() - timedelta(minutes=5 * number) for number in range(10)]
    quick = [
        Item("Tide table", site.url(f"/tide/{at:%d-%H-%M}"), f"tide {at}", at) for at in stamps
    ]
    return site.feed(*items, *quick)


async def test_a_page_corrected_without_a_word_of_the_feed_becomes_a_new_version(
    live: Newsroom, site: Site, clock: TurnedClock, poller: Poller
) -> None:
    item = ferry(site)
    await add(live, lively(site, clock, item))
    corrected = FERRY[1].replace("Friday", "Saturday")
    site.article("/ferry", "Ferry strike goes on", FERRY[0], corrected, FERRY[2])
    for _ in range(8):
        clock.turn(hours=1)
        lively(site, clock, item)
        await poller.run_due()
    (article,) = (await live.articles(HARBOUR)).lines
    assert "Saturday" in str(await live.article_history(HARBOUR, article.source.article_id))


async def test_a_page_is_looked_at_again_a_few_times_and_then_left_alone(
    live: Newsroom, site: Site, clock: TurnedClock, poller: Poller
) -> None:
    await add(live, site.feed(ferry(site)))
    await days_pass(poller, clock, 40)
    assert site.asked["/ferry"] == 1 + len(CHECKED_AFTER)
    assert len((await live.articles(HARBOUR)).lines) == 1


@pytest.mark.parametrize(("status", "looks"), [(410, 1), (404, 2)])
async def test_a_page_that_goes_is_withdrawn_and_what_it_said_stays(
    live: Newsroom, site: Site, clock: TurnedClock, poller: Poller, status: int, looks: int
) -> None:
    for ref in (HARBOUR, QUAY):
        await add(live, site.feed(ferry(site)), ref)
    site.answers["/ferry"] = Answer(b"", status)
    before = site.asked["/ferry"]
    await days_pass(poller, clock, 5)
    assert site.asked["/ferry"] == before + looks
    for ref in (HARBOUR, QUAY):
        (article,) = (await live.articles(ref)).lines
        assert article.source.withdrawn is not None
        assert article.quotes >= 1


async def test_a_page_that_cannot_be_had_for_a_while_is_not_withdrawn(
    live: Newsroom, site: Site, clock: TurnedClock, poller: Poller
) -> None:
    await add(live, site.feed(ferry(site)))
    site.answers["/ferry"] = Answer(b"", 500)
    await days_pass(poller, clock, 5)
    (article,) = (await live.articles(HARBOUR)).lines
    assert article.source.withdrawn is None


async def test_what_moderators_took_off_the_record_no_edit_brings_back(
    live: Newsroom, site: Site, clock: TurnedClock, poller: Poller
) -> None:
    item = ferry(site)
    await add(live, site.feed(item))
    (article,) = (await live.articles(HARBOUR)).lines
    await live.remove_article(HARBOUR, article.source.article_id, by=EDITOR)
    corrected = FERRY[1].replace("Friday", "Saturday")
    site.article("/ferry", "Ferry strike goes on", FERRY[0], corrected, FERRY[2])
    site.feed(replace(item, body="Corrected."))
    clock.turn(days=1)
    await poller.run_due()
    assert site.asked["/ferry"] == 2
    assert (await live.articles(HARBOUR)).lines == ()


async def test_what_a_feed_listed_at_first_is_on_record_and_no_news(
    live: Newsroom, site: Site, clock: TurnedClock, poller: Poller
) -> None:
    before = clock()
    clock.turn(minutes=1)
    await add(live, site.feed(ferry(site)))
    assert len((await live.articles(HARBOUR)).lines) == 1
    assert (await live.brief(HARBOUR, since=before)).digest.stories == ()
    site.feed(ferry(site), bridge(site))
    clock.turn(days=1)
    await poller.run_due()
    carried = (await live.brief(HARBOUR, since=before)).digest.carried
    assert {each.source.headline for each in carried} == {"Bridge stays closed"}
    everything = (await live.brief(HARBOUR)).digest.carried
    assert "Ferry strike goes on" in {each.source.headline for each in everything}


async def test_what_a_page_does_not_say_of_itself_its_feed_says(
    live: Newsroom, site: Site, clock: TurnedClock, poller: Poller
) -> None:
    body = "".join(f"<p>{each}</p>" for each in BRIDGE)
    page = f"<html lang=en><head></head><body><article>{body}</article></body></html>"
    day = MORNING - timedelta(days=2)
    await add(live, site.feed(Item("Bridge", site.page("/bare", page), "1", day)))
    (article,) = (await live.articles(HARBOUR)).lines
    assert article.source.publication.day == day.date()
    assert article.source.outlet is not None
    await days_pass(poller, clock, 3)
    assert len((await live.articles(HARBOUR)).lines) == 1
