"""What the corpus knows: articles and what is read out of them.

Every class is frozen and every fact carries spans. A span counts Unicode code points into
``Article.text``, start included, end excluded; the text itself is never rewritten.
Instants are UTC-aware datetimes; an event's day is a calendar date with a precision and is
never converted between time zones.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple


class Span(NamedTuple):
    """Code-point offsets into an article's text: start included, end excluded."""

    start: int
    end: int


def hull(spans: tuple[Span, ...]) -> Span:
    """The smallest span that covers all of `spans` (at least one)."""
    return Span(min(span.start for span in spans), max(span.end for span in spans))


class BlockKind(StrEnum):
    """What a stretch of an article is there for."""

    HEADLINE = "headline"
    DATELINE = "dateline"
    BYLINE = "byline"
    OUTLET = "outlet"
    PARAGRAPH = "paragraph"
    CAPTION = "caption"
    BOILERPLATE = "boilerplate"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the text and its purpose. Blocks are in order and do not overlap."""

    kind: BlockKind
    span: Span


class PublishedBasis(StrEnum):
    """How the publication date is known."""

    STATED = "stated"  # printed in the text
    GIVEN = "given"  # told by whoever brought the article
    METADATA = "metadata"  # from the page's own tags
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Publication:
    """When an article was published.

    `day` is the printed local date, against which relative dates resolve; `instant` is UTC where
    the source gave a time; `offset_minutes` is the printed offset from UTC, if any.
    """

    day: date | None = None
    basis: PublishedBasis = PublishedBasis.UNKNOWN
    instant: datetime | None = None
    offset_minutes: int | None = None


PARTIAL = "note.partial"
"""The note of an article of which only a part could be had."""


@dataclass(frozen=True, slots=True)
class Article:
    """One version of one article, as read.

    `language` is an ISO 639-1 code, or "und" where it cannot be told; an article in a language
    that the extractors do not know is stored with `readable` False and nothing is extracted.
    `notes` holds keys of the catalogue that say what reading had to do (for example replace NULs).
    `partial` tells that only a part could be had, as of a page behind a paywall: it is stored with
    `readable` False too, for words torn from the rest of an article must not be quoted.
    `address` is the URL or the file's name that it came from.
    """

    text: str
    blocks: tuple[Block, ...]
    headline: str | None = None
    outlet: str | None = None
    author: str | None = None
    publication: Publication = Publication()
    language: str = "en"
    readable: bool = True
    notes: tuple[str, ...] = ()
    address: str | None = None

    @property
    def partial(self) -> bool:
        """Only a part of the article is here."""
        return PARTIAL in self.notes


@dataclass(frozen=True, slots=True)
class Role:
    """A role as the article prints it, beside a name ("Kremlin spokesman")."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Person:
    """One person within one article: the fullest name, other printed names, roles, mentions.

    `mentions` are the spans of names only (no pronouns, no descriptions).
    """

    name: str
    aliases: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    mentions: tuple[Span, ...] = ()


class Precision(StrEnum):
    """How exactly a day is known."""

    TIME = "time"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"


class DayBasis(StrEnum):
    """What a day rests on."""

    STATED = "stated"  # the article names the full date
    RESOLVED = "resolved"  # a relative expression resolved against the publication or another date
    PUBLICATION = "publication"  # no expression: the day the article was published
    INFERRED = "inferred"  # taken from another article that reports the same statement
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day with its precision and basis; `span` is the expression it was read from.

    With precision MONTH or YEAR, `value` is the first day of that month or year. Where `value`
    is None, `words` may still hold what the article says ("a Wednesday").
    """

    value: date | None = None
    precision: Precision = Precision.UNKNOWN
    basis: DayBasis = DayBasis.UNKNOWN
    span: Span | None = None
    words: str | None = None


class TimexType(StrEnum):
    """TIMEX3 types (TimeML 1.2.1)."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


@dataclass(frozen=True, slots=True)
class Timex:
    """An expression that names a time, with its TIMEX3 value ("2022-03-16", "P21D", "2022-W11")."""

    span: Span
    type: TimexType
    value: str


class QuoteKind(StrEnum):
    """How the words stand in the article."""

    DIRECT = "direct"  # all of it between quotation marks
    MIXED = "mixed"  # some words between quotation marks, inside a reported statement
    INDIRECT = "indirect"  # reported, no quotation marks: never shown inside quotation marks


class SpeakerKind(StrEnum):
    """What kind of source speaks."""

    PERSON = "person"
    ORGANISATION = "organisation"  # a body or a place that speaks: the Kremlin, the ministry
    GROUP = "group"  # "Ukrainian officials", "allies"
    UNNAMED = "unnamed"  # "a person familiar with the matter"
    UNRESOLVED = "unresolved"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who an utterance is ascribed to.

    `name` is the resolved full name as this article has it (None only where unresolved); `span`
    is the source as printed near the words ("he", "the president", "Peskov"). `certain` is False
    wherever the bot must warn; `reason` is then a key of the catalogue that says why.
    """

    name: str | None
    kind: SpeakerKind
    span: Span | None = None
    certain: bool = False
    reason: str | None = None


UNRESOLVED = Speaker(None, SpeakerKind.UNRESOLVED)


@dataclass(frozen=True, slots=True)
class Quote:
    """One utterance in one article.

    `spans` exclude the quotation marks; an interrupted quotation has one span for each piece.
    `quoted` are the stretches inside `spans` that stand between quotation marks: all of it for a
    direct quote, part of it for a mixed one, none for an indirect one. `sentence` covers the whole
    sentences that report it, source and cue included: what a mixed or indirect quote is shown as,
    since the reported words alone may say the opposite ("denied that …"). `local_id` is unique in
    the article ("q1", "q2", … in text order).
    """

    local_id: str
    kind: QuoteKind
    spans: tuple[Span, ...]
    speaker: Speaker = UNRESOLVED
    cue: Span | None = None
    quoted: tuple[Span, ...] = ()
    sentence: Span | None = None
    day: Day = Day()


class EventKind(StrEnum):
    """What a statement or act does. The first fourteen are kinds of statement."""

    ANNOUNCE = "announce"
    ACCUSE = "accuse"
    CONDEMN = "condemn"
    DENY = "deny"
    REJECT = "reject"
    DEMAND = "demand"
    THREATEN = "threaten"
    SUPPORT = "support"
    DEFEND = "defend"
    CLARIFY = "clarify"
    APOLOGISE = "apologise"
    DECLINE = "decline"
    PROMISE = "promise"
    SAY = "say"
    ACT = "act"  # a deed that says nothing


@dataclass(frozen=True, slots=True)
class Event:
    """A statement or an act: who did what on which day, and whom or what it answers.

    `span` is the clause or sentence that tells it; `quote` the local id of the quote that it
    states, if any; `target` the person or body whose words or act it is about, as resolved, with
    `target_span`; `reaction` says that it answers somebody; `answers` is the local id of the event
    answered where the article tells it; `evidence` the words that say so; `certain` is about the
    answer.
    """

    local_id: str
    kind: EventKind
    span: Span
    actor: str | None = None
    actor_kind: SpeakerKind = SpeakerKind.UNRESOLVED
    target: str | None = None
    target_span: Span | None = None
    reaction: bool = False
    day: Day = Day()
    quote: str | None = None
    answers: str | None = None
    evidence: Span | None = None
    cue: Span | None = None
    certain: bool = False


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read out of one article version.

    `people` are persons; `organisations` are bodies and places that speak or are answered
    (their `roles` are empty). `version` names the extractors; a new version re-extracts.
    """

    people: tuple[Person, ...] = ()
    organisations: tuple[Person, ...] = ()
    timexes: tuple[Timex, ...] = ()
    quotes: tuple[Quote, ...] = ()
    events: tuple[Event, ...] = ()
    version: str = ""
