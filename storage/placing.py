"""Placing the figures of an article among the persons of a library, with the evidence for each."""

from collections import Counter, defaultdict
from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from corpus.matching import normalise
from storage import visible
from storage.tables import FigureRow, MembershipRow, PersonLinkRow, PersonRow
from storage.types import LibraryId


async def place_article(session: AsyncSession, library: LibraryId, article_id: int) -> None:
    """Link every figure of the article that is not linked yet to a person, old or new."""
    linked = select(PersonLinkRow.figure_id).where(PersonLinkRow.library_id == library)
    figures = await session.scalars(
        select(FigureRow)
        .where(FigureRow.article_id == article_id, FigureRow.id.not_in(linked))
        .order_by(FigureRow.id)
    )
    known = await _known(session, library)
    for figure in figures:
        person = known.get((figure.kind, normalise(figure.name)))
        if person is None:
            person = PersonRow(library_id=library, kind=figure.kind, name=figure.name)
            session.add(person)
            await session.flush()
            known[figure.kind, normalise(figure.name)] = person
        session.add(
            PersonLinkRow(
                library_id=library,
                person_id=person.id,
                figure_id=figure.id,
                evidence="same full name",
            )
        )
    await session.flush()
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
        .order_by(FigureRow.id)
    )
    printed: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for person_id, name in found:
        printed[person_id][name] += 1
    for person_id, names in printed.items():
        person = await session.get(PersonRow, person_id)
        if person is not None:
            person.name = max(names, key=lambda name: (" " in name, names[name], len(name)))
    await session.flush()


async def _known(session: AsyncSession, library: LibraryId) -> dict[tuple[str, str], PersonRow]:
    found = await session.execute(
        select(PersonRow, FigureRow.name)
        .join(PersonLinkRow, PersonLinkRow.person_id == PersonRow.id)
        .join(FigureRow, FigureRow.id == PersonLinkRow.figure_id)
        .where(PersonLinkRow.library_id == library)
        .order_by(PersonRow.id)
    )
    known: dict[tuple[str, str], PersonRow] = {}
    for person, name in found:
        known.setdefault((person.kind, normalise(name)), person)
    return known
