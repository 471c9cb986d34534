"""From any version to the newest: what identifies an article, which quote became which.

Buttons, marks and deliveries hang on public ids. An id of an earlier version leads to the newest
one here, and the newest back to what was printed before.
"""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from corpus.briefing.items import EarlierWording
from corpus.linking.versions import QuoteFate
from corpus.models import QuoteKind
from storage import visible
from storage.records import Incoming
from storage.tables import ArticleChangeRow, ArticleRow, MembershipRow, QuoteChangeRow, QuoteRow
from storage.types import LibraryId

_WEB = ("http://", "https://")
_LONGEST = 100  # versions that a quote is followed through
_AT_ONCE = 500
"""Values to one statement: databases bound how many one may carry."""


def has_address(incoming: Incoming) -> bool:
    """Whether an article came from a page, which then tells what it says now."""
    return (incoming.article.address or "").startswith(_WEB)


def identity(incoming: Incoming) -> str:
    """What stays the same from version to version: the page's address, else the upload's name."""
    told = incoming.article.address if has_address(incoming) else incoming.name
    kind = "address" if has_address(incoming) else "name"
    return _hashed(kind, told or "")


def address_identity(address: str) -> str:
    """The identity of what comes from a page."""
    return _hashed("address", address)


def _hashed(kind: str, told: str) -> str:
    return hashlib.sha256(f"{kind} {told}".encode()).hexdigest()


async def membership(
    session: AsyncSession, library: LibraryId, article: int
) -> MembershipRow | None:
    """A version in a library, by the article's row, whatever became of it."""
    return await session.scalar(
        select(MembershipRow).where(
            MembershipRow.library_id == library, MembershipRow.article_id == article
        )
    )


async def by_public_id(
    session: AsyncSession, library: LibraryId, public_id: str
) -> MembershipRow | None:
    """The same by the article's public id."""
    return await session.scalar(
        select(MembershipRow)
        .join(ArticleRow, ArticleRow.id == MembershipRow.article_id)
        .where(MembershipRow.library_id == library, ArticleRow.public_id == public_id)
    )


async def versions(
    session: AsyncSession, library: LibraryId, one: MembershipRow
) -> tuple[MembershipRow, ...]:
    """All versions of an article, itself among them, in the order they first came."""
    if one.series is None:
        return (one,)
    found = await session.scalars(
        select(MembershipRow)
        .where(MembershipRow.library_id == library, MembershipRow.series == one.series)
        .order_by(MembershipRow.id)
    )
    return tuple(found)


async def newest_article(session: AsyncSession, library: LibraryId, one: MembershipRow) -> int:
    """The row of the version that is shown of an article."""
    found = await versions(session, library, one)
    return next(each.article_id for each in found if each.superseded_at is None)


async def newest_quote(session: AsyncSession, library: LibraryId, public_id: str) -> str:
    """The quote that one of an earlier version has become; itself where it became nothing else."""
    at, quote = 0, public_id
    while (step := await _next(session, library, quote, at)) is not None:
        at, quote = step
    return quote


async def _next(
    session: AsyncSession, library: LibraryId, quote: str, at: int
) -> tuple[int, str] | None:
    """The latest change after the change `at` that made another quote of this one."""
    found = (
        await session.execute(
            select(QuoteChangeRow.change_id, QuoteChangeRow.after_id)
            .join(ArticleChangeRow, ArticleChangeRow.id == QuoteChangeRow.change_id)
            .where(
                ArticleChangeRow.library_id == library,
                QuoteChangeRow.before_id == quote,
                QuoteChangeRow.change_id > at,
            )
            .order_by(QuoteChangeRow.change_id.desc())
            .limit(1)
        )
    ).one_or_none()
    if found is None:
        return None
    change, after = found
    return None if after is None else (change, after)


async def is_lost(session: AsyncSession, library: LibraryId, public_id: str) -> bool:
    """Whether an article that the library shows has printed the quote and does no more."""
    found = await session.scalar(
        select(QuoteChangeRow.id)
        .join(ArticleChangeRow, ArticleChangeRow.id == QuoteChangeRow.change_id)
        .join(MembershipRow, MembershipRow.article_id == ArticleChangeRow.article_id)
        .where(
            ArticleChangeRow.library_id == library,
            visible.kept(library),
            QuoteChangeRow.before_id == public_id,
            QuoteChangeRow.fate == QuoteFate.LOST.value,
        )
        .limit(1)
    )
    return found is not None


@dataclass(frozen=True, slots=True)
class _Step:
    """The change that made a quote of another one."""

    change: int
    fate: QuoteFate
    before: str


async def ancestors(
    session: AsyncSession, library: LibraryId, quote_ids: Collection[str]
) -> dict[str, tuple[str, ...]]:
    """What each of these quotes was in earlier versions, the latest first."""
    found: dict[str, list[str]] = {quote: [] for quote in quote_ids}
    steps = await _steps_back(session, library, {quote: (quote, None) for quote in quote_ids})
    for _ in range(_LONGEST):
        if not steps:
            break
        for quote, step in steps.items():
            found[quote].append(step.before)
        steps = await _steps_back(
            session, library, {quote: (step.before, step.change) for quote, step in steps.items()}
        )
    return {quote: tuple(dict.fromkeys(before)) for quote, before in found.items()}


async def earlier_wordings(
    session: AsyncSession, library: LibraryId, quote_ids: Collection[str]
) -> dict[str, EarlierWording]:
    """What earlier versions printed in the place of these quotes, where it was something else."""
    changed: dict[str, _Step] = {}
    waiting: dict[str, tuple[str, int | None]] = {quote: (quote, None) for quote in quote_ids}
    for _ in range(_LONGEST):
        if not waiting:
            break
        steps = await _steps_back(session, library, waiting)
        changed |= {q: step for q, step in steps.items() if step.fate is not QuoteFate.KEPT}
        waiting = {q: (s.before, s.change) for q, s in steps.items() if s.fate is QuoteFate.KEPT}
    return await _wordings(session, library, changed)


async def _steps_back(
    session: AsyncSession, library: LibraryId, waiting: dict[str, tuple[str, int | None]]
) -> dict[str, _Step]:
    """For each quote the last change, before the one given, that made it what it is there."""
    latest: dict[str, list[_Step]] = {}
    for some in _portions({at for at, _ in waiting.values()}):
        found = await session.execute(
            select(QuoteChangeRow)
            .join(ArticleChangeRow, ArticleChangeRow.id == QuoteChangeRow.change_id)
            .where(
                ArticleChangeRow.library_id == library,
                QuoteChangeRow.after_id.in_(some),
                QuoteChangeRow.before_id.is_not(None),
            )
            .order_by(QuoteChangeRow.change_id.desc())
        )
        for (row,) in found:
            step = _Step(row.change_id, QuoteFate(row.fate), row.before_id or "")
            latest.setdefault(row.after_id or "", []).append(step)
    steps = {
        quote: next((s for s in latest.get(at, ()) if until is None or s.change < until), None)
        for quote, (at, until) in waiting.items()
    }
    return {quote: step for quote, step in steps.items() if step is not None}


async def _wordings(
    session: AsyncSession, library: LibraryId, changed: dict[str, _Step]
) -> dict[str, EarlierWording]:
    if not changed:
        return {}
    found = await session.execute(
        select(QuoteRow, MembershipRow.added_at)
        .join(MembershipRow, MembershipRow.article_id == QuoteRow.article_id)
        .where(
            visible.kept(library),
            ~visible.marked(library, visible.HIDDEN),
            QuoteRow.public_id.in_({step.before for step in changed.values()}),
        )
    )
    rows = {row.public_id: (row, added) for row, added in found}
    came = await arrivals(session, library, {row.article_id for row, _ in rows.values()})
    wordings: dict[str, EarlierWording] = {}
    for quote, step in changed.items():
        if step.before in rows:
            row, added = rows[step.before]
            at = came.get(row.article_id, {})
            before = [instant for change, instant in at.items() if change < step.change]
            wordings[quote] = _wording(row, max(before, default=added))
    return wordings


async def arrivals(
    session: AsyncSession, library: LibraryId, articles: Collection[int]
) -> dict[int, dict[int, datetime]]:
    """When these versions (rows) took an earlier one's place: by version, then by change."""
    found = await session.execute(
        select(ArticleChangeRow.article_id, ArticleChangeRow.id, ArticleChangeRow.at).where(
            ArticleChangeRow.library_id == library,
            ArticleChangeRow.article_id.in_(articles),
            ArticleChangeRow.before_id.is_not(None),
        )
    )
    came: dict[int, dict[int, datetime]] = {}
    for article, change, at in found:
        came.setdefault(article, {})[change] = at
    return came


def _wording(row: QuoteRow, came: datetime) -> EarlierWording:
    return EarlierWording(row.pieces, row.sentence, QuoteKind(row.kind), row.speaker, came)


def _portions(values: Collection[str]) -> Iterable[list[str]]:
    listed = sorted(values)
    return (listed[at : at + _AT_ONCE] for at in range(0, len(listed), _AT_ONCE))
