"""Sources of a quotation that has no verb of speech beside it: what leads up to it.

Ann Lee: “…” / The mayor was blunt: “…” / In a statement, … / she put it, “…” / “…” — Ann Lee
"""

import re

from spacy.tokens import Token

from corpus.extraction.adjacent import Beside, last_verb, with_subject
from corpus.extraction.clauses import Run, noun_phrase, subject
from corpus.extraction.cues import cues
from corpus.extraction.frames import owner
from corpus.extraction.page import Page, Placed
from corpus.models import Span

_SIGNED = re.compile(
    r"\s*(?:--?|[–—―])\s*(?P<who>(?:the |an? )?[A-Z](?:[^.\n]|(?<=\s[A-Z])\.){1,60}?[^\s.,])[.,\s]*"
)
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_LONGEST_NAME = 8
_REACH = 20
_NOUN_REACH = 8


def cue_of_lead(page: Page, placed: Placed) -> Beside | None:
    """The sentence that leads up to a whole quotation with a colon, a comma or a verb of speech.

    It may end the paragraph before.
    """
    if not page.is_sentence(placed):
        return None
    lead = placed.before
    where = "lead"
    if lead.start >= lead.end:
        lead = _previous_lead(page, placed)
        where = "previous block"
    if lead.start >= lead.end:
        return None
    last = page.doc[lead.end - 1].text
    start = page.sentence_start(lead if last in {":", ","} else Run(lead.start, lead.end + 1))
    found = last_verb(page, start, lead.end, where)
    if found is None and last in {",", ":"}:
        found = last_verb(page, start, lead.end, where, beside=True)
    if found is None and last == ":":
        found = _name_before(page, Run(start, lead.end - 1)) or _clause(page, start, lead.end)
    if found is None and last == ",":
        found = _clause(page, max(start, lead.end - 4), lead.end, start)
    return found


def _previous_lead(page: Page, placed: Placed) -> Run:
    """The paragraph before, where it ends with a colon."""
    if placed.block == 0:
        return Run(0, 0)
    start, end = page.blocks[placed.block - 1]
    while end > start and page.doc[end - 1].is_space:
        end -= 1
    return Run(start, end) if end > start and page.doc[end - 1].text == ":" else Run(0, 0)


def _name_before(page: Page, run: Run) -> Beside | None:
    """CLINTON: “…”"""
    words = page.doc[run.start : run.end]
    if not 0 < len(words) <= _LONGEST_NAME or any(word.tag_ in _FINITE for word in words):
        return None
    named = words[0].is_title or words[0].is_upper or any(word.pos_ == "PROPN" for word in words)
    if not named:
        return None
    return Beside(run.end, run, "name colon")


def _clause(page: Page, start: int, end: int, floor: int | None = None) -> Beside | None:
    """Any verb of the leading sentence that has a subject; the first, which is its main one."""
    for i in range(start, end):
        token = page.doc[i]
        if page.quoted[i] or token.tag_ not in {"VBD", "VBZ", "VBP"} or token.dep_ == "relcl":
            continue
        head = subject(token) or _done_to(token)
        if head is not None and head.i >= (start if floor is None else floor):
            return with_subject(page, token, start if floor is None else floor, end, "lead any")
    return None


def _done_to(verb: Token) -> Token | None:
    """Who something is done to: the preacher is shown shouting: “…”"""
    return next((child for child in verb.children if child.dep_ == "nsubjpass"), None)


def cue_of_clause(page: Page, placed: Placed) -> Beside | None:
    """The nearest reporting verb before some quoted words of its sentence."""
    segment = placed.before
    if segment.start >= segment.end:
        return None
    start = max(page.sentence_start(Run(segment.start, segment.end + 1)), segment.end - _REACH)
    linked = False
    for i in range(segment.end - 1, start - 1, -1):
        token = page.doc[i]
        if token.lower_ == "that" and not linked:
            linked = True
            noun = _noun_that_reports(page, max(start, i - _NOUN_REACH), i)
            if noun is not None:
                return Beside(noun.i, owner(noun), "clause noun")
        if page.quoted[i] or token.pos_ != "VERB" or token.tag_ == "VB":
            continue
        if not _takes_words(token, linked=linked) or page.is_title(placed):
            return None
        return with_subject(page, token, segment.start, segment.end, "clause verb")
    return None


def _noun_that_reports(page: Page, start: int, end: int) -> Token | None:
    """The noun that a clause further on tells the content of: her claim on Monday that …"""
    for i in range(end - 1, start - 1, -1):
        token = page.doc[i]
        if token.pos_ == "NOUN" and token.lemma_.lower() in cues().clause_nouns:
            return token
        if token.pos_ in {"VERB", "AUX", "PUNCT"}:
            return None
    return None


def _takes_words(token: Token, *, linked: bool) -> bool:
    """May a verb report the words further on? A verb of saying needs a "that" between."""
    verb = cues().verb(token.lower_, token.lemma_)
    if verb is None or token.dep_ == "relcl":
        return False
    return bool(verb.families & {"label", "judge"}) or (linked and "clause" in verb.frames)


def name_after(page: Page, placed: Placed) -> Beside | None:
    """“…” — Ann Lee, beside the quotation or as the next paragraph."""
    # By signs and not by tokens: the tokeniser leaves ”― in one piece.
    start = placed.stretch.outer.end
    blocks = page.blocks[placed.block : placed.block + 2]
    stops = [page.chars(block).end for block in blocks if block.start < block.end]
    match = next((m for stop in stops if (m := _SIGNED.fullmatch(page.text, start, stop))), None)
    if match is None:
        return None
    source = page.run(Span(*match.span("who")))
    words = page.doc[source.start : source.end]
    if not 0 < len(words) <= 2 * _LONGEST_NAME or any(word.tag_ in _FINITE for word in words):
        return None
    phrase = noun_phrase(words.root)
    return Beside(
        source.start - 1,
        Run(source.start, max(source.start + 1, min(source.end, phrase.end))),
        "name after",
    )
