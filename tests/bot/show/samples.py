"""Answers to paint in tests: invented people and words."""

from datetime import date

from bot.newsroom.answers import PersonLine, QuoteLine
from corpus.briefing.items import Source
from corpus.models import (
    Day,
    DayBasis,
    Precision,
    Publication,
    PublishedBasis,
    QuoteKind,
    SpeakerKind,
)

SOURCE = Source(
    article_id="a1",
    outlet="The Harbour Post",
    headline="Ferry strike enters second week",
    publication=Publication(date(2022, 3, 16), PublishedBasis.STATED),
    address="https://harbour.example/ferry",
)
STATED = Day(date(2022, 3, 16), Precision.DAY, DayBasis.STATED)


def quote_line(
    *pieces: str,
    public_id: str = "q1",
    kind: QuoteKind = QuoteKind.DIRECT,
    speaker: str | None = "Mira Tolland",
    speaker_kind: SpeakerKind = SpeakerKind.PERSON,
    printed: str | None = "Tolland",
    certain: bool = True,
    reason: str | None = None,
    sentence: str | None = None,
    day: Day = STATED,
    source: Source = SOURCE,
    wordings: int = 1,
    disputed: bool = False,
) -> QuoteLine:
    """A quote as a list shows it."""
    return QuoteLine(
        public_id=public_id,
        pieces=pieces or ("We will not sail on Friday",),
        sentence=sentence,
        kind=kind,
        speaker=speaker,
        speaker_kind=speaker_kind,
        speaker_printed=printed,
        speaker_id="p1" if speaker else None,
        certain=certain,
        reason=reason,
        day=day,
        source=source,
        wordings=wordings,
        outlets=wordings,
        disputed=disputed,
    )


def person_line(public_id: str = "p1", name: str = "Mira Tolland") -> PersonLine:
    """A person in a list."""
    return PersonLine(public_id, name, "union leader", quotes=3, articles=2)
