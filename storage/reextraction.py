"""Reading stored articles anew: which are behind, and new results under the old public ids.

Hides, corrections, groups, deliveries and buttons hang on public ids, so a quote or event keeps
its own where the new one overlaps it in the text.
"""

import zlib
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from corpus.models import Article, Extraction, Span, SpeakerKind, hull
from storage import libraries, placing, rows, shared, visible
from storage.tables import (
    ArticleRow,
    EventRow,
    FigureRow,
    MembershipRow,
    OutletRow,
    QuoteRow,
)
from storage.types import LibraryId

Row = TypeVar("Row", QuoteRow, EventRow)
New = TypeVar("New")


@dataclass(frozen=True, slots=True)
class Stale:
    """An article that an older reader or extractor read. `raw` is None where no bytes are kept."""

    row: int
    article: Article
    raw: bytes | None
    reader_version: str


async def stale(
    session: AsyncSession,
    reader_version: str,
    extractor_version: str,
    *,
    limit: int,
    after: int = 0,
) -> tuple[Stale, ...]:
    """The next articles, by row after `after`, that other versions than these have read."""
    found = await session.execute(
        select(ArticleRow, ArticleRow.raw, OutletRow.name)
        .outerjoin(OutletRow, OutletRow.id == ArticleRow.outlet_id)
        .where(
            ArticleRow.id > after,
            or_(
                ArticleRow.reader_version != reader_version,
                ArticleRow.extractor_version != extractor_version,
            ),
        )
        .order_by(ArticleRow.id)
        .limit(limit)
        .options(visible.WITH_EVIDENCE)
        .execution_options(populate_existing=True)
    )
    return tuple(
        Stale(
            row.id,
            rows.article(row, outlet, None),
            zlib.decompress(raw) if raw else None,
            row.reader_version,
        )
        for row, raw, outlet in found
    )


async def renew(
    session: AsyncSession,
    old: Stale,
    article: Article,
    extraction: Extraction,
    reader_version: str,
) -> None:
    """Replace what was read out of an article; its text must be what it was (ValueError)."""
    if article.text != old.article.text:
        raise ValueError("a stored text is never rewritten")
    holders = await _holders(session, old.row)
    for library in holders:
        await libraries.lock(session, library)
    await _renew_article(session, old.row, article, extraction, reader_version)
    figures = await _renew_figures(session, old.row, extraction)
    numbers = await _renew_quotes(session, old.row, article.text, extraction, figures)
    await _renew_events(session, old.row, article.text, extraction, (figures, numbers))
    for library in holders:
        generation = await libraries.bump(session, library)
        await session.execute(
            update(MembershipRow)
            .where(MembershipRow.library_id == library, MembershipRow.article_id == old.row)
            .values(generation=generation)
        )
        await placing.place_article(session, library, old.row)


async def _holders(session: AsyncSession, article: int) -> list[LibraryId]:
    """The libraries whose people and indexes depend on it: not those that have a newer version."""
    found = await session.scalars(
        select(MembershipRow.library_id)
        .where(MembershipRow.article_id == article, MembershipRow.superseded_at.is_(None))
        .order_by(MembershipRow.library_id)
    )
    return [LibraryId(library) for library in found]


async def _renew_article(
    session: AsyncSession, row: int, article: Article, extraction: Extraction, reader_version: str
) -> None:
    fingerprint = shared.fingerprint(article)
    taken = await session.scalar(
        select(ArticleRow.id).where(ArticleRow.fingerprint == fingerprint, ArticleRow.id != row)
    )
    values = shared.read_columns(article, extraction)
    values["outlet_id"] = await shared.outlet(session, article.outlet)
    values["reader_version"] = reader_version
    if taken is None:
        values["fingerprint"] = fingerprint
    await session.execute(update(ArticleRow).where(ArticleRow.id == row).values(values))


async def _renew_figures(
    session: AsyncSession, article: int, extraction: Extraction
) -> shared.Figures:
    """Figures keep their rows, and so their persons, by name or by a mention that they share."""
    kept = list(await session.scalars(select(FigureRow).where(FigureRow.article_id == article)))
    new = [
        FigureRow(**shared.figure_columns(article, kind, person))
        for kind, people in (
            (SpeakerKind.PERSON, extraction.people),
            (SpeakerKind.ORGANISATION, extraction.organisations),
        )
        for person in people
    ]
    figures: list[FigureRow] = []
    for same in (_same_name, _share_a_mention):
        for figure in list(new):
            old = next((each for each in kept if same(each, figure)), None)
            if old is not None:
                kept.remove(old)
                new.remove(figure)
                old.name, old.aliases = figure.name, figure.aliases
                old.roles, old.mentions = figure.roles, figure.mentions
                figures.append(old)
    for figure in kept:
        await session.delete(figure)
    await session.flush()
    session.add_all(new)
    await session.flush()
    found = [*figures, *new]
    return shared.Figures([(row.id, row.kind, row.name, row.aliases) for row in found])


async def _renew_quotes(
    session: AsyncSession,
    article: int,
    text: str,
    extraction: Extraction,
    figures: shared.Figures,
) -> dict[str, int]:
    """The rows of the new quotes by local id."""
    kept = list(await session.scalars(select(QuoteRow).where(QuoteRow.article_id == article)))
    pairs = _pair(kept, extraction.quotes, lambda quote: hull(quote.spans))
    await _free(session, kept, [row for row, _ in pairs if row is not None])
    renewed: dict[str, QuoteRow] = {}
    for row, quote in pairs:
        columns = shared.quote_columns(article, text, quote, figures)
        renewed[quote.local_id] = _fill(row or QuoteRow(), columns)
    session.add_all(renewed.values())
    await session.flush()
    return {local_id: row.id for local_id, row in renewed.items()}


async def _renew_events(
    session: AsyncSession,
    article: int,
    text: str,
    extraction: Extraction,
    known: tuple[shared.Figures, dict[str, int]],
) -> None:
    kept = list(await session.scalars(select(EventRow).where(EventRow.article_id == article)))
    pairs = _pair(kept, extraction.events, lambda event: event.span)
    await _free(session, kept, [row for row, _ in pairs if row is not None])
    session.add_all(
        _fill(row or EventRow(), shared.event_columns(article, text, event, *known))
        for row, event in pairs
    )
    await session.flush()


def _pair(
    kept: Sequence[Row], new: Iterable[New], span_of: Callable[[New], Span]
) -> list[tuple[Row | None, New]]:
    """Each new one with the old row that overlaps it most; each row goes to one at most."""
    new, kept = list(new), sorted(kept, key=lambda row: row.start)
    starts = [row.start for row in kept]
    longest = max((row.end - row.start for row in kept), default=0)
    overlaps: list[tuple[float, int, int]] = []
    for number, each in enumerate(new):
        span = span_of(each)
        near = range(bisect_left(starts, span.start - longest), bisect_left(starts, span.end))
        overlaps.extend(
            (_jaccard(Span(kept[at].start, kept[at].end), span), at, number) for at in near
        )
    overlaps.sort(key=lambda overlap: (-overlap[0], overlap[1:]))
    taken: dict[int, Row] = {}
    used: set[int] = set()
    for overlap, at, number in overlaps:
        if overlap > 0 and number not in taken and at not in used:
            taken[number] = kept[at]
            used.add(at)
    return [(taken.get(number), each) for number, each in enumerate(new)]


def _jaccard(one: Span, other: Span) -> float:
    shared_length = min(one.end, other.end) - max(one.start, other.start)
    together = max(one.end, other.end) - min(one.start, other.start)
    return max(0, shared_length) / together if together else 0.0


async def _free(session: AsyncSession, kept: Sequence[Row], stay: Sequence[Row]) -> None:
    """Delete the rows that nothing new overlaps, and set the local ids of the others free."""
    for row in kept:
        if row in stay:
            row.local_id = f"~{row.id}"
        else:
            await session.delete(row)
    await session.flush()


def _fill(row: Row, columns: dict[str, object]) -> Row:
    for name, value in columns.items():
        setattr(row, name, value)
    return row


def _same_name(one: FigureRow, other: FigureRow) -> bool:
    return (one.kind, one.name) == (other.kind, other.name)


def _share_a_mention(one: FigureRow, other: FigureRow) -> bool:
    return one.kind == other.kind and not set(one.mentions).isdisjoint(other.mentions)
