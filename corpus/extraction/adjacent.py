"""The cue that stands beside a quotation: “…,” she said / she said, “…” / Name: “…”.

The order of words is looked at before the parse, which quotation marks often lead astray.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from corpus.extraction.clauses import Run, noun_phrase, subject
from corpus.extraction.cues import cues
from corpus.extraction.page import Page, Placed

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"})
_LEADING = frozenset({",", "-", "--", "–", "—", "…", "...", "''", '"', "”", "’", "'"})
_OPEN_ENDINGS = ",?!…—–-"
_WHO = frozenset({"NOUN", "PROPN", "PRON"})


@dataclass(frozen=True, slots=True)
class Beside:
    """A cue found beside a quotation: token of the cue, run of the source, and the rule."""

    cue: int
    source: Run | None
    rule: str


def cue_after(page: Page, placed: Placed) -> Beside | None:
    """“…,” X said / said X / according to X, in the words that follow a quotation."""
    segment = placed.after
    start = _skip(page, segment)
    if start >= segment.end or not _leads_on(page, placed):
        return None
    end = page.sentence_end(Run(start, segment.end))
    inverted = _inverted(page, start, end)
    if inverted is not None:
        return inverted
    for verb in _quote_verbs(page, range(start, end)):
        if verb.tag_ == "VBG":
            continue
        head = _subject_within(verb, start, verb.i)
        if head is None:
            continue
        source = noun_phrase(head)
        source = Run(max(source.start, start), min(source.end, verb.i))
        if _only_asides(page, start, source.start):
            return Beside(verb.i, source, "after")
        return None
    return None


def _leads_on(page: Page, placed: Placed) -> bool:
    """Does the sentence go on after the quotation?"""
    inner = placed.stretch.inner
    last = page.doc.text[inner.end - 1]
    first = page.doc[placed.after.start]
    return last in _OPEN_ENDINGS or first.text in _LEADING


def _skip(page: Page, segment: Run) -> int:
    start = segment.start
    while start < segment.end and (page.doc[start].text in _LEADING or page.doc[start].is_space):
        start += 1
    return start


def _inverted(page: Page, start: int, end: int) -> Beside | None:
    """said X; according to X."""
    first = page.doc[start]
    while first.pos_ == "ADV" and first.i + 1 < end:
        first = page.doc[first.i + 1]
    if first.lower_ == "according" and first.i + 2 < end:
        return Beside(first.i, _phrase_from(page, first.i + 2, end), "after according")
    if first.i + 1 >= end or first.tag_ == "VBG" or not _may_quote(first):
        return None
    follow = first.i + 1
    while follow < end and page.doc[follow].pos_ in {"ADV", "PART"}:
        follow += 1
    if follow >= end or page.doc[follow].pos_ not in _NOMINAL:
        return None
    return Beside(first.i, _phrase_from(page, follow, end), "after inverted")


def _phrase_from(page: Page, start: int, end: int) -> Run:
    """The noun phrase that begins at a token."""
    head = page.doc[start]
    while head.head != head and head.head.pos_ in _WHO and head.head.left_edge.i >= start:
        if head.head.i >= end or head.dep_ in {"appos", "conj"}:
            break
        head = head.head
    phrase = noun_phrase(head)
    return Run(start, max(start + 1, min(phrase.end, end)))


def _may_quote(token: Token) -> bool:
    verb = cues().verbs.get(token.lemma_.lower())
    return verb is not None and "quote" in verb.frames and token.tag_.startswith("VB")


def _quote_verbs(page: Page, places: range) -> Iterator[Token]:
    """Verbs among some tokens that may introduce words, those of relative clauses left out."""
    for i in places:
        token = page.doc[i]
        if not page.quoted[i] and token.dep_ != "relcl" and _may_quote(token):
            yield token


def _subject_within(verb: Token, start: int, end: int) -> Token | None:
    """The verb's subject if it stands between two tokens; else a noun right before the verb."""
    head = subject(verb)
    if head is not None and start <= head.i < end:
        return head
    i = verb.i - 1
    while i >= start and verb.doc[i].pos_ in {"ADV", "AUX", "PART"}:
        i -= 1
    if i >= start and verb.doc[i].pos_ in _WHO:
        return verb.doc[i]
    return None


def _only_asides(page: Page, start: int, end: int) -> bool:
    """May the words between a quotation and the source be passed over?"""
    return all(page.doc[i].pos_ in {"ADV", "PUNCT", "CCONJ", "SCONJ"} for i in range(start, end))


def cue_before(page: Page, placed: Placed) -> Beside | None:
    """X said, “…” / X told Y: “…” in the sentence that leads up to a quotation."""
    segment = placed.before
    if segment.start >= segment.end:
        return None
    last = page.doc[segment.end - 1]
    direct = last.text in {",", ":"} or _may_quote(last)
    if not direct:
        return None
    start = page.sentence_start(segment)
    return _last_verb(page, start, segment.end, "before" if last.text != ":" else "before colon")


def _last_verb(page: Page, start: int, end: int, rule: str) -> Beside | None:
    for verb in _quote_verbs(page, range(end - 1, start - 1, -1)):
        head = subject(verb)
        if head is None or not start <= head.i < end:
            head = _subject_within(verb, start, verb.i)
        if head is None and verb.i + 1 < end and page.doc[verb.i + 1].pos_ in _WHO:
            head = page.doc[verb.i + 1]
        if head is not None:
            source = noun_phrase(head)
            return Beside(verb.i, Run(max(source.start, start), min(source.end, end)), rule)
    return None


def cue_before_weak(page: Page, placed: Placed) -> Beside | None:
    """A reporting verb anywhere in the same sentence before a quotation."""
    segment = placed.before
    if segment.start >= segment.end:
        return None
    start = page.sentence_start(Run(segment.start, segment.end + 1))
    return _last_verb(page, start, segment.end, "before weak")


def cue_of_previous_block(page: Page, placed: Placed) -> Beside | None:
    """Caddell continued: ¶ “…”"""
    if placed.block == 0 or placed.before.start < placed.before.end:
        return None
    previous = page.blocks[placed.block - 1]
    end = previous.end
    while end > previous.start and page.doc[end - 1].is_space:
        end -= 1
    if end <= previous.start or page.doc[end - 1].text != ":":
        return None
    start = page.sentence_start(Run(previous.start, end))
    return _last_verb(page, start, end, "previous block")
