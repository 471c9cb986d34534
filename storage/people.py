"""People of a library: figures of its articles placed into persons, and what is known of each."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from corpus.errors import NotFound
from corpus.matching import normalise
from corpus.models import SpeakerKind
from storage import rows, visible
from storage.records import PersonName, PersonRecord, RoleRecord
from storage.tables import (
    ArticleRow,
    FigureRow,
    MembershipRow,
    OutletRow,
    PersonLinkRow,
    PersonRow,
    QuoteRow,
)
from storage.types import LibraryId


async def get(session: AsyncSession, library: LibraryId, public_id: str) -> PersonRecord:
    """A person with names, role and counts. Raises NotFound."""
    found = await records(session, library, [public_id])
    if not found:
        raise NotFound("error.not_found.person", id=public_id)
    return found[0]


async def records(
    session: AsyncSession, library: LibraryId, public_ids: Sequence[str]
) -> tuple[PersonRecord, ...]:
    """The persons with these ids, in this order, without those that are not there."""
    known: defaultdict[str, _Known] = defaultdict(_Known)
    found = await session.execute(
        _links(library)
        .with_only_columns(PersonRow, FigureRow)
        .where(PersonRow.public_id.in_(public_ids))
        .order_by(MembershipRow.id, FigureRow.id)
    )
    for person, figure in found:
        known[person.public_id].take(person, figure)
    counts = await _quote_counts(session, library, public_ids)
    return tuple(
        known[public_id].record(counts.get(public_id, 0))
        for public_id in public_ids
        if public_id in known
    )


async def most_quoted(
    session: AsyncSession, library: LibraryId, limit: int
) -> tuple[PersonRecord, ...]:
    """The persons with the most quotes, for a list that nobody has typed a word for yet."""
    number = func.count(QuoteRow.id)
    found = await session.execute(
        _quotes(library)
        .with_only_columns(PersonRow.public_id)
        .where(PersonRow.kind == SpeakerKind.PERSON.value)
        .group_by(PersonRow.public_id, PersonRow.name)
        .order_by(number.desc(), PersonRow.name)
        .limit(limit)
    )
    return await records(session, library, [public_id for (public_id,) in found])


async def names(
    session: AsyncSession, library: LibraryId, article_ids: Iterable[int] | None = None
) -> tuple[PersonName, ...]:
    """Every printed name of every person and organisation, one for each article that prints it.

    `article_ids` (rows) narrows it to some articles.
    """
    query = _links(library).with_only_columns(
        PersonRow.public_id,
        PersonRow.name,
        PersonRow.kind,
        FigureRow.article_id,
        FigureRow.name,
        FigureRow.aliases,
    )
    query = query.order_by(MembershipRow.id, FigureRow.id)
    if article_ids is not None:
        query = query.where(FigureRow.article_id.in_(list(article_ids)))
    return tuple(
        PersonName(public_id, name, SpeakerKind(kind), article, (printed, *aliases))
        for public_id, name, kind, article, printed, aliases in await session.execute(query)
    )


async def roles(
    session: AsyncSession, library: LibraryId, public_id: str
) -> tuple[RoleRecord, ...]:
    """A person's roles as printed, the most printed first, with the first article each."""
    found = await session.execute(
        _links(library)
        .outerjoin(OutletRow, OutletRow.id == ArticleRow.outlet_id)
        .with_only_columns(FigureRow.roles, ArticleRow, MembershipRow.address, OutletRow.name)
        .where(PersonRow.public_id == public_id)
        .order_by(
            ArticleRow.published_day.asc().nulls_last(), MembershipRow.added_at, MembershipRow.id
        )
    )
    first: dict[str, RoleRecord] = {}
    counts: Counter[str] = Counter()
    for printed, article, address, outlet in found:
        for role in printed:
            key = normalise(role.text)
            counts[key] += 1
            first.setdefault(key, RoleRecord(role.text, rows.source(article, outlet, address)))
    return tuple(first[key] for key, _ in counts.most_common())


def _links(library: LibraryId) -> Select[int]:
    """The figures of a library's articles with the persons they are; add columns as needed."""
    return (
        select(PersonLinkRow.id)
        .join(PersonRow, PersonRow.id == PersonLinkRow.person_id)
        .join(FigureRow, FigureRow.id == PersonLinkRow.figure_id)
        .join(ArticleRow, ArticleRow.id == FigureRow.article_id)
        .join(MembershipRow, MembershipRow.article_id == ArticleRow.id)
        .where(PersonLinkRow.library_id == library, visible.held(library))
    )


def _quotes(library: LibraryId) -> Select[int]:
    """The visible quotes of a library that persons of it said."""
    return (
        select(QuoteRow.id)
        .join(MembershipRow, MembershipRow.article_id == QuoteRow.article_id)
        .join(PersonLinkRow, PersonLinkRow.figure_id == QuoteRow.speaker_figure_id)
        .join(PersonRow, PersonRow.id == PersonLinkRow.person_id)
        .where(
            PersonLinkRow.library_id == library,
            visible.held(library),
            ~visible.marked(library, visible.HIDDEN),
        )
    )


async def _quote_counts(
    session: AsyncSession, library: LibraryId, public_ids: Sequence[str]
) -> dict[str, int]:
    found = await session.execute(
        _quotes(library)
        .with_only_columns(PersonRow.public_id, func.count(QuoteRow.id))
        .where(PersonRow.public_id.in_(public_ids))
        .group_by(PersonRow.public_id)
    )
    return dict(found.all())


@dataclass(slots=True)
class _Known:
    """What the figures of one person add up to."""

    person: PersonRow | None = None
    names: dict[str, str] = field(default_factory=dict[str, str])
    roles: Counter[str] = field(default_factory=Counter[str])
    articles: set[int] = field(default_factory=set[int])

    def take(self, person: PersonRow, figure: FigureRow) -> None:
        """Add a figure of the person."""
        self.person = person
        self.articles.add(figure.article_id)
        for name in (figure.name, *figure.aliases):
            self.names.setdefault(normalise(name), name)
        self.roles.update(role.text for role in figure.roles)

    def record(self, quotes: int) -> PersonRecord:
        """The sum."""
        if self.person is None:
            raise LookupError
        shown = normalise(self.person.name)
        most = self.roles.most_common(1)
        return PersonRecord(
            public_id=self.person.public_id,
            name=self.person.name,
            kind=SpeakerKind(self.person.kind),
            aliases=tuple(name for key, name in self.names.items() if key != shown),
            role=most[0][0] if most else None,
            quotes=quotes,
            articles=len(self.articles),
        )
