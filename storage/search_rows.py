"""What the index in memory reads from the database: whole articles at a time, by rows."""

import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from corpus.models import SpeakerKind
from storage import visible
from storage.index.shelf import QuoteEntry
from storage.index.view import Known
from storage.tables import (
    ArticleRow,
    FigureRow,
    LibraryRow,
    MembershipRow,
    OutletRow,
    PersonLinkRow,
    PersonRow,
    QuoteGroupRow,
    QuoteMarkRow,
    QuoteRow,
)
from storage.types import LibraryId

_AT_ONCE = 500
"""Values to one statement: SQLite bounds how many it may carry."""


NamedPerson = tuple[Known, tuple[str, ...]]
"""A person of a library, with the names that its articles print."""


async def generation(session: AsyncSession, library: LibraryId) -> int | None:
    """How many changes a library has seen; None for a library that is gone."""
    return await session.scalar(select(LibraryRow.generation).where(LibraryRow.id == library))


async def generations(session: AsyncSession) -> dict[LibraryId, int]:
    """How many changes each library has seen."""
    found = await session.execute(select(LibraryRow.id, LibraryRow.generation))
    return {LibraryId(library): generation for library, generation in found}


async def members(session: AsyncSession, library: LibraryId, after: int) -> dict[int, int]:
    """The articles that came, came back or were read anew after a generation: what read each."""
    found = await session.execute(
        select(ArticleRow.id, ArticleRow.reader_version, ArticleRow.extractor_version)
        .join(MembershipRow, MembershipRow.article_id == ArticleRow.id)
        .where(visible.held(library), MembershipRow.generation > after)
    )
    return {article: _version(reader, extractor) for article, reader, extractor in found}


async def member_count(session: AsyncSession, library: LibraryId) -> int:
    """How many articles a library has."""
    counted = select(func.count()).select_from(MembershipRow).where(visible.held(library))
    return await session.scalar(counted) or 0


async def entries(session: AsyncSession, articles: Sequence[int]) -> list[QuoteEntry]:
    """The quotes of these articles."""
    found: list[QuoteEntry] = []
    for some in _portions(articles):
        found += await _entries(session, QuoteRow.article_id.in_(some))
    return found


async def entries_between(session: AsyncSession, first: int, last: int) -> list[QuoteEntry]:
    """The quotes of the articles whose rows are from `first` to `last`."""
    return await _entries(session, QuoteRow.article_id.between(first, last))


async def versions_between(session: AsyncSession, first: int, last: int) -> dict[int, int]:
    """What read each of the articles whose rows are from `first` to `last`."""
    found = await session.execute(
        select(ArticleRow.id, ArticleRow.reader_version, ArticleRow.extractor_version).where(
            ArticleRow.id.between(first, last)
        )
    )
    return {article: _version(reader, extractor) for article, reader, extractor in found}


async def last_article(session: AsyncSession) -> int:
    """The highest row of an article, 0 where there is none."""
    return await session.scalar(select(func.max(ArticleRow.id))) or 0


async def mark(session: AsyncSession, article: int) -> tuple[int, str] | None:
    """What tells a database from any other: an article's row and its random public id."""
    public_id = await session.scalar(select(ArticleRow.public_id).where(ArticleRow.id == article))
    return None if public_id is None else (article, public_id)


async def hidden(session: AsyncSession, library: LibraryId) -> list[tuple[int, str]]:
    """The quotes that a library's moderators hid: article and public id."""
    found = await session.execute(
        select(QuoteRow.article_id, QuoteRow.public_id)
        .join(QuoteMarkRow, QuoteMarkRow.quote_id == QuoteRow.public_id)
        .where(QuoteMarkRow.library_id == library, QuoteMarkRow.mark == visible.HIDDEN)
    )
    return [(article, public_id) for article, public_id in found]


async def groups(
    session: AsyncSession, library: LibraryId, after: int
) -> list[tuple[int, str, str]]:
    """The wordings that joined an utterance after a row: row, quote, group."""
    found = await session.execute(
        select(QuoteGroupRow.id, QuoteGroupRow.quote_id, QuoteGroupRow.group_id)
        .where(QuoteGroupRow.library_id == library, QuoteGroupRow.id > after)
        .order_by(QuoteGroupRow.id)
    )
    return [(row, quote, group) for row, quote, group in found]


async def group_count(session: AsyncSession, library: LibraryId) -> int:
    """How many quotes of a library are in a group."""
    counted = select(func.count()).where(QuoteGroupRow.library_id == library)
    return await session.scalar(counted) or 0


async def people_in(
    session: AsyncSession, library: LibraryId, articles: Sequence[int]
) -> list[NamedPerson]:
    """Everybody whom one of these articles names, with the names that any article prints."""
    ids: set[int] = set()
    for some in _portions(articles):
        ids.update(
            await session.scalars(
                select(PersonLinkRow.person_id)
                .join(FigureRow, FigureRow.id == PersonLinkRow.figure_id)
                .where(PersonLinkRow.library_id == library, FigureRow.article_id.in_(some))
            )
        )
    found: list[NamedPerson] = []
    for some in _portions(sorted(ids)):
        found += await _people(session, library, PersonRow.id.in_(some))
    return found


async def everybody(session: AsyncSession, library: LibraryId) -> list[NamedPerson]:
    """Everybody whom a library's articles name."""
    return await _people(session, library, PersonRow.library_id == library)


async def figures_of(session: AsyncSession, library: LibraryId, people: Sequence[str]) -> list[int]:
    """The rows of the figures that these persons (public ids) are."""
    found = await session.scalars(
        select(PersonLinkRow.figure_id)
        .join(PersonRow, PersonRow.id == PersonLinkRow.person_id)
        .where(PersonLinkRow.library_id == library, PersonRow.public_id.in_(people))
    )
    return list(found)


async def outlets(session: AsyncSession) -> list[tuple[int, str]]:
    """Every outlet: row and name."""
    return [
        (row, name) for row, name in await session.execute(select(OutletRow.id, OutletRow.name))
    ]


async def _entries(session: AsyncSession, where: ColumnElement[bool]) -> list[QuoteEntry]:
    found = await session.execute(
        select(
            QuoteRow.public_id,
            QuoteRow.pieces,
            QuoteRow.article_id,
            QuoteRow.speaker_figure_id,
            QuoteRow.speaker,
            ArticleRow.outlet_id,
            func.coalesce(QuoteRow.day_value, ArticleRow.published_day),
        )
        .join(ArticleRow, ArticleRow.id == QuoteRow.article_id)
        .where(where)
        .order_by(QuoteRow.article_id, QuoteRow.id)
    )
    return [
        QuoteEntry(
            public_id,
            " ".join(pieces),
            article,
            figure or 0,
            "" if figure else speaker or "",
            outlet or 0,
            day,
        )
        for public_id, pieces, article, figure, speaker, outlet, day in found
    ]


async def _people(
    session: AsyncSession, library: LibraryId, where: ColumnElement[bool]
) -> list[NamedPerson]:
    """The persons of a library that `where` picks; those whom no article names have no names."""
    printed = await session.execute(
        select(
            PersonRow.id, FigureRow.article_id, FigureRow.name, FigureRow.aliases, FigureRow.roles
        )
        .join(PersonLinkRow, PersonLinkRow.person_id == PersonRow.id)
        .join(FigureRow, FigureRow.id == PersonLinkRow.figure_id)
        .join(MembershipRow, MembershipRow.article_id == FigureRow.article_id)
        .where(PersonLinkRow.library_id == library, visible.held(library), where)
        .order_by(MembershipRow.id, FigureRow.id)
    )
    seen: defaultdict[int, _Seen] = defaultdict(_Seen)
    for person, article, name, aliases, roles in printed:
        seen[person].take(article, (name, *aliases), [role.text for role in roles])
    counted = await session.execute(
        select(PersonLinkRow.person_id, func.count(QuoteRow.id))
        .join(QuoteRow, QuoteRow.speaker_figure_id == PersonLinkRow.figure_id)
        .join(MembershipRow, MembershipRow.article_id == QuoteRow.article_id)
        .join(PersonRow, PersonRow.id == PersonLinkRow.person_id)
        .where(
            PersonLinkRow.library_id == library,
            visible.held(library),
            ~visible.marked(library, visible.HIDDEN),
            where,
        )
        .group_by(PersonLinkRow.person_id)
    )
    quotes = dict(counted.all())
    people = await session.execute(
        select(PersonRow.id, PersonRow.public_id, PersonRow.kind, PersonRow.name).where(where)
    )
    return [
        seen[row].person(public_id, kind, name, quotes.get(row, 0))
        for row, public_id, kind, name in people
    ]


@dataclass(slots=True)
class _Seen:
    """What the figures of one person add up to."""

    names: dict[str, None] = field(default_factory=dict[str, None])
    roles: Counter[str] = field(default_factory=Counter[str])
    articles: set[int] = field(default_factory=set[int])

    def take(self, article: int, names: Iterable[str], roles: Iterable[str]) -> None:
        """Add a figure of the person."""
        self.articles.add(article)
        self.names.update(dict.fromkeys(names))
        self.roles.update(roles)

    def person(self, public_id: str, kind: str, name: str, quotes: int) -> NamedPerson:
        """The sum."""
        role = self.roles.most_common(1)[0][0] if self.roles else None
        known = Known(public_id, SpeakerKind(kind), name, role, quotes, len(self.articles))
        return known, tuple(self.names)


def _version(reader: str, extractor: str) -> int:
    return zlib.crc32(f"{reader}\n{extractor}".encode())


def _portions(values: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(values), _AT_ONCE):
        yield values[start : start + _AT_ONCE]
