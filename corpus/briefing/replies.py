"""Who answered a person, a statement or an event: reactions with what they answer, newest first."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.briefing.items import Source, Statement
from corpus.briefing.merging import Merged, answers, merge

_Fits = Callable[[Merged, Merged | None], bool]


@dataclass(frozen=True, slots=True)
class Reply:
    """A reaction, and the statement that it answers where an article tells which.

    `merged` are the other articles that carry the reaction. The link is as certain as
    `statement.certain` says.
    """

    statement: Statement
    answered: Statement | None
    merged: tuple[Source, ...] = ()


def to_person(statements: Iterable[Statement], name: str) -> tuple[Reply, ...]:
    """What `statements` hold that answers the person of this name, by anybody else."""

    def fits(node: Merged, answered: Merged | None) -> bool:
        names = {node.shown.target, answered.shown.actor if answered else None}
        return node.shown.reaction and node.shown.actor != name and name in names

    return _replies(merge(statements), fits)


def to_statements(statements: Iterable[Statement], wanted: Collection[str]) -> tuple[Reply, ...]:
    """What `statements` hold that answers any of those with the public ids `wanted`."""

    def fits(_node: Merged, answered: Merged | None) -> bool:
        return answered is not None and any(
            member.public_id in wanted for member in answered.members
        )

    return _replies(merge(statements), fits)


def _replies(nodes: Sequence[Merged], fits: _Fits) -> tuple[Reply, ...]:
    by_id = {node.shown.public_id: node for node in nodes}
    links = answers(nodes)
    found: list[Reply] = []
    for node in nodes:
        answered = by_id.get(links.get(node.shown.public_id, ""))
        if fits(node, answered):
            shown = answered.shown if answered else None
            found.append(Reply(node.shown, shown, node.others))
    return tuple(sorted(found, key=_newest_first))


def _newest_first(reply: Reply) -> tuple[int, str, int]:
    """The latest day first, undated ones last; within a day in the order of the text."""
    statement = reply.statement
    day = statement.day.value or statement.source.publication.day or date.min
    return -day.toordinal(), statement.source.article_id, statement.position
