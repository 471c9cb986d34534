"""What happened when, and who answered whom: of a person, of some words, or of everything."""

import asyncio
from collections.abc import Sequence

from bot.newsroom.answers import (
    NothingHappened,
    Page,
    PersonFound,
    SeveralPeople,
    TimelineAnswer,
    TimelineFound,
)
from bot.newsroom.days import parse_day
from bot.newsroom.library import LibraryRef
from bot.newsroom.means import Means
from bot.newsroom.who import nearest_people, who
from corpus.briefing import timeline as selection
from corpus.briefing.items import Statement
from corpus.matching import normalise
from storage import articles, events
from storage.types import LibraryId

DAYS_ON_A_PAGE = 3
MOST_A_DAY = 6
MOST_DAYS = 30


async def timeline(
    means: Means,
    ref: LibraryRef,
    asked: str | None = None,
    *,
    since: str | None = None,
    until: str | None = None,
    page: int = 0,
    size: int = DAYS_ON_A_PAGE,
) -> TimelineAnswer:
    """The days about a person or some words (None: everything) between two days, both included.

    A page has `size` days. Of more than MOST_DAYS days those are shown that matter most. Days are
    typed as ISO dates or "16 March 2022". Raises BadInput for anything else.
    """
    library = await means.library(ref)
    first, last = parse_day(since), parse_day(until)
    person = await who(means, ref, asked) if asked else None
    if isinstance(person, SeveralPeople):
        return person
    person_id = person.person.public_id if isinstance(person, PersonFound) else None
    async with means.database.read() as session:
        found = await events.between_days(session, library, first, last, person_id)
    if asked and person_id is None:
        found = _about_words(found, asked)
    told = await asyncio.to_thread(
        selection.select,
        found,
        since=first,
        until=last,
        most_days=MOST_DAYS,
        most_a_day=MOST_A_DAY,
    )
    if not told.days:
        return await _nothing(means, library, asked)
    subject = person.person.name if isinstance(person, PersonFound) else asked
    return _page(asked, subject, told, page, size)


def _page(
    asked: str | None, subject: str | None, told: selection.Timeline, number: int, size: int
) -> TimelineFound:
    days = told.days
    page = Page.at(number, size, len(days))
    return TimelineFound(asked, subject, days[page.part], page, told.left_out)


def _about_words(statements: Sequence[Statement], asked: str) -> tuple[Statement, ...]:
    """The statements that hold every word asked for."""
    wanted = normalise(asked).split()

    def holds(statement: Statement) -> bool:
        words = normalise(
            " ".join((*statement.pieces, statement.actor or "", statement.target or ""))
        )
        return all(word in words for word in wanted)

    return tuple(statement for statement in statements if holds(statement))


async def _nothing(means: Means, library: LibraryId, asked: str | None) -> NothingHappened:
    async with means.database.read() as session:
        empty = await articles.count(session, library) == 0
    nearest = await nearest_people(means, library, asked) if asked else ()
    return NothingHappened(asked, nearest, empty)
