"""What one library does never shows in another: a property over random actions.

`watched` shares a database with `noisy`, which has every article and does as it likes with them;
`alone` does what `watched` does in a database of its own. If anything of `noisy` showed, down to
the order of a list, `watched` would see what `alone` does not.
"""

import re
import secrets
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from corpus.errors import NotFound
from storage import (
    articles,
    audit,
    corrected,
    deliveries,
    events,
    libraries,
    people,
    quotes,
    schedules,
    shared,
    succession,
    version_history,
    versions,
    visible,
    wordings,
)
from storage.database import Database
from storage.records import AuditEntry, Incoming, Occurrence, Plan
from storage.search import QuoteNarrowing, SearchIndex
from storage.tables import ArticleRow, QuoteRow
from storage.types import LibraryId
from tests.storage.texts import NOW, change, statement

_SAID = (
    statement(),
    statement("we will open it on Friday", day=date(2022, 3, 17)),
    statement("we will open it on Friday", "Lindqvist", outlet="The Lantern"),
    statement("nobody asked the fishermen", "Tomás Ferreira", role="union leader", outlet=None),
)
ARTICLES = tuple(
    replace(said, article=replace(said.article, address=f"https://harbour.example/{which}"))
    for which, said in enumerate(_SAID)
)
CHANGED = tuple(
    replace(statement(f"{words}, and that is that", speaker), reader_version="reader 2")
    for words, speaker in (
        ("the bridge will stay closed", "Ada Lindqvist"),
        ("we will open it on Friday", "Ada Lindqvist"),
        ("we will open it on Friday", "Lindqvist"),
        ("nobody asked the fishermen", "Tomás Ferreira"),
    )
)
"""What their pages say later."""

MARKS = {"hide": visible.HIDDEN, "dispute": visible.WRONG}
ACTIONS = (
    *("add", "remove", "restore", "hide", "show", "dispute", "join", "audit", "plan", "claim"),
    *("change", "change", "change back", "withdraw"),
)

VERSIONS = {"change", "change back", "withdraw"}

Action = tuple[bool, str, int]
"""Whether the watched library does it (else the noisy one), what, and with which article."""


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # shrinking would take minutes
)
@given(
    had=st.sets(st.integers(0, len(ARTICLES) - 1)),
    taken=st.lists(
        st.tuples(st.booleans(), st.sampled_from(ACTIONS), st.integers(0, len(ARTICLES) - 1)),
        min_size=4,
        max_size=12,
    ),
)
async def test_nothing_that_one_library_does_shows_in_another(
    database: Database, elsewhere: Database, had: set[int], taken: list[Action]
) -> None:
    watched, noisy = await _library(database), await _library(database)
    alone = await _library(elsewhere)
    told: list[object] = []
    told_alone: list[object] = []
    start: list[Action] = [(True, "add", which) for which in sorted(had)]
    rest: list[Action] = [
        (False, what, which)
        for what in ("add", "change")
        for which in reversed(range(len(ARTICLES)))
    ]
    for ours, what, which in [*rest, *start, *taken]:
        if ours:
            told.append(await _act(database, watched, what, ARTICLES[which]))
            told_alone.append(await _act(elsewhere, alone, what, ARTICLES[which]))
        else:
            await _act(database, noisy, what, _told_otherwise(ARTICLES[which], which))
    seen = await _sees(database, watched)
    seen_alone = await _sees(elsewhere, alone)
    assert _nameless([told, seen]) == _nameless([told_alone, seen_alone])


async def _library(database: Database) -> LibraryId:
    async with database.write() as session:
        return (await libraries.for_cli(session, secrets.token_hex(8))).id


def _told_otherwise(incoming: Incoming, which: int) -> Incoming:
    """The same version under a name and address of the noisy library's own."""
    return replace(
        incoming,
        name="noisy.txt",
        article=replace(incoming.article, address=f"https://noisy.example/{which}"),
    )


async def _act(database: Database, library: LibraryId, what: str, incoming: Incoming) -> object:
    """Do something; say what the doer is told."""
    async with database.write() as session:
        try:
            if what in VERSIONS:
                return await _change(session, library, what, incoming)
            return await _do(session, library, what, incoming)
        except NotFound as error:
            return error.key


async def _do(session: AsyncSession, library: LibraryId, what: str, incoming: Incoming) -> object:
    by = change(by=99 if incoming.name == "noisy.txt" else 7)
    if what == "add":
        return await articles.add(session, library, incoming, by)
    if what == "audit":
        return await audit.write(session, library, AuditEntry(by, what, incoming.name))
    if what == "plan":
        plan = Plan(5, "Europe/Oslo", ("08:00",), topic=incoming.name)
        return (await schedules.add(session, library, plan, by)).plan
    if what == "claim":
        occurrence = Occurrence(library, "briefing", "2022-03-17T08:00", 5, NOW)
        return await deliveries.claim(session, occurrence, incoming.name, NOW) is not None
    return await _do_to_article(session, library, what, incoming)


async def _change(
    session: AsyncSession, library: LibraryId, what: str, incoming: Incoming
) -> object:
    """The article's page says something else, says what it said, or is gone."""
    address = incoming.article.address or ""
    if what == "withdraw":
        found = await versions.at_address(session, library, address)
        return await versions.withdraw(session, library, found or "none", NOW)
    which = int(address.rpartition("/")[2])
    now = CHANGED[which] if what == "change" else ARTICLES[which]
    brought = replace(now, name=incoming.name, article=replace(now.article, address=address))
    return await versions.take(session, library, brought, change(5))


async def _do_to_article(
    session: AsyncSession, library: LibraryId, what: str, incoming: Incoming
) -> object:
    """What needs an article's id: known to everybody here, as if it had been guessed."""
    found = (
        await session.execute(
            select(ArticleRow.public_id, QuoteRow.public_id)
            .join(QuoteRow, QuoteRow.article_id == ArticleRow.id)
            .where(ArticleRow.fingerprint == shared.fingerprint(incoming.article))
        )
    ).one_or_none()
    if found is None:
        raise NotFound(f"error.not_found.{'article' if what in ('remove', 'restore') else 'quote'}")
    article, quote = found
    if what == "remove":
        return await articles.remove(session, library, article, NOW)
    if what == "restore":
        return await articles.restore(session, library, article)
    if what == "join":
        first, *_ = [*await quotes.all_of(session, library), None]
        own = await quotes.in_article(session, library, quote)
        return first and await wordings.join(session, library, own.quote.public_id, first.public_id)
    if what == "show":
        return await quotes.unmark(session, library, quote, visible.HIDDEN)
    return await quotes.mark(session, library, quote, MARKS[what], change())


async def _sees(database: Database, library: LibraryId) -> list[object]:
    """Everything that storage tells about a library."""
    async with database.read() as session:
        names = await people.names(session, library)
        ids = [name.public_id for name in names]
        said = await quotes.all_of(session, library)
        seen: list[object] = [
            await articles.count(session, library),
            await articles.list_page(session, library, number=0, size=50),
            [replace(name, article=0) for name in names],
            await people.records(session, library, ids),
            [await people.roles(session, library, each) for each in ids],
            await people.most_quoted(session, library, 50),
            said,
            await quotes.count(session, library),
            [await quotes.in_article(session, library, each.public_id) for each in said],
            [await quotes.wordings(session, library, each.public_id) for each in said],
            [await quotes.count_by_person(session, library, each) for each in ids],
            await events.between_days(session, library),
            await events.added_between(session, library, None, NOW),
            [entry.subject for entry in await audit.history(session, library, limit=50)],
            [schedule.plan for schedule in await schedules.all_of(session, library)],
            [each.owner for each in await deliveries.history(session, library, limit=50)],
            *await _versions(session, library, [each.public_id for each in said]),
        ]
    search = SearchIndex(database)
    for asked in ("lindqvist", "ferr", "friday"):
        narrowing = QuoteNarrowing(by=None if asked == "friday" else asked)
        hits = await search.quotes(library, "open on friday", limit=9, narrowing=narrowing)
        near = await search.people(library, asked, limit=9)
        seen.append(sorted((hit.score, hit.fits) for hit in [*hits, *near]))
    return seen


async def _versions(
    session: AsyncSession, library: LibraryId, quote_ids: list[str]
) -> list[object]:
    """What storage tells about the versions of a library's articles."""
    held = await articles.list_page(session, library, number=0, size=50)
    pages = [f"https://harbour.example/{which}" for which in range(len(ARTICLES))]
    before = await succession.earlier_wordings(session, library, quote_ids)
    was = await succession.ancestors(session, library, quote_ids)
    return [
        [await version_history.history(session, library, each.source.article_id) for each in held],
        [before.get(quote) for quote in quote_ids],
        [was[quote] for quote in quote_ids],
        [await versions.at_address(session, library, page) for page in pages],
        await corrected.between(session, library, NOW, NOW + timedelta(days=1)),
    ]


def _nameless(seen: object) -> str:
    """In print, with every random id replaced by its place among them."""
    places: dict[str, str] = {}
    return re.sub(
        "'[0-9a-hjkmnp-tv-z]{12}'",
        lambda found: places.setdefault(found[0], f"#{len(places)}"),
        repr(seen),
    )
