"""What one library sees of the shared index: its articles, hides, utterances and people."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from corpus.matching import search_key
from corpus.models import SpeakerKind
from storage.index.allowed import Allowed, allowed_numbers
from storage.index.people import NameIndex
from storage.index.postings import Numbers
from storage.index.quotes import QuoteIndex
from storage.index.shelf import Shelf

NONE = np.empty(0, np.uint32)
KINDS = tuple(SpeakerKind)
_ID = "S16"


@dataclass(slots=True)
class Utterances:
    """Which quotes (public ids, rising) are wordings of one utterance; `last` is the last row."""

    quotes: NDArray[np.bytes_] = field(default_factory=lambda: np.empty(0, _ID))
    groups: NDArray[np.bytes_] = field(default_factory=lambda: np.empty(0, _ID))
    last: int = 0
    _sorted: NDArray[np.bytes_] | None = None

    def add(self, rows: Sequence[tuple[int, str, str]]) -> None:
        """Add rows, as the database numbers them: row, quote, group."""
        if not rows:
            return
        quotes = np.concatenate([self.quotes, np.array([row[1].encode() for row in rows], _ID)])
        groups = np.concatenate([self.groups, np.array([row[2].encode() for row in rows], _ID)])
        order = np.argsort(quotes)
        self.quotes, self.groups, self.last = quotes[order], groups[order], rows[-1][0]
        self._sorted = None

    def of(self, quotes: Sequence[str]) -> list[str]:
        """The utterance of each quote: its group, or itself where it stands alone."""
        if not len(self.quotes):
            return list(quotes)
        asked = np.array([quote.encode() for quote in quotes], _ID)
        at = np.searchsorted(self.quotes, asked)
        at[at == len(self.quotes)] = 0
        groups = np.where(self.quotes[at] == asked, self.groups[at], asked)
        return [group.decode() for group in groups.tolist()]

    def wordings(self, utterances: Sequence[str]) -> list[int]:
        """How many wordings of each utterance the library has, at least one."""
        if self._sorted is None:
            self._sorted = np.sort(self.groups)
        asked = np.array([each.encode() for each in utterances], _ID)
        firsts = np.searchsorted(self._sorted, asked, side="left")
        return np.maximum(1, np.searchsorted(self._sorted, asked, side="right") - firsts).tolist()


@dataclass(frozen=True, slots=True)
class Known:
    """A person of a library: the name and role shown, how often quoted, in how many articles."""

    public_id: str
    kind: SpeakerKind
    name: str
    role: str | None
    quotes: int
    articles: int


_PERSON = np.dtype(
    [
        ("id", _ID),
        ("kind", np.uint8),
        ("name", "S80"),
        ("role", "S80"),
        ("quotes", np.uint32),
        ("articles", np.uint32),
    ]
)
"""A person as it is kept; a name or role longer than 80 bytes is cut."""


@dataclass(slots=True)
class People:
    """A library's people by number, and which names (rising) stand for whom (`bearers`)."""

    rows: NDArray[np.void] = field(default_factory=lambda: np.empty(0, _PERSON))
    names: Numbers = field(default_factory=lambda: NONE)
    bearers: Numbers = field(default_factory=lambda: NONE)
    _places: dict[str, int] | None = None

    def __getitem__(self, number: int) -> Known:
        """A person by number."""
        row: tuple[bytes, int, bytes, bytes, int, int] = self.rows[number].tolist()
        public_id, kind, name, role, quotes, articles = row
        return Known(
            public_id.decode(),
            KINDS[kind],
            name.decode(errors="ignore"),
            role.decode(errors="ignore") or None,
            quotes,
            articles,
        )

    def put(self, people: Sequence[Known], names: Sequence[Sequence[int]]) -> None:
        """Put people in with the numbers of all their names, or anew."""
        if not people:
            return
        if self._places is None:
            self._places = {each.decode(): at for at, each in enumerate(self.rows["id"].tolist())}
        places = [self._places.setdefault(each.public_id, len(self._places)) for each in people]
        grown = np.zeros(len(self._places), _PERSON)
        grown[: len(self.rows)] = self.rows
        grown[places] = np.array([_row(each) for each in people], _PERSON)
        changed = np.zeros(len(grown), np.bool_)
        changed[places] = True
        kept = ~changed[self.bearers]
        counts = [len(each) for each in names]
        flat = np.array([name for each in names for name in each], np.uint32)
        all_names = np.concatenate([self.names[kept], flat])
        bearers = np.concatenate([self.bearers[kept], np.repeat(places, counts).astype(np.uint32)])
        order = np.argsort(all_names, kind="stable")
        self.rows, self.names, self.bearers = grown, all_names[order], bearers[order]

    def named(self, kinds: Iterable[SpeakerKind]) -> Numbers:
        """The names (rising) of people of these kinds."""
        return np.unique(self.names[self._of(kinds)[self.bearers]])

    def bearing(self, names: Numbers) -> NDArray[np.intp]:
        """The people who bear one of some names."""
        return np.unique(self.bearers[np.isin(self.names, names)]).astype(np.intp)

    def bearers_of(self, names: Numbers) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """The people who bear some names, each with the place of the name among `names`."""
        firsts = np.searchsorted(self.names, names, side="left")
        counts = np.searchsorted(self.names, names, side="right") - firsts
        places = np.repeat(np.arange(len(names)), counts)
        steps = np.arange(len(places)) - np.repeat(np.cumsum(counts) - counts, counts)
        return self.bearers[firsts[places] + steps].astype(np.intp), places.astype(np.intp)

    def most_quoted(
        self, kinds: Iterable[SpeakerKind], limit: int, among: NDArray[np.intp] | None = None
    ) -> list[Known]:
        """The most quoted people of these kinds that any article names; of equals, by name."""
        numbers = np.unique(self.bearers).astype(np.intp) if among is None else among
        numbers = numbers[self._of(kinds)[numbers]]
        rows = self.rows[numbers]
        order = np.lexsort((rows["name"], -rows["quotes"].astype(np.int64)))[:limit]
        return [self[int(number)] for number in numbers[order]]

    def are_of(self, numbers: NDArray[np.intp], kinds: Iterable[SpeakerKind]) -> NDArray[np.bool_]:
        """Which of some people are of one of these kinds."""
        return np.isin(self.rows["kind"][numbers], [KINDS.index(kind) for kind in kinds])

    def _of(self, kinds: Iterable[SpeakerKind]) -> NDArray[np.bool_]:
        return np.isin(self.rows["kind"], [KINDS.index(kind) for kind in kinds])


def _row(person: Known) -> tuple[bytes, int, bytes, bytes, int, int]:
    return (
        person.public_id.encode(),
        KINDS.index(person.kind),
        person.name.encode(),
        (person.role or "").encode(),
        person.quotes,
        person.articles,
    )


@dataclass(slots=True)
class View:
    """A library at one generation. `articles` rise; `hidden` are articles and public ids."""

    generation: int = -1
    articles: Numbers = field(default_factory=lambda: NONE)
    hidden: frozenset[tuple[int, str]] = frozenset()
    utterances: Utterances = field(default_factory=Utterances)
    people: People = field(default_factory=People)
    _allowed: dict[int, tuple[Shelf, Allowed]] = field(
        default_factory=dict[int, tuple[Shelf, Allowed]]
    )
    _named: dict[frozenset[SpeakerKind], Numbers] = field(
        default_factory=dict[frozenset[SpeakerKind], Numbers]
    )

    def keep(self, before: "View", touched: Sequence[int]) -> None:
        """Take over what was worked out before, but for shelves with an article that changed."""
        marked = [article for article, _ in self.hidden ^ before.hidden]
        changed = np.array([*touched, *marked], np.uint32)
        for key, (shelf, allowed) in before._allowed.items():
            if not np.isin(changed, shelf.held).any():
                self._allowed[key] = shelf, allowed

    def forget(self) -> None:
        """Work out anew what the library may find."""
        self._allowed.clear()

    def places(self, index: QuoteIndex) -> list[tuple[Shelf, Allowed]]:
        """The shelves with quotes that the library may find, each with which."""
        shelves = list(index.shelves)
        self._allowed = {
            id(each): self._allowed.get(id(each)) or (each, self._of(index, each))
            for each in shelves
        }
        return [each for each in self._allowed.values() if not each[1].nothing]

    def named(self, kinds: frozenset[SpeakerKind]) -> Numbers:
        """The names (rising) of the library's people of these kinds."""
        if kinds not in self._named:
            self._named[kinds] = self.people.named(kinds)
        return self._named[kinds]

    def add_people(self, names: NameIndex, people: Sequence[tuple[Known, Sequence[str]]]) -> None:
        """Put people in with their names as printed, or anew."""
        keys = [list(dict.fromkeys(map(search_key, printed))) for _, printed in people]
        numbers = iter(names.add([key for each in keys for key in each if key]))
        self.people.put(
            [known for known, _ in people],
            [[next(numbers) for key in each if key] for each in keys],
        )
        self._named.clear()

    def _of(self, index: QuoteIndex, shelf: Shelf) -> Allowed:
        articles = np.setdiff1d(self.articles, index.gone_from(shelf), assume_unique=True)
        numbers = shelf.numbers_of(articles)
        hidden = [shelf.find(*each) for each in self.hidden]
        if any(number is not None for number in hidden):
            numbers = np.setdiff1d(numbers, [each for each in hidden if each is not None])
        return allowed_numbers(numbers.astype(np.uint32), len(shelf))
