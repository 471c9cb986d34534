"""What became of an article: its versions quote by quote, and a page that is gone."""

from dataclasses import dataclass
from datetime import datetime

from bot.newsroom.answers import ArticleLine, Page
from bot.newsroom.complete import complete_articles
from bot.newsroom.library import LibraryRef
from bot.newsroom.lines import article_line
from bot.newsroom.means import Means
from corpus.errors import NotFound
from corpus.linking.comparing import compare
from corpus.linking.versions import QuoteFate
from corpus.models import QuoteKind, Span
from storage import audit, version_history
from storage import versions as stored
from storage.records import AuditEntry
from storage.version_history import ArticleChange, ChangedQuote, PrintedWords
from storage.versions import ChangeKind

CHANGES_ON_A_PAGE = 1
JOINT = " … "
"""Between the pieces of an interrupted quotation, as every list shows them."""


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A quote as one version prints it. `marked`: what the other version does not have.

    The spans are into the joined pieces of direct words, and into the sentence of reported ones.
    """

    pieces: tuple[str, ...]
    sentence: str | None
    kind: QuoteKind
    speaker: str | None
    marked: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class QuoteVersions:
    """What became of one quote, with its words in the two versions (None: not there)."""

    fate: QuoteFate
    before: PrintedLine | None
    after: PrintedLine | None


@dataclass(frozen=True, slots=True)
class ChangeOfArticle:
    """What became of an article when (UTC). Headlines are told only where they differ.

    `kept` counts the quotes that stayed as they were.
    """

    kind: ChangeKind
    at: datetime
    headlines: tuple[str | None, str | None] | None
    quotes: tuple[QuoteVersions, ...]
    kept: int


@dataclass(frozen=True, slots=True)
class HistoryFound:
    """`article history`: when (UTC) the article came, and its changes, the latest first."""

    article: ArticleLine
    came: datetime
    changes: tuple[ChangeOfArticle, ...]
    page: Page


async def article_history(
    means: Means, ref: LibraryRef, asked: str, *, page: int = 0
) -> HistoryFound:
    """A page of what became of an article. Raises NotFound.

    `asked` is the id of any of its versions, or words of its headline: the latest that fits counts.
    """
    library = await means.library(ref)
    try:
        async with means.database.read() as session:
            found = await version_history.history(session, library, asked)
    except NotFound:
        fitting = await complete_articles(means, ref, asked)
        if not fitting:
            raise
        async with means.database.read() as session:
            article_id = fitting[0].source.article_id
            found = await version_history.history(session, library, article_id)
    shown = Page.at(page, CHANGES_ON_A_PAGE, len(found.changes))
    part = tuple(map(_change, found.changes[shown.part]))
    return HistoryFound(article_line(found.record), found.came, part, shown)


async def withdraw(means: Means, ref: LibraryRef, article: str, *, by: int | None = None) -> bool:
    """Note that an article (its public id or its page's address) is gone from where it was.

    What it said stays on record and says so. False where that was known. Raises NotFound.
    """
    library = await means.library(ref)
    change = means.change(by)
    async with means.database.write() as session:
        article_id = await stored.at_address(session, library, article) or article
        new = await stored.withdraw(session, library, article_id, change.at)
        if new:
            await audit.write(session, library, AuditEntry(change, "article.withdraw", article_id))
    return new


def _change(found: ArticleChange) -> ChangeOfArticle:
    headlines = found.before.headline, found.after.headline
    return ChangeOfArticle(
        found.kind,
        found.at,
        headlines if headlines[0] != headlines[1] else None,
        tuple(map(_quote, found.quotes)),
        found.kept,
    )


def _quote(found: ChangedQuote) -> QuoteVersions:
    before, after = found.before, found.after
    if before is None or after is None:
        return QuoteVersions(
            found.fate, _line(before) if before else None, _line(after) if after else None
        )
    difference = compare(_words(before), _words(after))
    return QuoteVersions(found.fate, _line(before, difference.cut), _line(after, difference.own))


def _words(printed: PrintedWords) -> str:
    if printed.kind is QuoteKind.DIRECT:
        return JOINT.join(printed.pieces)
    return printed.sentence or JOINT.join(printed.pieces)


def _line(printed: PrintedWords, marked: tuple[Span, ...] = ()) -> PrintedLine:
    return PrintedLine(printed.pieces, printed.sentence, printed.kind, printed.speaker, marked)
