"""Versions of articles: which share a series, what changed, what came later."""

import hashlib

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def _row_id() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the columns and make the tables."""
    op.add_column("memberships", sa.Column("identity", sa.String(length=64), nullable=True))
    op.add_column("memberships", sa.Column("series", sa.String(length=16), nullable=True))
    for name in ("superseded_at", "withdrawn_at"):
        op.add_column("memberships", sa.Column(name, sa.DateTime(timezone=True), nullable=True))
    for name in ("identity", "series"):
        op.create_index(f"ix_memberships_library_id_{name}", "memberships", ["library_id", name])
    _identify()
    op.create_table(
        "article_changes",
        sa.Column("id", _row_id(), nullable=False),
        sa.Column("library_id", _row_id(), nullable=False),
        sa.Column("series", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("article_id", _row_id(), nullable=False),
        sa.Column("before_id", _row_id(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        _key("article_changes", "library_id", "libraries"),
        _key("article_changes", "article_id", "articles"),
        _key("article_changes", "before_id", "articles"),
        sa.PrimaryKeyConstraint("id", name="pk_article_changes"),
    )
    op.create_index(
        "ix_article_changes_library_id_series", "article_changes", ["library_id", "series"]
    )
    op.create_index("ix_article_changes_library_id_at", "article_changes", ["library_id", "at"])
    op.create_index("ix_article_changes_article_id", "article_changes", ["article_id"])
    op.create_index("ix_article_changes_before_id", "article_changes", ["before_id"])
    op.create_table(
        "quote_changes",
        sa.Column("id", _row_id(), nullable=False),
        sa.Column("change_id", _row_id(), nullable=False),
        sa.Column("fate", sa.String(length=12), nullable=False),
        sa.Column("before_id", sa.String(length=16), nullable=True),
        sa.Column("after_id", sa.String(length=16), nullable=True),
        _key("quote_changes", "change_id", "article_changes"),
        sa.PrimaryKeyConstraint("id", name="pk_quote_changes"),
    )
    for name in ("change_id", "before_id", "after_id"):
        op.create_index(f"ix_quote_changes_{name}", "quote_changes", [name])
    op.create_table(
        "late_statements",
        sa.Column("id", _row_id(), nullable=False),
        sa.Column("library_id", _row_id(), nullable=False),
        sa.Column("event_id", _row_id(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        _key("late_statements", "library_id", "libraries"),
        _key("late_statements", "event_id", "events"),
        sa.PrimaryKeyConstraint("id", name="pk_late_statements"),
        sa.UniqueConstraint(
            "library_id", "event_id", name="uq_late_statements_library_id_event_id"
        ),
    )
    op.create_index("ix_late_statements_event_id", "late_statements", ["event_id"])


def _identify() -> None:
    """Give the articles that are there the identity that they would get now."""
    table = sa.table("memberships", *map(sa.column, ("id", "name", "address", "identity")))
    connection = op.get_bind()
    for row, name, address in connection.execute(
        sa.select(table.c.id, table.c.name, table.c.address)
    ).all():
        is_web = (address or "").startswith(("http://", "https://"))
        told = f"address {address}" if is_web else f"name {name}"
        connection.execute(
            table.update()
            .where(table.c.id == row)
            .values(identity=hashlib.sha256(told.encode()).hexdigest())
        )


def _key(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}"
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name, ondelete="CASCADE")


def downgrade() -> None:
    """Drop the tables and the columns."""
    op.drop_table("late_statements")
    op.drop_table("quote_changes")
    op.drop_table("article_changes")
    for name in ("identity", "series"):
        op.drop_index(f"ix_memberships_library_id_{name}", table_name="memberships")
    for name in ("identity", "series", "superseded_at", "withdrawn_at"):
        op.drop_column("memberships", name)
