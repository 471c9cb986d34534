"""One utterance in all its wordings: what each printed, added, bracketed and cut."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from bot.newsroom.answers import (
    CompareAnswer,
    ComparisonFound,
    NothingQuoted,
    Page,
    QuoteLine,
    WordingLine,
)
from bot.newsroom.asked import checked
from bot.newsroom.library import LibraryRef
from bot.newsroom.lines import quote_lines
from bot.newsroom.means import PAGE, Means
from bot.newsroom.quote import quote
from corpus.errors import NotFound
from corpus.linking import comparing
from corpus.models import QuoteKind, Span
from storage import quotes as stored
from storage.types import LibraryId

JOINT = " … "
"""Between the pieces of an interrupted quotation, as every list shows them."""

MOST_OTHERS = 10


async def compare(means: Means, ref: LibraryRef, asked: str, *, page: int = 0) -> CompareAnswer:
    """The wordings of the quote with this public id, or of the one that these words find.

    Of several utterances that fit, the best match that has more than one wording is compared, and
    the others are named. Raises BadInput for an empty question.
    """
    asked = checked(asked)
    library = await means.library(ref)
    async with means.database.read() as session:
        if lines := await _wordings(session, library, asked):
            return _comparison(asked, lines, (), page)
    found = await quote(means, ref, asked)
    if isinstance(found, NothingQuoted):
        return found
    best = next((line for line in found.lines if line.wordings > 1), found.lines[0])
    async with means.database.read() as session:
        lines = await _wordings(session, library, best.public_id)
    shown = {line.public_id for line in lines}
    others = tuple(line for line in found.lines if line.public_id not in shown)
    return _comparison(asked, lines, others[:MOST_OTHERS], page)


async def _wordings(
    session: AsyncSession, library: LibraryId, quote_id: str
) -> tuple[QuoteLine, ...]:
    """The wordings of a quote by its public id; nothing where it is none."""
    try:
        found = await stored.wordings(session, library, quote_id)
    except NotFound:
        return ()
    return await quote_lines(session, library, found)


def _comparison(
    asked: str, lines: Sequence[QuoteLine], others: tuple[QuoteLine, ...], number: int
) -> ComparisonFound:
    compared = held_together(lines)
    page = Page.at(number, PAGE, len(compared))
    return ComparisonFound(asked, compared[page.part], others, page)


def held_together(lines: Sequence[QuoteLine]) -> tuple[WordingLine, ...]:
    """Each wording against the fullest direct one (the fullest of all where none is direct)."""
    direct = [line for line in lines if line.kind is QuoteKind.DIRECT] or list(lines)
    base = direct[comparing.fullest([_words(line) for line in direct])]
    firsts = _printed_first(lines)
    return tuple(_held(line, base, first=line.public_id in firsts) for line in lines)


def _held(line: QuoteLine, base: QuoteLine, *, first: bool) -> WordingLine:
    if line is base:
        return WordingLine(line, fullest=True, first=first)
    whole, words = _words(base), _words(line)
    if line.kind is not QuoteKind.DIRECT:
        told = line.sentence or words
        shared = _verbatim(told, comparing.shared(whole, told))
        return WordingLine(line, shared=shared, first=first)
    difference = comparing.compare(whole, words)
    return WordingLine(
        line,
        own=difference.own,
        cut=_verbatim(whole, difference.cut),
        brackets=_verbatim(words, difference.brackets),
        ellipsis=any(comparing.has_ellipsis(piece) for piece in line.pieces),
        first=first,
    )


def _words(line: QuoteLine) -> str:
    return JOINT.join(line.pieces)


def _verbatim(text: str, spans: Sequence[Span]) -> tuple[str, ...]:
    return tuple(text[span.start : span.end] for span in spans)


def _printed_first(lines: Sequence[QuoteLine]) -> frozenset[str]:
    """The wordings that no other precedes; none where only one, or an undated one, is on record.

    Where all of the earliest day tell the instant, the earliest instant decides.
    """
    days = [line.source.publication.day for line in lines]
    if len(lines) < 2 or any(day is None for day in days):
        return frozenset()
    earliest = min(day for day in days if day is not None)
    same_day = [line for line in lines if line.source.publication.day == earliest]
    instants = [line.source.publication.instant for line in same_day]
    if all(instants):
        soonest = min(instant for instant in instants if instant is not None)
        same_day = [line for line in same_day if line.source.publication.instant == soonest]
    return frozenset(line.public_id for line in same_day)
