"""What happened when, and who answered whom: statements become days."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.briefing.items import Statement, TimelineDay, TimelineEntry
from corpus.briefing.merging import Merged, answered, merge, reading_order
from corpus.briefing.periods import last_day
from corpus.briefing.salient_entries import salient
from corpus.briefing.weight import weight
from corpus.models import Day, Precision

_DayKey = tuple[date | None, Precision]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Days, earliest first; `left_out` counts those that weighed less and had no room."""

    days: tuple[TimelineDay, ...]
    left_out: int = 0


def select(
    statements: Sequence[Statement],
    *,
    since: date | None = None,
    until: date | None = None,
    most_days: int | None = None,
    most_a_day: int | None = None,
) -> Timeline:
    """The days from `since` to `until` (both included), earliest first, each with its statements.

    Wordings of one utterance and reprints are merged; a reaction within the days stands under what
    it answers, whatever its own day. `most_a_day` keeps the statements of a day that weigh most
    (see `weight`). Where there are more days than `most_days`, those are shown that the articles
    tell most of, with statements that tell them and repeat nothing (corpus.briefing.selection).
    Statements of unknown day come last, and only where no bound is given. The same statements in
    any order give the same days.
    """
    nodes = [node for node in merge(statements) if _within(node.shown.day, since, until)]
    days: defaultdict[_DayKey, list[TimelineEntry]] = defaultdict(list)
    for entry in entries(nodes):
        days[_day_key(entry.statement.day)].append(entry)
    if most_days is not None and len(days) > most_days:
        chosen = salient(
            [entry for found in days.values() for entry in found], most_days, most_a_day
        )
        shown = [TimelineDay(found[0].statement.day, found) for found in chosen]
        return Timeline(tuple(shown), len(days) - len(shown))
    return Timeline(tuple(_day(days[key], most_a_day) for key in sorted(days, key=_calendar)))


def entries(nodes: Sequence[Merged]) -> tuple[TimelineEntry, ...]:
    """Every utterance and act once, in reading order, with the reactions under what they answer."""
    links = answered(nodes)
    under: defaultdict[str, list[Statement]] = defaultdict(list)
    for node in nodes:
        if node.shown.public_id in links:
            under[links[node.shown.public_id]].append(node.shown)
    made = (
        TimelineEntry(
            node.shown,
            tuple(sorted(under[node.shown.public_id], key=reading_order)),
            node.others,
        )
        for node in nodes
        if node.shown.public_id not in links
    )
    return tuple(sorted(made, key=lambda entry: reading_order(entry.statement)))


def heaviest(found: Iterable[TimelineEntry], most: int | None) -> tuple[TimelineEntry, ...]:
    """The `most` entries that weigh most (all with None), in reading order."""
    ranked = sorted(found, key=lambda entry: (-weight(entry), reading_order(entry.statement)))
    return tuple(sorted(ranked[:most], key=lambda entry: reading_order(entry.statement)))


def _calendar(key: _DayKey) -> tuple[date, Precision]:
    """Days in calendar order, the unknown day last."""
    return key[0] or date.max, key[1]


def _day(found: list[TimelineEntry], most: int | None) -> TimelineDay:
    chosen = heaviest(found, most)
    return TimelineDay(chosen[0].statement.day, chosen)


def _within(day: Day, since: date | None, until: date | None) -> bool:
    if day.value is None:
        return since is None and until is None
    last = last_day(day.value, day.precision)
    return (since is None or last >= since) and (until is None or day.value <= until)


def _day_key(day: Day) -> _DayKey:
    """Entries of one day fall together, whether a time of day is known or not."""
    if day.value is None:
        return None, Precision.UNKNOWN
    return day.value, Precision.DAY if day.precision is Precision.TIME else day.precision
