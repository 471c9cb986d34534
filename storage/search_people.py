"""Which people of a library a name may mean, from memory."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.models import SpeakerKind
from corpus.names import title_words
from storage.index.saved import Index
from storage.index.view import Known, View

Places = NDArray[np.intp]
Scores = NDArray[np.float32]

_FITS_FROM = 74.0
_RIVAL_WITHIN = 8.0  # names this near to the best one fit as well
_EXACT = 99.0  # where one name is exactly what was typed, misspelt others do not fit
_OFFERED_FROM = 60.0
_TITLE = 0.95  # of the score where a word was left out as a title
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
    numbers, scores = _best(index, view, typed, limit, kinds)
    if not len(numbers):
        return []
    top = float(scores[0])
    floor = _EXACT if top >= _EXACT else max(_FITS_FROM, top - _RIVAL_WITHIN)
    return [
        PersonHit(view.people[int(number)].public_id, float(score), bool(score >= floor))
        for number, score in zip(numbers[:limit], scores[:limit], strict=True)
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
    numbers, scores = _best(index, view, typed, limit, kinds)
    return [people[int(number)] for number in numbers[scores >= _OFFERED_FROM][:limit]]


def _best(
    index: Index, view: View, typed: Sequence[str], limit: int, kinds: frozenset[SpeakerKind]
) -> tuple[Places, Scores]:
    """The people with a name near to what was typed, the best first, and their scores.

    A title may be a name ("King") or none ("Minister Lindqvist"): the words count with and without.
    """
    found = index.names.search(typed, limit, view.named(kinds)) if typed else []
    bare = [word for word in typed if word not in title_words()]
    if len(bare) < len(typed) and max(map(len, bare), default=0) > _POPULAR:
        others = index.names.search(bare, limit, view.named(kinds))
        found += [(name, _TITLE * score) for name, score in others]
    names = np.array([name for name, _ in found], np.uint32)
    numbers, places = view.people.bearers_of(names)
    scores = np.array([score for _, score in found], np.float32)[places]
    wanted = view.people.are_of(numbers, kinds)
    numbers, scores = numbers[wanted], scores[wanted]
    quotes = view.people.rows["quotes"][numbers].astype(np.int64)
    order = np.lexsort((-scores, -quotes, -np.round(scores)))
    numbers, scores = numbers[order], scores[order]
    first = np.sort(np.unique(numbers, return_index=True)[1])
    return numbers[first], scores[first]
