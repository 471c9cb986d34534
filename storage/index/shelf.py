"""The quotes of many articles, fixed: their words, and the columns that filters need."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.matching import search_key
from storage.index.building import build
from storage.index.postings import Numbers
from storage.index.segment import Segment

Words = NDArray[np.bytes_]


@dataclass(frozen=True, slots=True)
class QuoteEntry:
    """What the index keeps of a quote: `figure` is the row of who said it, 0 for none.

    `speaker` is how a speaker without a figure is called; `day` the day it is listed under.
    """

    public_id: str
    words: str
    article: int
    figure: int
    speaker: str
    outlet: int
    day: date | None


@dataclass(frozen=True, slots=True)
class Shelf:
    """Quotes in the order of their articles' rows, one number each in all columns.

    `days` are ordinals, 0 for none. `speakers` point into `speaker_names` (0 is nobody).
    `versions` tells, for each article of `held` (rising), what read it.
    """

    texts: Segment
    ids: Words
    articles: Numbers
    figures: Numbers
    outlets: Numbers
    days: Numbers
    speakers: Numbers
    speaker_names: Words
    held: Numbers
    versions: Numbers

    def __len__(self) -> int:
        """How many quotes there are."""
        return len(self.ids)

    def numbers_of(self, articles: Numbers) -> Numbers:
        """The numbers of the quotes of these articles (rising), in rising order."""
        starts = np.searchsorted(self.articles, articles, side="left")
        lengths = np.searchsorted(self.articles, articles, side="right") - starts
        before = np.cumsum(lengths) - lengths
        steps = np.arange(int(lengths.sum()))
        return (np.repeat(starts - before, lengths) + steps).astype(np.uint32)

    def find(self, article: int, public_id: str) -> int | None:
        """The number of one quote."""
        for number in self.numbers_of(np.array([article], np.uint32)).tolist():
            if self.public_id(number) == public_id:
                return number
        return None

    def public_id(self, number: int) -> str:
        """The public id of a quote."""
        return bytes(self.ids[number]).decode()

    def version(self, article: int) -> int | None:
        """What read an article that is held here."""
        at = int(np.searchsorted(self.held, article))
        if at < len(self.held) and self.held[at] == article:
            return int(self.versions[at])
        return None

    def speakers_called(self, part: str) -> Numbers:
        """The values of `speakers` whose name has `part` in it, as it is searched."""
        names = self.speaker_names.tolist()
        called = [at for at, name in enumerate(names) if at and part.encode() in name]
        return np.array(called, np.uint32)


def shelve(entries: Iterable[QuoteEntry], versions: Mapping[int, int]) -> Shelf:
    """A shelf of these quotes of the articles that `versions` names."""
    entries = sorted(entries, key=lambda entry: entry.article)
    names = {"": 0}
    speakers = [names.setdefault(search_key(entry.speaker), len(names)) for entry in entries]
    held = sorted(versions)
    return Shelf(
        build([search_key(entry.words) for entry in entries]),
        _strings([entry.public_id for entry in entries]),
        _numbers([entry.article for entry in entries]),
        _numbers([entry.figure for entry in entries]),
        _numbers([entry.outlet for entry in entries]),
        _numbers([entry.day.toordinal() if entry.day else 0 for entry in entries]),
        _numbers(speakers),
        _strings(list(names)),
        _numbers(held),
        _numbers([versions[article] for article in held]),
    )


def merge(shelves: Sequence[Shelf], gone: Sequence[Numbers]) -> Shelf:
    """One shelf of several, without the articles that are gone from each."""
    kept = [~np.isin(shelf.articles, out) for shelf, out in zip(shelves, gone, strict=True)]
    held = [~np.isin(shelf.held, out) for shelf, out in zip(shelves, gone, strict=True)]

    def column(name: str, masks: Sequence[NDArray[np.bool_]]) -> NDArray[Any]:
        columns = [getattr(shelf, name) for shelf in shelves]
        return np.concatenate([each[mask] for each, mask in zip(columns, masks, strict=True)])

    names = {b"": 0}
    speakers = np.concatenate(
        [
            _numbers([names.setdefault(name, len(names)) for name in shelf.speaker_names.tolist()])[
                shelf.speakers[mask]
            ]
            for shelf, mask in zip(shelves, kept, strict=True)
        ]
    )
    texts = [
        shelf.texts.text(number)
        for shelf, mask in zip(shelves, kept, strict=True)
        for number in np.flatnonzero(mask).tolist()
    ]
    articles, all_held = column("articles", kept), column("held", held)
    order, held_order = np.argsort(articles, kind="stable"), np.argsort(all_held)
    in_order: list[int] = order.tolist()
    return Shelf(
        build([texts[at] for at in in_order]),
        column("ids", kept)[order],
        articles[order],
        column("figures", kept)[order],
        column("outlets", kept)[order],
        column("days", kept)[order],
        speakers[order],
        np.array(list(names)),
        all_held[held_order],
        column("versions", held)[held_order],
    )


def _numbers(values: Sequence[int]) -> Numbers:
    return np.array(values, np.uint32)


def _strings(values: Sequence[str]) -> Words:
    return np.array([value.encode() for value in values] or [b""], np.bytes_)[: len(values)]
