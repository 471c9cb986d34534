"""What moderators set for a schedule beyond times and days, and replies under sent briefings."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_ROW = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the columns and make the tables."""
    for table, column in (
        ("libraries", sa.Column("quiet", sa.String(length=11), nullable=True)),
        ("schedules", sa.Column("month_days", sa.Integer(), nullable=False, server_default="0")),
        ("schedules", sa.Column("every_hours", sa.Integer(), nullable=True)),
        ("schedules", sa.Column("anchor", sa.String(length=20), nullable=True)),
        ("schedules", sa.Column("quiet", sa.String(length=11), nullable=True)),
        (
            "schedules",
            sa.Column("thread", sa.Boolean(), nullable=False, server_default=sa.false()),
        ),
        (
            "schedules",
            sa.Column("picture", sa.Boolean(), nullable=False, server_default=sa.false()),
        ),
        ("schedules", sa.Column("tags", sa.JSON(), nullable=False, server_default="[]")),
        ("schedules", sa.Column("paused_reason", sa.String(length=80), nullable=True)),
        ("delivery_parts", sa.Column("place_id", sa.BigInteger(), nullable=True)),
        (
            "delivery_items",
            sa.Column("part", sa.Integer(), nullable=False, server_default="0"),
        ),
        ("delivery_items", sa.Column("article_id", sa.String(length=16), nullable=True)),
    ):
        op.add_column(table, column)
    op.create_table(
        "delivery_replies",
        sa.Column("id", _ROW, nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("delivery_id", _ROW, nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.String(length=16), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("owner", sa.String(length=64), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(length=80), nullable=True),
        sa.ForeignKeyConstraint(
            ["delivery_id"],
            ["deliveries.id"],
            name=op.f("fk_delivery_replies_delivery_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery_replies")),
        sa.UniqueConstraint("public_id", name=op.f("uq_delivery_replies_public_id")),
    )
    op.create_index(
        op.f("ix_delivery_replies_delivery_id"), "delivery_replies", ["delivery_id"], unique=False
    )
    op.create_index("ix_delivery_replies_state", "delivery_replies", ["state"], unique=False)
    op.create_table(
        "delivery_changes",
        sa.Column("id", _ROW, nullable=False),
        sa.Column("reply_id", _ROW, nullable=False),
        sa.Column("delivery_id", _ROW, nullable=False),
        sa.Column("quote_id", sa.String(length=16), nullable=False),
        sa.Column("mark", sa.String(length=16), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=True),
        sa.Column("old", sa.JSON(), nullable=False),
        sa.Column("new", sa.JSON(), nullable=True),
        sa.Column("new_speaker", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["delivery_id"],
            ["deliveries.id"],
            name=op.f("fk_delivery_changes_delivery_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["reply_id"],
            ["delivery_replies.id"],
            name=op.f("fk_delivery_changes_reply_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery_changes")),
        sa.UniqueConstraint(
            "delivery_id",
            "quote_id",
            "mark",
            name=op.f("uq_delivery_changes_delivery_id_quote_id_mark"),
        ),
    )
    op.create_index(
        op.f("ix_delivery_changes_reply_id"), "delivery_changes", ["reply_id"], unique=False
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_index(op.f("ix_delivery_changes_reply_id"), table_name="delivery_changes")
    op.drop_table("delivery_changes")
    op.drop_index("ix_delivery_replies_state", table_name="delivery_replies")
    op.drop_index(op.f("ix_delivery_replies_delivery_id"), table_name="delivery_replies")
    op.drop_table("delivery_replies")
    for table, names in (
        ("delivery_items", ("part", "article_id")),
        ("delivery_parts", ("place_id",)),
        ("schedules", ("month_days", "every_hours", "anchor", "quiet")),
        ("schedules", ("thread", "picture", "tags", "paused_reason")),
        ("libraries", ("quiet",)),
    ):
        for name in names:
            op.drop_column(table, name)
