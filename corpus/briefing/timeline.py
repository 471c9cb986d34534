"""What happened when, and who answered whom: statements become days."""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from corpus.briefing.items import Statement, TimelineDay, TimelineEntry
from corpus.briefing.merging import Merged, answered, merge, reading_order
from corpus.models import Day, EventKind, Precision, QuoteKind

_DayKey = tuple[date | None, Precision]
_KIND_TELLS = {EventKind.SAY: 0.0, EventKind.ACT: 0.5}


def select(
    statements: Sequence[Statement],
    *,
    since: date | None = None,
    until: date | None = None,
    most_days: int | None = None,
    most_a_day: int | None = None,
) -> tuple[TimelineDay, ...]:
    """The days from `since` to `until` (both included), earliest first, each with its statements.

    Wordings of one utterance and reprints are merged; a reaction within the days stands under what
    it answers, whatever its own day. `most_days` and `most_a_day` keep the days and the statements
    that weigh most (see `weight`). Statements of unknown day come last, and only where no bound is
    given. The same statements in any order give the same days.
    """
    nodes = [node for node in merge(statements) if _within(node.shown.day, since, until)]
    days: defaultdict[_DayKey, list[TimelineEntry]] = defaultdict(list)
    for entry in entries(nodes):
        days[_day_key(entry.statement.day)].append(entry)
    return tuple(_day(days[key], most_a_day) for key in _heaviest(days, most_days))


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


def weight(entry: TimelineEntry) -> float:
    """How much an entry matters: answered by many, carried by many, sure, telling, direct."""
    statement = entry.statement
    return (
        2.0 * len(entry.reactions)
        + 1.5 * len({source.outlet for source in entry.merged})
        + 1.0 * statement.actor_certain
        + _KIND_TELLS.get(statement.kind, 1.0)
        + 0.5 * (statement.quote_kind is QuoteKind.DIRECT)
    )


def heaviest(found: Iterable[TimelineEntry], most: int | None) -> tuple[TimelineEntry, ...]:
    """The `most` entries that weigh most (all with None), in reading order."""
    ranked = sorted(found, key=lambda entry: (-weight(entry), reading_order(entry.statement)))
    return tuple(sorted(ranked[:most], key=lambda entry: reading_order(entry.statement)))


def _heaviest(days: dict[_DayKey, list[TimelineEntry]], most: int | None) -> list[_DayKey]:
    """The days that weigh most, in calendar order, the unknown day last."""

    def order(key: _DayKey) -> tuple[date, Precision]:
        return key[0] or date.max, key[1]

    ranked = sorted(days, key=lambda key: (-sum(map(weight, days[key])), order(key)))
    return sorted(ranked[:most], key=order)


def _day(found: list[TimelineEntry], most: int | None) -> TimelineDay:
    chosen = heaviest(found, most)
    return TimelineDay(chosen[0].statement.day, chosen)


def _within(day: Day, since: date | None, until: date | None) -> bool:
    if day.value is None:
        return since is None and until is None
    last = _last_day(day.value, day.precision)
    return (since is None or last >= since) and (until is None or day.value <= until)


def _last_day(value: date, precision: Precision) -> date:
    """The last day that a month or a year may mean; the day itself otherwise."""
    if precision is Precision.YEAR:
        return date(value.year, 12, 31)
    if precision is Precision.MONTH:
        return value.replace(day=monthrange(value.year, value.month)[1])
    return value


def _day_key(day: Day) -> _DayKey:
    """Entries of one day fall together, whether a time of day is known or not."""
    if day.value is None:
        return None, Precision.UNKNOWN
    return day.value, Precision.DAY if day.precision is Precision.TIME else day.precision
