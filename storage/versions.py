"""Versions of a library's articles: a changed article takes the place of the one it was.

What hung on the earlier version goes on: persons, marks and groups pass to the quotes that took the
place of others, and the change is on record quote by quote.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from corpus.linking.versions import (
    PrintedQuote,
    PrintedVersion,
    QuoteFate,
    QuotePair,
    compare_versions,
    is_remnant,
    may_be_one_article,
    prints,
    reads_the_same,
)
from corpus.models import Article, SpeakerKind
from storage import (
    articles,
    corrections,
    inheriting,
    libraries,
    placing,
    rows,
    shared,
    succession,
    visible,
)
from storage.records import ArticleRecord, Change, Incoming
from storage.register import People
from storage.tables import (
    ArticleChangeRow,
    ArticleRow,
    MembershipRow,
    QuoteChangeRow,
    QuoteRow,
)
from storage.types import LibraryId

_NAMESAKES = 5
"""Articles that came under one name, of which the latest are asked whether they are an earlier
version: files are often named alike ("article.txt") and have nothing to do with one another."""


class ChangeKind(StrEnum):
    """What became of an article."""

    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of an article that was brought.

    `new`: the library had no version of it. `before` is the public id of the version whose place it
    took, `quotes` what became of that one's quotes. `returned`: its page had been gone. Neither new
    nor `before`: nothing that is read has changed.
    """

    record: ArticleRecord
    new: bool = False
    before: str | None = None
    quotes: tuple[QuotePair, ...] = ()
    returned: bool = False

    @property
    def public_id(self) -> str:
        """The article's public id."""
        return self.record.source.article_id

    def counted(self, *fates: QuoteFate) -> int:
        """Of how many quotes one of these became true."""
        return sum(each.fate in fates for each in self.quotes)


@dataclass(frozen=True, slots=True)
class _Earlier:
    """The version that a library shows of an article."""

    membership: MembershipRow
    article: Article
    public_id: str


async def take(
    session: AsyncSession,
    library: LibraryId,
    incoming: Incoming,
    change: Change,
    people: People | None = None,
) -> Taken:
    """Put an article into a library, as a new one or as a newer version of one that it has.

    A page's article is known by its address, another upload by its name and much of its text. What
    nobody reads (the page around it) may differ without making a version. `people` are the
    library's, where they are in memory: a new article's are added to them, a version's are not.
    """
    await libraries.lock(session, library)
    earlier = await _earlier(session, library, incoming)
    if earlier is None:
        added = await articles.add(session, library, incoming, change, people)
        return Taken(added.record, new=added.new)
    returned = await _came_back(session, library, earlier, change.at)
    if await asyncio.to_thread(_says_nothing_new, earlier.article, incoming.article):
        record = await articles.by_row(session, library, earlier.membership.article_id)
        return Taken(record, returned=returned)
    article_id = await shared.keep(session, incoming)
    known = await succession.membership(session, library, article_id)
    if known is earlier.membership or _is_old_copy(known, incoming):  # the same, only read anew
        record = await articles.by_row(session, library, earlier.membership.article_id)
        return Taken(record, returned=returned)
    before = earlier.membership.article_id
    quotes = await _replace(session, library, earlier, (article_id, incoming, change))
    await placing.rename_article(session, library, before)
    record = await articles.by_row(session, library, article_id)
    await corrections.note(session, library, record.source.article_id, quotes, change.at)
    return Taken(record, before=earlier.public_id, quotes=quotes, returned=returned)


def _says_nothing_new(known: Article, article: Article) -> bool:
    """The same is read in both, or the newer is but a part of it."""
    if known.readable and not article.readable:
        return True
    return reads_the_same(known, article) or is_remnant(known, article)


def _is_old_copy(known: MembershipRow | None, incoming: Incoming) -> bool:
    """An upload of an earlier version: a file may be old, while a page says what it says now."""
    superseded = known is not None and known.removed_at is None and known.superseded_at is not None
    return superseded and not succession.has_address(incoming)


async def withdraw(session: AsyncSession, library: LibraryId, public_id: str, at: datetime) -> bool:
    """Note that an article's page was found gone at `at` (UTC); what it said stays on record.

    False where that is known. Raises NotFound.
    """
    await libraries.lock(session, library)
    record = await articles.record(session, library, public_id)
    membership = await succession.by_public_id(session, library, record.source.article_id)
    if membership is None or membership.withdrawn_at is not None:
        return False
    membership.withdrawn_at = at
    await libraries.bump(session, library)
    await _record_change(session, library, membership, ChangeKind.WITHDRAWN, at)
    article = membership.article_id, record.source.article_id
    await corrections.note_withdrawal(session, library, article, at)
    return True


async def at_address(session: AsyncSession, library: LibraryId, address: str) -> str | None:
    """The public id of the article that a library has from this page, if any."""
    return await session.scalar(
        select(ArticleRow.public_id)
        .join(MembershipRow, MembershipRow.article_id == ArticleRow.id)
        .where(
            visible.held(library),
            MembershipRow.identity == succession.address_identity(address),
        )
        .order_by(MembershipRow.id.desc())
        .limit(1)
    )


async def _earlier(
    session: AsyncSession, library: LibraryId, incoming: Incoming
) -> _Earlier | None:
    """The article of which `incoming` is a version, as the library shows it."""
    found = await session.execute(
        visible.articles(library)
        .where(MembershipRow.identity == succession.identity(incoming))
        .order_by(MembershipRow.id.desc())
        .limit(_NAMESAKES)
        .options(visible.WITH_EVIDENCE)
        .execution_options(populate_existing=True)
    )
    known = [
        _Earlier(membership, rows.article(row, outlet, membership.address), row.public_id)
        for row, membership, outlet in found
    ]
    if succession.has_address(incoming):
        return known[0] if known else None
    text = incoming.article.text
    for one in known:
        if await asyncio.to_thread(may_be_one_article, one.article.text, text):
            return one
    return None


async def _came_back(
    session: AsyncSession, library: LibraryId, earlier: _Earlier, at: datetime
) -> bool:
    """Note that a page which had been gone is there again; whether it had."""
    if earlier.membership.withdrawn_at is None:
        return False
    earlier.membership.withdrawn_at = None
    await libraries.bump(session, library)
    await _record_change(session, library, earlier.membership, ChangeKind.RETURNED, at)
    return True


async def _replace(
    session: AsyncSession,
    library: LibraryId,
    earlier: _Earlier,
    newer: tuple[int, Incoming, Change],
) -> tuple[QuotePair, ...]:
    """Put a version in the place of the earlier one; say what became of the quotes."""
    article_id, incoming, change = newer
    old = earlier.membership
    old.series = old.series or earlier.public_id
    is_back = await _join_series(session, library, article_id, old)
    membership = await succession.membership(session, library, article_id)
    if membership is None:
        membership = MembershipRow(
            library_id=library, article_id=article_id, added_by=change.by, series=old.series
        )
    membership.added_at, membership.backlog = old.added_at, old.backlog
    await articles.show(session, library, membership, incoming)
    await inheriting.persons(session, library, old.article_id, article_id)
    await placing.place_article(session, library, article_id)
    old.superseded_at = change.at
    recorded = await _record_change(
        session, library, membership, ChangeKind.CHANGED, change.at, old.article_id
    )
    changes = await _compare(session, earlier, article_id, incoming.article.text)
    await _keep_changes(session, recorded, changes)
    await inheriting.marks(session, library, changes)
    await inheriting.groups(session, library, changes)
    if not is_back:
        printed = prints(earlier.article.text)
        await inheriting.note_late(session, library, article_id, changes, printed, change.at)
    return changes


async def _join_series(
    session: AsyncSession, library: LibraryId, article_id: int, old: MembershipRow
) -> bool:
    """Let a version that the library has, or had, be one of the article's; whether there is one."""
    known = await succession.membership(session, library, article_id)
    if known is None:
        return False
    if known.series is not None:
        await session.execute(
            update(ArticleChangeRow)
            .where(ArticleChangeRow.library_id == library, ArticleChangeRow.series == known.series)
            .values(series=old.series)
        )
    for version in await succession.versions(session, library, known):
        version.series = old.series
    return True


async def _record_change(
    session: AsyncSession,
    library: LibraryId,
    membership: MembershipRow,
    kind: ChangeKind,
    at: datetime,
    before: int | None = None,
) -> int:
    """The row of a change that is put on record."""
    if membership.series is None:
        article = await session.get_one(ArticleRow, membership.article_id)
        membership.series = article.public_id
    row = ArticleChangeRow(
        library_id=library,
        series=membership.series,
        kind=kind.value,
        article_id=membership.article_id,
        before_id=before,
        at=at,
    )
    session.add(row)
    await session.flush()
    return row.id


async def _compare(
    session: AsyncSession, earlier: _Earlier, article_id: int, text: str
) -> tuple[QuotePair, ...]:
    before = PrintedVersion(
        earlier.article.text, await _printed(session, earlier.membership.article_id)
    )
    after = PrintedVersion(text, await _printed(session, article_id))
    return await asyncio.to_thread(compare_versions, before, after)


async def _printed(session: AsyncSession, article_id: int) -> tuple[PrintedQuote, ...]:
    found = await session.scalars(
        select(QuoteRow)
        .where(QuoteRow.article_id == article_id)
        .order_by(QuoteRow.start, QuoteRow.id)
    )
    return tuple(
        PrintedQuote(
            row.public_id,
            row.pieces,
            row.sentence,
            row.speaker,
            SpeakerKind(row.speaker_kind),
            row.speaker_certain,
        )
        for row in found
    )


async def _keep_changes(session: AsyncSession, recorded: int, changes: Sequence[QuotePair]) -> None:
    session.add_all(
        QuoteChangeRow(
            change_id=recorded, fate=each.fate.value, before_id=each.before, after_id=each.after
        )
        for each in changes
    )
    await session.flush()
