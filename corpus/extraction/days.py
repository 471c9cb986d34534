"""On which day a statement or an act was made: by the expression that its own clause carries.

In order: the date attached to the clause that reports it, never one inside the quoted words or in
the clause reported; an anniversary it is told to have; the day of the occasion it belongs to ("in
that interview"); the day of the sentence it goes on from; else the day of publication.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Words

from corpus.extraction.occasions import Occasion, anniversary_of, occasion_in, same_occasion
from corpus.models import Article, Day, DayBasis, Precision, Span, Timex

_PRECISIONS = (
    (re.compile(r"\d{4}-\d\d-\d\dT\d"), Precision.TIME),
    (re.compile(r"\d{4}-\d\d-\d\d"), Precision.DAY),
    (re.compile(r"\d{4}-\d\d$"), Precision.MONTH),
    (re.compile(r"\d{4}$"), Precision.YEAR),
)
_PART_OF_YEAR = re.compile(r"(\d{4})-(?:SP|SU|FA|AU|WI|Q\d|H\d)$")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(?:-WE)?$")
_UNPLACED = re.compile(r"XXXX-(?:WXX-\d|\d\d-\d\d|XX-XX)|\d\d\d?$")  # without a year, or decades
_OPENING_WORDS = 2  # "And in" may stand before the day that opens a sentence
_STOP = re.compile(r"(?<=[.!?])[”\"’']?\s+|\n+")
_MODIFIES = frozenset({"poss", "compound", "amod", "nmod", "relcl", "acl", "nummod", "appos"})
_SHARES_DAY = frozenset({"advcl", "conj", "xcomp", "pcomp", "acl", "parataxis"})
_BEFORE_NOW = frozenset({"previously", "earlier", "once", "formerly", "originally"})
_GOES_ON = frozenset({"add", "continue"})
_PRONOUNS = frozenset({"he", "she", "they", "it"})
# An occasion is spoken of for some paragraphs after the one that names it.
_OCCASION_REACH = 1200


def day_of(span: Span, article: Article, doc: Doc | None, timexes: tuple[Timex, ...]) -> Day:
    """The day of the statement or act whose cue, or whose words, stand at `span`.

    Where the article does not say, it is the day of publication; where that is unknown too, the
    value is None and `words` hold what the article prints ("Wednesday").
    """
    words = doc.char_span(span.start, span.end, alignment_mode="expand") if doc else None
    place = _sentence(article.text, span, words)
    own = _own_day(span, place, words, article, timexes)
    anniversary = anniversary_of(article.text, place, span, _base(own, article))
    if anniversary is not None:
        return anniversary
    if own is not None:
        return own
    told = _told_before(place, article, doc, timexes) or _gone_on_from(
        place, words, article, doc, timexes
    )
    if told is not None:
        return told
    if words is not None and _before_now(words.root):
        return Day()
    return _publication(article)


def _publication(article: Article) -> Day:
    day = article.publication.day
    return Day() if day is None else Day(day, Precision.DAY, DayBasis.PUBLICATION)


def _base(own: Day | None, article: Article) -> date | None:
    """The day that a sentence's "the anniversary" counts from."""
    return own.value if own is not None and own.value is not None else article.publication.day


def _sentence(text: str, span: Span, words: Words | None) -> Span:
    """The sentence around `span`, by the parse where there is one, else by full stops."""
    if words is not None and len(words):
        return Span(words[0].sent.start_char, words[-1].sent.end_char)
    before = [found.end() for found in _STOP.finditer(text, 0, span.start)]
    after = _STOP.search(text, max(span.start, span.end - 1))
    return Span(before[-1] if before else 0, after.start() if after else len(text))


def _start(timex: Timex) -> int:
    return timex.span.start


def _own_day(
    span: Span, place: Span, words: Words | None, article: Article, timexes: tuple[Timex, ...]
) -> Day | None:
    """The day that an expression attached to the reporting clause names; the nearest one."""
    near = slice(
        bisect_left(timexes, place.start, key=_start), bisect_left(timexes, place.end, key=_start)
    )
    inside = [
        timex
        for timex in timexes[near]
        if timex.span.end <= place.end
        and not (span.start <= timex.span.start < span.end)
        and not _quoted(article.text, place, timex)
        and (words is None or _attached(timex, words))
    ]
    days = [day for timex in inside if (day := as_day(timex, article.text)) is not None]
    if not days:
        return _opening_day(place, article, timexes[near])

    def rank(day: Day) -> tuple[bool, int]:
        coarse = day.precision in {Precision.MONTH, Precision.YEAR}
        return coarse, abs((day.span or span).start - span.start)

    return min(days, key=rank)


def _opening_day(place: Span, article: Article, timexes: tuple[Timex, ...]) -> Day | None:
    """The day that opens the sentence, set off by a comma: it holds for all its clauses."""
    for timex in timexes[:1]:
        before = article.text[place.start : timex.span.start].split()
        comma = article.text[timex.span.end : timex.span.end + 1] == ","
        if comma and len(before) <= _OPENING_WORDS and not _quoted(article.text, place, timex):
            return as_day(timex, article.text)
    return None


def as_day(timex: Timex, text: str) -> Day | None:
    """The day, month or year that an expression names; None for lengths and vague words.

    A weekday that nothing resolves, and a decade, are words without a value.
    """
    words = text[timex.span.start : timex.span.end]
    if _UNPLACED.match(timex.value):
        return Day(span=timex.span, words=words)
    for pattern, precision in _PRECISIONS:
        if pattern.match(timex.value):
            numbers = [int(part) for part in timex.value[:10].split("-")]
            value = date(*[*numbers, 1, 1][:3])
            stated = str(value.year) in words
            basis = DayBasis.STATED if stated else DayBasis.RESOLVED
            return Day(value, precision, basis, timex.span, words)
    return _longer(timex, words)


def _longer(timex: Timex, words: str) -> Day | None:
    """A season, a quarter or a week as the year or the month that surely holds it."""
    if part := _PART_OF_YEAR.match(timex.value):
        first = date(int(part[1]), 1, 1)
        return Day(first, Precision.YEAR, DayBasis.RESOLVED, timex.span, words)
    if week := _WEEK.match(timex.value):
        monday = date.fromisocalendar(int(week[1]), int(week[2]), 1)
        month = monday.replace(day=1)
        if (monday + timedelta(days=6)).month == month.month:
            return Day(month, Precision.MONTH, DayBasis.RESOLVED, timex.span, words)
    return None


def _quoted(text: str, place: Span, timex: Timex) -> bool:
    """Whether the expression stands between quotation marks that open in its paragraph."""
    start = text.rfind("\n", 0, place.start) + 1
    before = text[start : timex.span.start]
    if before.count("“") != before.count("”"):
        return before.rfind("“") > before.rfind("”")
    return before.count('"') % 2 == 1


def _attached(timex: Timex, words: Words) -> bool:
    """Whether an expression belongs to the clause of `words`, not to one reported in it."""
    found = words.doc.char_span(timex.span.start, timex.span.end, alignment_mode="expand")
    if found is None:
        return False
    cue = words.root
    above = {cue, *_sharing(cue)}
    token = found.root
    while token not in above:
        if token.dep_ in _MODIFIES and token.pos_ != "VERB":
            return False
        if token.pos_ in {"VERB", "AUX"} and not _leads_in(token, cue):
            return False
        if token.head == token:
            # No verb stands between: a fragment, or the expression heads the sentence.
            return cue.sent.root == token or token.pos_ not in {"VERB", "AUX"}
        token = token.head
    return True


def _sharing(cue: Token) -> Iterator[Token]:
    """The verbs above a cue that were done on its day: "left on Monday, saying …".

    So is the verb that passes a paper: "passed a resolution on Monday calling for …".
    """
    token = cue
    while token.dep_ in _SHARES_DAY and token.head != token:
        told_by_paper = token.dep_ == "acl" and token.head.dep_ == "dobj"
        token = token.head.head if told_by_paper else token.head
        if token.pos_ in {"VERB", "AUX"}:
            yield token


def _leads_in(verb: Token, cue: Token) -> bool:
    """Whether a verb opens the cue's own clause: "Speaking on Monday, she said"."""
    participle = verb.tag_ in {"VBG", "VBN"} and verb.dep_ in {"advcl", "acl"}
    return (
        participle
        and not any(child.dep_ == "nsubj" for child in verb.children)
        and (verb.i < cue.i)
    )


def _before_now(cue: Token) -> bool:
    """Whether the clause says that it was on some day before: "previously said", "had said"."""
    return any(
        child.lower_ in _BEFORE_NOW or (child.dep_ == "aux" and child.lower_ == "had")
        for child in cue.children
    )


def _told_before(
    place: Span, article: Article, doc: Doc | None, timexes: tuple[Timex, ...]
) -> Day | None:
    """The day of an occasion told shortly before that the sentence speaks of."""
    sentence = article.text[place.start : place.end]
    for occasion in reversed(_occasions(place, article, doc, timexes)):
        if same_occasion(sentence, occasion):
            return occasion.day
    return None


def _occasions(
    place: Span, article: Article, doc: Doc | None, timexes: tuple[Timex, ...]
) -> list[Occasion]:
    """Dated occasions named in the text before `place`, not of the day of publication."""
    text = article.text
    start = max(0, place.start - _OCCASION_REACH)
    found: list[Occasion] = []
    for first, end in _sentences(text, start, place.start):
        named = occasion_in(text[first:end])
        if named is None:
            continue
        at = Span(first + named.start, first + named.start + 1)
        day = anniversary_of(text, Span(first, end), at, article.publication.day)
        if day is None:
            words = doc.char_span(at.start, at.end, alignment_mode="expand") if doc else None
            day = _own_day(at, Span(first, end), words, article, timexes)
        if day is not None and day.value not in {None, article.publication.day}:
            found.append(replace(named, day=day))
    return found


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    edges = [start, *(found.end() for found in _STOP.finditer(text, start, end)), end]
    yield from pairwise(edges)


def _gone_on_from(
    place: Span,
    words: Words | None,
    article: Article,
    doc: Doc | None,
    timexes: tuple[Timex, ...],
) -> Day | None:
    """The day of the sentence before, in one paragraph, where "he added" goes on from it."""
    if words is None or doc is None or "\n" in article.text[max(0, place.start - 1) : place.start]:
        return None
    cue = words.root
    subject = next((child for child in cue.children if child.dep_ == "nsubj"), None)
    goes_on = cue.lemma_ in _GOES_ON or (subject is not None and subject.lower_ in _PRONOUNS)
    sentence = words[0].sent
    if not goes_on or sentence.start == 0:
        return None
    before = doc[sentence.start - 1].sent
    if "\n" in article.text[before.start_char : place.start]:
        return None
    root = before.root
    where = Span(root.idx, root.idx + len(root))
    day = _own_day(
        where, Span(before.start_char, before.end_char), doc[root.i : root.i + 1], article, timexes
    )
    # Of a season or a year nobody goes on: "That was last fall. … “I am here,” he said."
    exact = day is not None and day.precision in {Precision.DAY, Precision.TIME}
    return day if exact else None
