"""Bringing what a library sees in memory up to the database, by what changed since."""

from dataclasses import dataclass

import numpy as np
from sqlalchemy.ext.asyncio import AsyncSession

from storage import search_rows
from storage.index.saved import Index
from storage.index.shelf import QuoteEntry
from storage.index.view import People, Utterances, View
from storage.search_rows import NamedPerson
from storage.types import LibraryId


@dataclass(frozen=True, slots=True)
class Change:
    """What a library has become at a generation: what is new in it, and what must be read for it.

    `touched` are the articles that came, went or were read anew (`renewed` says that some were);
    `missing` those (row and version) whose quotes the index has not, or not so.
    """

    generation: int
    articles: frozenset[int]
    hidden: frozenset[tuple[int, str]]
    utterances: Utterances
    touched: tuple[int, ...]
    renewed: bool
    missing: dict[int, int]


@dataclass(frozen=True, slots=True)
class Read:
    """The rows of a change."""

    entries: list[QuoteEntry]
    people: list[NamedPerson]


async def look(
    session: AsyncSession, library: LibraryId, generation: int, index: Index, view: View
) -> Change:
    """What changed in a library since its view was made."""
    known = frozenset(view.articles.tolist())
    new = await search_rows.members(session, library, view.generation)
    articles = known | new.keys()
    if len(articles) != await search_rows.member_count(session, library):
        articles = frozenset(await search_rows.members(session, library, -1))
    return Change(
        generation,
        articles,
        frozenset(await search_rows.hidden(session, library)),
        await _utterances(session, library, view.utterances),
        tuple(sorted(new.keys() | (known - articles))),
        not known.isdisjoint(new),
        {
            article: version
            for article, version in new.items()
            if index.quotes.version(article) != version
        },
    )


async def read(session: AsyncSession, library: LibraryId, change: Change, old: View) -> Read:
    """The rows of a change; of everybody's names where an article that was read anew lost some."""
    if change.renewed:
        people = await search_rows.everybody(session, library)
    else:
        marked = {article for article, _ in change.hidden ^ old.hidden}
        touched = sorted(marked.union(change.touched))
        people = await search_rows.people_in(session, library, touched)
    return Read(await search_rows.entries(session, sorted(change.missing)), people)


def apply(index: Index, view: View, change: Change, rows: Read) -> View:
    """Put a change into the index; give the library's view after it."""
    if change.missing:
        index.quotes.add(rows.entries, change.missing)
    after = View(
        change.generation,
        np.array(sorted(change.articles), np.uint32),
        change.hidden,
        change.utterances,
        People() if change.renewed else view.people,
    )
    after.keep(view, change.touched)
    after.add_people(index.names, rows.people)
    return after


async def _utterances(session: AsyncSession, library: LibraryId, known: Utterances) -> Utterances:
    fresh = Utterances(known.quotes, known.groups, known.last)
    fresh.add(await search_rows.groups(session, library, known.last))
    if len(fresh.quotes) != await search_rows.group_count(session, library):
        fresh = Utterances()
        fresh.add(await search_rows.groups(session, library, 0))
    return fresh
