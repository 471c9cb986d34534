"""A new article's wordings find the utterances that a library has already.

The surest pairs join first, so that a fuller wording gathers the pieces that others print. Where no
day is told, two articles that surely share another utterance tell of one occasion; of two that do
not, more evidence is asked.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from corpus.linking.variants import SAME_FROM, Wording, barred, same_utterance, worth_comparing

KIN_FROM = 0.85
"""Articles that share an utterance with at least this score tell of one occasion."""
UNTOLD_FROM = 0.75
"""What is asked of two wordings from other articles, of which one has no day."""


@dataclass(frozen=True, slots=True)
class Join:
    """`public_id` becomes a wording of the utterance of `of` (both public ids)."""

    public_id: str
    of: str


@dataclass(frozen=True, slots=True)
class _Pair:
    score: float
    new: Wording
    old: Wording


def joins(
    new: Sequence[Wording],
    near: Sequence[Wording],
    may_be: Sequence[Collection[str]] | None = None,
) -> list[Join]:
    """How the wordings of one new article join those in `near`, which are other articles'.

    `may_be` tells for each of `new` which of `near` (public ids) to judge it with, where that is
    known; the others in `near` only bar what is said by somebody else.

    In the order in which to join; a group with a wording that bars the other is left alone. Of
    pairs that are as sure, those go first whose wordings are given first.
    """
    pairs = sorted(_pairs(new, near, may_be), key=lambda pair: -pair.score)
    kin = {pair.old.article_id for pair in pairs if pair.score >= KIN_FROM}
    groups = _Groups([*new, *near])
    found: list[Join] = []
    for pair in pairs:
        untold = pair.new.day is None or pair.old.day is None
        if untold and pair.old.article_id not in kin and pair.score < UNTOLD_FROM:
            continue
        join = groups.join(pair.new, pair.old)
        if join is not None:
            found.append(join)
    return found


def _pairs(
    new: Sequence[Wording], near: Sequence[Wording], may_be: Sequence[Collection[str]] | None
) -> list[_Pair]:
    found: list[_Pair] = []
    for at, wording in enumerate(new):
        for other in near:
            judged = may_be is None or other.public_id in may_be[at]
            # Who is barred scores below SAME_FROM in any case; most are, and it is soon told.
            if judged and worth_comparing(wording, other) and not barred(wording, other):
                score = same_utterance(wording, other).score
                if score >= SAME_FROM:
                    found.append(_Pair(score, wording, other))
    return found


class _Groups:
    """Which wordings are one utterance so far."""

    def __init__(self, wordings: Sequence[Wording]) -> None:
        self._groups: dict[str, list[Wording]] = {}
        by_group: defaultdict[str, list[Wording]] = defaultdict(list)
        for wording in wordings:
            members = by_group[wording.group or f"alone {wording.public_id}"]
            members.append(wording)
            self._groups[wording.public_id] = members

    def join(self, new: Wording, old: Wording) -> Join | None:
        """Join two wordings, one of them alone so far; None where that may not be."""
        one, other = self._groups[new.public_id], self._groups[old.public_id]
        if one is other or (len(one) > 1 and len(other) > 1):
            return None
        if any(barred(a, b) for a in one for b in other):
            return None
        alone, company = (new, old) if len(one) == 1 else (old, new)
        members = self._groups[company.public_id]
        members.append(alone)
        self._groups[alone.public_id] = members
        return Join(alone.public_id, company.public_id)
