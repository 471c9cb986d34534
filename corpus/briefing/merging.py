"""Wordings and reprints of one utterance become one statement; reactions find what they answer."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus.briefing.items import Source, Statement
from corpus.briefing.periods import last_day
from corpus.linking.words import TELLING, holds, words
from corpus.models import Day, DayBasis, EventKind, Precision, QuoteKind

_BASIS_ORDER = (
    DayBasis.STATED,
    DayBasis.RESOLVED,
    DayBasis.INFERRED,
    DayBasis.PUBLICATION,
    DayBasis.UNKNOWN,
)
_TOLD = {DayBasis.STATED, DayBasis.RESOLVED}
_SHARED = 2  # telling words that a statement and an answer to it share, where nothing else says so
_ANSWER_WITHIN = 3  # days after a statement, within which a target named without a link is taken


@dataclass(frozen=True, slots=True)
class Merged:
    """One utterance or act: the statement that shows it, and all the statements it was made of."""

    shown: Statement
    members: tuple[Statement, ...]

    @property
    def others(self) -> tuple[Source, ...]:
        """The other articles that carry it, each once, in the order they printed it."""
        seen = {self.shown.source.article_id}
        sources: list[Source] = []
        for member in self.members:
            if member.source.article_id not in seen:
                seen.add(member.source.article_id)
                sources.append(member.source)
        return tuple(sources)

    @property
    def articles(self) -> frozenset[str]:
        """The articles that carry it."""
        return frozenset(member.source.article_id for member in self.members)


def merge(statements: Iterable[Statement]) -> tuple[Merged, ...]:
    """Join wordings of one utterance and reprints of one sentence, in a fixed order.

    What an article prints twice, in its headline and in full, or as two acts of one sentence,
    counts once too.
    """
    together: defaultdict[object, list[Statement]] = defaultdict(list)
    for statement in sorted(statements, key=reading_order):
        together[_identity(statement)].append(statement)
    same_days = [members for found in together.values() for members in _by_day(found)]
    sets = _join_within_articles(same_days)
    return tuple(Merged(_shown(members), tuple(members)) for members in sets)


def _by_day(statements: list[Statement]) -> list[list[Statement]]:
    """Part the same words of the same actor where articles tell that they fell on other days.

    A day that is not told, or only the publication's, is no ground to part a reprint.
    """
    if all(statement.group for statement in statements):
        return [statements]
    told: defaultdict[date | None, list[Statement]] = defaultdict(list)
    for statement in statements:
        told[statement.day.value if statement.day.basis in _TOLD else None].append(statement)
    untold = told.pop(None, [])
    if len(told) > 1:
        return [*told.values(), *([untold] if untold else [])]
    return [statements]


def _join_within_articles(sets: list[list[Statement]]) -> list[list[Statement]]:
    """Join sets where an article has one actor's words in both, the ones within the others."""
    holders: defaultdict[tuple[str, str | None], list[list[Statement]]] = defaultdict(list)
    joined: list[list[Statement]] = []
    for members in sets:
        keys = {(member.source.article_id, member.actor) for member in members}
        into = next((each for key in keys for each in holders[key] if _repeat(each, members)), None)
        if into is None:
            into = members
            joined.append(members)
        else:
            into.extend(members)
        for key in keys:
            holders[key].append(into)
    return [sorted(members, key=reading_order) for members in joined]


def _repeat(one: list[Statement], other: list[Statement]) -> bool:
    """Whether any article prints a statement of the one set again as one of the other."""
    return any(_said_twice(a, b) for a in one for b in other)


def _said_twice(a: Statement, b: Statement) -> bool:
    if a.source.article_id != b.source.article_id or a.actor != b.actor:
        return False
    if a.pieces == b.pieces:
        return a.quote_id == b.quote_id  # two acts of one sentence, or two events of one quote
    first, second = (words(each.pieces, all_quoted=False) for each in (a, b))
    two_days = {a.day.basis, b.day.basis} <= _TOLD and a.day.value != b.day.value
    return not two_days and (holds(first, second) or holds(second, first))


def reading_order(statement: Statement) -> tuple[date, date, str, int, str]:
    """By day, then by publication, article and place in the text; unknown days come last."""
    return (
        statement.day.value or date.max,
        statement.source.publication.day or date.max,
        statement.source.article_id,
        statement.position,
        statement.public_id,
    )


def _identity(statement: Statement) -> object:
    """What two statements share when they are one: the group, or the same words of the same actor.

    A quote counts once whatever kinds of event an article makes of it.
    """
    if statement.group:
        return statement.group
    stems = tuple(words(statement.pieces, all_quoted=False).stems)
    return (statement.actor, stems)


def _shown(members: Sequence[Statement]) -> Statement:
    """The fullest sure wording, with the best day and the answer that any of the members know."""
    best = min(members, key=_preference)
    dated = _best_dated(members)
    if dated.day.value is not None and dated.day.value != best.day.value:
        day = replace(dated.day, basis=DayBasis.INFERRED, span=None)
        best = replace(best, day=day, day_source=dated.day_source or dated.source)
    answering = next((member for member in members if member.answers), None)
    if answering and not best.answers:
        best = replace(best, answers=answering.answers, reaction=True)
    return best


def _best_dated(members: Sequence[Statement]) -> Statement:
    """Who tells the day best; of a month or a year, another's day that lies in it says more."""
    best = min(members, key=lambda member: _BASIS_ORDER.index(member.day.basis))
    month = best.day
    if month.value is None or month.precision not in {Precision.MONTH, Precision.YEAR}:
        return best
    last = last_day(month.value, month.precision)
    finer = (
        member
        for member in members
        if member.day.value
        and member.day.precision not in {Precision.MONTH, Precision.YEAR}
        and month.value <= member.day.value <= last
    )
    return next(finer, best)


def _preference(statement: Statement) -> tuple[object, ...]:
    """Sure of the actor first, then direct words, then a telling kind, then the longest."""
    return (
        not statement.actor_certain,
        statement.quote_kind is not QuoteKind.DIRECT,
        statement.kind is EventKind.SAY,
        -sum(len(piece) for piece in statement.pieces),
        reading_order(statement),
    )


def answered(nodes: Sequence[Merged]) -> dict[str, str]:
    """Which statement each reaction goes back to: `answers`, followed to what began it.

    The shown statements' public ids, reaction to statement; none where answers run in a circle.
    """
    links = answers(nodes)
    return {reaction: root for reaction in links if (root := _root(reaction, links))}


def answers(nodes: Sequence[Merged]) -> dict[str, str]:
    """Which node answers which: the shown statements' public ids, reaction to statement.

    A link that an article states is taken as it is. A reaction that only names its target is tied
    to the one statement of the target in the same article that speaks of the same things in the
    same words; anything less is not a link.
    """
    by_member = {member.public_id: node for node in nodes for member in node.members}
    by_actor: defaultdict[str, list[Merged]] = defaultdict(list)
    for node in nodes:
        if node.shown.actor:
            by_actor[node.shown.actor].append(node)
    links: dict[str, str] = {}
    for node in nodes:
        told = by_member.get(node.shown.answers or "")
        found = told or _by_target(node, by_actor)
        if found and found is not node:
            links[node.shown.public_id] = found.shown.public_id
    return links


def _by_target(node: Merged, by_actor: dict[str, list[Merged]]) -> Merged | None:
    """The one statement of the reaction's target that its articles tell, if it can be told."""
    shown = node.shown
    if not (shown.reaction and shown.target) or shown.target == shown.actor:
        return None
    near = [
        other
        for other in by_actor.get(shown.target, ())
        if other.articles & node.articles and _may_precede(other.shown.day, shown.day)
    ]
    shared = [(len(_telling(other.shown) & _telling(shown)), other) for other in near]
    most = max((count for count, _ in shared), default=0)
    best = [other for count, other in shared if count == most]
    return best[0] if most >= _SHARED and len(best) == 1 else None


def _may_precede(first: Day, second: Day) -> bool:
    """Whether a statement of the first day may be answered on the second, going by the days."""
    if first.value is None or second.value is None:
        return True
    return 0 <= (second.value - first.value).days <= _ANSWER_WITHIN


def _telling(statement: Statement) -> set[str]:
    """The stems of a statement that tell what it is about; names do not."""
    shown = (statement.sentence,) if statement.sentence else statement.pieces
    telling = words(shown, all_quoted=False).telling
    return {stem for stem, weight in telling.items() if weight >= TELLING}


def _root(reaction: str, links: dict[str, str]) -> str:
    """Follow answers to the statement that began it; "" where they run in a circle."""
    seen = {reaction}
    at = links[reaction]
    while at in links:
        if at in seen:
            return ""
        seen.add(at)
        at = links[at]
    return at
