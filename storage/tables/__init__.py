"""The schema, by layer: shared, each library's, briefings, the program's own."""

from storage.tables.base import Base
from storage.tables.briefing import (
    DeliveryItemRow,
    DeliveryPartRow,
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
from storage.tables.shared import ArticleRow, EventRow, FigureRow, OutletRow, QuoteRow

__all__ = [
    "ArticleRow",
    "AuditRow",
    "Base",
    "DeliveryItemRow",
    "DeliveryPartRow",
    "DeliveryRow",
    "EventRow",
    "FigureRow",
    "LibraryRow",
    "MembershipRow",
    "OutletRow",
    "PersonLinkRow",
    "PersonRow",
    "QuoteGroupRow",
    "QuoteMarkRow",
    "QuoteRow",
    "RememberedRow",
    "ScheduleRow",
]
