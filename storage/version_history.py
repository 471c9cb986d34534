"""The history of an article in a library: its versions, and what became of each quote."""

from collections.abc import AsyncIterator, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, select
from sqlalchemy.ext.asyncio import AsyncSession

from corpus.briefing.items import Source
from corpus.linking.versions import QuoteFate
from corpus.models import QuoteKind
from storage import articles, rows, succession, visible
from storage.records import ArticleRecord
from storage.tables import (
    ArticleChangeRow,
    ArticleRow,
    MembershipRow,
    OutletRow,
    QuoteChangeRow,
    QuoteRow,
)
from storage.types import LibraryId
from storage.versions import ChangeKind


@dataclass(frozen=True, slots=True)
class PrintedWords:
    """A quote as one version prints it; `pieces` and `sentence` are verbatim."""

    public_id: str
    pieces: tuple[str, ...]
    sentence: str | None
    kind: QuoteKind
    speaker: str | None


@dataclass(frozen=True, slots=True)
class ChangedQuote:
    """What became of a quote, with its words in the two versions (None: not there)."""

    fate: QuoteFate
    before: PrintedWords | None
    after: PrintedWords | None


@dataclass(frozen=True, slots=True)
class ArticleChange:
    """What became of an article at an instant (UTC), from which version to which.

    `quotes` are those that changed; `kept` counts the others. Of a page that went or came back
    `before` and `after` are one version.
    """

    kind: ChangeKind
    at: datetime
    before: Source
    after: Source
    quotes: tuple[ChangedQuote, ...]
    kept: int


@dataclass(frozen=True, slots=True)
class ArticleHistory:
    """An article as it is shown, when (UTC) it first came, and its changes, the latest first."""

    record: ArticleRecord
    came: datetime
    changes: tuple[ArticleChange, ...]


async def history(session: AsyncSession, library: LibraryId, public_id: str) -> ArticleHistory:
    """The history of an article, by the id of any of its versions. Raises NotFound."""
    record = await articles.record(session, library, public_id)
    membership = await succession.by_public_id(session, library, record.source.article_id)
    series = membership.series if membership else None
    if series is None:
        return ArticleHistory(record, record.added, ())
    return ArticleHistory(record, record.added, await _of_series(session, library, series))


async def every(session: AsyncSession, library: LibraryId) -> AsyncIterator[ArticleChange]:
    """What became of a library's articles, article by article, the latest change of each first."""
    found = await session.scalars(
        select(MembershipRow.series)
        .where(visible.held(library), MembershipRow.series.is_not(None))
        .order_by(MembershipRow.id)
    )
    for series in found.all():
        for change in await _of_series(session, library, series or ""):
            yield change


async def _of_series(
    session: AsyncSession, library: LibraryId, series: str
) -> tuple[ArticleChange, ...]:
    found = await session.scalars(
        select(ArticleChangeRow)
        .where(ArticleChangeRow.library_id == library, ArticleChangeRow.series == series)
        .order_by(ArticleChangeRow.id.desc())
    )
    return await _changes(session, library, found.all())


async def _changes(
    session: AsyncSession, library: LibraryId, found: Sequence[ArticleChangeRow]
) -> tuple[ArticleChange, ...]:
    sources = await _sources(session, library, found)
    ids = [row.id for row in found]
    pairs = (
        await session.scalars(
            select(QuoteChangeRow)
            .where(QuoteChangeRow.change_id.in_(ids))
            .order_by(QuoteChangeRow.id)
        )
    ).all()
    words = await _words(session, library, pairs)
    return tuple(
        _change(row, sources, [pair for pair in pairs if pair.change_id == row.id], words)
        for row in found
        if row.article_id in sources and (row.before_id or row.article_id) in sources
    )


def _change(
    row: ArticleChangeRow,
    sources: dict[int, Source],
    pairs: Sequence[QuoteChangeRow],
    words: dict[str, PrintedWords],
) -> ArticleChange:
    changed = [pair for pair in pairs if pair.fate != QuoteFate.KEPT.value]
    quotes = (
        ChangedQuote(
            QuoteFate(pair.fate), words.get(pair.before_id or ""), words.get(pair.after_id or "")
        )
        for pair in changed
    )
    return ArticleChange(
        ChangeKind(row.kind),
        row.at,
        sources[row.before_id or row.article_id],
        sources[row.article_id],
        tuple(quote for quote in quotes if quote.before or quote.after),
        len(pairs) - len(changed),
    )


async def _sources(
    session: AsyncSession, library: LibraryId, found: Iterable[ArticleChangeRow]
) -> dict[int, Source]:
    """The versions that the library keeps, by row."""
    ids = {row for change in found for row in (change.article_id, change.before_id) if row}
    kept = await session.execute(
        select(ArticleRow, MembershipRow, OutletRow.name)
        .join(MembershipRow, MembershipRow.article_id == ArticleRow.id)
        .outerjoin(OutletRow, OutletRow.id == ArticleRow.outlet_id)
        .where(visible.kept(library), ArticleRow.id.in_(ids))
    )
    return {
        row.id: rows.source(row, outlet, membership.address, membership.withdrawn_at)
        for row, membership, outlet in kept
    }


async def _words(
    session: AsyncSession, library: LibraryId, pairs: Sequence[QuoteChangeRow]
) -> dict[str, PrintedWords]:
    """The words of the quotes, but for those that moderators hid in any of their versions."""
    ids = {quote for pair in pairs for quote in (pair.before_id, pair.after_id) if quote}
    found = await session.execute(
        select(QuoteRow, visible.marked(library, visible.HIDDEN))
        .join(MembershipRow, MembershipRow.article_id == QuoteRow.article_id)
        .where(visible.kept(library), QuoteRow.public_id.in_(ids))
    )
    listed: Sequence[Row[QuoteRow, bool]] = found.all()
    hidden = _with_versions({row.public_id for row, is_hidden in listed if is_hidden}, pairs)
    return {
        row.public_id: PrintedWords(
            row.public_id, row.pieces, row.sentence, QuoteKind(row.kind), row.speaker
        )
        for row, _ in listed
        if row.public_id not in hidden
    }


def _with_versions(quotes: set[str], pairs: Collection[QuoteChangeRow]) -> set[str]:
    """The quotes with what they were before and became after."""
    together = set(quotes)
    linked = [{pair.before_id, pair.after_id} for pair in pairs if pair.before_id and pair.after_id]
    grown = True
    while grown:
        more = {quote for pair in linked if pair & together for quote in pair if quote}
        grown = not more <= together
        together |= more
    return together
