"""Who is this: a person by name, half a name, or a misspelt one."""

from bot.newsroom.answers import (
    NobodyFound,
    Page,
    PersonFound,
    PersonLine,
    SeveralPeople,
    WhoAnswer,
)
from bot.newsroom.asked import checked
from bot.newsroom.library import LibraryRef
from bot.newsroom.lines import person_line, quote_lines, role_line
from bot.newsroom.means import PAGE, Means
from corpus.errors import NotFound
from storage import articles, people, quotes
from storage.types import LibraryId

MOST_CANDIDATES = 25
MOST_NEAREST = 5


async def who(means: Means, ref: LibraryRef, asked: str, *, page: int = 0) -> WhoAnswer:
    """The person that `asked` names, or those it may name, or the nearest names.

    A person's public id is taken as well as a name. Raises BadInput for too long a question.
    """
    asked = checked(asked)
    library = await means.library(ref)
    hits = await means.search.people(library, asked, limit=MOST_CANDIDATES)
    fitting = [hit.public_id for hit in hits if hit.fits]
    if not fitting and (chosen := await _by_id(means, ref, asked, page)):
        return chosen
    if len(fitting) == 1:
        return await person(means, ref, fitting[0], asked=asked, page=page)
    if fitting:
        return SeveralPeople(asked, await _lines(means, library, fitting))
    async with means.database.read() as session:
        empty = await articles.count(session, library) == 0
    nearest = [hit.public_id for hit in hits[:MOST_NEAREST]]
    return NobodyFound(asked, await _lines(means, library, nearest), empty)


async def person(
    means: Means, ref: LibraryRef, person_id: str, *, asked: str | None = None, page: int = 0
) -> PersonFound:
    """One person by public id, with page `page` of what they said. Raises NotFound."""
    library = await means.library(ref)
    async with means.database.read() as session:
        record = await people.get(session, library, person_id)
        total = await quotes.count_by_person(session, library, record.public_id)
        shown = Page.at(page, PAGE, total)
        said = await quotes.by_person(
            session, library, record.public_id, number=shown.number, size=PAGE
        )
        return PersonFound(
            asked or record.name,
            person_line(record),
            record.aliases,
            tuple(map(role_line, await people.roles(session, library, record.public_id))),
            await quote_lines(session, library, said),
            shown,
        )


async def nearest_people(means: Means, library: LibraryId, asked: str) -> tuple[PersonLine, ...]:
    """The people whose names come nearest to `asked`."""
    hits = await means.search.people(library, checked(asked), limit=MOST_NEAREST)
    return await _lines(means, library, [hit.public_id for hit in hits])


async def _by_id(means: Means, ref: LibraryRef, asked: str, page: int) -> PersonFound | None:
    try:
        return await person(means, ref, asked, page=page)
    except NotFound:
        return None


async def _lines(means: Means, library: LibraryId, person_ids: list[str]) -> tuple[PersonLine, ...]:
    async with means.database.read() as session:
        return tuple(map(person_line, await people.records(session, library, person_ids)))
