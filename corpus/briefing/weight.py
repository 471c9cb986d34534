"""How much an entry of a timeline matters."""

from corpus.briefing.items import TimelineEntry
from corpus.models import EventKind, QuoteKind

_KIND_TELLS = {EventKind.SAY: 0.0, EventKind.ACT: 0.5}


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
