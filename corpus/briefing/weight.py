"""How much an entry of a timeline matters."""

from corpus.briefing.items import TimelineEntry
from corpus.models import DayBasis, EventKind, Precision, QuoteKind

_KIND_TELLS = {EventKind.SAY: 0.0, EventKind.ACT: 0.0}

_DAYS = {Precision.DAY, Precision.TIME}
_TOLD = {DayBasis.STATED, DayBasis.RESOLVED}
_ANSWERED, _PERHAPS_ANSWERED = 2.0, 0.5


def weight(entry: TimelineEntry) -> float:
    """How much it matters: answered, carried by many, sure, telling, direct, of a day told."""
    statement = entry.statement
    return (
        sum(_ANSWERED if each.certain else _PERHAPS_ANSWERED for each in entry.reactions)
        + 1.5 * len({source.outlet for source in entry.merged})
        + 1.0 * statement.actor_certain
        + _KIND_TELLS.get(statement.kind, 1.0)
        + 0.5 * (statement.quote_kind is QuoteKind.DIRECT)
        + 0.5 * (statement.day.basis in _TOLD and statement.day.precision in _DAYS)
    )
