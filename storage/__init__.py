"""Where the record is kept: SQLAlchemy over SQLite or PostgreSQL."""
