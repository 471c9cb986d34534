"""Who said it: every quotation and reported statement of an article with its source as printed.

Quotations are taken in text order; each asks the rules in turn for its cue. What the parse
reports outside quotation marks follows.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from spacy.tokens import Doc

from corpus.extraction import adjacent
from corpus.extraction.adjacent import Beside
from corpus.extraction.clauses import Run
from corpus.extraction.frames import Frame, find_frames
from corpus.extraction.page import Page, Placed, lay_out
from corpus.models import Article, Span


@dataclass(slots=True)
class Attribution:
    """Words and their source before the source is resolved.

    `cue` is a token index, `source` a run of tokens, `rule` the name of the rule that joined
    them; `pieces` are the words, `quoted` those between marks, both in characters.
    """

    cue: int
    source: Run | None
    rule: str
    families: frozenset[str]
    pieces: list[Span] = field(default_factory=list[Span])
    quoted: list[Span] = field(default_factory=list[Span])


def attribute(article: Article, doc: Doc) -> list[Attribution]:
    """Every attribution of an article, in text order."""
    page = lay_out(article, doc)
    frames = find_frames(doc, page.quoted)
    reader = _Reader(page, frames)
    for placed in page.placed:
        reader.read(placed)
    found = list(reader.found.values())
    for frame in frames:
        if frame.cue not in reader.found and frame.source is not None:
            pieces = [page.chars(piece) for piece in frame.pieces]
            found.append(Attribution(frame.cue, frame.source, frame.rule, frame.families, pieces))
    return sorted(found, key=lambda attribution: attribution.pieces[0])


class _Reader:
    """Goes through the quotations of a page and remembers who spoke last."""

    def __init__(self, page: Page, frames: list[Frame]) -> None:
        self.found: dict[int, Attribution] = {}
        self._page = page
        self._frames = frames
        self._by_cue = {frame.cue: frame for frame in frames}
        self._last: tuple[Placed, Attribution] | None = None

    def read(self, placed: Placed) -> None:
        """Find the source of one quotation, if it is speech."""
        attribution = self._continued(placed)
        if attribution is None:
            beside = self._beside(placed)
            attribution = self._sequel(placed) if beside is None else self._of(beside)
        if attribution is not None:
            self._add(attribution, placed)
            self._last = placed, attribution

    def _of(self, beside: Beside) -> Attribution:
        known = self.found.get(beside.cue)
        if known is None:
            frame = self._by_cue.get(beside.cue)
            families = frame.families if frame else frozenset({"say"})
            known = Attribution(beside.cue, beside.source, beside.rule, families)
            self.found[beside.cue] = known
        return known

    def _continued(self, placed: Placed) -> Attribution | None:
        """A quotation that its earlier paragraph left open."""
        if self._last is None or not placed.stretch.continues:
            return None
        before, attribution = self._last
        return attribution if before.block >= placed.block - 1 else None

    def _beside(self, placed: Placed) -> Beside | None:
        page = self._page
        return (
            adjacent.cue_before(page, placed)
            or adjacent.cue_after(page, placed)
            or self._covering(placed)
            or adjacent.cue_of_previous_block(page, placed)
            or (adjacent.cue_before_weak(page, placed) if self._sentence_like(placed) else None)
        )

    def _sentence_like(self, placed: Placed) -> bool:
        start, end = placed.stretch.inner
        text = self._page.doc.text
        return text[start].isupper() and text[end - 1] in ".,?!…—" and end - start > 15

    def _covering(self, placed: Placed) -> Beside | None:
        """The innermost reported statement that the quotation begins in."""
        at = self._page.run(placed.stretch.inner).start
        sizes = [
            (piece.end - piece.start, frame.cue, frame)
            for frame in self._frames
            for piece in frame.pieces
            if piece.start <= at < piece.end
        ]
        if not sizes:
            return None
        frame = min(sizes, key=lambda item: item[:2])[2]
        return Beside(frame.cue, frame.source, f"covered {frame.rule}")

    def _sequel(self, placed: Placed) -> Attribution | None:
        """The same speaker goes on, in the same paragraph or at the start of the next."""
        if self._last is None or not self._sentence_like(placed):
            return None
        before, attribution = self._last
        opens_next = before.block == placed.block - 1 and placed.before.start >= placed.before.end
        return attribution if before.block == placed.block or opens_next else None

    def _add(self, attribution: Attribution, placed: Placed) -> None:
        """Give a quotation to its attribution, with what is reported around it."""
        inner = placed.stretch.inner
        spans = [inner]
        frame = self._by_cue.get(attribution.cue)
        alone = attribution.rule.startswith("after") and placed.before.start >= placed.before.end
        if frame is not None and not alone:
            run = self._page.run(inner)
            spans += [
                self._page.chars(piece)
                for piece in frame.pieces
                if piece.start < run.end and run.start < piece.end
            ]
        attribution.quoted.append(inner)
        attribution.pieces = merged([*attribution.pieces, *spans])


def merged(spans: Iterable[Span]) -> list[Span]:
    """Sorted, with those that overlap made one."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return out
