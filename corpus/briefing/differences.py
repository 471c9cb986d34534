"""Outlets that print one utterance differently: other words in the same place, not a cut."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from corpus.briefing.items import Statement
from corpus.briefing.merging import Merged, reading_order
from corpus.linking.comparing import contradicts
from corpus.models import QuoteKind, Span

JOINT = " … "


@dataclass(frozen=True, slots=True)
class Difference:
    """Two direct wordings of one utterance, the first printed first.

    `marked` are the spans into each one's joined pieces where they do not agree. `corrected` says
    that both are of one outlet: it prints the words otherwise than before.
    """

    first: Statement
    second: Statement
    marked: tuple[tuple[Span, ...], tuple[Span, ...]]

    @property
    def corrected(self) -> bool:
        """Whether one outlet prints it otherwise than it did."""
        outlets = {self.first.source.outlet, self.second.source.outlet}
        return len(outlets) == 1 and None not in outlets


def differences(nodes: Iterable[Merged], new: frozenset[str]) -> tuple[Difference, ...]:
    """One difference for each utterance of which a wording with a public id in `new` has one."""
    found = (next(_of(node, new), None) for node in nodes)
    return tuple(difference for difference in found if difference is not None)


def _of(node: Merged, new: frozenset[str]) -> Iterator[Difference]:
    direct = [each for each in node.members if each.quote_kind is QuoteKind.DIRECT and each.group]
    printed = sorted(direct, key=_printed)
    for at, second in enumerate(printed):
        for first in printed[:at]:
            if first.source.article_id == second.source.article_id:
                continue
            places = contradicts(JOINT.join(first.pieces), JOINT.join(second.pieces))
            if places and new & {first.public_id, second.public_id}:
                theirs, mine = zip(*places, strict=True)
                yield Difference(first, second, (tuple(theirs), tuple(mine)))


def _printed(statement: Statement) -> tuple[date, tuple[object, ...]]:
    """By publication; what is not dated comes last."""
    return statement.source.publication.day or date.max, reading_order(statement)
