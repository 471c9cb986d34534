"""What a library has been brought: which bytes became which of its articles."""

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base
from storage.types import RowId


class ReceiptRow(Base):
    """That these bytes, with what was told of them (`digest`), are this article of the library.

    The same brought again need not be read again to know that it is on record.
    """

    __tablename__ = "receipts"
    __table_args__ = (
        UniqueConstraint("library_id", "digest"),
        Index("ix_receipts_article_id", "article_id"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    library_id: Mapped[int] = mapped_column(ForeignKey("libraries.id", ondelete="CASCADE"))
    digest: Mapped[str] = mapped_column(String(64))
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"))
