"""Cards of `story`: the stories on record, and one of them."""

from collections.abc import Iterator
from typing import assert_never

from bot.newsroom.answers import StoriesFound, StoryAnswer, StoryFound, StoryLine
from bot.show.actions import ShowReactions, ShowStories, ShowStory, ShowTimeline
from bot.show.cards import (
    Accent,
    Button,
    Card,
    Choice,
    Line,
    LineKind,
    Menu,
    Run,
    Section,
    heading,
    notice,
    small,
)
from bot.show.catalogue import say
from bot.show.lines import day_words, page_buttons, page_line, source_runs
from bot.show.timeline import context_menu, entry_lines
from corpus.briefing.items import Source, TimelineDay, TimelineEntry
from corpus.models import Day, Precision

MOST_SOURCES = 8


def story_card(answer: StoryAnswer, locale: str = "en") -> Card:
    """The card of any answer to `story`."""
    match answer:
        case StoriesFound():
            return _list_card(answer, locale) if answer.lines else _none_card(answer, locale)
        case StoryFound():
            return _story_card(answer, locale)
        case _:
            assert_never(answer)


def _none_card(answer: StoriesFound, locale: str) -> Card:
    if answer.library_empty:
        empty = say("library.empty", locale)
        return notice(say("story.list", locale), empty, accent=Accent.NOTHING)
    title = say("story.none", locale, asked=answer.asked)
    return notice(title, say("story.none_hint", locale), accent=Accent.NOTHING)


def _list_card(answer: StoriesFound, locale: str) -> Card:
    page, asked = answer.page, answer.asked or ""
    turn = (
        ShowStories(asked, max(0, page.number - 1)),
        ShowStories(asked, page.number + 1),
    )
    key = "story.list_for" if asked else "story.list"
    unread = (small(say("story.unread", locale, count=answer.unread)),) if answer.unread else ()
    return Card(
        say(key, locale, asked=asked),
        tuple(Section(tuple(_story_lines(line, locale))) for line in answer.lines),
        menus=(Menu(say("story.open", locale), _choices(answer.lines, locale)),),
        buttons=page_buttons(page, *turn, locale),
        footer=(*page_line(page, locale), *unread),
    )


def _story_lines(line: StoryLine, locale: str) -> Iterator[Line]:
    headline = line.lead.headline or say("source.no_headline", locale)
    yield Line((Run(headline, bold=True),))
    yield small(_about(line, locale))


def _about(line: StoryLine, locale: str) -> str:
    """How much there is of a story, when it was told, and by whom."""
    parts = [say("story.articles", locale, count=line.articles), _days(line, locale)]
    if line.reprints:
        parts.append(say("story.reprints", locale, count=line.reprints))
    parts.append(", ".join(line.outlets))
    return " · ".join(part for part in parts if part)


def _days(line: StoryLine, locale: str) -> str:
    if line.first is None or line.last is None:
        return say("day.unknown", locale)
    first, last = (day_words(day, Precision.DAY, locale) for day in (line.first, line.last))
    return first if first == last else say("story.days", locale, first=first, last=last)


def _choices(lines: tuple[StoryLine, ...], locale: str) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            line.lead.headline or say("source.no_headline", locale),
            ShowStory(line.lead.article_id),
            _about(line, locale),
        )
        for line in lines
    )


def _story_card(answer: StoryFound, locale: str) -> Card:
    line = answer.line
    told = tuple(entry for entry in (answer.event, *answer.others) if entry is not None)
    return Card(
        line.lead.headline or say("source.no_headline", locale),
        (
            Section((small(_about(line, locale)),)),
            *_event(answer.event, locale),
            *_others(answer.others, locale),
            Section(tuple(_sources(answer.sources, locale))),
        ),
        menus=context_menu((TimelineDay(Day(), told),), locale),
        buttons=tuple(_ways_on(answer, locale)),
    )


def _event(event: TimelineEntry | None, locale: str) -> tuple[Section, ...]:
    if event is None:
        return ()
    lines = entry_lines(event, locale, dated=True)
    return (Section((heading(say("story.event", locale)), *lines)),)


def _others(others: tuple[TimelineEntry, ...], locale: str) -> tuple[Section, ...]:
    if not others:
        return ()
    lines = (line for entry in others for line in entry_lines(entry, locale, dated=True))
    return (Section((heading(say("story.others", locale)), *lines)),)


def _sources(sources: tuple[Source, ...], locale: str) -> Iterator[Line]:
    yield heading(say("story.sources", locale))
    for source in sources[:MOST_SOURCES]:
        day = source.publication.day
        when = day_words(day, Precision.DAY, locale) if day else say("day.unknown", locale)
        yield Line((*source_runs(source, locale), Run(f" · {when}")), LineKind.SMALL)
    if len(sources) > MOST_SOURCES:
        yield small(say("story.more_sources", locale, count=len(sources) - MOST_SOURCES))


def _ways_on(answer: StoryFound, locale: str) -> Iterator[Button]:
    """To the reactions to its event, the timeline of its days, and the other stories."""
    event, line = answer.event, answer.line
    if event is not None and event.statement.quote_id is not None:
        yield Button(say("button.reactions", locale), ShowReactions(event.statement.quote_id))
    told = [event.statement.day.value] if event is not None else []
    days = [day for day in (*told, line.first, line.last) if day is not None]
    if days:
        between = ShowTimeline("", min(days).isoformat(), max(days).isoformat())
        yield Button(say("button.timeline", locale), between)
    yield Button(say("button.stories", locale), ShowStories())
