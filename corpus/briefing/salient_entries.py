"""The statements of a large library as passages, and those of them that selection keeps."""

from collections import Counter
from collections.abc import Iterable, Iterator

from corpus.briefing.items import Source, Statement, TimelineEntry
from corpus.briefing.merging import reading_order
from corpus.briefing.passages import Passage, arrange
from corpus.briefing.selection import Wanted, choose
from corpus.briefing.weight import weight
from corpus.models import Precision

_DAYS = {Precision.DAY, Precision.TIME}


def salient(
    entries: Iterable[TimelineEntry], most_days: int, most_a_day: int | None
) -> list[tuple[TimelineEntry, ...]]:
    """The entries of the days that matter most, a tuple a day, the earliest first.

    Only entries take part whose calendar day is known. Reactions and reprints count as more
    articles that tell of their day. `most_a_day` None: all that repeat nothing.
    """
    found = [entry for entry in entries if _dated(entry.statement)]
    shown: dict[Passage, TimelineEntry] = {}
    around: list[Passage] = []
    places: Counter[str] = Counter()
    for entry in sorted(found, key=lambda entry: reading_order(entry.statement)):
        passage = _passage(entry.statement, entry.statement.source, places, weight(entry))
        shown[passage] = entry
        around += _around(entry, places)
    if not shown:
        return []
    days = [day for passage in shown for day in passage.days]
    most = most_a_day or len(shown)
    wanted = Wanted(min(days), max(days), most_days, most, hindsight=True)
    chosen = choose(arrange([*shown, *around]), wanted)
    return [_in_reading_order(shown[passage] for passage in told) for told in chosen.values()]


def _dated(statement: Statement) -> bool:
    return statement.day.value is not None and statement.day.precision in _DAYS


def _passage(
    statement: Statement, source: Source, places: Counter[str], worth: float = 0.0
) -> Passage:
    """A statement as the passage of an article of `source`; `places` counts the article's."""
    place = places[source.article_id]
    places[source.article_id] += 1
    days = tuple(day for day in (statement.day.value,) if day)
    published = source.publication.day or days[0]
    text = statement.sentence or " ".join(statement.pieces)
    return Passage(source.article_id, place, published, text, days, worth)


def _around(entry: TimelineEntry, places: Counter[str]) -> Iterator[Passage]:
    """The reactions and the reprints of an entry, which are not shown for themselves."""
    for reaction in entry.reactions:
        if _dated(reaction):
            yield _passage(reaction, reaction.source, places)
    for source in entry.merged:
        yield _passage(entry.statement, source, places)


def _in_reading_order(entries: Iterable[TimelineEntry]) -> tuple[TimelineEntry, ...]:
    return tuple(sorted(entries, key=lambda entry: reading_order(entry.statement)))
