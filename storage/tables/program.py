"""What the program itself remembers over restarts, of no library."""

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base


class RememberedRow(Base):
    """A value under a name."""

    __tablename__ = "remembered"

    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[str] = mapped_column(Text)
