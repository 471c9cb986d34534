"""Cards of sources: the list and its panel, what adding brought, what a check found, alerts."""

from collections.abc import Iterator, Sequence

from bot.newsroom.checking import Checked, CheckedArticle, CheckedFailure
from bot.newsroom.lists import ListTaken, SourceList
from bot.newsroom.sources import PageTaken, SourceAdded, SourceLine, SourcesFound
from bot.show.actions import ChangeSource, ShowSources
from bot.show.articles import MOST_ITEMS, ingest_card
from bot.show.cards import (
    Accent,
    Button,
    Card,
    Choice,
    Line,
    Menu,
    Run,
    Section,
    Tone,
    notice,
    plain,
    small,
)
from bot.show.catalogue import say, tell
from bot.show.lines import (
    day_words,
    page_buttons,
    page_line,
    source_runs,
    speaker_runs,
    web_address,
    words_line,
)
from corpus.models import Precision
from storage.source_records import SourceRecord


def sources_card(found: SourcesFound, locale: str = "en") -> Card:
    """A page of the sources, each with its health and a menu entry for what can be done to it."""
    if not found.lines:
        return notice(
            say("sources.none", locale), say("sources.none_hint", locale), accent=Accent.NOTHING
        )
    page = found.page
    turn = (ShowSources(max(0, page.number - 1)), ShowSources(page.number + 1))
    choices = tuple(
        Choice(_title(line, locale), ChangeSource("open", line.public_id), line.address)
        for line in found.lines
    )
    return Card(
        say("sources.list", locale),
        tuple(Section(tuple(_source(line, locale))) for line in found.lines),
        menus=(Menu(say("sources.choose", locale), choices),),
        buttons=page_buttons(page, *turn, locale),
        footer=page_line(page, locale) or (small(say("count.sources", locale, count=page.total)),),
    )


def source_card(line: SourceLine, done: str, locale: str = "en") -> Card:
    """What was done to a source ("add", "pause", "resume", "remove"; "open" for nothing)."""
    return Card(
        say(f"sources.done.{done}", locale),
        (Section(tuple(_source(line, locale))),),
        buttons=() if done == "remove" else _buttons(line, locale),
        accent=Accent.ANSWER if done == "open" else Accent.DONE,
    )


def added_card(
    answer: SourceAdded | PageTaken, locale: str = "en", *, most: int = MOST_ITEMS
) -> Card:
    """What following a feed brought so far; of an address without a feed, its page."""
    card = ingest_card(answer.report, locale, most=most)
    if isinstance(answer, PageTaken):
        return Card(
            card.title,
            card.sections,
            footer=(*card.footer, small(say("sources.page_only", locale))),
            accent=card.accent,
        )
    about = Section(tuple(_source(answer.line, locale)))
    if not answer.report.items:
        return Card(
            say("sources.done.add" if answer.new else "sources.had_it", locale),
            (about,),
            buttons=_buttons(answer.line, locale),
            accent=Accent.DONE,
        )
    return Card(
        say("sources.done.add", locale),
        (about, Section((plain(card.title),)), *card.sections),
        buttons=_buttons(answer.line, locale),
        footer=card.footer,
        accent=card.accent,
    )


def polled_card(lines: Sequence[SourceLine], locale: str = "en") -> Card:
    """The sources that were looked at now, as they are."""
    title = say("sources.polled", locale, count=len(lines))
    return Card(title, tuple(Section(tuple(_source(line, locale))) for line in lines))


def list_card(taken: ListTaken, locale: str = "en") -> Card:
    """What became of a list of feeds."""
    lines = [plain(title) for title in taken.added[:MOST_ITEMS]]
    if len(taken.added) > MOST_ITEMS:
        lines.append(small(say("ingest.more", locale, count=len(taken.added) - MOST_ITEMS)))
    if taken.known:
        lines.append(small(say("sources.known", locale, count=taken.known)))
    if taken.left_out:
        lines.append(small(say("sources.left_out", locale, count=taken.left_out)))
    if taken.added:
        lines.append(small(say("sources.read_soon", locale)))
    title = say("sources.listed", locale, count=len(taken.added))
    return Card(title, (Section(tuple(lines)),), accent=Accent.DONE)


def export_card(made: SourceList, locale: str = "en") -> Card:
    """The sources as a file, which goes with the card."""
    return notice(say("sources.exported", locale, count=made.count), accent=Accent.DONE)


def checked_card(checked: Checked, locale: str = "en") -> Card:
    """What would be read now, item by item, with the people and quotes found."""
    lines = [Line((Run(checked.title or checked.address, bold=True),)), small(checked.address)]
    if checked.title is None:
        lines.append(plain(say("sources.check.page", locale)))
    else:
        lines.append(plain(say("sources.check.items", locale, count=checked.listed)))
        shown = len(checked.items)
        lines += [plain(say("sources.check.shown", locale, count=shown))] if shown else []
    items = (Section(tuple(_checked(item, locale))) for item in checked.items)
    return Card(say("sources.check.title", locale), (Section(tuple(lines)), *items))


def _checked(item: CheckedArticle | CheckedFailure, locale: str) -> Iterator[Line]:
    if isinstance(item, CheckedFailure):
        yield Line((Run(item.name, bold=True),))
        yield plain(tell(item.error, locale))
        return
    yield Line(source_runs(item.source, locale))
    facts = (
        [day_words(item.source.publication.day, Precision.DAY, locale)]
        if (item.source.publication.day)
        else [say("articles.undated", locale)]
    )
    facts.append(say("count.quotes", locale, count=item.quotes))
    facts += [say("sources.check.known", locale)] if item.known else []
    facts += [] if item.readable else [say("articles.not_read", locale)]
    yield small(" · ".join(facts))
    if item.people:
        yield plain(say("sources.check.people", locale, names=", ".join(item.people)))
    elif item.readable:
        yield plain(say("sources.check.no_people", locale))
    for line in item.shown:
        yield words_line(line.pieces, line.sentence, line.kind, locale)
        yield Line((Run("— "), *speaker_runs(line, locale)))


def progress_card(done: int, total: int, locale: str = "en") -> Card:
    """How far the reading of a feed's items has come."""
    return notice(say("sources.progress", locale, done=done, total=total))


def told_card(source: SourceRecord, state: str | None, locale: str = "en") -> Card:
    """For moderators: a feed fails for a day ("failing"), is gone ("gone"), or recovered."""
    feed = source.feed
    lines = [Line((Run(feed.title or feed.address, bold=True),)), small(feed.address)]
    if feed.fault is not None:
        lines.append(plain(tell(feed.fault.error, locale)))
    lines.append(plain(say(f"sources.told.{state or 'well'}_hint", locale)))
    accent = Accent.DONE if state is None else Accent.WARNING
    title = say(f"sources.told.{state or 'well'}", locale)
    show = Button(say("sources.button.open", locale), ChangeSource("open", source.public_id))
    return Card(title, (Section(tuple(lines)),), buttons=(show,), accent=accent)


def _title(line: SourceLine, locale: str) -> str:
    return line.title or say("sources.untitled", locale)


def _source(line: SourceLine, locale: str) -> Iterator[Line]:
    yield Line((Run(_title(line, locale), bold=True, link=web_address(line.home)),))
    yield small(line.address)
    if line.previous_address is not None:
        yield small(say("sources.moved", locale, address=line.previous_address))
    yield from _health(line, locale)
    counts = [say("sources.brought", locale, count=line.brought)]
    if line.waiting:
        counts.append(say("sources.waiting", locale, count=line.waiting))
    counts.append(say("sources.id", locale, source_id=line.public_id))
    yield small(" · ".join(counts))


def _health(line: SourceLine, locale: str) -> Iterator[Line]:
    """How it is, when it was read last and is looked at next."""
    if line.fault is not None:
        key = "sources.gone" if line.gone else "sources.failing"
        yield Line((Run(say(key, locale) + " "), Run("", instant=line.failing_since)))
        yield plain(tell(line.fault, locale))
    if line.paused:
        yield plain(say("sources.is_paused", locale))
    if line.read_at is not None:
        yield Line((Run(say("sources.read", locale) + " "), Run("", instant=line.read_at)))
    if line.next_at is not None:
        yield Line((Run(say("sources.next", locale) + " "), Run("", instant=line.next_at)))


def _buttons(line: SourceLine, locale: str) -> tuple[Button, ...]:
    change = "resume" if line.paused or line.gone else "pause"
    return tuple(
        Button(
            say(f"sources.button.{name}", locale),
            ChangeSource(name, line.public_id),
            Tone.DANGER if name == "remove" else Tone.PLAIN,
        )
        for name in (change, "check", "remove")
    )
