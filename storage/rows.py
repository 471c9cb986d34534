"""Rows to the corpus's models and back."""

from datetime import date, datetime

from corpus.briefing.items import Source
from corpus.models import (
    Article,
    Block,
    BlockKind,
    Day,
    DayBasis,
    Precision,
    Publication,
    PublishedBasis,
    Span,
)
from storage.tables import ArticleRow
from storage.tables.shared import DayColumns


def span_or_none(start: int | None, end: int | None) -> Span | None:
    """A span from its two columns."""
    return None if start is None or end is None else Span(start, end)


def ends(span: Span | None) -> tuple[int | None, int | None]:
    """A span to its two columns."""
    return (None, None) if span is None else (span.start, span.end)


def printed(text: str, span: Span | None) -> str | None:
    """The exact words of a span."""
    return None if span is None else text[span.start : span.end]


def publication(row: ArticleRow) -> Publication:
    """When an article was published."""
    return Publication(
        row.published_day,
        PublishedBasis(row.published_basis),
        row.published_at,
        row.published_offset,
    )


def article(row: ArticleRow, outlet: str | None, address: str | None) -> Article:
    """The article as it was read; the address is the one that the library was told."""
    blocks = zip(row.block_kinds, row.block_spans, strict=True)
    return Article(
        text=row.text,
        blocks=tuple(Block(BlockKind(kind), span) for kind, span in blocks),
        headline=row.headline,
        outlet=outlet,
        author=row.author,
        publication=publication(row),
        language=row.language,
        readable=row.readable,
        notes=row.notes,
        address=address,
    )


def source(
    row: ArticleRow, outlet: str | None, address: str | None, withdrawn: datetime | None = None
) -> Source:
    """Where words were printed; the address is the one that the library was told.

    `withdrawn` is when the page was found gone (UTC).
    """
    return Source(row.public_id, outlet, row.headline, publication(row), address, withdrawn)


def day(row: DayColumns) -> Day:
    """The day of a quote or event."""
    return Day(
        row.day_value,
        Precision(row.day_precision),
        DayBasis(row.day_basis),
        span_or_none(row.day_start, row.day_end),
        row.day_words,
    )


def day_columns(value: Day) -> dict[str, date | str | int | None]:
    """A day as columns."""
    start, end = ends(value.span)
    return {
        "day_value": value.value,
        "day_precision": value.precision.value,
        "day_basis": value.basis.value,
        "day_start": start,
        "day_end": end,
        "day_words": value.words,
    }
