"""Which people of a library a name may mean, from memory."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from corpus.models import SpeakerKind
from storage.index.saved import Index
from storage.index.view import Known, View

_FITS_FROM = 74.0
_RIVAL_WITHIN = 8.0  # names this near to the best one fit as well
_EXACT = 99.0  # where one name is exactly what was typed, misspelt others do not fit
_OFFERED_FROM = 60.0
_POPULAR = 3  # letters up to which the most quoted are offered


@dataclass(frozen=True, slots=True)
class PersonHit:
    """A person whose name was typed, or (`fits` False) comes near."""

    public_id: str
    score: float
    fits: bool


def rank_people(
    index: Index, view: View, typed: Sequence[str], limit: int, kinds: frozenset[SpeakerKind]
) -> list[PersonHit]:
    """The `limit` best people of these kinds for the words typed; of equals the most quoted."""
    best = _scores(index, view, typed, limit, kinds)
    if not best:
        return []
    top = max(best.values())
    floor = _EXACT if top >= _EXACT else max(_FITS_FROM, top - _RIVAL_WITHIN)
    people = view.people
    return [
        PersonHit(people[number].public_id, best[number], best[number] >= floor)
        for number in _in_order(view, best)[:limit]
    ]


def completions(
    index: Index, view: View, typed: Sequence[str], limit: int, kinds: frozenset[SpeakerKind]
) -> list[Known]:
    """Whom somebody may mean who is typing; for up to three letters the most quoted."""
    people = view.people
    if not typed:
        return people.most_quoted(kinds, limit)
    if len(typed) == 1 and len(typed[0]) <= _POPULAR:
        names = index.names.beginning(typed[0])
        found = people.most_quoted(kinds, limit, people.bearing(names))
        if found:
            return found
    scores = _scores(index, view, typed, limit, kinds)
    best = {number: score for number, score in scores.items() if score >= _OFFERED_FROM}
    return [people[number] for number in _in_order(view, best)[:limit]]


def _scores(
    index: Index, view: View, typed: Sequence[str], limit: int, kinds: frozenset[SpeakerKind]
) -> dict[int, float]:
    """The people with a name near to what was typed, by number, and the best of their scores."""
    best: dict[int, float] = {}
    if not typed:
        return best
    for name, score in index.names.search(typed, limit, view.named(kinds)):
        for number in view.people.bearers_of(name):
            if score > best.get(number, -1.0) and view.people.is_of(number, kinds):
                best[number] = score
    return best


def _in_order(view: View, best: dict[int, float]) -> list[int]:
    numbers: Iterable[int] = best
    quotes = view.people.rows["quotes"][np.fromiter(numbers, np.intp, len(best))].tolist()
    popular = dict(zip(best, quotes, strict=True))
    return sorted(best, key=lambda number: (-round(best[number]), -popular[number], -best[number]))
