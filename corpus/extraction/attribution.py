"""Who said it: every quotation and reported statement of an article with its source as printed.

Quotations are taken in text order; each asks the rules in turn for its cue. What the parse
reports outside quotation marks follows.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from spacy.tokens import Doc

from corpus.extraction import adjacent, leads
from corpus.extraction.adjacent import Beside
from corpus.extraction.bodies import is_body
from corpus.extraction.clauses import Run, trimmed
from corpus.extraction.frames import Frame, find_frames
from corpus.extraction.page import Page, Placed, lay_out
from corpus.extraction.role_words import is_role
from corpus.extraction.verbatim import find_verbatim
from corpus.models import Article, Span

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
# Words that go on with a clause whose quoted words the parse took for its end.
_GOING_ON = frozenset({"ADP", "SCONJ", "PART", "NOUN", "ADJ", "PROPN", "AUX", "VERB"})
_FINISHED = frozenset(",.?!;")
# What follows a mere label is about the labelling: called the plan “bold” on Monday.
_CLAUSES = frozenset(
    {
        "covered clause",
        "covered rest",
        "covered marked",
        "clause noun",
        "before",
        "before verb",
    }
)
# A dash, or a verb as in the crowd yelling “no”: the quoted words are all that is said.
_UTTERING = frozenset({":", "VBG"})
_NAMED = frozenset({"covered label", "covered as"})
# The cue follows the words.
_FOLLOWED = frozenset({"after", "after inverted", "after according"})
# One word alone, without marks, is nothing that anybody is reported to say: "praised him".
_FEWEST = 2
# What may stand between two quotations that are parts of one statement, and how many words.
_LONGEST_JOINT = 4
_JOINING = frozenset({"CCONJ", "DET", "ADP", "PART", "SPACE"})


@dataclass(slots=True)
class Attribution:
    """Words and their source before the source is resolved.

    `cue` is a token index, None where nothing in the text leads to the words, `source` a run of
    tokens, `rule` the name of the rule that joined them; `pieces` are the words, `quoted` those
    between marks, both in characters.
    """

    cue: int | None
    source: Run | None
    rule: str
    families: frozenset[str]
    pieces: list[Span] = field(default_factory=list[Span])
    quoted: list[Span] = field(default_factory=list[Span])


def attribute(article: Article, doc: Doc) -> list[Attribution]:
    """Every attribution of an article, in text order."""
    page = lay_out(article, doc)
    alone = [
        Attribution(cue, source, "verbatim", frozenset({"say"}), [words], [words])
        for cue, source, words in find_verbatim(page)
    ]
    for attribution in alone:
        start, end = page.run(attribution.pieces[0])
        page.quoted[start:end] = b"\1" * (end - start)
    frames = find_frames(doc, page.quoted)
    reader = _Reader(page, frames)
    taken = {page.block_of(page.run(each.pieces[0]).start) for each in alone}
    for placed in page.placed:
        if placed.block not in taken:
            reader.read(placed)
    found = [*alone, *reader.found.values(), *reader.uncued]
    for frame in frames:
        if frame.cue in reader.found or frame.source is None or page.block_of(frame.cue) is None:
            continue
        if not _reports(doc, frame, frame.source):
            continue
        pieces = [page.chars(piece) for piece in frame.pieces]
        found.append(Attribution(frame.cue, frame.source, frame.rule, frame.families, pieces))
    return sorted(found, key=lambda attribution: attribution.pieces[0])


def _reports(doc: Doc, frame: Frame, source: Run) -> bool:
    """Is something said without marks: two words or more, of a source that may speak of things?

    "The retreat revealed ruined streets" reports nothing: a bare object needs somebody who speaks.
    """
    if sum(end - start for start, end in frame.pieces) < _FEWEST:
        return False
    head = doc[source.start : source.end].root
    return frame.rule != "object" or head.tag_ != "NN" or is_role(head) or is_body(head)


def _covers(frame: Frame, run: Run) -> bool:
    """Does what a frame reports share words with a stretch of tokens?"""
    return any(piece.start < run.end and run.start < piece.end for piece in frame.pieces)


class _Reader:
    """Goes through the quotations of a page and remembers who spoke last."""

    def __init__(self, page: Page, frames: list[Frame]) -> None:
        self.found: dict[int, Attribution] = {}
        self.uncued: list[Attribution] = []
        self._page = page
        self._near: defaultdict[int | None, list[Frame]] = defaultdict(list)
        for frame in frames:
            self._near[page.block_of(frame.cue)].append(frame)
        self._by_cue = {frame.cue: frame for frame in frames}
        self._waiting: list[Placed] = []
        self._previous: tuple[Placed, Attribution] | None = None
        self._last: tuple[Placed, Attribution] | None = None

    def read(self, placed: Placed) -> None:
        """Find the source of one quotation, if it is speech."""
        if self._waiting and self._waiting[-1].block < placed.block - 1:
            self._waiting = []
        attribution = self._attribution(placed)
        if attribution is None:
            # An opening paragraph without a source waits for that of the one it leads on to.
            self._waiting = [] if placed.stretch.closed else [*self._waiting, placed]
            return
        if placed.stretch.continues:
            for earlier in self._waiting:
                self._add(attribution, earlier)
        self._waiting = []
        self._add(attribution, placed)
        self._previous = placed, attribution
        if "say" in attribution.families and attribution.rule != "name after":
            self._last = placed, attribution

    def _attribution(self, placed: Placed) -> Attribution | None:
        beside = adjacent.cue_after(self._page, placed) if placed.stretch.continues else None
        attribution = self._of(beside) if beside else self._continued(placed)
        if attribution is None:
            attribution = self._joined(placed)
        if attribution is None and self._page.names_work(placed):
            beside = self._covering(placed)
            return self._of(beside) if beside and beside.rule in _NAMED else None
        if attribution is None:
            beside = self._beside(placed)
            attribution = self._sequel(placed) if beside is None else self._of(beside)
        if attribution is None and placed.stretch.closed:
            return self._alone(placed)
        return attribution

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

    def _joined(self, placed: Placed) -> Attribution | None:
        """Words that a mere "and" joins to those before: “bold” and “clearly right”."""
        if self._previous is None or self._page.is_sentence(self._previous[0]):
            return None
        before, attribution = self._previous
        gap = self._page.doc[placed.before.start : placed.before.end]
        near = before.tokens.end == placed.before.start and 0 < len(gap) <= _LONGEST_JOINT
        if not near or not all(token.pos_ in _JOINING for token in gap):
            return None
        filled = self._page.chars(Run(before.tokens.start, placed.tokens.end))
        attribution.pieces = merged([*attribution.pieces, filled])
        return attribution

    def _beside(self, placed: Placed) -> Beside | None:
        page = self._page
        before = adjacent.cue_before(page, placed)
        if before is not None and before.rule == "before verb" and not page.is_sentence(placed):
            before = self._around_cue(before.cue) or before
        return (
            self._after(placed)
            or before
            or self._covering(placed)
            or leads.cue_of_lead(page, placed)
            or leads.cue_of_clause(page, placed)
            or leads.name_after(page, placed)
        )

    def _after(self, placed: Placed) -> Beside | None:
        """The cue that follows, unless some words of a report stand before it.

        Asked if it was “a joke,” she said, “I think so.” / She said it was “a joke,” according to …
        """
        page = self._page
        after = adjacent.cue_after(page, placed)
        if after is None or page.is_sentence(placed):
            return after
        if after.rule == "after according" or page.leads_to_sentence(placed):
            return self._covering(placed) or after
        return after

    def _covering(self, placed: Placed) -> Beside | None:
        """The innermost reported statement that the quotation begins in.

        A bare object that nobody is said to tell, "a tweeted “15%”", is none.
        """
        at, end = self._page.run(placed.stretch.inner)
        sizes = [
            (piece.end - piece.start, frame.cue, frame)
            for frame in self._near[placed.block]
            if frame.source is not None or frame.rule != "object"
            for piece in frame.pieces
            if piece.start <= at < piece.end or at < piece.start < end
        ]
        if not sizes:
            return None
        frame = min(sizes, key=lambda item: item[:2])[2]
        return Beside(frame.cue, frame.source, f"covered {frame.rule}")

    def _around_cue(self, cue: int) -> Beside | None:
        """The reported statement that a cue is itself a part of."""
        for frame in self._near[self._page.block_of(cue)]:
            if frame.cue != cue and any(piece.start <= cue < piece.end for piece in frame.pieces):
                return Beside(frame.cue, frame.source, f"covered {frame.rule}")
        return None

    def _sequel(self, placed: Placed) -> Attribution | None:
        """Who spoke last goes on, in the same paragraph or at the start of the next."""
        if not (self._page.is_sentence(placed) or self._page.opens_sentence(placed)):
            return None
        told = self._told_before(placed)
        if told is not None:
            return self._of(told)
        if self._last is None:
            return None
        before, attribution = self._last
        opens_next = before.block == placed.block - 1 and placed.before.start >= placed.before.end
        return attribution if before.block == placed.block or opens_next else None

    def _told_before(self, placed: Placed) -> Beside | None:
        """A statement reported between this quotation and the one before it: He denied it. “…”"""
        told = self._last_told(placed.block, placed.before)
        if told is None or told.cue in self.found:
            return None
        return Beside(told.cue, told.source, "told before")

    def _last_told(self, block: int, run: Run) -> Frame | None:
        """The last statement of a block that a sentence between two tokens is there to report."""
        told = [
            frame
            for frame in self._near[block]
            if run.start <= frame.cue < run.end
            and frame.source is not None
            and "say" in frame.families
            and self._page.doc[frame.cue].tag_ in _FINITE
            and self._page.doc[frame.cue].dep_ not in {"relcl", "advcl", "ccomp"}
        ]
        return told[-1] if told else None

    def _alone(self, placed: Placed) -> Attribution | None:
        """A paragraph that is a quotation and nothing else: of whoever the one before reports.

        Where it reports nobody, the words stand without a source.
        """
        page = self._page
        stands = page.fills_block(placed) and page.is_sentence(placed)
        aside = page.text[placed.stretch.inner.start] == "("  # (Applause.)
        if not stands or aside or placed.stretch.single or placed.block == 0:
            return None
        told = self._last_told(placed.block - 1, page.blocks[placed.block - 1])
        if told is not None and told.cue not in self.found:
            return self._of(Beside(told.cue, told.source, "told above"))
        unclaimed = Attribution(None, None, "alone", frozenset())
        self.uncued.append(unclaimed)
        return unclaimed

    def _stands_alone(self, placed: Placed) -> bool:
        """Is the quotation a sentence of its own, or led up to by a comma or a colon?

        Words in lower case after a comma go on with the sentence: In May, “we …,” she said.
        """
        page = self._page
        led = placed.before.start < placed.before.end and page.doc[placed.before.end - 1].text
        if not led or led in {":", ".", "?", "!"}:
            return True
        return led == "," and page.text[placed.stretch.inner.start].isupper()

    def _breaks_off(self, placed: Placed) -> bool:
        """Does the clause of some quoted words go on after them: said the “huge” gains were near"""
        page, (start, end) = self._page, placed.after
        if start >= end or not placed.stretch.closed or page.is_sentence(placed):
            return False
        return page.last_letter(placed) not in _FINISHED and page.doc[start].pos_ in _GOING_ON

    def _linked(self, cue: int, placed: Placed) -> int:
        """Where "that" begins a report which a comma leads on to a sentence: said that now, “We …”.

        The quotation's own start where none does.
        """
        (start, end), doc = placed.before, self._page.doc
        if end > start and doc[end - 1].text == ",":
            for token in doc[max(start, cue + 1) : end]:
                if token.lower_ == "that" and token.tag_ == "IN":
                    return token.i
        return placed.tokens.start

    def _opening(self, attribution: Attribution, placed: Placed) -> int:
        """Where the sentence of some quoted words begins, of which the parse shows no report.

        It begins after the cue that leads up to it, or goes back to the sentence before.
        """
        page, start, cue = self._page, placed.tokens.start, attribution.cue
        frame = None if cue is None else self._by_cue.get(cue)
        if cue is None or (frame is not None and _covers(frame, page.run(placed.stretch.inner))):
            return start
        if attribution.rule == "before" and cue < start:
            put = page.doc[cue + 1].lower_ in {"it", "this"}  # as she put it, “…”
            return start if put else cue + 1
        last = page.doc[placed.before.end - 1]
        follows = attribution.rule in _FOLLOWED and cue >= placed.tokens.end
        if follows and last.tag_ not in _UTTERING:
            return page.sentence_start(Run(placed.before.start, placed.before.end + 1))
        return start

    def _around(self, attribution: Attribution, placed: Placed) -> list[Span]:
        """The rest of a clause of which only some words are quoted: said "huge" gains were near."""
        page = self._page
        start, end = placed.tokens
        if attribution.rule == "clause verb" and attribution.cue is not None:
            start = attribution.cue + 1
        elif attribution.rule == "clause noun" and attribution.cue is not None:
            start = next(t.i for t in page.doc[attribution.cue : start] if t.lower_ == "that")
        elif page.text[placed.stretch.inner.start].islower() and not self._stands_alone(placed):
            start = self._opening(attribution, placed)
        elif attribution.rule == "before" and attribution.cue is not None:
            start = self._linked(attribution.cue, placed)
        if attribution.rule in _CLAUSES and self._breaks_off(placed):
            end = page.clause_end(placed.after)
        run = trimmed(page.doc, Run(start, end))
        return [page.chars(run)] if run and run != trimmed(page.doc, placed.tokens) else []

    def _add(self, attribution: Attribution, placed: Placed) -> None:
        """Give a quotation to its attribution, with what is reported around it."""
        inner = placed.stretch.inner
        spans = [inner]
        frame = None if attribution.cue is None else self._by_cue.get(attribution.cue)
        covered = frame is not None and _covers(frame, self._page.run(inner))
        if frame is not None and covered and not self._stands_alone(placed):
            spans += [self._page.chars(piece) for piece in frame.pieces]
        spans += self._around(attribution, placed)
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
