"""Building the saved index from a database: `build` in this process, `build_apart` in another.

In a process of its own the building neither holds the event loop nor the interpreter.
"""

import asyncio
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from sqlalchemy.ext.asyncio import AsyncSession

from storage import search_rows
from storage.database import Database
from storage.index import building, saved
from storage.index.people import NameIndex
from storage.index.shelf import QuoteEntry, shelve
from storage.index.view import Utterances, View
from storage.types import LibraryId

_ARTICLES_AT_ONCE = 2_000


async def build_apart(address: str, path: Path) -> None:
    """Write the index of the database at `address` to `path`, in a process of its own."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        await asyncio.get_running_loop().run_in_executor(pool, _build, address, path)


def _build(address: str, path: Path) -> None:
    asyncio.run(_open_and_build(address, path))


async def _open_and_build(address: str, path: Path) -> None:
    database = await Database.open(address)
    try:
        await build(database, path)
    finally:
        await database.close()


async def build(database: Database, path: Path) -> None:
    """Write the index of everything in the database, as it is now, to `path`."""
    async with database.read() as session:
        # First of all: what changes from here on counts as later than the index.
        generations = await search_rows.generations(session)
        mark = await search_rows.mark(session, await search_rows.last_article(session))
        entries, versions = await _quotes(session)
        shelf = shelve(entries, versions)
        del entries
        names = NameIndex()
        views: dict[int, View] = {
            library: await _view(session, library, generation, names)
            for library, generation in generations.items()
        }
    saved.save(path, shelf, building.build(names.texts()), views, mark)


async def _quotes(session: AsyncSession) -> tuple[Sequence[QuoteEntry], dict[int, int]]:
    entries: list[QuoteEntry] = []
    versions: dict[int, int] = {}
    last = await search_rows.last_article(session)
    for first in range(1, last + 1, _ARTICLES_AT_ONCE):
        bounds = (first, first + _ARTICLES_AT_ONCE - 1)
        entries += await search_rows.entries_between(session, *bounds)
        versions |= await search_rows.versions_between(session, *bounds)
    return entries, versions


async def _view(
    session: AsyncSession, library: LibraryId, generation: int, names: NameIndex
) -> View:
    articles = await search_rows.members(session, library, -1)
    utterances = Utterances()
    utterances.add(await search_rows.groups(session, library, 0))
    view = View(
        generation,
        np.array(sorted(articles), np.uint32),
        frozenset(await search_rows.hidden(session, library)),
        utterances,
    )
    view.add_people(names, await search_rows.everybody(session, library))
    return view
