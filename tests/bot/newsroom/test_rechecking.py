"""Items and their pages over time: edited, corrected, withdrawn, refused, told by the feed."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.newsroom.desk import Newsroom
from bot.newsroom.rechecking import CHECKED_AFTER
from bot.polling import Poller
from tests.bot.feed_server import BRIDGE, FERRY, Answer, Site
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
from tests.bot.post import EDITOR, MORNING, TurnedClock
from tests.corpus.sources.feeds import Item


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


async def test_a_feed_that_carries_the_whole_text_is_read_where_its_page_is_refused(
    live: Newsroom, site: Site
) -> None:
    body = "".join(f"<p>{each}</p>" for each in BRIDGE * 8)
    site.answers["/refused"] = Answer(b"no", 403)
    added = await add(live, site.feed(Item("Bridge", site.url("/refused"), "1", None, body)))
    assert added.report.added == 1
    assert site.asked["/refused"] == 1
