"""Libraries: what each holds, whom it knows, what its moderators changed."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "libraries",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("discord_id", sa.BigInteger(), nullable=True),
        sa.Column("zone", sa.String(length=64), nullable=True),
        sa.Column("locale", sa.String(length=16), nullable=True),
        sa.Column("moderator_role_id", sa.BigInteger(), nullable=True),
        sa.Column("moderator_channel_id", sa.BigInteger(), nullable=True),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_libraries")),
        sa.UniqueConstraint("kind", "name", name=op.f("uq_libraries_kind_name")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_libraries_left_at", "libraries", ["left_at"], unique=False)
    op.create_table(
        "audit",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "library_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=True),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("after", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(
            ["library_id"], ["libraries.id"], name=op.f("fk_audit_library_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    op.create_index("ix_audit_actor_id", "audit", ["actor_id"], unique=False)
    op.create_index("ix_audit_library_id_at", "audit", ["library_id", "at"], unique=False)
    op.create_table(
        "people",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column(
            "library_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["library_id"], ["libraries.id"], name=op.f("fk_people_library_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
        sa.UniqueConstraint("public_id", name=op.f("uq_people_public_id")),
    )
    op.create_index("ix_people_library_id_kind", "people", ["library_id", "kind"], unique=False)
    op.create_table(
        "quote_groups",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "library_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("group_id", sa.String(length=16), nullable=False),
        sa.Column("quote_id", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(
            ["library_id"],
            ["libraries.id"],
            name=op.f("fk_quote_groups_library_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quote_groups")),
        sa.UniqueConstraint(
            "library_id", "quote_id", name=op.f("uq_quote_groups_library_id_quote_id")
        ),
    )
    op.create_index(
        "ix_quote_groups_library_id_group_id",
        "quote_groups",
        ["library_id", "group_id"],
        unique=False,
    )
    op.create_table(
        "quote_marks",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "library_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("mark", sa.String(length=8), nullable=False),
        sa.Column("quote_id", sa.String(length=16), nullable=False),
        sa.Column("marked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("marked_by", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["library_id"],
            ["libraries.id"],
            name=op.f("fk_quote_marks_library_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quote_marks")),
        sa.UniqueConstraint(
            "library_id", "mark", "quote_id", name=op.f("uq_quote_marks_library_id_mark_quote_id")
        ),
    )
    op.create_index("ix_quote_marks_marked_by", "quote_marks", ["marked_by"], unique=False)
    op.create_table(
        "memberships",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "library_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "article_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by", sa.BigInteger(), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.id"],
            name=op.f("fk_memberships_article_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["library_id"],
            ["libraries.id"],
            name=op.f("fk_memberships_library_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_memberships")),
        sa.UniqueConstraint(
            "library_id", "article_id", name=op.f("uq_memberships_library_id_article_id")
        ),
    )
    op.create_index("ix_memberships_added_by", "memberships", ["added_by"], unique=False)
    op.create_index("ix_memberships_article_id", "memberships", ["article_id"], unique=False)
    op.create_index(
        "ix_memberships_library_id_added_at",
        "memberships",
        ["library_id", "added_at"],
        unique=False,
    )
    op.create_index("ix_memberships_removed_at", "memberships", ["removed_at"], unique=False)
    op.create_table(
        "person_links",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "library_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "figure_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("evidence", sa.String(length=80), nullable=True),
        sa.Column("evidence_name", sa.Text(), nullable=True),
        sa.Column("certain", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["figure_id"],
            ["figures.id"],
            name=op.f("fk_person_links_figure_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["library_id"],
            ["libraries.id"],
            name=op.f("fk_person_links_library_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_person_links_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_links")),
        sa.UniqueConstraint(
            "library_id", "figure_id", name=op.f("uq_person_links_library_id_figure_id")
        ),
    )
    op.create_index("ix_person_links_figure_id", "person_links", ["figure_id"], unique=False)
    op.create_index("ix_person_links_person_id", "person_links", ["person_id"], unique=False)


def downgrade() -> None:
    """Drop the tables."""
    op.drop_index("ix_person_links_person_id", table_name="person_links")
    op.drop_index("ix_person_links_figure_id", table_name="person_links")
    op.drop_table("person_links")
    op.drop_index("ix_memberships_removed_at", table_name="memberships")
    op.drop_index("ix_memberships_library_id_added_at", table_name="memberships")
    op.drop_index("ix_memberships_article_id", table_name="memberships")
    op.drop_index("ix_memberships_added_by", table_name="memberships")
    op.drop_table("memberships")
    op.drop_index("ix_quote_marks_marked_by", table_name="quote_marks")
    op.drop_table("quote_marks")
    op.drop_index("ix_quote_groups_library_id_group_id", table_name="quote_groups")
    op.drop_table("quote_groups")
    op.drop_index("ix_people_library_id_kind", table_name="people")
    op.drop_table("people")
    op.drop_index("ix_audit_library_id_at", table_name="audit")
    op.drop_index("ix_audit_actor_id", table_name="audit")
    op.drop_table("audit")
    op.drop_index("ix_libraries_left_at", table_name="libraries")
    op.drop_table("libraries")
