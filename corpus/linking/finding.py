"""Which of a great many wordings a new one may be: found by the words they share.

Judging two wordings costs too much to judge every pair of a library. What two texts share bounds
what `same_utterance` can find between them, and the bound is counted over all wordings at once:
no pair that would be judged one utterance is left out.
"""

from array import array
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from corpus.linking.variants import DAY_COST, DAYS_CAP, FARTHEST, MIDDLE, RUN_CAP, Wording
from corpus.linking.words import LITTLE, TELLING, Words

_SAME_SPEAKER = 1.0  # the most that speakers can add
_COVERED = 3.0  # the most that the share of common words can add

Floats = NDArray[np.float64]


class WordingFinder:
    """Wordings by the stems of their words; each is known by a number of the caller's."""

    def __init__(self) -> None:
        """Begin with none."""
        self._numbers = array("q")
        self._days = array("q")  # ordinals, 0 where no day is known
        self._masses = array("d")
        self._quoted = array("d")
        self._holders: defaultdict[str, array[int]] = defaultdict(lambda: array("q"))

    def __len__(self) -> int:
        """How many wordings there are."""
        return len(self._numbers)

    def add(self, number: int, words: Words, day: date | None) -> None:
        """Remember a wording, said or printed on `day`."""
        place = len(self._numbers)
        self._numbers.append(number)
        self._days.append(day.toordinal() if day else 0)
        self._masses.append(sum(words.telling.values()))
        self._quoted.append(1.0 if any(words.quoted) else 0.0)
        for stem in words.telling:
            self._holders[stem].append(place)

    def near(self, new: Sequence[Wording]) -> list[list[int]]:
        """For each of `new` the numbers of the wordings, in the order they came, that it may be.

        `new` are the wordings of one article. Words said more than FARTHEST days before or after
        everything that it tells of are left out, also where `new` has wordings without a day.
        """
        days = np.frombuffer(self._days, np.int64) if self._days else np.zeros(0, np.int64)
        within = _within(days, [wording.day for wording in new])
        numbers = np.frombuffer(self._numbers, np.int64) if self._numbers else days
        return [numbers[self._may_be(wording, days) & within].tolist() for wording in new]

    def _may_be(self, wording: Wording, days: NDArray[np.int64]) -> NDArray[np.bool_]:
        words = wording.words
        if not words.stems or not len(days):
            return np.zeros(len(days), np.bool_)
        run, shared = self._shared(words, len(days))
        masses = np.frombuffer(self._masses, np.float64)
        shorter = np.minimum(masses, sum(words.telling.values()))
        covered = np.minimum(1.0, shared / np.maximum(shorter, LITTLE))
        quoted = np.frombuffer(self._quoted, np.float64) * any(words.quoted)
        most = np.minimum(run, RUN_CAP) * (1.0 + quoted) + _COVERED * covered + _SAME_SPEAKER
        most -= DAY_COST * _days_between(days, wording.day)
        return most >= MIDDLE - 1e-6

    def _shared(self, words: Words, size: int) -> tuple[Floats, Floats]:
        """For each wording, at most what a common run can tell and what common words do."""
        in_run: defaultdict[str, float] = defaultdict(float)
        for stem, weight in zip(words.stems, words.weights, strict=True):
            in_run[stem] += LITTLE if weight == LITTLE else TELLING  # the other side may weigh more
        run, shared = np.zeros(size), np.zeros(size)
        for stem, weight in words.telling.items():
            holders = self._holders.get(stem)
            if holders is not None:
                places = np.frombuffer(holders, np.int64)
                run[places] += in_run[stem]
                shared[places] += weight
        return run, shared


def _within(days: NDArray[np.int64], told: Sequence[date | None]) -> NDArray[np.bool_]:
    known = [day for day in told if day is not None]
    first = (min(known) - timedelta(FARTHEST)).toordinal() if known else 0
    last = (max(known) + timedelta(FARTHEST)).toordinal() if known else date.max.toordinal()
    return (days == 0) | ((days >= first) & (days <= last))


def _days_between(days: NDArray[np.int64], day: date | None) -> Floats:
    """As `same_utterance` counts them: one where a day is not known; beyond FARTHEST never."""
    if day is None:
        return np.ones(len(days))
    apart = np.abs(days - day.toordinal()).astype(np.float64)
    apart = np.where(apart > FARTHEST, np.inf, np.minimum(apart, DAYS_CAP))
    return np.where(days == 0, 1.0, apart)
