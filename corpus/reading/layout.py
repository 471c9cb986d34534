"""Where paragraphs begin and end in plain text: blank lines, single line ends or hard wraps."""

import re
from collections.abc import Iterator
from itertools import pairwise

from corpus.models import Span

_LINE = re.compile("[^\n\r\v\f\x85\u2028\u2029]+")
_LINE_END = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
# Longer lines than this are paragraphs on one line: nobody wraps at more.
_WIDEST_WRAP = 132
_NARROWEST_WRAP = 40
_ENDS_SENTENCE = re.compile(r"[.!?:…][\"'”’»)\]]*$")


def paragraphs(text: str) -> list[Span]:
    """Spans of the paragraphs of `text`, trimmed, in order; together they hold all but space.

    Lines between two blank lines are one paragraph each, unless they are full: a line is full
    when the first word of the next one would not have fitted within the text's widest line. In a
    text whose lines are mostly full and mostly break off in a sentence, full lines are joined to
    the next.
    """
    lines = list(_lines(text))
    joined = _joins(text, lines)
    spans: list[Span] = []
    for line, join in zip(lines, joined, strict=True):
        if join:
            spans[-1] = Span(spans[-1].start, line.end)
        else:
            spans.append(line)
    return spans


def trim(text: str, start: int, end: int) -> Span:
    """The span from `start` to `end` without white space at either side."""
    piece = text[start:end]
    return Span(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()))


def _lines(text: str) -> Iterator[Span]:
    for match in _LINE.finditer(text):
        line = trim(text, match.start(), match.end())
        if line.start < line.end:
            yield line


def _joins(text: str, lines: list[Span]) -> list[bool]:
    """For each line, whether it goes on with the paragraph of the line before it."""
    adjacent = [False] + [
        len(_LINE_END.findall(text, before.end, line.start)) == 1
        for before, line in pairwise(lines)
    ]
    wrapped = _wrap_width(text, lines, adjacent)
    return [
        index > 0
        and adjacent[index]
        and (
            (wrapped > 0 and _is_full(text, lines[index - 1], lines[index], wrapped))
            or _breaks_off(text, lines[index - 1], lines[index])
        )
        for index in range(len(lines))
    ]


def _wrap_width(text: str, lines: list[Span], adjacent: list[bool]) -> int:
    """The width at which `text` is hard-wrapped, or 0 where it is not."""
    pairs = [
        (before, line)
        for (before, line), follows in zip(pairwise(lines), adjacent[1:], strict=True)
        if follows
    ]
    if len(pairs) < 2:
        return 0
    width = max(line.end - line.start for pair in pairs for line in pair)
    if not _NARROWEST_WRAP <= width <= _WIDEST_WRAP:
        return 0
    full = [before for before, line in pairs if _is_full(text, before, line, width)]
    broken = sum(not _ends_sentence(text, line) for line in full)
    return width if len(full) >= len(pairs) * 0.6 and broken >= len(full) * 0.5 else 0


def _is_full(text: str, line: Span, following: Span, width: int) -> bool:
    word = len(text[following.start : following.start + width].split(maxsplit=1)[0])
    return line.end - line.start + 1 + word >= width


def _breaks_off(text: str, line: Span, following: Span) -> bool:
    """A sentence that goes on in the next line, whatever the width."""
    return text[following.start].islower() and not _ends_sentence(text, line)


def _ends_sentence(text: str, line: Span) -> bool:
    return bool(_ENDS_SENTENCE.search(text, max(line.start, line.end - 4), line.end))
