"""Between nested records of arrays and one flat mapping of them, for a file."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar, get_type_hints

import numpy as np
from numpy.typing import NDArray

T = TypeVar("T")


def arrays_of(record: object, under: str = "") -> Iterator[tuple[str, NDArray[Any]]]:
    """Every array in a dataclass and in the dataclasses within it, by its dotted name."""
    if not is_dataclass(record):
        raise TypeError(record)
    for each in fields(record):
        value: object = getattr(record, each.name)
        if isinstance(value, np.ndarray):
            yield under + each.name, value
        else:
            yield from arrays_of(value, f"{under}{each.name}.")


def record_of(kind: type[T], arrays: dict[str, NDArray[Any]], under: str = "") -> T:
    """The dataclass whose arrays these are. Raises KeyError where one is missing."""
    hints = get_type_hints(kind)
    values: dict[str, Any] = {}
    for name, hint in hints.items():
        if is_dataclass(hint) and isinstance(hint, type):
            values[name] = record_of(hint, arrays, f"{under}{name}.")
        else:
            values[name] = arrays[under + name]
    return kind(**values)
