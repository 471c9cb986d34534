"""Records of storage become the lines of an answer."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncSession

from bot.newsroom.answers import (
    Added,
    ArticleLine,
    Changed,
    Failed,
    PersonLine,
    QuoteLine,
    RoleLine,
    Unchanged,
)
from corpus.errors import UnreadableSource
from corpus.linking.versions import QuoteFate
from corpus.models import PARTIAL, Span
from storage import wordings
from storage.records import ArticleRecord, PersonRecord, QuoteRecord, RoleRecord
from storage.succession import earlier_wordings
from storage.told_days import Inferred, told_days
from storage.types import LibraryId
from storage.versions import Taken
from storage.wordings import Spread

ALONE = Spread()


def person_line(record: PersonRecord) -> PersonLine:
    """A person in a list."""
    return PersonLine(record.public_id, record.name, record.role, record.quotes, record.articles)


def role_line(record: RoleRecord) -> RoleLine:
    """A role with the article that printed it first."""
    return RoleLine(record.text, record.source)


def article_line(record: ArticleRecord) -> ArticleLine:
    """An article in a list."""
    return ArticleLine(
        record.source,
        record.source.publication.basis,
        record.language,
        record.readable,
        record.people,
        record.quotes,
        PARTIAL in record.notes,
    )


def outcome(
    name: str, taken: Taken | None, notes: tuple[str, ...]
) -> Added | Changed | Unchanged | Failed:
    """What became of something brought; None is what the database refused."""
    if taken is None:
        return Failed(name, UnreadableSource("error.source.not_stored", name=name))
    line = article_line(taken.record)
    if taken.new:
        return Added(name, line, notes)
    if taken.before is None:
        return Unchanged(name, line)
    gained, lost = taken.counted(QuoteFate.GAINED), taken.counted(QuoteFate.LOST)
    changed = taken.counted(QuoteFate.REWORDED, QuoteFate.REASSIGNED)
    return Changed(name, line, gained, lost, changed, notes)


def quote_line(
    record: QuoteRecord, spread: Spread = ALONE, matched: tuple[Span, ...] = ()
) -> QuoteLine:
    """A quote in a list; `matched` are the spans of its joined pieces that a question found."""
    return QuoteLine(
        record.public_id,
        record.pieces,
        record.sentence,
        record.kind,
        record.speaker,
        record.speaker_kind,
        record.speaker_printed,
        record.speaker_id,
        record.certain,
        record.reason,
        record.day,
        record.source,
        spread.wordings,
        spread.outlets,
        matched,
        record.disputed,
    )


async def quote_lines(
    session: AsyncSession, library: LibraryId, records: Sequence[QuoteRecord]
) -> tuple[QuoteLine, ...]:
    """Quotes in a list, each with how widely it is printed and what it was before."""
    groups = {record.group for record in records if record.group is not None}
    spreads = await wordings.spread(session, library, groups) if groups else {}
    undated = {record.source.article_id for record in records if record.day.value is None}
    told = await told_days(session, library, undated)
    before = await earlier_wordings(session, library, {record.public_id for record in records})
    lines = (quote_line(record, spreads.get(record.group or "", ALONE)) for record in records)
    return tuple(
        replace(
            _dated(line, told.of(record.source.article_id, record.group, record.day)),
            before=before.get(record.public_id),
        )
        for line, record in zip(lines, records, strict=True)
    )


def _dated(line: QuoteLine, inferred: Inferred | None) -> QuoteLine:
    """The line with the day that another article tells, if one does."""
    if inferred is None:
        return line
    return replace(line, day=inferred.day, day_source=inferred.source)
