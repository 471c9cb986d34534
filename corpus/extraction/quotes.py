"""Where quotation marks stand: a state machine over one block of text at a time.

Double marks may be curly, straight, guillemets, or two apostrophes or backticks in a row; single
marks count only outside double ones. A mark set the wrong way round is read by its neighbours;
a quotation that its block does not close ends with the block, and the next block's opening mark
then continues it (the press's way of quoting several paragraphs).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from corpus.models import Span

_DOUBLE = re.compile(r"''|``|[\"“”„«»]")
_SINGLE_OPEN = re.compile(r"(?<![\w.,!?’'])(?:‘(?!\d0s)|'(?=[A-Z\[…]|\w+[^\n']{1,400}\w[.,!?]?'))")
_SINGLE_CLOSE = re.compile(r"(?<=[^\s‘])['’](?!\w)")
_OPENERS = frozenset("“„«``")
_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text between a pair of marks, as it stands in one block.

    `outer` takes in the marks, `inner` leaves out the marks and white space beside them;
    `closed` is False where the block ended first; `continues` says that an earlier block's
    stretch, still open, goes on here; `single` that the marks are single ones.
    """

    inner: Span
    outer: Span
    closed: bool = True
    continues: bool = False
    single: bool = False


def find_stretches(text: str, blocks: Iterable[Span]) -> list[Stretch]:
    """Every stretch of `blocks` (in order) that stands between quotation marks, outermost only."""
    found: list[Stretch] = []
    still_open = False
    for block in blocks:
        here = list(_in_block(text, block, still_open=still_open))
        still_open = bool(here) and not here[-1].closed
        found.extend(here)
    return found


def _in_block(text: str, block: Span, *, still_open: bool) -> Iterator[Stretch]:
    doubles = list(_doubles(text, block))
    first = doubles[0] if doubles else None
    gaps = [block.start, *(edge for pair in doubles for edge in pair[:2]), block.end]
    pairs = [(start, end, closed, False) for start, end, closed in doubles]
    for start, end in list(pairwise(gaps))[::2]:
        pairs.extend((a, b, True, True) for a, b in _singles(text, start, end))
    for start, end, closed, single in sorted(pairs):
        inner = _trimmed(text, start, end, closed=closed, single=single)
        if inner is None:
            continue
        at_start = not text[block.start : start].strip()
        continues = still_open and at_start and first is not None and start == first[0]
        yield Stretch(inner, Span(start, end), closed, continues, single)


def _trimmed(text: str, start: int, end: int, *, closed: bool, single: bool) -> Span | None:
    """What lies between the marks of text[start:end]; None if no letter or digit does."""
    width = 1 if single or text[start : start + 2] not in {"''", "``"} else 2
    begin = start + width
    stop = end
    if closed:
        stop -= 2 if not single and text[end - 2 : end] == "''" and end - 2 >= begin else 1
    while begin < stop and text[begin].isspace():
        begin += 1
    while stop > begin and text[stop - 1].isspace():
        stop -= 1
    return Span(begin, stop) if _WORD.search(text, begin, stop) else None


def _doubles(text: str, block: Span) -> Iterator[tuple[int, int, bool]]:
    """(start, end, closed) of each outermost pair of double marks in the block."""
    opened: int | None = None
    nested = False
    opener = ""
    for mark in _DOUBLE.finditer(text, block.start, block.end):
        sign = mark.group()
        if opened is None:
            if _opens(text, mark, block):
                opened, opener, nested = mark.start(), sign, False
        elif sign in _OPENERS and not _looks_closing(text, mark, block):
            # A second opening mark: a quotation inside this one if its sign is another.
            nested = nested or sign != opener
        elif nested and sign == "”" and opener != "“":
            nested = False
        else:
            yield opened, mark.end(), True
            opened = None
    if opened is not None:
        yield opened, block.end, False


def _opens(text: str, mark: re.Match[str], block: Span) -> bool:
    """Does a mark met outside a quotation open one?"""
    sign = mark.group()
    before = text[mark.start() - 1] if mark.start() > block.start else " "
    after = text[mark.end()] if mark.end() < block.end else " "
    if sign in _OPENERS:
        return True
    if sign in {"”", "»"}:
        # The wrong way round: it opens if it leans on the word after it and another follows.
        return (before.isspace() or before in "(—–-") and bool(
            re.search("[”»]", text[mark.end() : block.end])
        )
    return not before.isdigit() or (not after.isspace() and after.isalnum())


def _looks_closing(text: str, mark: re.Match[str], block: Span) -> bool:
    """Is an opening sign met inside a quotation set where only a closing one can stand?"""
    after = text[mark.end()] if mark.end() < block.end else " "
    before = text[mark.start() - 1]
    return after.isspace() and (before in ".,?!…—" or mark.end() >= block.end or before.isspace())


def _singles(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """(start, end) of each pair of single marks between two offsets, apostrophes left alone."""
    at = start
    while opening := _SINGLE_OPEN.search(text, at, end):
        close = _closing_single(text, opening.end(), end)
        if close is None:
            at = opening.end()
            continue
        yield opening.start(), close
        at = close


def _closing_single(text: str, start: int, end: int) -> int | None:
    """End of the closing single mark: one beside punctuation if there is one, else the first."""
    first: int | None = None
    for close in _SINGLE_CLOSE.finditer(text, start, end):
        first = first or close.end()
        before, after = text[close.start() - 1], text[close.end() : close.end() + 1]
        if before in ".,?!…" or after in {"", ".", ",", "?", "!", ";", ":", "\n", ")"}:
            return close.end()
        if before != "s":
            return close.end()
    return first
