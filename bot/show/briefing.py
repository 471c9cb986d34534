"""Cards of briefings: what one says, in as many messages as it needs, and its button's answer."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from bot.newsroom.briefings import BriefingFound
from bot.newsroom.schedules import SendLine
from bot.show.actions import AboutBriefing
from bot.show.cards import (
    Accent,
    Button,
    Card,
    Line,
    LineKind,
    Run,
    Section,
    heading,
    notice,
    plain,
    small,
)
from bot.show.catalogue import say
from bot.show.fitting import shortened
from bot.show.lines import source_runs
from bot.show.markup import line_markup
from bot.show.timeline import context_menu, entry_lines
from corpus.briefing.digest import Digest, DigestStory
from corpus.briefing.items import TimelineDay, TimelineEntry
from corpus.models import Day

MOST_TEXT = 3_400
"""Characters of one message's sections; the title, notes and buttons need the rest of 4,000."""

MOST_SECTIONS = 20
MOST_WORDS = 700
"""Characters of one statement: a whole speech is in the article, a button away."""

_Part = tuple[Section, tuple[TimelineEntry, ...]]


def briefing_cards(
    found: BriefingFound,
    locale: str = "en",
    *,
    delivery_id: str | None = None,
    late_since: datetime | None = None,
) -> tuple[Card, ...]:
    """A briefing as one card or several, each with the button that marks its part.

    Without `delivery_id` it is a preview and has no button. `late_since` (UTC) is when a briefing
    that comes late was due.
    """
    pages = _pages(_parts(found.digest, locale)) or [[]]
    cards = [_card(page, found, locale) for page in pages]
    cards[0] = replace(
        cards[0], sections=(*_opening(found, late_since, locale), *cards[0].sections)
    )
    cards[-1] = replace(cards[-1], footer=tuple(_left_out(found.digest, locale)))
    if delivery_id is None:
        return tuple(cards)
    return tuple(
        replace(card, buttons=(_about_button(delivery_id, part, locale),))
        for part, card in enumerate(cards)
    )


def about_card(send: SendLine, locale: str = "en") -> Card:
    """When a briefing was due and sent, and how much it carried."""
    counts = say("briefing.carried", locale, count=send.statements)
    messages = say("briefing.messages", locale, count=send.messages)
    return Card(
        say("briefing.about", locale),
        (Section((*_when(send, locale), plain(f"{counts} · {messages}"))),),
    )


def alert_card(key: str, channel_id: int, locale: str = "en", *, paused: bool) -> Card:
    """For moderators: a briefing could not be sent, and why (`key`); its schedule may be paused."""
    title = say("alert.paused" if paused else "alert.failed", locale)
    why = say("alert.where", locale, channel=channel_id, why=say(key, locale))
    return notice(title, why, accent=Accent.WARNING)


def _when(send: SendLine, locale: str) -> Iterator[Line]:
    yield _dated("briefing.due", send.due_at, locale)
    if send.finished_at is not None:
        yield _dated(f"briefing.state.{send.state.value}", send.finished_at, locale)
    if send.reason is not None:
        yield plain(say(send.reason, locale))


def _dated(key: str, instant: datetime, locale: str) -> Line:
    """A sentence and an instant, which each reader sees in their own zone."""
    return Line((Run(say(key, locale) + " "), Run("", instant=instant)))


def _opening(found: BriefingFound, late_since: datetime | None, locale: str) -> tuple[Section, ...]:
    lines: list[Line] = []
    if not found.digest.stories:
        lines.append(plain(say("briefing.nothing", locale)))
    if found.since is not None:
        lines.append(_small_dated("briefing.since", found.since, locale))
    if late_since is not None:
        lines.append(_small_dated("briefing.late", late_since, locale))
    return (Section(tuple(lines)),) if lines else ()


def _small_dated(key: str, instant: datetime, locale: str) -> Line:
    return replace(_dated(key, instant, locale), kind=LineKind.SMALL)


def _card(page: list[_Part], found: BriefingFound, locale: str) -> Card:
    entries = tuple(entry for _, shown in page for entry in shown)
    count = found.digest.articles
    return Card(
        say("briefing.title", locale, count=count)
        if count
        else say("briefing.plain_title", locale),
        tuple(section for section, _ in page),
        menus=context_menu((TimelineDay(Day(), entries),), locale),
        accent=Accent.ANSWER if found.digest.stories else Accent.NOTHING,
    )


def _parts(digest: Digest, locale: str) -> Iterator[_Part]:
    """Sections that are not torn apart, each with the entries that it shows."""
    for story in digest.stories:
        yield Section(tuple(_story_heading(story, locale))), ()
        for entry in story.entries:
            lines = tuple(shortened(line, MOST_WORDS) for line in _entry(entry, locale))
            yield Section(lines), (entry,)


def _story_heading(story: DigestStory, locale: str) -> Iterator[Line]:
    yield heading(story.lead.headline or say("source.no_headline", locale))
    outlets = dict.fromkeys(source.outlet for source in story.sources if source.outlet)
    if len(outlets) > 1:
        yield small(say("briefing.outlets", locale, names=", ".join(outlets)))
    else:
        yield Line(source_runs(story.lead, locale), LineKind.SMALL)


def _entry(entry: TimelineEntry, locale: str) -> Iterator[Line]:
    if entry.earlier:
        yield small(say("briefing.earlier", locale))
    yield from entry_lines(entry, locale)


def _pages(parts: Iterable[_Part]) -> list[list[_Part]]:
    """Whole sections, as many as a message holds; a story's heading never stands last."""
    pages: list[list[_Part]] = []
    room = sections = 0
    for section, entries in parts:
        size = sum(len(line_markup(line)) + 1 for line in section.lines)
        if not pages or size > room or not sections:
            moved = _loose_heading(pages)
            pages.append(moved)
            room = MOST_TEXT - sum(
                len(line_markup(line)) for part, _ in moved for line in part.lines
            )
            sections = MOST_SECTIONS - len(moved)
        pages[-1].append((section, entries))
        room -= size
        sections -= 1
    return pages


def _loose_heading(pages: list[list[_Part]]) -> list[_Part]:
    """Take a heading off the end of the last page, to stand above what follows it."""
    if len(pages) and len(pages[-1]) > 1 and not pages[-1][-1][1]:
        return [pages[-1].pop()]
    return []


def _left_out(digest: Digest, locale: str) -> Iterator[Line]:
    for left in digest.left_out:
        yield small(say(f"briefing.left_out.{left.reason.value}", locale, count=left.count))


def _about_button(delivery_id: str, part: int, locale: str) -> Button:
    return Button(say("briefing.about", locale), AboutBriefing(delivery_id, str(part)))
