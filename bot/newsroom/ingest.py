"""Articles go in: read in the reading room, stored, their people and wordings linked.

A broken upload is reported and the others go in. The same article twice changes nothing.
"""

import hashlib
from collections.abc import Awaitable, Callable, Sequence
from datetime import date, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.newsroom.answers import Added, Failed, IngestReport, Unchanged
from bot.newsroom.library import LibraryRef
from bot.newsroom.lines import article_line
from bot.newsroom.means import Means
from bot.newsroom.uploads import Upload
from bot.reading_room import ReadArticle
from corpus.errors import OnRecordError
from corpus.linking import arrivals
from corpus.linking.variants import Wording
from corpus.models import DayBasis
from corpus.reading import READER_VERSION
from storage import articles, audit, quotes, wordings
from storage.records import AuditEntry, Incoming, QuoteRecord
from storage.types import LibraryId

Progress = Callable[[int, int], Awaitable[None]]
"""Told how many of how many are done."""

SAME_UTTERANCE_WITHIN = timedelta(days=14)
"""How far apart two articles may date one utterance and still be compared."""

_TOLD = {DayBasis.STATED, DayBasis.RESOLVED}


async def ingest(
    means: Means,
    ref: LibraryRef,
    uploads: Sequence[Upload],
    *,
    by: int | None,
    progress: Progress | None = None,
) -> IngestReport:
    """Read `uploads` into the library on behalf of the Discord user `by`."""
    library = await means.library(ref)
    items: list[Added | Unchanged | Failed] = []
    for upload in uploads:
        items.append(await _ingest_one(means, library, upload, by))
        if progress is not None:
            await progress(len(items), len(uploads))
    return IngestReport(tuple(items))


async def _ingest_one(
    means: Means, library: LibraryId, upload: Upload, by: int | None
) -> Added | Unchanged | Failed:
    try:
        read = await means.reading.read(upload)
    except OnRecordError as error:
        return Failed(upload.name, error)
    return await _store(means, library, upload, read, by)


async def _store(
    means: Means, library: LibraryId, upload: Upload, read: ReadArticle, by: int | None
) -> Added | Unchanged:
    change = means.change(by)
    incoming = Incoming(
        read.article,
        read.extraction,
        upload.name,
        upload.data,
        READER_VERSION,
        change.at + means.retention,
    )
    async with means.database.write() as session:
        added = await articles.add(session, library, incoming, change)
        if not added.new:
            return Unchanged(upload.name, article_line(added.record))
        await link_wordings(session, library, added.public_id)
        await audit.write(session, library, AuditEntry(change, "article.add", added.public_id))
    return Added(upload.name, article_line(added.record), read.article.notes)


async def link_wordings(session: AsyncSession, library: LibraryId, article_id: str) -> None:
    """Join the quotes of a new article to the utterances that the library has already."""
    new = [_wording(quote) for quote in await quotes.all_of(session, library, [article_id])]
    days = [wording.day for wording in new if wording.day is not None]
    first, last = (min(days), max(days)) if days else (date.min, date.max)
    slack = SAME_UTTERANCE_WITHIN if days else timedelta()
    near_ids = await wordings.said_near(session, library, first, last, slack=slack)
    near = [
        _wording(quote)
        for quote in await quotes.by_ids(session, library, near_ids)
        if quote.source.article_id != article_id
    ]
    for join in arrivals.joins(new, near):
        await wordings.join(session, library, join.public_id, join.of)


def _wording(quote: QuoteRecord) -> Wording:
    published = quote.source.publication.day
    return Wording(
        quote.public_id,
        quote.pieces,
        quote.kind,
        quote.source.article_id,
        quote.speaker,
        quote.speaker_kind,
        quote.day.value or published,
        quote.day.basis in _TOLD and quote.day.value is not None,
        quote.group,
    )


def name_of(data: bytes) -> str:
    """A name for pasted text, the same for the same text."""
    return f"pasted-{hashlib.sha256(data).hexdigest()[:8]}.txt"
