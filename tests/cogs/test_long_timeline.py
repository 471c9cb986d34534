"""A timeline of more days than it shows, through the database and Discord: pages and picture."""

import re
from datetime import date, timedelta

from bot.newsroom.timeline import DAYS_ON_A_PAGE, MOST_DAYS
from bot.show.chart import MOST_COLUMNS
from tests.cogs.stage import Stage, text_of

DAYS = 34
FIRST = date(2022, 4, 4)
BOATS = ("ferry", "trawler", "barge", "tug", "schooner", "launch", "lighter")


def diary() -> str:
    """An article in which Ada Quill says something else on each of many days."""
    told = [
        f"On {FIRST + timedelta(days=n):%B %d, %Y}, harbour master Ada Quill said: "
        f'"The {BOATS[n % len(BOATS)]} number {n + 10} was inspected and its papers are in order."'
        for n in range(DAYS)
    ]
    return "\n\n".join(["The harbour diary", "June 1, 2022", *told]) + "\n"


def days_of(text: str) -> list[str]:
    """The headings of a message that are days."""
    return re.findall(r"^### (\d+ \w+ 2022)", text, re.MULTILINE)


async def test_all_the_days_that_it_shows_stand_on_its_pages_in_order(stage: Stage) -> None:
    await stage.bring("diary.txt", diary())
    await stage.member.send(stage.channel, "!timeline Ada Quill")
    pages = -(-MOST_DAYS // DAYS_ON_A_PAGE)
    seen: list[str] = []
    for page in range(1, pages + 1):
        shown = stage.last_text()
        assert f"Page {page} of {pages} · {MOST_DAYS} days" in shown
        assert f"{DAYS - MOST_DAYS} days that matter less are left out" in shown
        assert len(days_of(shown)) == DAYS_ON_A_PAGE
        seen += days_of(shown)
        if page < pages:
            await stage.member.click(stage.last(), label="Next ▶")
    assert len(set(seen)) == MOST_DAYS
    every = [f"{day.day} {day:%B} 2022" for day in (FIRST + timedelta(n) for n in range(DAYS))]
    assert seen == [day for day in every if day in seen]


async def test_between_two_days_nothing_is_left_out(stage: Stage) -> None:
    await stage.bring("diary.txt", diary())
    await stage.member.send(stage.channel, "!timeline Ada Quill from: 2022-04-04 to: 2022-04-10")
    assert "Page 1 of 3 · 7 days" in stage.last_text()
    assert "left out" not in stage.last_text()


async def test_its_picture_names_the_days_that_it_has_no_room_for(stage: Stage) -> None:
    await stage.bring("diary.txt", diary())
    await stage.member.send(stage.channel, "!timeline Ada Quill from: 2022-04-04 to: 2022-04-13")
    result = await stage.member.click(stage.last(), label="As a picture")
    assert result.response is not None
    shown = text_of(result.response)
    (named,) = re.findall(r"Days without room in the picture[^:]*: (.*?)\. The text", shown)
    assert len(named.split(", ")) == 10 - MOST_COLUMNS
    await stage.member.send(stage.channel, "!timeline Ada Quill")
    result = await stage.member.click(stage.last(), label="As a picture")
    assert result.response is not None
    assert re.search(r"and \d+ more\. The text has them", text_of(result.response))
