"""The schema's history. `upgrade` brings a database to the newest version, in one transaction."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from corpus.errors import Misconfigured

_LOCK = 0x6F6E7265636F7264
"""PostgreSQL's advisory lock for migrations: an arbitrary number of our own ("onrecord")."""


def config() -> Config:
    """Alembic's settings, without a file: the scripts beside this module."""
    settings = Config()
    settings.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    return settings


def upgrade(connection: Connection) -> None:
    """Apply what is missing, inside the transaction that `connection` has begun.

    A second process waits: on SQLite for the write transaction, on PostgreSQL for a lock. Raises
    Misconfigured where the database has a version that this program does not know.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    settings = config()
    scripts = ScriptDirectory.from_config(settings)
    current = MigrationContext.configure(connection).get_current_revision()
    if current == scripts.get_current_head():
        return
    if current is not None and current not in {s.revision for s in scripts.walk_revisions()}:
        raise Misconfigured("error.database.newer", version=current)
    settings.attributes["connection"] = connection
    command.upgrade(settings, "head")
