"""Which texts of a segment a search may find: a library's, less what is hidden or filtered out."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from storage.index.postings import Numbers

_SPARSE = 16
"""Fewer than one text in so many are kept as sorted numbers, more as a truth value for each."""

_READING = 0.2  # of the cost of using a number is spent on one that is read and left out


@dataclass(frozen=True, slots=True)
class Allowed:
    """`numbers` in rising order, or `mask`, or neither: every text."""

    numbers: Numbers | None = None
    mask: NDArray[np.bool_] | None = None
    share: float = 1.0

    @property
    def cost(self) -> float:
        """What reading a posting costs, as a share of what using it costs."""
        return _READING + (1 - _READING) * self.share

    @property
    def nothing(self) -> bool:
        """Whether no text is allowed."""
        return self.share == 0.0

    def few(self, most: int, text_count: int) -> Numbers | None:
        """All allowed texts, where there are no more than `most` of them."""
        if self.share * text_count > most:
            return None
        if self.mask is not None:
            return np.flatnonzero(self.mask).astype(np.uint32)
        return np.arange(text_count, dtype=np.uint32) if self.numbers is None else self.numbers

    def among(self, numbers: Numbers) -> Numbers:
        """Those of `numbers` that are allowed."""
        if self.mask is not None:
            return numbers[self.mask[numbers]]
        if self.numbers is not None:
            return numbers[_is_in(numbers, self.numbers)]
        return numbers

    def both(self, mask: NDArray[np.bool_]) -> "Allowed":
        """What is allowed here and by `mask` as well."""
        if self.numbers is not None:
            return allowed_numbers(self.numbers[mask[self.numbers]], len(mask))
        return allowed_mask(mask if self.mask is None else self.mask & mask)


ALL = Allowed()


def allowed_mask(mask: NDArray[np.bool_]) -> Allowed:
    """The texts that `mask` has a True for."""
    number = int(np.count_nonzero(mask))
    if number == len(mask):
        return ALL
    if number * _SPARSE < len(mask):
        return allowed_numbers(np.flatnonzero(mask).astype(np.uint32), len(mask))
    return Allowed(mask=mask, share=number / len(mask))


def allowed_numbers(numbers: Numbers, text_count: int) -> Allowed:
    """These texts, in rising order, of so many."""
    if len(numbers) == text_count:
        return ALL
    if len(numbers) * _SPARSE < text_count:
        return Allowed(numbers=numbers, share=len(numbers) / text_count)
    mask = np.zeros(text_count, np.bool_)
    mask[numbers] = True
    return Allowed(mask=mask, share=len(numbers) / text_count)


def _is_in(numbers: Numbers, of: Numbers) -> NDArray[np.bool_]:
    """Which of `numbers` are among `of`, which are in rising order."""
    if not len(of):
        return np.zeros(len(numbers), np.bool_)
    at = np.searchsorted(of, numbers)
    at[at == len(of)] = 0
    return of[at] == numbers
