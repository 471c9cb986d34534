"""The schema, by layer: shared, each library's, articles' versions, briefings, the program's."""

from storage.tables.base import Base
from storage.tables.briefing import (
    DeliveryChangeRow,
    DeliveryItemRow,
    DeliveryPartRow,
    DeliveryReplyRow,
    DeliveryRow,
    ScheduleRow,
)
from storage.tables.library import (
    AuditRow,
    LibraryRow,
    MembershipRow,
    PersonLinkRow,
    PersonRow,
    QuoteGroupRow,
    QuoteMarkRow,
)
from storage.tables.program import RememberedRow
from storage.tables.receipts import ReceiptRow
from storage.tables.shared import ArticleRow, EventRow, FigureRow, OutletRow, QuoteRow
from storage.tables.sources import FeedEntryRow, FeedRow, SourceRow
from storage.tables.versions import ArticleChangeRow, LateStatementRow, QuoteChangeRow

__all__ = [
    "ArticleChangeRow",
    "ArticleRow",
    "AuditRow",
    "Base",
    "DeliveryChangeRow",
    "DeliveryItemRow",
    "DeliveryPartRow",
    "DeliveryReplyRow",
    "DeliveryRow",
    "EventRow",
    "FeedEntryRow",
    "FeedRow",
    "FigureRow",
    "LateStatementRow",
    "LibraryRow",
    "MembershipRow",
    "OutletRow",
    "PersonLinkRow",
    "PersonRow",
    "QuoteChangeRow",
    "QuoteGroupRow",
    "QuoteMarkRow",
    "QuoteRow",
    "ReceiptRow",
    "RememberedRow",
    "ScheduleRow",
    "SourceRow",
]
