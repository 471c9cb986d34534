"""The cue that stands beside a quotation: “…,” she said / she said, “…” / Name: “…”.

The order of words is looked at before the parse, which quotation marks often lead astray.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from corpus.extraction.clauses import Run, noun_before, noun_phrase, subject
from corpus.extraction.cues import cues
from corpus.extraction.page import Page, Placed

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"})
_LEADING = frozenset({",", "-", "--", "–", "—", "…", "...", "''", '"', "”", "’", "'"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_DESCRIBING = frozenset({"NOUN", "PROPN", "ADJ", "VERB", "DET"})
_LONGEST_DESCRIPTION = 3
_OPEN_ENDINGS = ",?!…—–-"
_WHO = frozenset({"NOUN", "PROPN", "PRON"})
_HEARERS = frozenset({"dobj", "dative", "iobj"})
_TELLS = frozenset({"tell", "ask", "assure", "remind", "warn"})


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
    for verb in _quote_verbs(page, range(start, end), beside=True):
        if verb.tag_ == "VBG":
            continue
        head = _subject_within(verb, start, verb.i)
        if head is None:
            continue
        source = noun_phrase(head)
        source = Run(max(source.start, start), min(source.end, verb.i))
        if _only_asides(page, start, source.start):
            return Beside(verb.i, source, "after")
        if head == noun_before(verb) and _one_phrase(page, start, source.start):
            return Beside(verb.i, Run(start, source.end), "after")
        return None
    return _misread_verb(page, start, end) if page.is_sentence(placed) else None


def _misread_verb(page: Page, start: int, end: int) -> Beside | None:
    """“…,” the letter read. The parse takes some reporting verbs after a noun for nouns."""
    for token in page.doc[start + 1 : min(end, start + _LONGEST_DESCRIPTION + 2)]:
        verb = cues().verb(token.lower_, token.lower_)
        after = page.doc[token.i + 1] if token.i + 1 < end else None
        ends = after is None or after.pos_ == "ADP" or after.text in {",", "."}
        quotes = verb is not None and "quote" in verb.frames and not token.lower_.endswith("ing")
        if quotes and ends and token.pos_ in _WHO:
            return Beside(token.i, Run(start, token.i), "after misread")
        if token.pos_ not in _DESCRIBING:
            return None
    return None


def _one_phrase(page: Page, start: int, end: int) -> bool:
    """May some words, misread by the parse, be the description that a name follows?"""
    words = page.doc[start:end]
    return len(words) <= _LONGEST_DESCRIPTION and all(
        word.is_alpha and word.pos_ in _DESCRIBING and word.tag_ not in _FINITE for word in words
    )


def _leads_on(page: Page, placed: Placed) -> bool:
    """Does the sentence go on after the quotation?"""
    first = page.doc[placed.after.start]
    if page.last_letter(placed) in _OPEN_ENDINGS or first.text in _LEADING:
        return True
    # A full stop stands for the comma where nothing else is told: “….” Ann Lee said.
    end = page.sentence_end(placed.after)
    last = page.doc[end - 1]
    told = last.tag_ in _FINITE and may_quote(last)
    return told and page.is_sentence(placed) and end < placed.after.end


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
    if first.i + 1 >= end or first.tag_ == "VBG" or not may_quote(first, beside=True):
        return None
    follow = first.i + 1
    while follow < end and page.doc[follow].pos_ in {"ADV", "PART"} and page.doc[follow].is_lower:
        follow += 1
    if follow >= end or not (page.doc[follow].pos_ in _NOMINAL or page.doc[follow].is_title):
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


def may_quote(token: Token, *, beside: bool = False) -> bool:
    """May a verb introduce words? Some may only where the words stand right `beside` them."""
    verb = cues().verb(token.lower_, token.lemma_)
    tagged = token.tag_.startswith("VB") or token.lower_.endswith("ed")  # "Tweeted", a name to it
    if verb is None or not tagged or _names_a_work(token):
        return False
    return "quote" in verb.frames or (beside and "beside" in verb.frames)


def _names_a_work(token: Token) -> bool:
    """A book titled “…”, a group called “…”; not Ann Lee, the mayor, tweeted: “…”."""
    return token.tag_ == "VBN" and token.dep_ == "acl" and not _is_past(token)


def _is_past(token: Token) -> bool:
    """A past tense taken for a participle: a name, or an aside after one, stands before it."""
    verb = cues().verb(token.lower_, token.lemma_)
    if token.tag_ != "VBN" or token.i == 0 or verb is None or "clause" not in verb.frames:
        return False
    before = token.nbor(-1)
    joined = any(child.dep_ in {"aux", "auxpass", "agent"} for child in token.children)
    named = before.text == "," and token.head.pos_ == "PROPN"
    return not joined and (named or before.pos_ in {"PROPN", "PRON"})


def _quote_verbs(page: Page, places: range, *, beside: bool = False) -> Iterator[Token]:
    """Verbs among some tokens that may introduce words, those of relative clauses left out.

    They count where the words follow by a comma or a colon: Ann Lee, who said on Monday, “…”
    """
    for i in places:
        token = page.doc[i]
        if page.quoted[i] or not may_quote(token, beside=beside):
            continue
        if token.dep_ != "relcl" or (places.step < 0 and _is_told_of(token)):
            yield token


def _is_told_of(verb: Token) -> bool:
    """Does a relative clause tell what the one it belongs to said: Ann Lee, who said"""
    entry = cues().verb(verb.lower_, verb.lemma_)
    says = entry is not None and "say" in entry.families
    aside = any(
        child.tag_ == "WP" and child.dep_ == "nsubj" and child.nbor(-1).text == ","
        for child in verb.children
    )
    return says and aside


def _subject_within(verb: Token, start: int, end: int) -> Token | None:
    """The verb's subject if it stands between two tokens; else a noun right before the verb."""
    head = subject(verb)
    if head is not None and start <= head.i < end:
        return head
    head = _name_before_past(verb) or noun_before(verb)
    return head if head is not None and head.i >= start else None


def _name_before_past(verb: Token) -> Token | None:
    if not _is_past(verb):
        return None
    before = verb.nbor(-1)
    return before if before.pos_ in {"PROPN", "PRON"} else verb.head


def _only_asides(page: Page, start: int, end: int) -> bool:
    """May the words between a quotation and the source be passed over?"""
    return all(page.doc[i].pos_ in {"ADV", "PUNCT"} for i in range(start, end))


def cue_before(page: Page, placed: Placed) -> Beside | None:
    """X said, “…” / X told Y: “…” in the sentence that leads up to a quotation."""
    segment = placed.before
    if segment.start >= segment.end:
        return None
    last = page.doc[segment.end - 1]
    start = page.sentence_start(segment)
    if last.text in {",", ":"} and segment.end - 2 >= start:
        near = page.doc[segment.end - 2]
        rule = "before" if last.text == "," else "before colon"
    elif may_quote(last, beside=page.is_sentence(placed)):
        near, rule = last, "before verb"
    elif (teller := _teller(last)) is not None and not page.is_title(placed):
        near, rule = teller, "before hearer"
    else:
        return None
    if near.lower_ in {"it", "this"} and near.nbor(-1).lemma_ in cues().as_verbs:
        near = near.nbor(-1)  # as X puts it, “…”
        return with_subject(page, near, start, segment.end, rule)
    if may_quote(near, beside=True):
        return with_subject(page, near, start, segment.end, rule)
    return last_verb(page, start, segment.end, rule)


def _teller(last: Token) -> Token | None:
    """The verb whose hearer stands right before a quotation: told Ann Lee “no”."""
    head = last
    while head.dep_ not in _HEARERS and head.head.i < head.i:
        head = head.head
    verb = head.head
    hears = head.dep_ in _HEARERS and head.pos_ in {"PROPN", "PRON"} and verb.i < head.i
    return verb if hears and verb.lemma_ in _TELLS and may_quote(verb) else None


def last_verb(
    page: Page, start: int, end: int, rule: str, *, beside: bool = False
) -> Beside | None:
    """The last verb between two tokens that may introduce words and has a subject there."""
    for verb in _quote_verbs(page, range(end - 1, start - 1, -1), beside=beside):
        found = with_subject(page, verb, start, end, rule)
        if found is not None:
            return found
    return None


def with_subject(page: Page, verb: Token, start: int, end: int, rule: str) -> Beside | None:
    """The cue with the subject that it has between two tokens."""
    head = subject(verb)
    if head is None or not start <= head.i < end:
        head = _subject_within(verb, start, verb.i)
    if head is None and verb.i + 1 < end and page.doc[verb.i + 1].pos_ in _WHO:
        head = page.doc[verb.i + 1]
    if head is None:
        return None
    source = noun_phrase(head)
    return Beside(verb.i, Run(max(source.start, start), min(source.end, end)), rule)
