"""An article laid out for attribution: blocks, quotation stretches and their tokens."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from spacy.tokens import Doc

from corpus.extraction.clauses import Run
from corpus.extraction.cues import cues
from corpus.extraction.quotes import Stretch, find_stretches
from corpus.models import Article, BlockKind, Span

_SPOKEN_IN = frozenset({BlockKind.HEADLINE, BlockKind.PARAGRAPH})
_SENTENCE_OPENS = "[…‘'(.0123456789"
_SENTENCE_ENDS = frozenset(".,?!…—-–;:")
_SMALL = frozenset(
    {"a", "an", "and", "at", "by", "for", "in", "of", "on", "or", "the", "to", "with"}
)
_NEAR = 4
_NAMING = frozenset({"ADP", "DET", "NOUN", "PROPN", "PART"})
_NESTED = "'’\"” )]"
_ENDS = frozenset({".", "?", "!", ";"})


@dataclass(frozen=True, slots=True)
class Placed:
    """A stretch with its tokens (marks included), its block and the gaps beside it.

    `before` and `after` run to the neighbouring stretch of the same block, or to its edge.
    """

    stretch: Stretch
    tokens: Run
    block: int
    before: Run
    after: Run


@dataclass(frozen=True, slots=True)
class Page:
    """What the rules of attribution look at. `quoted` holds 1 for each token inside marks.

    `text` is the article's: a Doc builds its own anew each time it is asked.
    """

    doc: Doc
    text: str
    blocks: tuple[Run, ...]
    placed: tuple[Placed, ...]
    quoted: bytearray
    starts: tuple[int, ...]

    def block_of(self, token: int) -> int | None:
        """The number of the headline or paragraph that a token stands in, None for a caption."""
        at = bisect_right(self.blocks, token, key=lambda block: block.start) - 1
        return at if at >= 0 and token < self.blocks[at].end else None

    def chars(self, run: Run) -> Span:
        """Code-point offsets of a stretch of tokens."""
        last = self.doc[run.end - 1]
        return Span(self.doc[run.start].idx, last.idx + len(last))

    def run(self, span: Span) -> Run:
        """The tokens that begin inside a span of characters."""
        return Run(bisect_left(self.starts, span.start), bisect_left(self.starts, span.end))

    def sentence_start(self, run: Run) -> int:
        """Where the last sentence of a stretch of tokens begins; its final token is not an end."""
        for i in range(run.end - 2, run.start - 1, -1):
            if self.doc[i].text in _ENDS or "\n" in self.doc[i].text:
                return i + 1
        return run.start

    def sentence_end(self, run: Run) -> int:
        """Where the first sentence of a stretch of tokens ends, its end mark excluded."""
        for i in range(run.start, run.end):
            if self.doc[i].text in _ENDS:
                return i
        return run.end

    def clause_end(self, run: Run) -> int:
        """Where the clause that goes on at the start of `run` ends: at the next punctuation."""
        for i in range(run.start, run.end):
            if self.doc[i].pos_ in {"PUNCT", "SPACE"} and self.doc[i].tag_ != "HYPH":
                return i
        return run.end

    def is_sentence(self, placed: Placed) -> bool:
        """Does a quotation read as a sentence, rather than as some words of one?"""
        start, end = placed.stretch.inner
        words = self.text[start:end]
        opens = words[0].isupper() or words[0] in _SENTENCE_OPENS or words[-1] in "?!"
        ends = words.rstrip(_NESTED)[-1:] in _SENTENCE_ENDS or not placed.stretch.closed
        return opens and ends and (len(words) > 15 or words[-1] in ".?!")

    def opens_sentence(self, placed: Placed) -> bool:
        """Do some words of a quotation begin a sentence that goes on without marks?"""
        start, end = placed.before
        lead = self.doc[end - 1].text if end > start else "."
        words = self.text[slice(*placed.stretch.inner)]
        return lead in _ENDS and words[0].isupper() and words.count(" ") > 4

    def leads_to_sentence(self, placed: Placed) -> bool:
        """Do the words after a quotation lead by a comma or colon to another that is a sentence?"""
        end = placed.after.end
        if self.doc[end - 1].text not in {",", ":"}:
            return False
        at = bisect_left(self.placed, end, key=lambda other: other.tokens.start)
        following = self.placed[at] if at < len(self.placed) else placed
        text = self.text[following.stretch.inner.start]
        follows = following.before.start == placed.after.start
        return follows and text.isupper() and self._ends(following)

    def _ends(self, placed: Placed) -> bool:
        return self.last_letter(placed) in _ENDS

    def fills_block(self, placed: Placed) -> bool:
        """Is a quotation the whole of its paragraph?"""
        start, end = placed.after
        return placed.before.start >= placed.before.end and all(
            token.is_space for token in self.doc[start:end]
        )

    def is_title(self, placed: Placed) -> bool:
        """Do some quoted words look like the name of a work or a programme?"""
        words = self.text[slice(*placed.stretch.inner)].rstrip(",.").split()
        return len(words) < 9 and all(word[0].isupper() or word in _SMALL for word in words)

    def names_work(self, placed: Placed) -> bool:
        """Do some quoted words name a work that the sentence tells of: on his show “Good Day,”?"""
        start, end = placed.before
        if start >= end or not self.is_title(placed):
            return False
        last = self.doc[end - 1]
        if last.text != ",":
            return last.pos_ in _NAMING
        near = self.doc[max(start, end - _NEAR) : end]
        return any(token.lemma_.lower() in cues().works for token in near)

    def last_letter(self, placed: Placed) -> str:
        """The last sign of a quotation, marks of inner quotations passed over."""
        return self.text[slice(*placed.stretch.inner)].rstrip(_NESTED)[-1:]


def lay_out(article: Article, doc: Doc) -> Page:
    """Blocks, stretches and tokens of an article; only headlines and paragraphs are read."""
    spans = [block.span for block in article.blocks if block.kind in _SPOKEN_IN]
    starts = tuple(token.idx for token in doc)

    def run(span: Span) -> Run:
        return Run(bisect_left(starts, span.start), bisect_left(starts, span.end))

    blocks = [run(span) for span in spans]
    quoted = bytearray(len(doc))
    placed: list[Placed] = []
    stretches = find_stretches(article.text, spans)
    at = 0
    for number, (block, span) in enumerate(zip(blocks, spans, strict=True)):
        here: list[Stretch] = []
        while at < len(stretches) and stretches[at].outer.start < span.end:
            here.append(stretches[at])
            at += 1
        runs = [run(stretch.outer) for stretch in here]
        for k, tokens in enumerate(runs):
            quoted[tokens.start : tokens.end] = b"\1" * (tokens.end - tokens.start)
            before = _unspaced(doc, Run(runs[k - 1].end if k else block.start, tokens.start))
            after = Run(tokens.end, runs[k + 1].start if k + 1 < len(runs) else block.end)
            placed.append(Placed(here[k], tokens, number, before, after))
    return Page(doc, article.text, tuple(blocks), tuple(placed), quoted, starts)


def _unspaced(doc: Doc, run: Run) -> Run:
    """A run of tokens without the spaces, such as no-break ones, that end it."""
    end = run.end
    while end > run.start and doc[end - 1].is_space:
        end -= 1
    return Run(run.start, end)
