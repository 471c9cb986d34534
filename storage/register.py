"""What a library knows while articles come in: its people by name, and its wordings by words.

Read from the database once and then kept up by those who add to it, so that an article costs the
same in a large library. It is of one generation of the library: whoever finds the database at
another reads it anew. People are put in in one order, by article and full names first, so that
reading it anew gives the register that was kept up.
"""

import asyncio
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from sqlalchemy import Row, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from corpus.linking.finding import WordingFinder
from corpus.linking.people import Directory, Figure
from corpus.linking.words import words
from corpus.models import QuoteKind, SpeakerKind
from storage import libraries, visible
from storage.tables import (
    ArticleRow,
    FigureRow,
    MembershipRow,
    PersonLinkRow,
    PersonRow,
    QuoteRow,
)
from storage.types import LibraryId

KEPT = 8
"""Libraries whose registers stay in memory."""

_AT_ONCE = 500
"""Rows taken up before others have their turn."""

_QuoteWords = Row[int, tuple[str, ...], str, date]


@dataclass(slots=True)
class People:
    """The people of a library. `rows` are those of persons by public id, `shown` their names."""

    directory: Directory = field(default_factory=lambda: Directory(()))
    rows: dict[str, int] = field(default_factory=dict[str, int])
    shown: dict[str, str] = field(default_factory=dict[str, str])
    _printed: defaultdict[str, Counter[str]] = field(
        default_factory=lambda: defaultdict[str, Counter[str]](Counter)
    )

    def add(self, public_id: str, figure: Figure) -> None:
        """Remember that `figure` is the person with `public_id`."""
        self.directory.add(public_id, figure)
        self._printed[public_id][figure.name] += 1

    def renamed(self, public_ids: Iterable[str]) -> dict[str, str]:
        """The new names of those of these persons whom their figures now give another name."""
        changed: dict[str, str] = {}
        for public_id in public_ids:
            name = most_printed(self._printed[public_id])
            if name != self.shown.get(public_id):
                self.shown[public_id] = changed[public_id] = name
        return changed


def most_printed(names: Counter[str]) -> str:
    """A person goes by the full name that most articles print; of two, the longer, the first."""
    return max(names, key=lambda name: (" " in name, names[name], len(name)))


def full_names_first(figure: FigureRow) -> tuple[bool, int]:
    """The order in which an article's figures are placed: a bare surname finds its full name."""
    return " " not in figure.name, figure.id


def figure_of(row: FigureRow, day: date | None) -> Figure:
    """A stored figure as the directory takes it; `day` is the article's."""
    return Figure(
        row.name,
        str(row.article_id),
        row.aliases,
        tuple(role.text for role in row.roles),
        day,
        SpeakerKind(row.kind),
    )


@dataclass(slots=True)
class Register:
    """A library at `generation`."""

    generation: int
    people: People
    wordings: WordingFinder


class Registers:
    """The registers of the libraries that articles came into last."""

    def __init__(self) -> None:
        """Begin with none."""
        self._kept: OrderedDict[LibraryId, Register] = OrderedDict()

    async def take(self, session: AsyncSession, library: LibraryId) -> Register:
        """The register of a library as `session` sees it.

        It is kept only when it is given back: what is added to it may never be committed.
        """
        generation = await libraries.generation(session, library)
        register = self._kept.pop(library, None)
        if register is None or register.generation != generation:
            people = await read_people(session, library)
            register = Register(generation, people, await _read_wordings(session, library))
        return register

    def give_back(self, library: LibraryId, register: Register) -> None:
        """Keep a register whose additions are committed, and its generation is theirs."""
        self._kept[library] = register
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)


async def read_people(
    session: AsyncSession, library: LibraryId, *, but: int | None = None
) -> People:
    """Everybody whom the library's articles name, without the article in row `but`."""
    query = (
        select(MembershipRow.id, PersonRow, FigureRow, ArticleRow.published_day)
        .join(PersonLinkRow, PersonLinkRow.person_id == PersonRow.id)
        .join(FigureRow, FigureRow.id == PersonLinkRow.figure_id)
        .join(ArticleRow, ArticleRow.id == FigureRow.article_id)
        .join(MembershipRow, MembershipRow.article_id == ArticleRow.id)
        .where(PersonLinkRow.library_id == library, visible.held(library))
        .order_by(MembershipRow.id, FigureRow.id)
    )
    if but is not None:
        query = query.where(FigureRow.article_id != but)
    people = People()
    found = await session.stream(query.execution_options(yield_per=_AT_ONCE))
    rows = [row async for row in found]
    for _, of_article in groupby(rows, key=lambda row: row[0]):
        for _, person, figure, day in sorted(of_article, key=lambda row: full_names_first(row[2])):
            people.rows[person.public_id] = person.id
            people.shown[person.public_id] = person.name
            people.add(person.public_id, figure_of(figure, day))
    return people


async def _read_wordings(session: AsyncSession, library: LibraryId) -> WordingFinder:
    """Every wording of the library, those said or printed by day."""
    query = (
        select(
            QuoteRow.id,
            QuoteRow.pieces,
            QuoteRow.kind,
            func.coalesce(QuoteRow.day_value, ArticleRow.published_day),
        )
        .join(ArticleRow, ArticleRow.id == QuoteRow.article_id)
        .join(MembershipRow, MembershipRow.article_id == ArticleRow.id)
        .where(visible.held(library))
        .order_by(MembershipRow.id, QuoteRow.start, QuoteRow.id)
    )
    finder = WordingFinder()
    found = await session.stream(query.execution_options(yield_per=_AT_ONCE))
    async for some in found.partitions():
        await asyncio.to_thread(_take_up, finder, some)
    return finder


def _take_up(finder: WordingFinder, rows: Sequence[_QuoteWords]) -> None:
    for row, pieces, kind, day in rows:
        finder.add(row, words(pieces, kind == QuoteKind.DIRECT.value), day)
