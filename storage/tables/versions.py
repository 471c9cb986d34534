"""What became of a library's articles after they came: new versions, pages that went."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base
from storage.types import Instant, PublicIdColumn, RowId


class ArticleChangeRow(Base):
    """That an article changed into another version, or that its page went or came back (`kind`).

    `article_id` is the version from then on, `before_id` the one until then, of a change only.
    """

    __tablename__ = "article_changes"
    __table_args__ = (
        Index("ix_article_changes_library_id_series", "library_id", "series"),
        Index("ix_article_changes_library_id_at", "library_id", "at"),
        Index("ix_article_changes_article_id", "article_id"),
        Index("ix_article_changes_before_id", "before_id"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    library_id: Mapped[int] = mapped_column(ForeignKey("libraries.id", ondelete="CASCADE"))
    series: Mapped[str] = mapped_column(PublicIdColumn)
    kind: Mapped[str] = mapped_column(String(10))
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"))
    before_id: Mapped[int | None] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"))
    at: Mapped[datetime] = mapped_column(Instant)


class QuoteChangeRow(Base):
    """What became of one quote in a change of its article; public ids, as marks and buttons have.

    `fate` is a QuoteFate. Following `before_id` to `after_id` finds an old quote's newest wording.
    """

    __tablename__ = "quote_changes"
    __table_args__ = (
        Index("ix_quote_changes_change_id", "change_id"),
        Index("ix_quote_changes_before_id", "before_id"),
        Index("ix_quote_changes_after_id", "after_id"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    change_id: Mapped[int] = mapped_column(ForeignKey("article_changes.id", ondelete="CASCADE"))
    fate: Mapped[str] = mapped_column(String(12))
    before_id: Mapped[str | None] = mapped_column(PublicIdColumn)
    after_id: Mapped[str | None] = mapped_column(PublicIdColumn)


class LateStatementRow(Base):
    """That an event came into a library with a later version of its article, and when."""

    __tablename__ = "late_statements"
    __table_args__ = (
        UniqueConstraint("library_id", "event_id"),
        Index("ix_late_statements_event_id", "event_id"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    library_id: Mapped[int] = mapped_column(ForeignKey("libraries.id", ondelete="CASCADE"))
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"))
    at: Mapped[datetime] = mapped_column(Instant)
