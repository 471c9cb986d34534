"""Words that stand alone in their paragraph under a name: transcripts and posts.

WALLACE: We have no time. / We open at dawn. — Ann Lee (@annlee) May 3, 2021
"""

import re
from collections.abc import Iterator

from corpus.extraction.clauses import Run
from corpus.extraction.page import Page
from corpus.models import Span

_TURN = re.compile(
    r"[“\"]?(?P<who>[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]*){0,4}): +(?P<words>[^\s“\"'].*)", re.DOTALL
)
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
    turns = list(_matches(page, _TURN))
    found = [*(turns if len(turns) > 1 else ()), *_matches(page, _POST)]
    for match in sorted(found, key=_start):
        source = page.run(Span(*match.span("who")))
        words = Span(*match.span("words"))
        if source.start < source.end:
            cue = source.end if match.re is _TURN else source.start - 1
            yield cue, source, words


def _start(match: re.Match[str]) -> int:
    return match.start()


def _matches(page: Page, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """The blocks that are of this form from end to end."""
    for block in page.blocks:
        if block.start < block.end:
            start, end = page.chars(block)
            stop = start + len(page.text[start:end].rstrip())
            match = pattern.fullmatch(page.text, start, stop)
            if match is not None:
                yield match
