"""A great many values for one statement, a few at a time: databases bound how many it may carry."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

AT_ONCE = 500

T = TypeVar("T")


def portions(values: Sequence[T], size: int = AT_ONCE) -> Iterator[Sequence[T]]:
    """The values in their order, `size` at a time."""
    for start in range(0, len(values), size):
        yield values[start : start + size]
