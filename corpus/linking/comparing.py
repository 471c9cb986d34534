"""Two wordings of one utterance word by word: what one has that the other lacks, and what it cut.

The comparison is difflib's over words, folded for case and typographic apostrophes; every stretch
given back is verbatim. Ellipses and square brackets are an editor's, so they are told apart.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from corpus.linking.words import LITTLE, stem, weight
from corpus.models import Span

_TOKEN = re.compile(r"\[[^\]]*\]|\.{3}|…|\d+(?:[.,:]\d+)*|[^\W_]+(?:[’'.-][^\W_]+)*")
_ELLIPSES = {"…", "..."}


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a bracketed insertion or an ellipsis, with its place in the text."""

    span: Span
    text: str

    @property
    def is_ellipsis(self) -> bool:
        """Words were left out here, and the wording says so."""
        return self.text in _ELLIPSES

    @property
    def is_bracket(self) -> bool:
        """An editor put this in."""
        return self.text.startswith("[")

    @property
    def key(self) -> str:
        """What makes two tokens one word: brackets, case and the shape of apostrophes do not."""
        return self.text.casefold().replace("’", "'").strip("[]")


@dataclass(frozen=True, slots=True)
class Difference:
    """How a wording differs from a fuller one.

    `own` are spans into the wording that the fuller one does not have; `brackets` those
    that an editor put in; `cut` spans into the fuller one that the wording leaves out.
    `replaced` pairs a span of the fuller one with the span of the wording in its place.
    """

    own: tuple[Span, ...] = ()
    brackets: tuple[Span, ...] = ()
    cut: tuple[Span, ...] = ()
    replaced: tuple[tuple[Span, Span], ...] = ()

    @property
    def none(self) -> bool:
        """The two are word for word the same."""
        return not (self.own or self.cut)


def tokens(text: str) -> tuple[Token, ...]:
    """The words, bracketed insertions and ellipses of a text, in order."""
    return tuple(Token(Span(*match.span()), match.group()) for match in _TOKEN.finditer(text))


def compare(fuller: str, wording: str) -> Difference:
    """How `wording` differs from `fuller`, as spans into each."""
    theirs = [token for token in tokens(fuller) if not token.is_ellipsis]
    mine = [token for token in tokens(wording) if not token.is_ellipsis]
    keys = [token.key for token in theirs], [token.key for token in mine]
    own: list[Span] = []
    cut: list[Span] = []
    replaced: list[tuple[Span, Span]] = []
    for a, b, c, d in _changes(*keys):
        if a < b:
            cut.append(_cover(theirs[a:b]))
        if c < d:
            own.append(_cover(mine[c:d]))
        if a < b and c < d:
            replaced.append((cut[-1], own[-1]))
    return Difference(
        tuple(own),
        tuple(token.span for token in mine if token.is_bracket),
        tuple(cut),
        tuple(replaced),
    )


def contradicts(fuller: str, wording: str) -> tuple[tuple[Span, Span], ...]:
    """The places where each has words that tell something, and they are not the same words.

    A cut, an insertion in brackets, or another form of the same word is no contradiction.
    """
    difference = compare(fuller, wording)
    return tuple(
        (theirs, mine)
        for theirs, mine in difference.replaced
        if mine not in difference.brackets
        and _disagree(_telling(fuller, theirs), _telling(wording, mine))
    )


def has_ellipsis(text: str) -> bool:
    """Whether the text itself marks a gap."""
    return any(token.is_ellipsis for token in tokens(text))


def shared(fuller: str, wording: str, *, least: int = 2) -> tuple[Span, ...]:
    """The runs of at least `least` words of `wording` that stand in `fuller` too."""
    theirs = [token for token in tokens(fuller) if not token.is_ellipsis]
    mine = [token for token in tokens(wording) if not token.is_ellipsis]
    keys = [token.key for token in theirs], [token.key for token in mine]
    blocks = SequenceMatcher(None, *keys, autojunk=False).get_matching_blocks()
    return tuple(_cover(mine[run.b : run.b + run.size]) for run in blocks if run.size >= least)


def fullest(texts: Sequence[str]) -> int:
    """The place of the text with the most words; the first of equals."""
    sizes = [len(tokens(text)) for text in texts]
    return sizes.index(max(sizes))


def _changes(a: list[str], b: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """Where the lists differ: from, to in `a`; from, to in `b`."""
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    return (
        (a1, a2, b1, b2) for change, a1, a2, b1, b2 in matcher.get_opcodes() if change != "equal"
    )


def _cover(found: Sequence[Token]) -> Span:
    return Span(found[0].span.start, found[-1].span.end)


def _telling(text: str, span: Span) -> frozenset[str]:
    found = tokens(text[span.start : span.end])
    return frozenset(
        stem(token.text) for token in found if not token.is_bracket and weight(token.text) > LITTLE
    )


def _disagree(theirs: frozenset[str], mine: frozenset[str]) -> bool:
    return bool(theirs - mine and mine - theirs)
