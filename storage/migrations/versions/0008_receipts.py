"""Receipts: which bytes have become which article of a library."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_ROW = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "receipts",
        sa.Column("id", _ROW, nullable=False),
        sa.Column("library_id", _ROW, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("article_id", _ROW, nullable=False),
        sa.ForeignKeyConstraint(
            ["library_id"], ["libraries.id"], name="fk_receipts_library_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name="fk_receipts_article_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_receipts"),
        sa.UniqueConstraint("library_id", "digest", name="uq_receipts_library_id_digest"),
    )
    op.create_index("ix_receipts_article_id", "receipts", ["article_id"])


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("receipts")
