"""What a timeline or a briefing is made of: statements and acts with all showing needs."""

from dataclasses import dataclass
from datetime import datetime

from corpus.models import Day, EventKind, Publication, QuoteKind, SpeakerKind


@dataclass(frozen=True, slots=True)
class Source:
    """Where words were printed: an article of the library, by its public id.

    `withdrawn` (UTC) is when its page was found gone.
    """

    article_id: str
    outlet: str | None
    headline: str | None
    publication: Publication
    address: str | None
    withdrawn: datetime | None = None


@dataclass(frozen=True, slots=True)
class EarlierWording:
    """What an earlier version of the same article printed in a quote's place, verbatim.

    `speaker` is whom that version named. `came` (UTC) is when that version came on record.
    """

    pieces: tuple[str, ...]
    sentence: str | None
    kind: QuoteKind
    speaker: str | None
    came: datetime


@dataclass(frozen=True, slots=True)
class Correction:
    """That an outlet prints a quote otherwise than before, or (`quote_id` None) no more.

    `at` (UTC) is when it was seen, `source` the article as it is now; the words are verbatim.
    """

    source: Source
    at: datetime
    before: EarlierWording
    quote_id: str | None
    pieces: tuple[str, ...] = ()
    sentence: str | None = None
    kind: QuoteKind | None = None
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One event of one article, as a library knows it.

    `pieces` are verbatim: the quote's pieces where it states a quote, else the sentence that tells
    the act. `sentence` is the whole of what reports it, verbatim: what is shown of reported words.
    `actor` is the person's name across the library where the actor was resolved.
    `answers` is the public id of the statement answered. `group` joins wordings of one utterance.
    `added` (UTC) is when the article came into the library; `position` the offset in its text.
    `day_source` is the article that the day was inferred from, where it was. `before` is what an
    earlier version of the article printed in its place, where that was something else.
    """

    public_id: str
    source: Source
    kind: EventKind
    actor: str | None
    actor_kind: SpeakerKind
    actor_certain: bool
    target: str | None
    reaction: bool
    answers: str | None
    certain: bool
    day: Day
    pieces: tuple[str, ...]
    sentence: str | None
    quote_id: str | None
    quote_kind: QuoteKind | None
    group: str | None
    added: datetime
    position: int
    day_source: Source | None = None
    before: EarlierWording | None = None


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """A statement with the reactions to it under it, earliest first; `merged` are reprints.

    `earlier` is set where a briefing repeats an old statement only because something new answers
    it.
    """

    statement: Statement
    reactions: tuple[Statement, ...] = ()
    merged: tuple[Source, ...] = ()
    earlier: bool = False


@dataclass(frozen=True, slots=True)
class TimelineDay:
    """One day of a timeline (`day.value` None: the day is not known)."""

    day: Day
    entries: tuple[TimelineEntry, ...]
