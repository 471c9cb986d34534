"""Alembic runs this; the connection, with its transaction begun, comes from `upgrade`."""

from alembic import context

from storage.tables import Base

context.configure(connection=context.config.attributes["connection"], target_metadata=Base.metadata)
context.run_migrations()
