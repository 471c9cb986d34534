"""Placing the figures of an article among the persons of a library, with the evidence for each."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from datetime import date

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from corpus.linking.people import Directory, Figure, Placement
from corpus.models import SpeakerKind
from storage import visible
from storage.tables import ArticleRow, FigureRow, MembershipRow, PersonLinkRow, PersonRow
from storage.types import LibraryId, new_public_id


async def place_article(session: AsyncSession, library: LibraryId, article_id: int) -> None:
    """Link every figure of the article that is not linked yet to a person, old or new.

    Full names go first, so that a bare surname finds the person that the same article names.
    """
    linked = select(PersonLinkRow.figure_id).where(PersonLinkRow.library_id == library)
    found = await session.execute(
        select(FigureRow, ArticleRow.published_day)
        .join(ArticleRow, ArticleRow.id == FigureRow.article_id)
        .where(FigureRow.article_id == article_id, FigureRow.id.not_in(linked))
        .order_by(FigureRow.id)
    )
    rows = sorted(found.all(), key=lambda row: " " not in row[0].name)
    if rows:
        await _place(session, library, [(row, _figure(row, day)) for row, day in rows])
    await rename_article(session, library, article_id)


async def rename_article(session: AsyncSession, library: LibraryId, article_id: int) -> None:
    """Choose anew the names of the persons in an article that came, changed or went."""
    persons = await session.scalars(
        select(PersonLinkRow.person_id)
        .join(FigureRow, FigureRow.id == PersonLinkRow.figure_id)
        .where(PersonLinkRow.library_id == library, FigureRow.article_id == article_id)
        .distinct()
    )
    await _rename(session, library, persons.all())


async def _rename(session: AsyncSession, library: LibraryId, person_ids: Collection[int]) -> None:
    """A person goes by the full name that most articles print; of two, the longer, the first."""
    found = await session.execute(
        select(PersonLinkRow.person_id, FigureRow.name)
        .join(FigureRow, FigureRow.id == PersonLinkRow.figure_id)
        .join(MembershipRow, MembershipRow.article_id == FigureRow.article_id)
        .where(
            PersonLinkRow.library_id == library,
            PersonLinkRow.person_id.in_(person_ids),
            visible.held(library),
        )
        .order_by(MembershipRow.id, FigureRow.id)
    )
    printed: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for person_id, name in found:
        printed[person_id][name] += 1
    for person_id, names in printed.items():
        person = await session.get(PersonRow, person_id)
        if person is not None:
            person.name = max(names, key=lambda name: (" " in name, names[name], len(name)))
    await session.flush()


async def _place(
    session: AsyncSession, library: LibraryId, figures: Iterable[tuple[FigureRow, Figure]]
) -> None:
    directory = await _directory(session, library)
    placed: list[tuple[PersonRow, FigureRow, Placement]] = []
    for row, figure in figures:
        placement = directory.place(figure)
        person = await _person(session, library, row, placement)
        directory.add(person.public_id, figure)
        placed.append((person, row, placement))
    await session.flush()
    session.add_all(_link(library, *each) for each in placed)
    await session.flush()


async def _person(
    session: AsyncSession, library: LibraryId, figure: FigureRow, placement: Placement
) -> PersonRow:
    """The person of a placement, made where it says somebody new."""
    if placement.public_id is None:
        person = PersonRow(
            public_id=new_public_id(), library_id=library, kind=figure.kind, name=figure.name
        )
        session.add(person)
        return person
    return (
        await session.scalars(select(PersonRow).where(PersonRow.public_id == placement.public_id))
    ).one()


def _link(
    library: LibraryId, person: PersonRow, figure: FigureRow, placement: Placement
) -> PersonLinkRow:
    evidence = placement.evidence
    return PersonLinkRow(
        library_id=library,
        person_id=person.id,
        figure_id=figure.id,
        evidence=evidence.key.value if evidence else None,
        evidence_name=evidence.detail if evidence else None,
        certain=placement.certain,
    )


def _figure(row: FigureRow, day: date | None) -> Figure:
    return Figure(
        row.name,
        str(row.article_id),
        row.aliases,
        tuple(role.text for role in row.roles),
        day,
        SpeakerKind(row.kind),
    )


async def _directory(session: AsyncSession, library: LibraryId) -> Directory:
    """Everybody whom the library's articles name, with the names and roles they print."""
    found = await session.execute(
        select(PersonRow.public_id, FigureRow, ArticleRow.published_day)
        .join(PersonLinkRow, PersonLinkRow.person_id == PersonRow.id)
        .join(FigureRow, FigureRow.id == PersonLinkRow.figure_id)
        .join(ArticleRow, ArticleRow.id == FigureRow.article_id)
        .join(MembershipRow, MembershipRow.article_id == ArticleRow.id)
        .where(PersonLinkRow.library_id == library, visible.held(library))
        .order_by(MembershipRow.id, FigureRow.id)
    )
    directory = Directory(())
    for public_id, row, day in found:
        directory.add(public_id, _figure(row, day))
    return directory
