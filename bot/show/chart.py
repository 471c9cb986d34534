"""A timeline as marks in a grid: people in rows, days across. Data for a picture, and its words.

The picture shows who did what to whom on which day; the words themselves stand in the timeline.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.newsroom.answers import TimelineFound
from bot.show.catalogue import say
from bot.show.lines import day_words
from corpus.briefing.editing import names_somebody
from corpus.briefing.items import Statement, TimelineDay
from corpus.briefing.weight import weight
from corpus.models import Day, EventKind, Precision, SpeakerKind

MOST_ROWS = 9
MOST_COLUMNS = 7
MOST_ALTERNATIVE = 1_000
"""Discord takes 1,024 characters of alternative text."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A statement or act: in which row and column it stands; `place` counts within its cell."""

    row: int
    column: int
    place: int
    kind: EventKind
    certain: bool


@dataclass(frozen=True, slots=True)
class Link:
    """A mark that answers another (both by their index); dashed where it is not certain."""

    reaction: int
    answered: int
    certain: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """What a picture shows.

    `left_out` counts the statements of its days for which there was no room; `days_left_out` are
    the days without room, in words, and `gaps` the columns before which some of them lie.
    """

    title: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    marks: tuple[Mark, ...]
    links: tuple[Link, ...]
    left_out: int
    alternative: str
    days_left_out: tuple[str, ...] = ()
    gaps: tuple[int, ...] = ()


def chart(found: TimelineFound, locale: str = "en") -> Chart:
    """The grid of a timeline: the days that weigh most and the people who say or do most."""
    days = _weightiest(found.days)
    told = [statement for day in days for statement in _statements(day)]
    names = _rows(days, locale)
    marks, links = _marks(days, {name: row for row, name in enumerate(names)}, locale)
    subject = found.subject or found.asked
    title = say("timeline.of", locale, subject=subject) if subject else say("timeline.all", locale)
    return Chart(
        title,
        names,
        tuple(_day_label(day.day, locale) for day in days),
        marks,
        links,
        len(told) - len(marks),
        _alternative(title, days, locale),
        tuple(_when(day, locale) for day in found.days if day not in days),
        _gaps(found.days, days),
    )


def _weightiest(days: Sequence[TimelineDay]) -> tuple[TimelineDay, ...]:
    """At most MOST_COLUMNS days, in their order; of days that weigh the same the latest."""
    ranked = sorted(range(len(days)), key=lambda at: (-sum(map(weight, days[at].entries)), -at))
    return tuple(days[at] for at in sorted(ranked[:MOST_COLUMNS]))


def _gaps(every: Sequence[TimelineDay], shown: Sequence[TimelineDay]) -> tuple[int, ...]:
    """The columns (not the first) whose day does not follow the one before it in the timeline."""
    places = [every.index(day) for day in shown]
    return tuple(at for at, (one, other) in enumerate(pairwise(places), start=1) if other - one > 1)


def kinds(drawn: Chart) -> tuple[EventKind, ...]:
    """The kinds of event that a chart shows, in the order in which they are defined."""
    shown = {mark.kind for mark in drawn.marks}
    return tuple(kind for kind in EventKind if kind in shown)


def _rows(days: Sequence[TimelineDay], locale: str) -> tuple[str, ...]:
    """Who has a row, in the order in which they come up: of each day one, then the busiest."""
    by_day = [[_name(each, locale) for each in _statements(day)] for day in days]
    total = Counter(name for names in by_day for name in names)
    last = (say("picture.unresolved", locale), say("picture.nameless", locale))
    wanted = [
        max(names, key=lambda name: (name not in last, total[name])) for names in by_day if names
    ]
    most = list(dict.fromkeys([*wanted, *(name for name, _ in total.most_common())]))[:MOST_ROWS]
    in_order = dict.fromkeys(name for names in by_day for name in names if name in most)
    return tuple(sorted(in_order, key=last.count))


def _marks(
    days: Sequence[TimelineDay], rows: dict[str, int], locale: str
) -> tuple[tuple[Mark, ...], tuple[Link, ...]]:
    marks: list[Mark] = []
    links: list[Link] = []
    filled: Counter[tuple[int, int]] = Counter()
    columns = {day.day.value: column for column, day in enumerate(days)}

    def put(statement: Statement, column: int) -> int | None:
        row = rows.get(_name(statement, locale))
        if row is None:
            return None
        certain = statement.actor_certain
        marks.append(Mark(row, column, filled[row, column], statement.kind, certain))
        filled[row, column] += 1
        return len(marks) - 1

    for column, day in enumerate(days):
        for entry in day.entries:
            answered = put(entry.statement, column)
            for reaction in entry.reactions:
                at = put(reaction, columns.get(reaction.day.value, column))
                if at is not None and answered is not None:
                    links.append(Link(at, answered, reaction.certain))
    return tuple(marks), tuple(links)


def _statements(day: TimelineDay) -> Iterator[Statement]:
    for entry in day.entries:
        yield entry.statement
        yield from entry.reactions


def _name(statement: Statement, locale: str) -> str:
    if statement.actor is None or statement.actor_kind is SpeakerKind.UNRESOLVED:
        return say("picture.unresolved", locale)
    if statement.actor_kind is not SpeakerKind.PERSON and not names_somebody(statement.actor):
        return say("picture.nameless", locale)
    return statement.actor


def _day_label(day: Day, locale: str) -> str:
    """A short day for the head of a column, its year on a line of its own."""
    if day.value is None:
        return say("picture.no_day", locale)
    if day.precision in {Precision.MONTH, Precision.YEAR}:
        return day_words(day.value, day.precision, locale).replace(" ", "\n")
    month = say(f"month.{day.value.month}", locale)[:3]
    return f"{day.value.day} {month}\n{day.value.year}"


def _alternative(title: str, days: Sequence[TimelineDay], locale: str) -> str:
    """The picture in words, day by day, as much as Discord takes."""
    parts = [title + "."]
    for day in days:
        deeds = "; ".join(_deed(statement, locale) for statement in _statements(day))
        parts.append(f"{_when(day, locale)}: {deeds}.")
    text = " ".join(parts)
    if len(text) <= MOST_ALTERNATIVE:
        return text
    return text[:MOST_ALTERNATIVE].rpartition(";")[0] + " …"


def _when(day: TimelineDay, locale: str) -> str:
    if day.day.value is None:
        return say("day.unknown", locale)
    return day_words(day.day.value, day.day.precision, locale)


def _deed(statement: Statement, locale: str) -> str:
    deed = f"{_name(statement, locale)} {say(f'event.{statement.kind.value}', locale)}"
    if statement.target is None:
        return deed
    return f"{deed} {say('timeline.in_answer_to', locale)} {statement.target}"
