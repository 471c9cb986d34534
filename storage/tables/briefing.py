"""Schedules, and the ledger of what was sent for them."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base
from storage.types import Instant, PublicIdColumn, RowId, Snowflake, Words, new_public_id


class ScheduleRow(Base):
    """When and where a library's briefing goes out: local `times` ("HH:MM") in an IANA `zone`.

    `days` is a bit set, bit 0 for Monday; `person_id` a person's public id.
    """

    __tablename__ = "schedules"
    __table_args__ = (Index("ix_schedules_created_by", "created_by"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    public_id: Mapped[str] = mapped_column(PublicIdColumn, unique=True, default=new_public_id)
    library_id: Mapped[int] = mapped_column(
        ForeignKey("libraries.id", ondelete="CASCADE"), index=True
    )
    channel_id: Mapped[int] = mapped_column(Snowflake)
    zone: Mapped[str] = mapped_column(String(64))
    times: Mapped[tuple[str, ...]] = mapped_column(Words)
    days: Mapped[int]
    style: Mapped[str] = mapped_column(String(16))
    skip_if_empty: Mapped[bool]
    person_id: Mapped[str | None] = mapped_column(PublicIdColumn)
    topic: Mapped[str | None] = mapped_column(Text)
    paused: Mapped[bool]
    ping_role_id: Mapped[int | None] = mapped_column(Snowflake)
    grace_minutes: Mapped[int]
    created_by: Mapped[int | None] = mapped_column(Snowflake)
    created_at: Mapped[datetime] = mapped_column(Instant)


class DeliveryRow(Base):
    """One occurrence of a schedule, claimed once.

    `schedule_id` is the schedule's public id (a delivery outlives its schedule); a briefing asked
    for by hand has its channel there. `occurrence` is the local date and nominal local time, the
    UTC instant (every N hours), or the interaction's id.
    """

    __tablename__ = "deliveries"
    __table_args__ = (
        UniqueConstraint("library_id", "schedule_id", "occurrence"),
        Index("ix_deliveries_state_lease_until", "state", "lease_until"),
        Index("ix_deliveries_library_id_due_at", "library_id", "due_at"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    public_id: Mapped[str] = mapped_column(PublicIdColumn, unique=True, default=new_public_id)
    library_id: Mapped[int] = mapped_column(ForeignKey("libraries.id", ondelete="CASCADE"))
    schedule_id: Mapped[str] = mapped_column(String(24))
    occurrence: Mapped[str] = mapped_column(String(40))
    channel_id: Mapped[int] = mapped_column(Snowflake)
    due_at: Mapped[datetime] = mapped_column(Instant)
    state: Mapped[str] = mapped_column(String(8))
    owner: Mapped[str] = mapped_column(String(64))
    lease_until: Mapped[datetime] = mapped_column(Instant)
    claimed_at: Mapped[datetime] = mapped_column(Instant)
    finished_at: Mapped[datetime | None] = mapped_column(Instant)
    reason: Mapped[str | None] = mapped_column(String(80))


class DeliveryPartRow(Base):
    """One message of a delivery: its `nonce` is fixed before it is sent, `message_id` after."""

    __tablename__ = "delivery_parts"
    __table_args__ = (UniqueConstraint("delivery_id", "number"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    delivery_id: Mapped[int] = mapped_column(ForeignKey("deliveries.id", ondelete="CASCADE"))
    number: Mapped[int]
    nonce: Mapped[str] = mapped_column(String(25), unique=True)
    message_id: Mapped[int | None] = mapped_column(Snowflake)
    sent_at: Mapped[datetime | None] = mapped_column(Instant)


class DeliveryItemRow(Base):
    """A statement that a delivery carried, and a hash of the words it had then (`wording`)."""

    __tablename__ = "delivery_items"
    __table_args__ = (
        UniqueConstraint("delivery_id", "statement_id"),
        Index("ix_delivery_items_quote_id", "quote_id"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    delivery_id: Mapped[int] = mapped_column(ForeignKey("deliveries.id", ondelete="CASCADE"))
    statement_id: Mapped[str] = mapped_column(PublicIdColumn)
    quote_id: Mapped[str | None] = mapped_column(PublicIdColumn)
    wording: Mapped[str] = mapped_column(String(16))
