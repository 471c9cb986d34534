"""Words that stand alone in their paragraph under a name: transcripts and posts.

WALLACE: We have no time. / We open at dawn. — Ann Lee (@annlee) May 3, 2021
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from corpus.extraction.clauses import Run
from corpus.extraction.page import Page
from corpus.models import Span

_TURN = re.compile(
    r"[“\"]?(?P<who>[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]*){0,4}):[^\S\n]+(?P<words>[^\s“\"'].*)",
    re.DOTALL,
)
_MARKS = '“"'
_GOES_ON = re.compile(r"[“\"](?P<words>[^\s(].*)", re.DOTALL)
_POST = re.compile(
    r"(?:<[^>]*>)?(?P<words>\S.*?)\s+"
    r"[—–-]{1,2} ?(?P<who>[^\s—–(][^—–(\n]{1,60}?) \(@\w{1,20}\)[^\n]*",
    re.DOTALL,
)


def find_verbatim(page: Page) -> Iterator[tuple[int, Run, Span]]:
    """(cue, source, words) of each turn of a transcript and each post, in text order.

    `cue` is the index of the colon or the dash; a transcript quoted whole has a mark before each
    turn. A single line that looks like a turn is none.
    """
    turns = dict(_matches(page, _TURN))
    if len(turns) > 1:
        for first, following in pairwise([*turns, max(turns) + 1]):
            yield from _turn(page, turns[first], range(first + 1, following))
    for _, match in _matches(page, _POST):
        source = page.run(Span(*match.span("who")))
        if source.start < source.end:
            yield source.start - 1, source, Span(*match.span("words"))


def _turn(page: Page, match: re.Match[str], following: range) -> Iterator[tuple[int, Run, Span]]:
    """A turn with the paragraphs up to the next one that a mark before each says go on from it."""
    source = page.run(Span(*match.span("who")))
    if source.start >= source.end:
        return
    yield source.end, source, Span(*match.span("words"))
    for block in following if page.text[match.start()] in _MARKS else ():
        goes_on = _GOES_ON.match(page.text[slice(*page.chars(page.blocks[block]))])
        if goes_on is not None:
            start = page.chars(page.blocks[block]).start
            yield source.end, source, Span(start + goes_on.start("words"), start + goes_on.end())


def _matches(page: Page, pattern: re.Pattern[str]) -> Iterator[tuple[int, re.Match[str]]]:
    """The blocks that are of this form from end to end, with their numbers."""
    for number, block in enumerate(page.blocks):
        if block.start < block.end:
            start, end = page.chars(block)
            stop = start + len(page.text[start:end].rstrip())
            match = pattern.fullmatch(page.text, start, stop)
            if match is not None:
                yield number, match
