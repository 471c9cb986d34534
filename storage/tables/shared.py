"""The shared layer: what was printed and what was read out of it, by content hash.

Nothing here belongs to a library and nothing here is returned but through a membership. Blocks,
mentions, roles and expressions of time are only ever read with their article or person, so they
are columns and not tables.
"""

from datetime import date, datetime
from typing import TypedDict

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from corpus.models import Role, Span, Timex
from storage.tables.base import Base
from storage.types import (
    Instant,
    PublicIdColumn,
    Roles,
    RowId,
    Spans,
    Timexes,
    Words,
    new_public_id,
)


class _Deferred(TypedDict):
    deferred: bool
    deferred_group: str
    deferred_raiseload: bool


EVIDENCE = "evidence"
"""The group of an article's columns that are as long as its text: undefer them by this name."""

_EVIDENCE = _Deferred(deferred=True, deferred_group=EVIDENCE, deferred_raiseload=True)


class OutletRow(Base):
    """A publisher, by the name that articles give it."""

    __tablename__ = "outlets"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    name: Mapped[str] = mapped_column(Text, unique=True)
    domains: Mapped[tuple[str, ...]] = mapped_column(Words, default=())


class ArticleRow(Base):
    """One version of one article and the extraction that is current for it.

    `fingerprint` covers the text and all that its bringer told about it, so that what one library
    was told never shows in another; the name or address it came from is the membership's alone.
    `block_kinds` and `block_spans` run in parallel. `raw` is zlib-compressed until `raw_until`.
    The evidence (text, bytes and what runs along the text) is loaded only where it is asked for.
    """

    __tablename__ = "articles"
    __table_args__ = (
        Index("ix_articles_versions", "extractor_version", "reader_version"),
        Index("ix_articles_raw_until", "raw_until"),
        {"sqlite_autoincrement": True},  # an index in memory must never meet a number again
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    public_id: Mapped[str] = mapped_column(PublicIdColumn, unique=True, default=new_public_id)
    fingerprint: Mapped[str] = mapped_column(String(64), unique=True)
    text: Mapped[str] = mapped_column(Text, **_EVIDENCE)
    raw: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True, deferred_raiseload=True)
    raw_until: Mapped[datetime | None] = mapped_column(Instant)
    reader_version: Mapped[str] = mapped_column(String(40))
    extractor_version: Mapped[str] = mapped_column(String(80))
    block_kinds: Mapped[tuple[str, ...]] = mapped_column(Words, **_EVIDENCE)
    block_spans: Mapped[tuple[Span, ...]] = mapped_column(Spans, **_EVIDENCE)
    timexes: Mapped[tuple[Timex, ...]] = mapped_column(Timexes, **_EVIDENCE)
    headline: Mapped[str | None] = mapped_column(Text)
    outlet_id: Mapped[int | None] = mapped_column(ForeignKey("outlets.id"), index=True)
    author: Mapped[str | None] = mapped_column(Text)
    published_day: Mapped[date | None]
    published_basis: Mapped[str] = mapped_column(String(16))
    published_at: Mapped[datetime | None] = mapped_column(Instant)
    published_offset: Mapped[int | None]
    language: Mapped[str] = mapped_column(String(8))
    readable: Mapped[bool]
    notes: Mapped[tuple[str, ...]] = mapped_column(Words)


class FigureRow(Base):
    """A person or an organisation within one article. `kind` is a SpeakerKind."""

    __tablename__ = "figures"
    __table_args__ = (UniqueConstraint("article_id", "kind", "name"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(16))
    name: Mapped[str] = mapped_column(Text)
    aliases: Mapped[tuple[str, ...]] = mapped_column(Words)
    roles: Mapped[tuple[Role, ...]] = mapped_column(Roles)
    mentions: Mapped[tuple[Span, ...]] = mapped_column(Spans)


class DayColumns:
    """An event's day: never converted between zones. `day_words` is what the article says."""

    day_value: Mapped[date | None]
    day_precision: Mapped[str] = mapped_column(String(8))
    day_basis: Mapped[str] = mapped_column(String(16))
    day_start: Mapped[int | None]
    day_end: Mapped[int | None]
    day_words: Mapped[str | None] = mapped_column(Text)


class QuoteRow(DayColumns, Base):
    """An utterance. `pieces` are the text of `spans`, kept beside them so that a list of quotes
    needs no article's text; so is `sentence`. `start` and `end` are the hull."""

    __tablename__ = "quotes"
    __table_args__ = (UniqueConstraint("article_id", "local_id"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    public_id: Mapped[str] = mapped_column(PublicIdColumn, unique=True, default=new_public_id)
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"))
    local_id: Mapped[str] = mapped_column(String(16))
    kind: Mapped[str] = mapped_column(String(16))
    start: Mapped[int]
    end: Mapped[int]
    spans: Mapped[tuple[Span, ...]] = mapped_column(Spans)
    quoted: Mapped[tuple[Span, ...]] = mapped_column(Spans)
    pieces: Mapped[tuple[str, ...]] = mapped_column(Words)
    sentence: Mapped[str | None] = mapped_column(Text)
    sentence_start: Mapped[int | None]
    sentence_end: Mapped[int | None]
    speaker: Mapped[str | None] = mapped_column(Text)
    speaker_kind: Mapped[str] = mapped_column(String(16))
    speaker_start: Mapped[int | None]
    speaker_end: Mapped[int | None]
    speaker_printed: Mapped[str | None] = mapped_column(Text)
    speaker_certain: Mapped[bool]
    speaker_reason: Mapped[str | None] = mapped_column(String(80))
    speaker_figure_id: Mapped[int | None] = mapped_column(
        ForeignKey("figures.id", ondelete="SET NULL"), index=True
    )
    cue_start: Mapped[int | None]
    cue_end: Mapped[int | None]


class EventRow(DayColumns, Base):
    """A statement or an act. `words` is the text of the span; a statement's quote has its own."""

    __tablename__ = "events"
    __table_args__ = (
        UniqueConstraint("article_id", "local_id"),
        Index("ix_events_day_value", "day_value"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    public_id: Mapped[str] = mapped_column(PublicIdColumn, unique=True, default=new_public_id)
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"))
    local_id: Mapped[str] = mapped_column(String(16))
    kind: Mapped[str] = mapped_column(String(16))
    start: Mapped[int]
    end: Mapped[int]
    words: Mapped[str] = mapped_column(Text)
    actor: Mapped[str | None] = mapped_column(Text)
    actor_kind: Mapped[str] = mapped_column(String(16))
    actor_figure_id: Mapped[int | None] = mapped_column(
        ForeignKey("figures.id", ondelete="SET NULL"), index=True
    )
    target: Mapped[str | None] = mapped_column(Text)
    target_start: Mapped[int | None]
    target_end: Mapped[int | None]
    target_figure_id: Mapped[int | None] = mapped_column(
        ForeignKey("figures.id", ondelete="SET NULL"), index=True
    )
    reaction: Mapped[bool]
    quote_id: Mapped[int | None] = mapped_column(
        ForeignKey("quotes.id", ondelete="SET NULL"), index=True
    )
    answers: Mapped[str | None] = mapped_column(String(16))
    evidence_start: Mapped[int | None]
    evidence_end: Mapped[int | None]
    cue_start: Mapped[int | None]
    cue_end: Mapped[int | None]
    certain: Mapped[bool]
