"""Arrays in one file, mapped into memory when it is opened: nothing is read before it is used."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Arrays = Mapping[str, NDArray[Any]]

_ALIGN = 64
_LENGTH = 16  # bytes at the start that tell how long the description is


def save(path: Path, about: Mapping[str, object], arrays: Arrays) -> None:
    """Write arrays and a description (JSON); the file appears under its name when it is whole."""
    places: dict[str, object] = {}
    at = 0
    for name, array in arrays.items():
        places[name] = [_describe(array.dtype), array.shape, at]
        at += -(-array.nbytes // _ALIGN) * _ALIGN
    head = json.dumps({"about": about, "arrays": places}).encode()
    start = -(-(_LENGTH + len(head)) // _ALIGN) * _ALIGN
    partial = path.with_suffix(f".{os.getpid()}.partial")
    with partial.open("wb") as file:
        file.write(f"{len(head):0{_LENGTH}d}".encode() + head)
        file.write(b" " * (start - file.tell()))
        for array in arrays.values():
            file.write(np.ascontiguousarray(array).tobytes())
            file.write(bytes(-array.nbytes % _ALIGN))
    partial.replace(path)


def load(path: Path) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    """The description and the arrays, mapped. Raises OSError or ValueError for no such file."""
    mapped = np.memmap(path, np.uint8, "r")
    length = int(mapped[:_LENGTH].tobytes())
    head = json.loads(mapped[_LENGTH : _LENGTH + length].tobytes())
    start = -(-(_LENGTH + length) // _ALIGN) * _ALIGN
    arrays: dict[str, NDArray[Any]] = {}
    for name, (kind, shape, at) in head["arrays"].items():
        dtype = np.dtype(kind if isinstance(kind, str) else [tuple(each) for each in kind])
        size = int(np.prod(shape, dtype=np.int64)) * dtype.itemsize
        if start + at + size > len(mapped):
            raise ValueError(path)
        arrays[name] = np.asarray(mapped[start + at : start + at + size]).view(dtype).reshape(shape)
    return head["about"], arrays


def _describe(dtype: np.dtype[Any]) -> object:
    return dtype.descr if dtype.names else dtype.str
