"""The whole index in one file: the shared quotes and names, and what each library sees of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from storage.index import files
from storage.index.parts import arrays_of, record_of
from storage.index.people import NameIndex
from storage.index.quotes import QuoteIndex
from storage.index.segment import Segment
from storage.index.shelf import Shelf
from storage.index.view import People, Utterances, View

FORMAT = 1
"""Of the file. Another one is not read but built anew."""


@dataclass(slots=True)
class Index:
    """Everything that searches run on; `views` by library, `mark` tells which database's it is."""

    quotes: QuoteIndex = field(default_factory=QuoteIndex)
    names: NameIndex = field(default_factory=NameIndex)
    views: dict[int, View] = field(default_factory=dict[int, View])
    mark: tuple[int, str] | None = None


def save(
    path: Path,
    shelf: Shelf,
    names: Segment,
    views: Mapping[int, View],
    mark: tuple[int, str] | None,
) -> None:
    """Write an index down."""
    arrays: dict[str, NDArray[Any]] = {}
    arrays.update(arrays_of(shelf, "quotes."))
    arrays.update(arrays_of(names, "names."))
    about: dict[str, object] = {}
    for library, view in views.items():
        about[str(library)] = [view.generation, view.utterances.last]
        arrays.update((f"{library}.{name}", array) for name, array in _arrays(view).items())
    files.save(path, {"format": FORMAT, "libraries": about, "mark": mark}, arrays)


def load(path: Path) -> Index:
    """The index in a file, mapped. Raises OSError, ValueError or KeyError where there is none."""
    about, arrays = files.load(path)
    if about["format"] != FORMAT:
        raise ValueError(about["format"])
    shelf = record_of(Shelf, arrays, "quotes.")
    names = record_of(Segment, arrays, "names.")
    views = {
        int(library): _view(generation, last, arrays, f"{library}.")
        for library, (generation, last) in about["libraries"].items()
    }
    mark = about["mark"]
    return Index(QuoteIndex([shelf]), NameIndex([names]), views, mark and (mark[0], mark[1]))


def _arrays(view: View) -> dict[str, NDArray[Any]]:
    hidden = sorted(view.hidden)
    return {
        "articles": view.articles,
        "hidden_articles": np.array([article for article, _ in hidden], np.uint32),
        "hidden_quotes": np.array([quote.encode() for _, quote in hidden], "S16"),
        "wordings": view.utterances.quotes,
        "groups": view.utterances.groups,
        "people": view.people.rows,
        "names": view.people.names,
        "bearers": view.people.bearers,
    }


def _view(generation: int, last: int, arrays: dict[str, NDArray[Any]], under: str) -> View:
    hidden = zip(
        arrays[under + "hidden_articles"].tolist(),
        arrays[under + "hidden_quotes"].tolist(),
        strict=True,
    )
    return View(
        generation,
        arrays[under + "articles"],
        frozenset((article, quote.decode()) for article, quote in hidden),
        Utterances(arrays[under + "wordings"], arrays[under + "groups"], last),
        People(arrays[under + "people"], arrays[under + "names"], arrays[under + "bearers"]),
    )
