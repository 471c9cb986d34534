"""Feeds, their entries, and each library's sources."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_ROW = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "feeds",
        sa.Column("id", _ROW, nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("previous_address", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("home", sa.Text(), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=True),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("last_modified", sa.Text(), nullable=True),
        sa.Column("due_at", _INSTANT, nullable=False),
        sa.Column("read_at", _INSTANT, nullable=True),
        sa.Column("listed_at", _INSTANT, nullable=True),
        sa.Column("failing_since", _INSTANT, nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("error", sa.JSON(), nullable=True),
        sa.Column("gone", sa.Boolean(), nullable=False),
        sa.Column("moved_to", sa.Text(), nullable=True),
        sa.Column("moved_times", sa.Integer(), nullable=False),
        sa.Column("ttl_seconds", sa.Integer(), nullable=True),
        sa.Column("ready", sa.Integer(), nullable=False),
        sa.Column("owner", sa.String(length=64), nullable=True),
        sa.Column("lease_until", _INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feeds")),
        sa.UniqueConstraint("address", name=op.f("uq_feeds_address")),
    )
    op.create_index("ix_feeds_due_at", "feeds", ["due_at"])
    op.create_table(
        "feed_entries",
        sa.Column("id", _ROW, nullable=False),
        sa.Column("feed_id", _ROW, nullable=False),
        sa.Column("guid", sa.Text(), nullable=True),
        sa.Column("key", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("published_at", _INSTANT, nullable=True),
        sa.Column("mark", sa.String(length=32), nullable=False),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("listed_at", _INSTANT, nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("try_at", _INSTANT, nullable=True),
        sa.Column("error", sa.JSON(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("page", sa.Text(), nullable=True),
        sa.Column("page_digest", sa.String(length=64), nullable=True),
        sa.Column("page_etag", sa.Text(), nullable=True),
        sa.Column("page_last_modified", sa.Text(), nullable=True),
        sa.Column("checks", sa.Integer(), nullable=False),
        sa.Column("check_at", _INSTANT, nullable=True),
        sa.Column("article_id", _ROW, nullable=True),
        sa.ForeignKeyConstraint(
            ["feed_id"], ["feeds.id"], name=op.f("fk_feed_entries_feed_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.id"],
            name=op.f("fk_feed_entries_article_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feed_entries")),
    )
    op.create_index("ix_feed_entries_feed_id_number", "feed_entries", ["feed_id", "number"])
    op.create_index("ix_feed_entries_feed_id_state", "feed_entries", ["feed_id", "state"])
    op.create_index("ix_feed_entries_article_id", "feed_entries", ["article_id"])
    op.create_table(
        "sources",
        sa.Column("id", _ROW, nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("library_id", _ROW, nullable=False),
        sa.Column("feed_id", _ROW, nullable=False),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.Column("brought", sa.Integer(), nullable=False),
        sa.Column("backlog_to", _ROW, nullable=True),
        sa.Column("told", sa.String(length=8), nullable=True),
        sa.Column("added_by", sa.BigInteger(), nullable=True),
        sa.Column("added_at", _INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["feed_id"], ["feeds.id"], name=op.f("fk_sources_feed_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["library_id"], ["libraries.id"], name=op.f("fk_sources_library_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sources")),
        sa.UniqueConstraint("library_id", "feed_id", name=op.f("uq_sources_library_id_feed_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_sources_public_id")),
    )
    op.create_index("ix_sources_feed_id", "sources", ["feed_id"])
    op.create_index("ix_sources_added_by", "sources", ["added_by"])
    op.add_column(
        "memberships",
        sa.Column("backlog", sa.Boolean(), nullable=False, server_default=sa.false()),
    )


def downgrade() -> None:
    """Drop the column and the tables."""
    op.drop_column("memberships", "backlog")
    for table in ("sources", "feed_entries", "feeds"):
        op.drop_table(table)
