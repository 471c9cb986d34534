"""Of a change told under a briefing: whether its words are the speaker's own or report them."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what was not kept: what waits to be told goes without quotation marks."""
    for name in ("old_direct", "new_direct"):
        column = sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())
        op.add_column("delivery_changes", column)


def downgrade() -> None:
    """Take it away."""
    with op.batch_alter_table("delivery_changes") as batch:
        batch.drop_column("new_direct")
        batch.drop_column("old_direct")
