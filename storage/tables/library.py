"""The layer of each library: what it holds, whom it knows, what its moderators changed.

Hides, corrections and groups hang on a quote's public id, which survives a new extraction.
"""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base
from storage.types import Instant, PublicIdColumn, RowId, Snowflake, new_public_id


class LibraryRow(Base):
    """A guild's, a person's (direct messages) or the command line's collection.

    `name` is the Discord id in decimal, or the command line's own name. `generation` counts
    changes, so that an index in memory, in any process, sees that it is behind.
    """

    __tablename__ = "libraries"
    __table_args__ = (
        UniqueConstraint("kind", "name"),
        Index("ix_libraries_left_at", "left_at"),
        {"sqlite_autoincrement": True},  # an index in memory must never meet a number again
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    kind: Mapped[str] = mapped_column(String(8))
    name: Mapped[str] = mapped_column(String(100))
    discord_id: Mapped[int | None] = mapped_column(Snowflake)
    zone: Mapped[str | None] = mapped_column(String(64))
    locale: Mapped[str | None] = mapped_column(String(16))
    moderator_role_id: Mapped[int | None] = mapped_column(Snowflake)
    moderator_channel_id: Mapped[int | None] = mapped_column(Snowflake)
    quiet: Mapped[str | None] = mapped_column(String(11))
    left_at: Mapped[datetime | None] = mapped_column(Instant)
    generation: Mapped[int] = mapped_column(default=0)


class MembershipRow(Base):
    """An article version in a library. `name` and `address` are what this library was told.

    `removed_at` keeps a removal undoable for a while; `generation` is the library's when the
    article came, came back or was read anew. What comes later under the same `identity` (a hash of
    the address, else of the name) is another version. Versions of one article share a `series`,
    the public id of the first (none: it has one version only); all but the newest are
    `superseded_at`. `added_at` is when the first came, `withdrawn_at` when the page was found gone.
    A `backlog` article is one that a feed listed when the library began to follow it: no news.
    """

    __tablename__ = "memberships"
    __table_args__ = (
        UniqueConstraint("library_id", "article_id"),
        Index("ix_memberships_library_id_added_at", "library_id", "added_at"),
        Index("ix_memberships_article_id", "article_id"),
        Index("ix_memberships_added_by", "added_by"),
        Index("ix_memberships_removed_at", "removed_at"),
        Index("ix_memberships_library_id_identity", "library_id", "identity"),
        Index("ix_memberships_library_id_series", "library_id", "series"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    library_id: Mapped[int] = mapped_column(ForeignKey("libraries.id", ondelete="CASCADE"))
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(Text)
    address: Mapped[str | None] = mapped_column(Text)
    added_at: Mapped[datetime] = mapped_column(Instant)
    added_by: Mapped[int | None] = mapped_column(Snowflake)
    removed_at: Mapped[datetime | None] = mapped_column(Instant)
    generation: Mapped[int]
    identity: Mapped[str | None] = mapped_column(String(64))
    series: Mapped[str | None] = mapped_column(PublicIdColumn)
    superseded_at: Mapped[datetime | None] = mapped_column(Instant)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)
    backlog: Mapped[bool] = mapped_column(default=False, server_default=false())


class PersonRow(Base):
    """Somebody a library knows: a person, or an organisation that speaks (`kind`)."""

    __tablename__ = "people"
    __table_args__ = (Index("ix_people_library_id_kind", "library_id", "kind"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    public_id: Mapped[str] = mapped_column(PublicIdColumn, unique=True, default=new_public_id)
    library_id: Mapped[int] = mapped_column(ForeignKey("libraries.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(16))
    name: Mapped[str] = mapped_column(Text)


class PersonLinkRow(Base):
    """That a figure of an article is this person of the library, and on what evidence.

    `evidence` is a key of the catalogue and `evidence_name` the name that the figure's was joined
    to; both are empty for the figure that the person was made for.
    """

    __tablename__ = "person_links"
    __table_args__ = (
        UniqueConstraint("library_id", "figure_id"),
        Index("ix_person_links_person_id", "person_id"),
        Index("ix_person_links_figure_id", "figure_id"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    library_id: Mapped[int] = mapped_column(ForeignKey("libraries.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    figure_id: Mapped[int] = mapped_column(ForeignKey("figures.id", ondelete="CASCADE"))
    evidence: Mapped[str | None] = mapped_column(String(80))
    evidence_name: Mapped[str | None] = mapped_column(Text)
    certain: Mapped[bool]


class QuoteGroupRow(Base):
    """That a quote is one wording of an utterance: `group_id` is shared by its wordings."""

    __tablename__ = "quote_groups"
    __table_args__ = (
        UniqueConstraint("library_id", "quote_id"),
        Index("ix_quote_groups_library_id_group_id", "library_id", "group_id"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    library_id: Mapped[int] = mapped_column(ForeignKey("libraries.id", ondelete="CASCADE"))
    group_id: Mapped[str] = mapped_column(PublicIdColumn)
    quote_id: Mapped[str] = mapped_column(PublicIdColumn)


class QuoteMarkRow(Base):
    """A moderator's mark on a quote: `hidden`, or `wrong` (the attribution is disputed)."""

    __tablename__ = "quote_marks"
    __table_args__ = (
        UniqueConstraint("library_id", "mark", "quote_id"),
        Index("ix_quote_marks_marked_by", "marked_by"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    library_id: Mapped[int] = mapped_column(ForeignKey("libraries.id", ondelete="CASCADE"))
    mark: Mapped[str] = mapped_column(String(8))
    quote_id: Mapped[str] = mapped_column(PublicIdColumn)
    marked_at: Mapped[datetime] = mapped_column(Instant)
    marked_by: Mapped[int | None] = mapped_column(Snowflake)


class AuditRow(Base):
    """A change that somebody made: what (`action`), to what (`subject`), before and after."""

    __tablename__ = "audit"
    __table_args__ = (
        Index("ix_audit_library_id_at", "library_id", "at"),
        Index("ix_audit_actor_id", "actor_id"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    library_id: Mapped[int] = mapped_column(ForeignKey("libraries.id", ondelete="CASCADE"))
    at: Mapped[datetime] = mapped_column(Instant)
    actor_id: Mapped[int | None] = mapped_column(Snowflake)
    action: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(Text)
    before: Mapped[dict[str, object] | None] = mapped_column(JSON)
    after: Mapped[dict[str, object] | None] = mapped_column(JSON)
