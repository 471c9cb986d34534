"""Who answered: a person, a statement, or what some words are about."""

import asyncio
from collections.abc import Collection, Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from bot.newsroom.answers import (
    NobodyAnswered,
    Page,
    PersonFound,
    PersonLine,
    QuoteLine,
    ReactionLine,
    ReactionsAnswer,
    ReactionsFound,
    SeveralPeople,
)
from bot.newsroom.asked import checked
from bot.newsroom.library import LibraryRef
from bot.newsroom.lines import quote_lines
from bot.newsroom.means import PAGE, Means
from bot.newsroom.who import who
from corpus.briefing import replies
from corpus.briefing.items import Statement
from corpus.briefing.replies import Reply
from corpus.errors import NotFound
from storage import articles, events
from storage import quotes as stored
from storage.records import QuoteRecord
from storage.types import LibraryId

MOST_FOUND = 100
"""Quotes, and as many acts, that words may find."""


async def reactions(means: Means, ref: LibraryRef, asked: str, *, page: int = 0) -> ReactionsAnswer:
    """Who answered a quote (its public id), a person (id or name), or what these words tell.

    The latest comes first. Raises BadInput for an empty question.
    """
    asked = checked(asked)
    library = await means.library(ref)
    if statement := await _statement(means, library, asked):
        found = await _to_quotes(means, library, [statement.public_id])
        return await _answer(means, library, asked, found, page, statement=statement)
    person = await who(means, ref, asked)
    if isinstance(person, SeveralPeople):
        return person
    if isinstance(person, PersonFound):
        found = await _to_person(means, library, person.person)
        return await _answer(means, library, asked, found, page, person=person.person)
    hits = await means.search.quotes(library, asked, limit=MOST_FOUND)
    found = await _to_quotes(
        means, library, [hit.public_id for hit in hits if hit.fits], asked.split()
    )
    return await _answer(means, library, asked, found, page)


async def _statement(means: Means, library: LibraryId, quote_id: str) -> QuoteLine | None:
    async with means.database.read() as session:
        try:
            found = await stored.in_article(session, library, quote_id)
        except NotFound:
            return None
        (line,) = await quote_lines(session, library, [found.quote])
    return line


async def _to_person(means: Means, library: LibraryId, person: PersonLine) -> tuple[Reply, ...]:
    async with means.database.read() as session:
        aimed = await events.reactions_to(session, library, person.public_id)
        near = await events.of_articles(session, library, _articles(aimed))
    pool = _each_once((*aimed, *near))
    return await asyncio.to_thread(replies.to_person, pool, person.name)


async def _to_quotes(
    means: Means, library: LibraryId, quote_ids: Sequence[str], words: Collection[str] = ()
) -> tuple[Reply, ...]:
    """What answers these quotes in any wording, or acts whose sentence has all of `words`."""
    async with means.database.read() as session:
        quotes = await _all_wordings(session, library, quote_ids)
        acts = await events.holding(session, library, words, limit=MOST_FOUND) if words else ()
        ids = {quote.source.article_id for quote in quotes} | set(_articles(acts))
        pool = await events.of_articles(session, library, ids)
    said = {quote.public_id for quote in quotes}
    wanted = {event.public_id for event in pool if event.quote_id in said}
    wanted |= {event.public_id for event in acts}
    return await asyncio.to_thread(replies.to_statements, pool, wanted)


async def _all_wordings(
    session: AsyncSession, library: LibraryId, quote_ids: Sequence[str]
) -> tuple[QuoteRecord, ...]:
    found = await stored.by_ids(session, library, quote_ids)
    groups = {quote.group for quote in found if quote.group}
    return (*found, *await stored.in_groups(session, library, groups))


def _articles(statements: Sequence[Statement]) -> list[str]:
    return sorted({statement.source.article_id for statement in statements})


def _each_once(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    return tuple({statement.public_id: statement for statement in statements}.values())


async def _answer(
    means: Means,
    library: LibraryId,
    asked: str,
    found: Sequence[Reply],
    number: int,
    *,
    person: PersonLine | None = None,
    statement: QuoteLine | None = None,
) -> ReactionsAnswer:
    async with means.database.read() as session:
        if not found:
            empty = await articles.count(session, library) == 0
            subject = person.name if person else None
            return NobodyAnswered(asked, subject, empty)
        page = Page.at(number, PAGE, len(found))
        shown = found[page.part]
        told = await events.evidence(session, library, [each.statement.public_id for each in shown])
    lines = tuple(ReactionLine(each, told.get(each.statement.public_id)) for each in shown)
    return ReactionsFound(asked, person, statement, lines, page)
