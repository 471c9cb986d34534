"""Cards of briefings: what one says, in as many messages as it needs, and its button's answer."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.newsroom.briefings import BriefingFound
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
    plain,
    small,
)
from bot.show.catalogue import say
from bot.show.corrected import corrected_sections
from bot.show.lines import day_words, source_runs, words_line
from bot.show.markup import line_markup
from bot.show.notices import notice_sections
from bot.show.timeline import context_menu, entry_lines
from corpus.briefing.differences import Difference
from corpus.briefing.digest import Digest, DigestStory
from corpus.briefing.items import TimelineDay, TimelineEntry
from corpus.models import Day, Precision

MOST_TEXT = 3_400
"""Characters of one message's sections; the title, notes and buttons need the rest of 4,000."""

MOST_SECTIONS = 20


@dataclass(slots=True)
class _Page:
    """What goes into one message."""

    sections: list[Section] = field(default_factory=list[Section])
    entries: list[TimelineEntry] = field(default_factory=list[TimelineEntry])

    def takes(self, *more: Section) -> bool:
        """Whether there is room for these; an empty page takes anything."""
        sections = [*self.sections, *more]
        lines = (line for section in sections for line in section.lines)
        size = sum(len(line_markup(line)) + 1 for line in lines)
        return not self.sections or (size <= MOST_TEXT and len(sections) <= MOST_SECTIONS)

    def add(self, entry: TimelineEntry, *more: Section) -> None:
        """Put an entry's sections in."""
        self.sections += more
        self.entries.append(entry)


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
    cards = [_card(page, found, locale) for page in _pages(found, locale)]
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


def shown_in(found: BriefingFound, locale: str = "en") -> dict[str, int]:
    """Which of `briefing_cards` shows a statement, by its public id; counted from 0."""
    return {
        statement.public_id: number
        for number, page in enumerate(_pages(found, locale))
        for entry in page.entries
        for statement in (entry.statement, *entry.reactions)
    }


def _dated(key: str, instant: datetime, locale: str) -> Line:
    """A sentence and an instant, which each reader sees in their own zone."""
    return Line((Run(say(key, locale) + " "), Run("", instant=instant)))


def _opening(found: BriefingFound, late_since: datetime | None, locale: str) -> tuple[Section, ...]:
    lines: list[Line] = []
    if found.says_nothing:
        lines.append(plain(say("briefing.nothing", locale)))
    if found.since is not None:
        lines.append(_small_dated("briefing.since", found.since, locale))
    if late_since is not None:
        lines.append(_small_dated("briefing.late", late_since, locale))
    return (Section(tuple(lines)),) if lines else ()


def _small_dated(key: str, instant: datetime, locale: str) -> Line:
    return replace(_dated(key, instant, locale), kind=LineKind.SMALL)


def _card(page: _Page, found: BriefingFound, locale: str) -> Card:
    count = found.digest.articles
    key = "briefing.title" if count else "briefing.plain_title"
    return Card(
        say(key, locale, count=count),
        tuple(page.sections),
        menus=context_menu((TimelineDay(Day(), tuple(page.entries)),), locale),
        accent=Accent.NOTHING if found.says_nothing else Accent.ANSWER,
    )


def _pages(found: BriefingFound, locale: str) -> list[_Page]:
    """Whole entries under their story's heading, which is repeated where a message ends.

    Then what outlets put right or print differently.
    """
    pages = [_Page()]
    for story in found.digest.stories:
        head = Section(tuple(_story_heading(story, locale)))
        above: tuple[Section, ...] = (head,)
        for entry in story.entries:
            section = Section(tuple(entry_lines(entry, locale, dated=True)))
            if not pages[-1].takes(*above, section):
                pages.append(_Page())
                above = (head,)
            pages[-1].add(entry, *above, section)
            above = ()
    differing = (
        Section(tuple(_difference_lines(each, locale))) for each in found.digest.differences
    )
    noticed = notice_sections(found.notices, locale)
    for section in (*corrected_sections(found, locale), *noticed, *differing):
        if not pages[-1].takes(section):
            pages.append(_Page())
        pages[-1].sections.append(section)
    return pages


def _difference_lines(difference: Difference, locale: str) -> Iterator[Line]:
    """Both wordings, each with its source, and the words that do not agree in bold."""
    key = "corrected" if difference.corrected else "differs"
    actor = difference.first.actor or say("speaker.unresolved", locale)
    yield heading(say(f"briefing.difference.{key}", locale, actor=actor))
    both = (difference.first, difference.second)
    for statement, places in zip(both, difference.marked, strict=True):
        yield words_line(statement.pieces, None, statement.quote_kind, locale, places)
        day = statement.source.publication.day
        when = day_words(day, Precision.DAY, locale) if day else say("day.unknown", locale)
        yield Line((*source_runs(statement.source, locale), Run(f" · {when}")), LineKind.SMALL)


def _story_heading(story: DigestStory, locale: str) -> Iterator[Line]:
    yield heading(story.lead.headline or say("source.no_headline", locale))
    outlets = dict.fromkeys(source.outlet for source in story.sources if source.outlet)
    if len(outlets) > 1:
        yield small(say("briefing.outlets", locale, names=", ".join(outlets)))
    else:
        yield Line(source_runs(story.lead, locale), LineKind.SMALL)


def _left_out(digest: Digest, locale: str) -> Iterator[Line]:
    for left in digest.left_out:
        yield small(say(f"briefing.left_out.{left.reason.value}", locale, count=left.count))


def _about_button(delivery_id: str, part: int, locale: str) -> Button:
    return Button(say("briefing.about", locale), AboutBriefing(delivery_id, str(part)))
