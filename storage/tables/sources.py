"""Feeds, shared by all who follow them, and each library's sources."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base
from storage.types import Instant, PublicIdColumn, RowId, Snowflake, new_public_id


class FeedRow(Base):
    """Shared: a feed, fetched once for all libraries that follow it.

    `digest`, `etag` and `last_modified` are those of the last good parse. `listed_at` is when its
    document was last known to be as we have it, `read_at` when it was fetched without fault.
    `previous_address` is the one it had before a permanent redirect was adopted; `moved_to` is
    where it has been sent `moved_times` times in a row. `ttl_seconds` is how long the feed itself
    asks to be left alone. `ready` counts the entries that were made
    ready so far. Whoever polls it is `owner` until `lease_until`. `error` is the key and the
    details of what went wrong last.
    """

    __tablename__ = "feeds"
    __table_args__ = (Index("ix_feeds_due_at", "due_at"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    address: Mapped[str] = mapped_column(Text, unique=True)
    previous_address: Mapped[str | None] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    home: Mapped[str | None] = mapped_column(Text)
    digest: Mapped[str | None] = mapped_column(String(64))
    etag: Mapped[str | None] = mapped_column(Text)
    last_modified: Mapped[str | None] = mapped_column(Text)
    due_at: Mapped[datetime] = mapped_column(Instant)
    read_at: Mapped[datetime | None] = mapped_column(Instant)
    listed_at: Mapped[datetime | None] = mapped_column(Instant)
    failing_since: Mapped[datetime | None] = mapped_column(Instant)
    failures: Mapped[int] = mapped_column(default=0)
    error: Mapped[dict[str, object] | None] = mapped_column(JSON(none_as_null=True))
    gone: Mapped[bool] = mapped_column(default=False)
    moved_to: Mapped[str | None] = mapped_column(Text)
    moved_times: Mapped[int] = mapped_column(default=0)
    ttl_seconds: Mapped[int | None]
    ready: Mapped[int] = mapped_column(default=0)
    owner: Mapped[str | None] = mapped_column(String(64))
    lease_until: Mapped[datetime | None] = mapped_column(Instant)


class FeedEntryRow(Base):
    """Shared: an item of a feed, as it was last seen.

    `key` is its page's canonical address and `mark` a hash of what the feed says of it. `state` is
    waiting, ready, withdrawn (its page is gone) or failed; a ready one has an article and a
    `number` that grows with each reading, so that a source knows what it has not taken yet; `page`
    is the article's own address. `check_at` is when its page is looked at again, `checks` how often
    that was done; the other columns of the page are what tells whether it has changed. `body` is
    what the feed itself carries, kept while it waits where it may be all there is.
    """

    __tablename__ = "feed_entries"
    __table_args__ = (
        Index("ix_feed_entries_feed_id_number", "feed_id", "number"),
        Index("ix_feed_entries_feed_id_state", "feed_id", "state"),
        Index("ix_feed_entries_article_id", "article_id"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    feed_id: Mapped[int] = mapped_column(ForeignKey("feeds.id", ondelete="CASCADE"))
    guid: Mapped[str | None] = mapped_column(Text)
    key: Mapped[str | None] = mapped_column(Text)
    address: Mapped[str | None] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    published_at: Mapped[datetime | None] = mapped_column(Instant)
    mark: Mapped[str] = mapped_column(String(32))
    body: Mapped[str | None] = mapped_column(Text)
    listed_at: Mapped[datetime] = mapped_column(Instant)
    state: Mapped[str] = mapped_column(String(16))
    attempts: Mapped[int] = mapped_column(default=0)
    try_at: Mapped[datetime | None] = mapped_column(Instant)
    error: Mapped[dict[str, object] | None] = mapped_column(JSON(none_as_null=True))
    number: Mapped[int | None]
    page: Mapped[str | None] = mapped_column(Text)
    page_digest: Mapped[str | None] = mapped_column(String(64))
    page_etag: Mapped[str | None] = mapped_column(Text)
    page_last_modified: Mapped[str | None] = mapped_column(Text)
    checks: Mapped[int] = mapped_column(default=0)
    check_at: Mapped[datetime | None] = mapped_column(Instant)
    article_id: Mapped[int | None] = mapped_column(ForeignKey("articles.id", ondelete="SET NULL"))


class SourceRow(Base):
    """Each library's: that it follows a feed.

    `taken` is the number of the last entry that it took, `brought` how many articles that made.
    Entries up to the row `backlog_to` were there before it came: stored, and news to nobody.
    `told` is the state that its moderators were told last: "failing", "gone", or nothing.
    """

    __tablename__ = "sources"
    __table_args__ = (
        UniqueConstraint("library_id", "feed_id"),
        Index("ix_sources_feed_id", "feed_id"),
        Index("ix_sources_added_by", "added_by"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    public_id: Mapped[str] = mapped_column(PublicIdColumn, unique=True, default=new_public_id)
    library_id: Mapped[int] = mapped_column(ForeignKey("libraries.id", ondelete="CASCADE"))
    feed_id: Mapped[int] = mapped_column(ForeignKey("feeds.id", ondelete="CASCADE"))
    paused: Mapped[bool] = mapped_column(default=False)
    taken: Mapped[int] = mapped_column(default=0)
    brought: Mapped[int] = mapped_column(default=0)
    backlog_to: Mapped[int | None] = mapped_column(RowId)
    told: Mapped[str | None] = mapped_column(String(8))
    added_by: Mapped[int | None] = mapped_column(Snowflake)
    added_at: Mapped[datetime] = mapped_column(Instant)
