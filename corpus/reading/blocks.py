"""Segmentation: every character of a text but space belongs to one block, and nothing is lost.

A block is put aside as caption or boilerplate only where a phrase list, a photo credit or the
page itself says so; in doubt it is a paragraph. A paragraph with words between quotation marks
and a verb of speech is never put aside.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from corpus.models import Block, BlockKind, Span
from corpus.reading import captions, headlines, lexicon
from corpus.reading.corrections import is_notice
from corpus.reading.layout import paragraphs, trim
from corpus.reading.printed import printed_date, printed_dates

# Dates and the outlet's name stand within this many paragraphs of the beginning or of the end,
# bylines without "By" and the place where a report was filed within as many of the beginning.
_HEAD = 8
_TAIL = 3
_LONGEST_DATE_LINE = 160
_PLACE = r"[A-ZÀ-ÞĀ-Ž][\w.'’/-]*(?: [A-ZÀ-ÞĀ-Ž][\w.'’/-]*){0,2}"
_CAPITALS = r"[A-ZÀ-ÞĀ-Ž]{2}[A-ZÀ-ÞĀ-Ž.'’/-]*(?: [A-ZÀ-ÞĀ-Ž.'’/-]+){0,2}"
_REGION = rf"(?:, {_PLACE})?"
_FILED = r"(?:,? [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?)?"
_BRACKET = r"\([A-Z][\w./ -]{1,30}\)"
_LEADING_DATE = re.compile(r"date\b|\d{4}-\d{2}-\d{2}\s+[A-ZÀ-Þ“\"]")
_NO_LETTERS = re.compile(r"[\W_]+")
# An outlet's name is words in capitals; what stands behind the comma or bar must be a date.
_MASTHEAD = re.compile(
    rf"(?P<name>{lexicon.NAME_WORD}(?: {lexicon.NAME_WORD}){{0,5}})\s*[,|·•]\s*(?P<date>\S.*)"
)
_LONGEST_MASTHEAD = 100
_ONLY_LINK = re.compile(r"(?:@\w+|https?://\S+)\.?")
_ONLY_TAG = re.compile(r"<[^<>]*>(?:\s*</?\w+/?>)?\.?")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the article a paragraph stands, and what is known of the article."""

    index: int
    count: int
    outlet: str | None

    @property
    def near_end(self) -> bool:
        """Near the beginning or the end."""
        return self.index < _HEAD or self.index >= self.count - _TAIL

    def is_outlet(self, line: str) -> bool:
        """Whether `line` is the name of the article's outlet, or of a known one."""
        name = line.casefold()
        known = self.outlet.casefold() if self.outlet else None
        return self.near_end and (name == known or name in _outlets())


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
            blocks += _read(text, span, _Place(index, len(spans), outlet))
    blocks = headlines.mark(text, blocks, headline)
    return tuple(captions.mark_credited(text, _mark_bare_byline(text, blocks)))


def _read(text: str, span: Span, place: _Place) -> list[Block]:
    """The block or blocks of one paragraph: a date, a place or a credit may be glued to it."""
    for reader in (_leading_date, _masthead, _whole_line, _caption, _dateline):
        if blocks := reader(text, span, place):
            return blocks
    return [Block(BlockKind.PARAGRAPH, span)]


def _leading_date(text: str, span: Span, place: _Place) -> list[Block]:
    """A date that opens the text, on the line of its first paragraph ("date 2022-03-16 The …")."""
    if place.index > 0 or not _LEADING_DATE.match(text, span.start, span.end):
        return []
    printed = printed_date(text, span.start)
    if printed is None or printed.end >= span.end:
        return []
    rest = trim(text, printed.end, span.end)
    leading = Block(BlockKind.DATELINE, Span(span.start, printed.end))
    return [leading, *_read(text, rest, replace(place, index=1))]


def _masthead(text: str, span: Span, place: _Place) -> list[Block]:
    """The outlet's name and the date on one line ("The Harbour Ledger, 17 March 2022")."""
    match = _MASTHEAD.fullmatch(text, span.start, span.end)
    if place.index >= _HEAD or match is None or len(match[0]) > _LONGEST_MASTHEAD:
        return []
    name = match["name"]
    if not (place.is_outlet(name) or lexicon.is_house(name)) or not printed_dates(match["date"]):
        return []
    return [
        Block(BlockKind.OUTLET, trim(text, match.start(), match.start("date"))),
        Block(BlockKind.DATELINE, Span(*match.span("date"))),
    ]


def _whole_line(text: str, span: Span, place: _Place) -> list[Block]:
    kind = _kind_of_line(text[span.start : span.end], place)
    return [Block(kind, span)] if kind else []


def _kind_of_line(line: str, place: _Place) -> BlockKind | None:
    """What a line is that serves the page as a whole, or None."""
    if any(pattern.fullmatch(line) for pattern in (_NO_LETTERS, _ONLY_LINK, _ONLY_TAG)):
        return BlockKind.BOILERPLATE
    if place.near_end and len(line) <= _LONGEST_DATE_LINE and printed_dates(line):
        return BlockKind.DATELINE
    if place.is_outlet(line):
        return BlockKind.OUTLET
    if lexicon.reports_speech(line) and not is_notice(line):
        return None
    if lexicon.find("bylines", line):
        return BlockKind.BYLINE
    about_page = is_notice(line) or lexicon.find("boilerplate", line)
    return BlockKind.BOILERPLATE if about_page else None


def _caption(text: str, span: Span, _place: _Place) -> list[Block]:
    return captions.read(text, span)


def _dateline(text: str, span: Span, place: _Place) -> list[Block]:
    """Where and by which agency a report was filed, before its first sentence ("KYIV (AP) — …")."""
    if place.index >= _HEAD:
        return []
    match = _filed().match(text, span.start, span.end)
    if match is None:
        return []
    rest = trim(text, match.end(), span.end)
    return [
        Block(BlockKind.DATELINE, Span(span.start, match.end())),
        Block(BlockKind.PARAGRAPH, rest),
    ]


def _mark_bare_byline(text: str, blocks: list[Block]) -> list[Block]:
    """Mark a line of names between the headline and the outlet's name or the date."""
    marked = list(blocks)
    for index in range(1, min(len(blocks) - 1, _HEAD)):
        block, below = blocks[index], blocks[index + 1]
        if (
            block.kind is BlockKind.PARAGRAPH
            and any(above.kind is BlockKind.HEADLINE for above in blocks[:index])
            and below.kind in (BlockKind.DATELINE, BlockKind.OUTLET)
            and lexicon.is_names(text[block.span.start : block.span.end])
        ):
            marked[index] = Block(BlockKind.BYLINE, block.span)
    return marked


@cache
def _filed() -> re.Pattern[str]:
    """The pattern of "PORT SORREL, March 16 (Reuters) -", "PORT SORREL, Tasmania —" and "(CNN)".

    A name that is not in capitals needs a known agency: "Ortiz (Labour) - who left - said".
    """
    agencies = "|".join(map(re.escape, lexicon.words("agencies")))
    outlets = "|".join(map(re.escape, lexicon.words("outlets")))
    return re.compile(
        rf"(?:{_CAPITALS}{_REGION}{_FILED}(?: {_BRACKET})?"
        rf"|{_PLACE}{_REGION}{_FILED} \((?:{agencies})\)) ?(?:--|[-–—])(?=\s+\S)"
        rf"|\((?:{agencies}|{outlets})\)(?: ?(?:--|[-–—])(?=\s+\S)|(?= ?[A-Z“\"]))"
    )


@cache
def _outlets() -> frozenset[str]:
    return frozenset(name.casefold() for name in lexicon.words("outlets"))
