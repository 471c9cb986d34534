"""Placing the figures of an article among the persons of a library, with the evidence for each."""

from collections import Counter, defaultdict

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from corpus.linking.people import Placement
from storage import visible
from storage.inserts import insert_together
from storage.register import People, figure_of, full_names_first, most_printed, read_people
from storage.tables import ArticleRow, FigureRow, MembershipRow, PersonLinkRow, PersonRow
from storage.types import LibraryId, new_public_id


async def place_article(
    session: AsyncSession, library: LibraryId, article_id: int, people: People | None = None
) -> None:
    """Link every figure of the article that is not linked yet to a person, old or new.

    `people` are those of the library without this article, to which it is added; read from the
    database where they are not given. Full names go first, so that a bare surname finds the person
    that the same article names.
    """
    people = people or await read_people(session, library, but=article_id)
    found = await session.execute(
        select(FigureRow, ArticleRow.published_day, PersonRow)
        .join(ArticleRow, ArticleRow.id == FigureRow.article_id)
        .outerjoin(
            PersonLinkRow,
            (PersonLinkRow.figure_id == FigureRow.id) & (PersonLinkRow.library_id == library),
        )
        .outerjoin(PersonRow, PersonRow.id == PersonLinkRow.person_id)
        .where(FigureRow.article_id == article_id)
    )
    named: list[str] = []
    placed: list[tuple[FigureRow, str, Placement]] = []
    strangers: dict[str, FigureRow] = {}
    for row, day, person in sorted(found, key=lambda each: full_names_first(each[0])):
        figure = figure_of(row, day)
        if person:
            public_id = person.public_id
            people.rows[public_id], people.shown[public_id] = person.id, person.name
        else:
            placement = people.directory.place(figure)
            public_id = placement.public_id or new_public_id()
            if placement.public_id is None:
                strangers[public_id] = row
            placed.append((row, public_id, placement))
        people.add(public_id, figure)
        named.append(public_id)
    await _make(session, library, people, strangers)
    await _link(session, library, people, placed)
    for public_id, name in people.renamed(dict.fromkeys(named)).items():
        await _rename(session, people.rows[public_id], name)


async def _make(
    session: AsyncSession, library: LibraryId, people: People, strangers: dict[str, FigureRow]
) -> None:
    """Make the persons whom nobody knew, each with the figure that it is made for."""
    if not strangers:
        return
    values = [
        {"public_id": public_id, "library_id": library, "kind": figure.kind, "name": figure.name}
        for public_id, figure in strangers.items()
    ]
    made = await session.execute(
        insert_together(PersonRow).returning(PersonRow.public_id, PersonRow.id), values
    )
    people.rows.update(made.all())
    people.shown.update((public_id, figure.name) for public_id, figure in strangers.items())


async def _link(
    session: AsyncSession,
    library: LibraryId,
    people: People,
    placed: list[tuple[FigureRow, str, Placement]],
) -> None:
    values = [
        {
            "library_id": library,
            "person_id": people.rows[public_id],
            "figure_id": figure.id,
            "evidence": placement.evidence.key.value if placement.evidence else None,
            "evidence_name": placement.evidence.detail if placement.evidence else None,
            "certain": placement.certain,
        }
        for figure, public_id, placement in placed
    ]
    if values:
        await session.execute(insert_together(PersonLinkRow), values)


async def _rename(session: AsyncSession, person: int, name: str) -> None:
    await session.execute(update(PersonRow).where(PersonRow.id == person).values(name=name))


async def rename_article(session: AsyncSession, library: LibraryId, article_id: int) -> None:
    """Choose anew the names of the persons in an article that went or came back."""
    persons = (
        select(PersonLinkRow.person_id)
        .join(FigureRow, FigureRow.id == PersonLinkRow.figure_id)
        .where(PersonLinkRow.library_id == library, FigureRow.article_id == article_id)
    )
    found = await session.execute(
        select(PersonLinkRow.person_id, FigureRow.name)
        .join(FigureRow, FigureRow.id == PersonLinkRow.figure_id)
        .join(MembershipRow, MembershipRow.article_id == FigureRow.article_id)
        .where(
            PersonLinkRow.library_id == library,
            PersonLinkRow.person_id.in_(persons),
            visible.held(library),
        )
        .order_by(MembershipRow.id, FigureRow.id)
    )
    printed: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for person_id, name in found:
        printed[person_id][name] += 1
    for person_id, names in printed.items():
        await _rename(session, person_id, most_printed(names))
