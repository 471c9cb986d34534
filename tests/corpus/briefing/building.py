"""Statements of an invented harbour town, built in a line."""

from dataclasses import replace
from datetime import UTC, date, datetime

from corpus.briefing.items import Source, Statement
from corpus.models import (
    Day,
    DayBasis,
    EventKind,
    Precision,
    Publication,
    PublishedBasis,
    QuoteKind,
    SpeakerKind,
)

MAY_6 = date(2031, 5, 6)
MAY_7 = date(2031, 5, 7)
ADDED = datetime(2031, 5, 7, 9, tzinfo=UTC)


def day(value: date | None, basis: DayBasis = DayBasis.RESOLVED) -> Day:
    """A calendar day; None is an unknown one."""
    return Day(value, Precision.DAY, basis) if value else Day()


def source(article: str = "a1", published: date | None = MAY_6) -> Source:
    """An article of the outlet named like it."""
    publication = Publication(published, PublishedBasis.STATED) if published else Publication()
    return Source(article, f"The {article} Courier", f"Headline of {article}", publication, None)


def said(
    public_id: str,
    words: str = "The harbour stays open to everyone",
    actor: str | None = "Ilse Varga",
    **changes: object,
) -> Statement:
    """A direct statement of 6 May 2031 in article a1, with `changes` to its fields."""
    statement = Statement(
        public_id=public_id,
        source=source(),
        kind=EventKind.ANNOUNCE,
        actor=actor,
        actor_kind=SpeakerKind.PERSON if actor else SpeakerKind.UNRESOLVED,
        actor_certain=actor is not None,
        target=None,
        reaction=False,
        answers=None,
        certain=True,
        day=day(MAY_6),
        pieces=(words,),
        sentence=None,
        quote_id=f"quote of {public_id}",
        quote_kind=QuoteKind.DIRECT,
        group=None,
        added=ADDED,
        position=0,
    )
    return replace(statement, **changes)  # pyright: ignore[reportArgumentType]
