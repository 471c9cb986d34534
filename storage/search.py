"""Fuzzy questions to one library: who is meant, and who said these words.

All libraries share one index in memory; each sees of it what it holds. Before an answer the
library's generation is compared with the database's whenever this process has written since, and
four times a second for what other processes do. While articles are being brought in, answers do
not wait for those of the last second. Searches run in a thread of their own.
"""

import asyncio
import logging
import tempfile
from collections import Counter
from collections.abc import Awaitable, Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from time import perf_counter

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.ext.asyncio import AsyncSession

from corpus.matching import search_key
from corpus.models import SpeakerKind
from storage import search_build, search_catch_up, search_rows
from storage.database import Database
from storage.index import quotes, saved
from storage.index.allowed import Allowed
from storage.index.quotes import RankedQuote
from storage.index.saved import Index
from storage.index.shelf import Shelf
from storage.index.view import Known, View
from storage.search_desk import SearchDesk
from storage.search_people import PersonHit, completions, rank_people
from storage.types import LibraryId

__all__ = ["PersonHit", "QuoteHit", "QuoteNarrowing", "SearchIndex"]

log = logging.getLogger(__name__)

LOOK_EVERY = 0.25
"""Seconds after which another process's changes are looked for."""

BEHIND = 1.0
"""Seconds that an answer may be behind while articles are being brought in."""

AT_ONCE = 300
"""Articles that are read while a search waits; more are read apart, and the whole is saved."""

UNSAVED = 5_000
"""Articles read since the index was saved after which it is saved again."""

PERSONS = frozenset({SpeakerKind.PERSON})
SPEAKERS = frozenset({SpeakerKind.PERSON, SpeakerKind.ORGANISATION})


@dataclass(frozen=True, slots=True)
class QuoteNarrowing:
    """What narrows a search: `by` and `outlet` as typed, days included on both sides.

    `by` may be a person's public id. A quote without a day counts by its article's.
    """

    by: str | None = None
    outlet: str | None = None
    after: date | None = None
    before: date | None = None


@dataclass(frozen=True, slots=True)
class QuoteHit:
    """A quote that has the words, or (`fits` False) comes near."""

    public_id: str
    score: float
    fits: bool


@dataclass(slots=True)
class _Watch:
    """When a library was last looked at."""

    commits: int = -1
    looked: float = float("-inf")
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def age(self) -> float:
        """Seconds since then."""
        return perf_counter() - self.looked


@dataclass(frozen=True, slots=True)
class _Filter:
    """A narrowing in rows of the database; None where it does not narrow."""

    figures: NDArray[np.uint32] | None = None
    called: str = ""
    outlets: NDArray[np.uint32] | None = None
    first: int = 0
    last: int = 0


class SearchIndex:
    """The search over one database."""

    def __init__(self, database: Database) -> None:
        """Take up the index that is saved next to the database, if there is one."""
        self._database = database
        self._path = database.beside(".search")
        self._index = Index()
        self._checked = False
        self._watches: dict[LibraryId, _Watch] = {}
        self._desk = SearchDesk()
        self._building: asyncio.Task[None] | None = None
        self._filling: Counter[LibraryId] = Counter()
        self._beside: dict[object, asyncio.Task[None]] = {}
        self._unsaved = 0
        if self._path is not None:
            self._load(self._path)

    async def people(self, library: LibraryId, asked: str, *, limit: int) -> list[PersonHit]:
        """The persons whose names fit what was typed, best first, then the nearest ones.

        Raises Busy where too many searches wait.
        """
        index, view = await self._current(library)
        typed = search_key(asked).split()
        return await self._desk.run(lambda: rank_people(index, view, typed, limit, PERSONS))

    async def complete_people(self, library: LibraryId, typed: str, *, limit: int) -> list[Known]:
        """Whom somebody may mean who is typing a name; up to three letters, the most quoted.

        Raises Busy where too many searches wait.
        """
        index, view = await self._current(library)
        words = search_key(typed).split()
        return await self._desk.run(lambda: completions(index, view, words, limit, PERSONS))

    async def quotes(
        self,
        library: LibraryId,
        asked: str,
        *,
        limit: int,
        narrowing: QuoteNarrowing | None = None,
    ) -> list[QuoteHit]:
        """The quotes with these words, best first, then the nearest ones; one per utterance.

        Narrowed by days, it keeps those of no known day, which may take one from other articles.
        Raises Busy where too many searches wait.
        """
        index, view = await self._current(library)
        narrowed = await self._filter(library, narrowing) if narrowing else _Filter()
        phrase = search_key(asked)
        return await self._desk.run(lambda: _quotes(index, view, phrase, limit, narrowed))

    @contextmanager
    def filling(self, library: LibraryId) -> Generator[None]:
        """While a library is being filled: answers from it may be BEHIND seconds behind.

        Afterwards they know of all that is in it.
        """
        self._filling[library] += 1
        try:
            yield
        finally:
            self._filling[library] -= 1

    def close(self) -> None:
        """Stop searching, and building if it goes on."""
        if self._building is not None:
            self._building.cancel()
        for task in self._beside.values():
            task.cancel()
        self._desk.close()

    async def saved(self) -> None:
        """Wait until the index that is being built, if one is, has been saved and taken up."""
        if self._building is not None:
            await self._building

    async def save(self) -> None:
        """Build the index anew from the database, save it and take it up."""
        self._build_apart()
        await self.saved()

    def measure(self) -> Index:
        """What is in memory, for those who count its bytes."""
        return self._index

    async def _current(self, library: LibraryId) -> tuple[Index, View]:
        """The index and the library's view, brought up to the database."""
        watch = self._watches.setdefault(library, _Watch())
        if self._is_stale(library, watch):
            if self._filling[library] and watch.age < BEHIND:
                if watch.age > LOOK_EVERY:
                    self._do_beside(library, partial(self._catch_up, library, watch))
            else:
                await self._catch_up(library, watch)
        return self._index, self._index.views.get(library) or View()

    def _is_stale(self, library: LibraryId, watch: _Watch) -> bool:
        return (
            library not in self._index.views
            or watch.commits != self._database.commits
            or watch.age > LOOK_EVERY
        )

    async def _catch_up(self, library: LibraryId, watch: _Watch) -> None:
        async with watch.turn:
            if self._is_stale(library, watch):
                commits, looked = self._database.commits, perf_counter()
                await self._bring_up(library)
                watch.commits, watch.looked = commits, looked

    def _do_beside(self, what: object, work: Callable[[], Awaitable[None]]) -> None:
        """Have it done without waiting for it, unless it is being done."""
        if what not in self._beside:
            task = self._beside[what] = asyncio.create_task(_logged(work))
            task.add_done_callback(lambda _: self._beside.pop(what, None))

    async def _put_in_order(self) -> None:
        """Make one shelf of several small ones, with which every search takes longer."""
        index = self._index.quotes
        while small := await self._desk.run(index.small):
            merged = await self._desk.beside(small.merged)
            await self._desk.run(partial(index.replace, small, merged))

    async def _bring_up(self, library: LibraryId) -> None:
        async with self._database.read() as session:
            await self._check(session)
            index = self._index
            view = index.views.get(library) or View()
            generation = await search_rows.generation(session, library)
            if generation is None:
                index.views.pop(library, None)
                return
            if generation == view.generation:
                return
            change = await search_catch_up.look(session, library, generation, index, view)
            if len(change.missing) <= AT_ONCE:
                rows = await search_catch_up.read(session, library, change, view)
                index.views[library] = await self._desk.run(
                    lambda: search_catch_up.apply(index, view, change, rows)
                )
                self._do_beside("order", self._put_in_order)
                self._unsaved += len(change.missing)
                self._save_if_due()
                return
        await self._catch_up_apart(library, view, change)

    async def _check(self, session: AsyncSession) -> None:
        """Drop an index that was saved for another database."""
        mark = self._index.mark
        if not self._checked and mark and await search_rows.mark(session, mark[0]) != mark:
            log.warning("The saved search index is of another database and is built anew")
            self._index = Index()
        self._checked = True

    async def _catch_up_apart(
        self, library: LibraryId, view: View, change: search_catch_up.Change
    ) -> None:
        """Read a great many articles in another process; meanwhile answer from what there is."""
        self._build_apart()
        if 2 * len(change.missing) > len(change.articles):
            await self.saved()
            await self._bring_up(library)
            return
        view.hidden = change.hidden
        view.articles = np.array(sorted(change.articles), np.uint32)
        view.forget()

    def _save_if_due(self) -> None:
        if self._path is not None and self._unsaved > UNSAVED:
            self._build_apart()

    def _build_apart(self) -> None:
        if self._building is None or self._building.done():
            self._building = asyncio.create_task(self._build())

    async def _build(self) -> None:
        with tempfile.TemporaryDirectory() as temporary:
            path = self._path or Path(temporary, "search")
            await search_build.build_apart(self._database.address, path)
            self._load(path)

    def _load(self, path: Path) -> None:
        """Take up a saved index; what it lacks is seen when a library is next asked."""
        try:
            self._index = saved.load(path)
        except FileNotFoundError:
            return
        except (OSError, ValueError, KeyError, TypeError) as error:
            log.warning("The saved search index cannot be used and is built anew: %s", error)
            return
        self._watches.clear()
        self._unsaved = 0
        self._checked = False

    async def _filter(self, library: LibraryId, narrowing: QuoteNarrowing) -> _Filter:
        outlet = search_key(narrowing.outlet or "")
        async with self._database.read() as session:
            rows = await search_rows.outlets(session) if outlet else []
            figures = None
            if narrowing.by:
                meant = await self._speakers(library, narrowing.by)
                figures = await search_rows.figures_of(session, library, meant)
        return _Filter(
            None if figures is None else np.array(figures, np.uint32),
            search_key(narrowing.by or ""),
            np.array([row for row, name in rows if outlet in search_key(name)], np.uint32)
            if outlet
            else None,
            narrowing.after.toordinal() if narrowing.after else 0,
            narrowing.before.toordinal() if narrowing.before else 0,
        )

    async def _speakers(self, library: LibraryId, by: str) -> list[str]:
        """The people whom `by` may mean: by public id, or by name."""
        index, view = await self._current(library)
        typed = search_key(by).split()
        found = await self._desk.run(lambda: rank_people(index, view, typed, 25, SPEAKERS))
        return [by, *(hit.public_id for hit in found if hit.fits)]


async def _logged(work: Callable[[], Awaitable[None]]) -> None:
    """Do what nobody waits for: whatever goes wrong is tried again by a search that does."""
    try:
        await work()
    except Exception:
        log.exception("The search could not be brought up beside the answers")


def _quotes(index: Index, view: View, phrase: str, limit: int, narrowed: _Filter) -> list[QuoteHit]:
    """One hit an utterance; of equals the latest first, then the one in most articles."""
    places = [
        (shelf, _narrow(shelf, allowed, narrowed)) for shelf, allowed in view.places(index.quotes)
    ]
    ranked = quotes.search(
        phrase, max(limit, quotes.RERANKED), [each for each in places if not each[1].nothing]
    )
    utterances = view.utterances.of([each.public_id for each in ranked])
    best: dict[str, RankedQuote] = {}
    for utterance, each in zip(utterances, ranked, strict=True):
        best.setdefault(utterance, each)
    widths = view.utterances.wordings(list(best))
    ordered = sorted(
        zip(best.values(), widths, strict=True),
        key=lambda found: (*found[0].rank, found[1]),
        reverse=True,
    )
    return [QuoteHit(each.public_id, each.score, each.fits) for each, _ in ordered[:limit]]


def _narrow(shelf: Shelf, allowed: Allowed, narrowed: _Filter) -> Allowed:
    masks: list[NDArray[np.bool_]] = []
    if narrowed.figures is not None:
        called = shelf.speakers_called(narrowed.called)
        masks.append(np.isin(shelf.figures, narrowed.figures) | np.isin(shelf.speakers, called))
    if narrowed.outlets is not None:
        masks.append(np.isin(shelf.outlets, narrowed.outlets))
    # Another article may settle the day of one that names none: only the library's own can tell.
    unknown = shelf.days == 0
    if narrowed.first:
        masks.append((shelf.days >= narrowed.first) | unknown)
    if narrowed.last:
        masks.append(shelf.days <= narrowed.last)
    for mask in masks:
        allowed = allowed.both(mask)
    return allowed
