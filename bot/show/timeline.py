"""Cards of `timeline`: day by day what was said and done, reactions under what they answer."""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import assert_never

from bot.newsroom.answers import (
    NothingHappened,
    PersonLine,
    SeveralPeople,
    TimelineAnswer,
    TimelineFound,
)
from bot.show.actions import ShowContext, ShowPicture, ShowReactions, ShowTimeline
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
    plain,
    small,
)
from bot.show.catalogue import say
from bot.show.lines import (
    JOINT,
    TOLD,
    before_line,
    day_text,
    day_words,
    page_buttons,
    page_line,
    source_runs,
    words_line,
)
from bot.show.people import candidate_line, people_menu
from corpus.briefing.editing import shown_words
from corpus.briefing.items import Statement, TimelineDay, TimelineEntry
from corpus.models import Day, SpeakerKind

MOST_CHOICES = 25
REPLY = "↳ "


def timeline_card(
    answer: TimelineAnswer, locale: str = "en", *, since: str = "", until: str = ""
) -> Card:
    """The card of any answer to `timeline`; its buttons ask again between the same days."""
    match answer:
        case TimelineFound():
            return _found_card(answer, locale, since, until)
        case SeveralPeople():
            return _several_card(answer, locale, since, until)
        case NothingHappened():
            return _nothing_card(answer, locale, since, until)
        case _:
            assert_never(answer)


def _found_card(answer: TimelineFound, locale: str, since: str, until: str) -> Card:
    page, asked = answer.page, answer.asked or ""
    turn = (
        ShowTimeline(asked, since, until, max(0, page.number - 1)),
        ShowTimeline(asked, since, until, page.number + 1),
    )
    picture = ShowPicture(asked, since, until, page.number)
    subject = answer.subject or answer.asked
    title = say("timeline.of", locale, subject=subject) if subject else say("timeline.all", locale)
    return Card(
        title,
        tuple(day_section(day, locale) for day in answer.days),
        menus=context_menu(answer.days, locale),
        buttons=(*page_buttons(page, *turn, locale), *_ways_on(asked, picture, locale)),
        footer=(
            *_left_out(answer.days_left_out, locale),
            *page_line(page, locale, "timeline.page"),
        ),
    )


def _left_out(days: int, locale: str) -> tuple[Line, ...]:
    """How many days had no room; nothing where all are shown."""
    return (small(say("timeline.left_out", locale, count=days)),) if days else ()


def _ways_on(asked: str, picture: ShowPicture, locale: str) -> tuple[Button, ...]:
    """To who answered the person or the words asked about, and to the same days as a picture."""
    drawn = Button(say("picture.button", locale), picture)
    if not asked:
        return (drawn,)
    return (Button(say("button.reactions", locale), ShowReactions(asked)), drawn)


def day_section(day: TimelineDay, locale: str) -> Section:
    """One day: its heading, its statements and the reactions to them."""
    bases = {(entry.statement.day.basis, entry.statement.day_source) for entry in day.entries}
    _, source = bases.pop() if len(bases) == 1 else (None, None)
    mixed = bool(bases)
    lines = [heading(_plain_day(day.day, locale) if mixed else day_text(day.day, locale, source))]
    for entry in day.entries:
        told = not mixed or entry.statement.day.basis in TOLD
        lines += entry_lines(entry, locale, dated=not told)
    return Section(tuple(lines))


def _plain_day(day: Day, locale: str) -> str:
    """A day without what it rests on."""
    return day_words(day.value, day.precision, locale) if day.value else day_text(day, locale)


def entry_lines(entry: TimelineEntry, locale: str, *, dated: bool = False) -> Iterator[Line]:
    """A statement and, under it, who answered; each with its day, where no heading tells it."""
    lead = say("timeline.earlier", locale) + " " if entry.earlier else ""
    merged = len(entry.merged)
    yield from statement_lines(entry.statement, locale, lead=lead, reprints=merged, dated=dated)
    for reaction in entry.reactions:
        lead = REPLY if reaction.certain else REPLY + say("timeline.perhaps", locale) + " "
        other_day = reaction.day.value != entry.statement.day.value
        lines = statement_lines(reaction, locale, lead=lead, dated=dated or other_day)
        above = shown_words(reaction) == shown_words(entry.statement)
        yield from islice(lines, 1) if above else lines  # the sentence stands above it


def statement_lines(
    statement: Statement, locale: str, *, lead: str = "", reprints: int = 0, dated: bool = False
) -> Iterator[Line]:
    """Who does what to whom (with `dated`, on which day); the words; where they were printed."""
    day = (Run(" · " + day_text(statement.day, locale, statement.day_source)),) if dated else ()
    yield Line((Run(lead), *actor_runs(statement, locale), *_deed_runs(statement, locale), *day))
    yield words_line(statement.pieces, statement.sentence, statement.quote_kind, locale)
    also = say("timeline.reprints", locale, count=reprints) if reprints else ""
    runs = source_runs(statement.source, locale)
    yield Line((*runs, Run(f" · {also}")) if also else runs, LineKind.SMALL)
    if statement.before is not None:
        yield before_line(statement.before, statement.actor, locale)


def actor_runs(statement: Statement, locale: str) -> tuple[Run, ...]:
    """Who made a statement, with the warning where that is not certain."""
    if statement.actor is None or statement.actor_kind is SpeakerKind.UNRESOLVED:
        return (Run(say("speaker.unresolved", locale)),)
    if statement.actor_kind is SpeakerKind.UNNAMED:
        return (Run(say("speaker.unnamed", locale, printed=statement.actor)),)
    name = Run(statement.actor, bold=True)
    if statement.actor_certain:
        return (name,)
    return (Run(say("speaker.probably", locale) + " "), name)


def _deed_runs(statement: Statement, locale: str) -> tuple[Run, ...]:
    deed = Run(" · " + say(f"event.{statement.kind.value}", locale))
    if statement.target is None:
        return (deed,)
    # An arrow would read as the deed done to them: Blinken "accuses → Biden", whom he backs.
    answering = Run(" · " + say("timeline.in_answer_to", locale) + " ")
    return (deed, answering, Run(statement.target, bold=True))


def context_menu(days: tuple[TimelineDay, ...], locale: str) -> tuple[Menu, ...]:
    """A menu that opens a quote of these days in its paragraph; nothing where there are none."""
    statements = (
        statement
        for day in days
        for entry in day.entries
        for statement in (entry.statement, *entry.reactions)
    )
    choices: dict[str, Choice] = {}
    for statement in statements:
        if statement.quote_id is not None and len(choices) < MOST_CHOICES:
            choices.setdefault(statement.quote_id, _choice(statement, statement.quote_id, locale))
    return (Menu(say("timeline.open", locale), tuple(choices.values())),) if choices else ()


def _choice(statement: Statement, quote_id: str, locale: str) -> Choice:
    actor = statement.actor or say("speaker.unresolved", locale)
    outlet = statement.source.outlet or say("source.no_outlet", locale)
    label = f"{actor}: {JOINT.join(statement.pieces)}"
    return Choice(
        label,
        ShowContext(quote_id),
        f"{day_text(statement.day, locale, statement.day_source)} · {outlet}",
    )


def _ask_again(since: str, until: str) -> Callable[[PersonLine], ShowTimeline]:
    return lambda person: ShowTimeline(person.public_id, since, until)


def _several_card(answer: SeveralPeople, locale: str, since: str, until: str) -> Card:
    lines = tuple(candidate_line(person, locale) for person in answer.candidates)
    title = say("who.several", locale, asked=answer.asked)
    return Card(
        title, (Section(lines),), people_menu(answer.candidates, locale, _ask_again(since, until))
    )


def _nothing_card(answer: NothingHappened, locale: str, since: str, until: str) -> Card:
    if answer.library_empty:
        lines = (plain(say("library.empty", locale)),)
    else:
        near = (candidate_line(person, locale) for person in answer.nearest)
        key = "who.nearest" if answer.nearest else "timeline.nothing_near"
        lines = (plain(say(key, locale)), *near)
    key = "timeline.nothing" if answer.asked else "timeline.nothing_at_all"
    return Card(
        say(key, locale, asked=answer.asked),
        (Section(lines),),
        people_menu(answer.nearest, locale, _ask_again(since, until)),
        accent=Accent.NOTHING,
    )
