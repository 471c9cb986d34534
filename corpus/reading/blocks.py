"""Segmentation: every character of a text but space belongs to one block, and nothing is lost.

A block is put aside as caption or boilerplate only where a phrase list, a photo credit or the
page itself says so; in doubt it is a paragraph. A paragraph with words between quotation marks
and a verb of speech is never put aside.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from corpus.models import Block, BlockKind, Span
from corpus.reading import captions, headlines, lexicon
from corpus.reading.layout import paragraphs, trim
from corpus.reading.printed import printed_date, printed_dates

# Dates, bylines, places and the outlet's name stand within this many blocks of the beginning.
_HEAD = 8
_TAIL = 3
_LONGEST_DATE_LINE = 160
_DATELINE = re.compile(
    r"(?:[A-ZÀ-ÞĀ-Ž][A-ZÀ-ÞĀ-Ž.'’/ -]{2,40}(?:, [A-Z][\w.'’ -]{1,30})?"
    r"(?:, [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?)?(?: \([A-Z][\w./ -]{1,30}\))?"
    r"|[A-Z][\w.'’ -]{2,40}(?:, [A-Z][\w.'’ -]{1,30}){0,2}(?:, [A-Z][a-z]{2,8}\.? \d{1,2})?"
    r" \((?:AP|AFP|Reuters|REUTERS|CNN|UPI|PA|dpa|TASS|Tass|Bloomberg)\))"
    r" ?(?:--|[-–—])(?=\s)"
)
_LEADING_DATE = re.compile(r"date\b|\d{4}-\d{2}-\d{2}\s+[A-ZÀ-Þ“\"]")
_NO_LETTERS = re.compile(r"[\W_]+")
_ONLY_TAG = re.compile(r"<[^<>]*>(?:\s*</?\w+/?>)?\.?")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the article a paragraph stands, and what is known of the article."""

    first: bool
    near_end: bool
    outlet: str | None


def segment(
    text: str,
    *,
    headline: str | None = None,
    outlet: str | None = None,
    marked: Mapping[int, BlockKind] | None = None,
) -> tuple[Block, ...]:
    """The blocks of `text`, in order, trimmed of white space, not overlapping.

    `headline` and `outlet` are known to be the article's; `marked` gives kinds that the page's
    own tags tell, by the offset where a paragraph starts.
    """
    spans = paragraphs(text)
    blocks: list[Block] = []
    for index, span in enumerate(spans):
        if marked and (kind := marked.get(span.start)):
            blocks.append(Block(kind, span))
        else:
            near_end = index < _HEAD or index >= len(spans) - _TAIL
            blocks += _read(text, span, _Place(index == 0, near_end, outlet))
    return tuple(captions.mark_credited(text, headlines.mark(text, blocks, headline)))


def _read(text: str, span: Span, place: _Place) -> list[Block]:
    """The block or blocks of one paragraph: a date, a place or a credit may be glued to it."""
    for reader in (_leading_date, _whole_line, _caption, _dateline):
        if blocks := reader(text, span, place):
            return blocks
    return [Block(BlockKind.PARAGRAPH, span)]


def _leading_date(text: str, span: Span, place: _Place) -> list[Block]:
    """A date that opens the text, on the line of its first paragraph ("date 2022-03-16 The …")."""
    if not place.first or not _LEADING_DATE.match(text, span.start, span.end):
        return []
    printed = printed_date(text, span.start)
    if printed is None or printed.end >= span.end:
        return []
    rest = trim(text, printed.end, span.end)
    leading = Block(BlockKind.DATELINE, Span(span.start, printed.end))
    return [leading, *_read(text, rest, replace(place, first=False))]


def _whole_line(text: str, span: Span, place: _Place) -> list[Block]:
    kind = _kind_of_line(text[span.start : span.end], place)
    return [Block(kind, span)] if kind else []


def _kind_of_line(line: str, place: _Place) -> BlockKind | None:
    """What a line is that serves the page as a whole, or None."""
    if _NO_LETTERS.fullmatch(line) or _ONLY_TAG.fullmatch(line):
        return BlockKind.BOILERPLATE
    if place.near_end and len(line) <= _LONGEST_DATE_LINE and printed_dates(line):
        return BlockKind.DATELINE
    if place.near_end and place.outlet and line.casefold() == place.outlet.casefold():
        return BlockKind.OUTLET
    if lexicon.reports_speech(line):
        return None
    if lexicon.find("bylines", line):
        return BlockKind.BYLINE
    return BlockKind.BOILERPLATE if lexicon.find("boilerplate", line) else None


def _caption(text: str, span: Span, _place: _Place) -> list[Block]:
    return captions.read(text, span)


def _dateline(text: str, span: Span, place: _Place) -> list[Block]:
    """Where and by which agency a report was filed, before its first sentence ("KYIV (AP) — …")."""
    match = _DATELINE.match(text, span.start, span.end) if place.near_end else None
    if match is None:
        return []
    rest = trim(text, match.end(), span.end)
    if rest.start == rest.end:
        return []
    return [
        Block(BlockKind.DATELINE, Span(span.start, match.end())),
        Block(BlockKind.PARAGRAPH, rest),
    ]
