"""A timeline becomes a card with a picture, drawn in a thread so that the event loop goes on."""

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from importlib import import_module

from bot.newsroom.answers import Page, TimelineAnswer, TimelineFound
from bot.show.actions import ShowPicture, ShowTimeline
from bot.show.cards import Button, Card, Line, Picture, small
from bot.show.catalogue import say
from bot.show.chart import Chart, chart
from bot.show.timeline import timeline_card
from corpus.briefing.digest import Digest
from corpus.briefing.items import TimelineDay, TimelineEntry
from corpus.models import Day

FILE = "timeline.png"
MOST_NAMED = 12
"""How many of the days without room are named."""


async def picture_card(answer: TimelineAnswer, asked: ShowPicture, locale: str = "en") -> Card:
    """The picture with its words as alternative text; what else may be answered stays a card."""
    if not isinstance(answer, TimelineFound):
        return timeline_card(answer, locale, since=asked.since, until=asked.until)
    drawn = chart(answer, locale)
    png = await asyncio.to_thread(_draw, drawn, locale)
    text = ShowTimeline(asked.asked, asked.since, asked.until, asked.page)
    return Card(
        drawn.title,
        buttons=(Button(say("picture.text", locale), text),),
        footer=(small(say("picture.reading", locale)), *_left_out(drawn, answer, locale)),
        picture=Picture(FILE, png, drawn.alternative),
    )


def _left_out(drawn: Chart, answer: TimelineFound, locale: str) -> Iterator[Line]:
    """What of the timeline the picture does not show: statements on its days, and other days."""
    if drawn.left_out:
        yield small(say("picture.left_out", locale, count=drawn.left_out))
    if drawn.days_left_out:
        named = ", ".join(drawn.days_left_out[:MOST_NAMED])
        further = len(drawn.days_left_out) - MOST_NAMED + answer.days_left_out
        key = "picture.days_left_out_more" if further > 0 else "picture.days_left_out"
        yield small(say(key, locale, days=named, count=further))


async def digest_picture(digest: Digest, locale: str = "en") -> Picture | None:
    """The days that a briefing tells, as a picture; None where none of them is known."""
    days: defaultdict[Day, list[TimelineEntry]] = defaultdict(list)
    for entry in (entry for story in digest.stories for entry in story.entries):
        if (day := entry.statement.day).value is not None:
            days[Day(day.value, day.precision)].append(entry)
    if not days:
        return None
    told = tuple(
        TimelineDay(day, tuple(days[day])) for day in sorted(days, key=lambda day: str(day.value))
    )
    drawn = chart(TimelineFound(None, None, told, Page(0, len(told), len(told))), locale)
    png = await asyncio.to_thread(_draw, drawn, locale)
    return Picture(FILE, png, drawn.alternative)


def _draw(chart: Chart, locale: str) -> bytes:
    """Draw it; what draws is only imported by the first picture, so that the bot starts sooner."""
    png: bytes = import_module("bot.show.picture").draw(chart, locale)
    return png
