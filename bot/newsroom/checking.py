"""What a source would bring if it were read now: fetched and read, and nothing of it kept."""

from dataclasses import dataclass

from bot.newsroom.answers import QuoteLine
from bot.newsroom.finding import find, page_of
from bot.newsroom.ingest import Progress
from bot.newsroom.library import LibraryRef
from bot.newsroom.means import Means
from bot.newsroom.uploads import Upload
from bot.reading_room import ReadArticle
from corpus.briefing.items import Source
from corpus.errors import OnRecordError, UnreadableSource
from corpus.models import Quote
from corpus.sources.feed import FeedItem
from storage import sources as stored
from storage import versions

MOST_CHECKED = 3
"""Items that a check reads."""

MOST_QUOTES = 2
"""Quotes of each that it shows."""

MOST_NAMES = 6


@dataclass(frozen=True, slots=True)
class CheckedArticle:
    """An article as it would be read. `known`: this library has it already."""

    source: Source
    readable: bool
    people: tuple[str, ...]
    quotes: int
    shown: tuple[QuoteLine, ...]
    known: bool


@dataclass(frozen=True, slots=True)
class CheckedFailure:
    """An item that could not be read, and why."""

    name: str
    error: OnRecordError


@dataclass(frozen=True, slots=True)
class Checked:
    """What stands at an address: a feed's title with how many items it lists, or a page (None)."""

    address: str
    title: str | None
    listed: int
    items: tuple[CheckedArticle | CheckedFailure, ...]


async def check_source(
    means: Means, ref: LibraryRef, asked: str, *, progress: Progress | None = None
) -> Checked:
    """Fetch a source (its public id) or any address now and read the latest items.

    Raises BadInput for what is neither, AddressRefused and FetchFailed.
    """
    library = await means.library(ref)
    async with means.database.read() as session:
        known = {each.public_id: each for each in await stored.all_of(session, library)}
    source = known.get(asked.strip())
    found = await find(means, source.feed.address if source else asked)
    if isinstance(found, Upload):
        return Checked(found.name, None, 0, (await _checked(means, ref, found),))
    items: list[CheckedArticle | CheckedFailure] = []
    latest = _latest(found.feed.items)
    for item in latest:
        items.append(await _checked_item(means, ref, item))
        if progress is not None:
            await progress(len(items), len(latest))
    return Checked(found.address, found.feed.title, len(found.feed.items), tuple(items))


def _latest(items: tuple[FeedItem, ...]) -> list[FeedItem]:
    """The latest published, those without a date as the feed has them."""
    dated = sorted(
        (item for item in items if item.published),
        key=lambda item: item.published.timestamp() if item.published else 0,
        reverse=True,
    )
    return [*dated, *(item for item in items if not item.published)][:MOST_CHECKED]


async def _checked_item(
    means: Means, ref: LibraryRef, item: FeedItem
) -> CheckedArticle | CheckedFailure:
    name = item.title or item.address or ""
    if item.address is None:
        return CheckedFailure(name, UnreadableSource("error.source.no_page", name=name))
    try:
        upload = await page_of(means, item.address)
    except OnRecordError as error:
        return CheckedFailure(name, error)
    return await _checked(means, ref, upload)


async def _checked(
    means: Means, ref: LibraryRef, upload: Upload
) -> CheckedArticle | CheckedFailure:
    try:
        read = await means.reading.read(upload)
    except OnRecordError as error:
        return CheckedFailure(upload.name, error)
    article, extraction = read.article, read.extraction
    library = await means.library(ref)
    address = article.address or upload.name
    async with means.database.read() as session:
        known = await versions.at_address(session, library, address)
    source = Source("", article.outlet, article.headline, article.publication, address)
    return CheckedArticle(
        source,
        article.readable,
        tuple(person.name for person in extraction.people[:MOST_NAMES]),
        len(extraction.quotes),
        tuple(_line(read, source, quote) for quote in extraction.quotes[:MOST_QUOTES]),
        known is not None,
    )


def _line(read: ReadArticle, source: Source, quote: Quote) -> QuoteLine:
    text, speaker = read.article.text, quote.speaker
    return QuoteLine(
        "",
        tuple(text[span.start : span.end] for span in quote.spans),
        text[quote.sentence.start : quote.sentence.end] if quote.sentence else None,
        quote.kind,
        speaker.name,
        speaker.kind,
        text[speaker.span.start : speaker.span.end] if speaker.span else None,
        None,
        speaker.certain,
        speaker.reason,
        quote.day,
        source,
    )
