"""Schedules, and the ledger of what was sent for them."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base
from storage.types import Instant, PublicIdColumn, RowId, Snowflake, Words, new_public_id


class ScheduleRow(Base):
    """When and where a library's briefing goes out: local `times` ("HH:MM") in an IANA `zone`.

    `days` is a bit set, bit 0 for Monday; `month_days` one, bit 0 for the first of the month, and
    empty for all. With `every_hours` it is due so often counted from the instant `anchor`
    ("2026-03-29T08:00Z"), and has no times. `quiet` are local hours ("22:00-07:00"), or "none";
    NULL means the library's. `person_id` is a person's public id; `tags` are Discord's ids.
    `paused_reason` is a key of the catalogue where the bot paused it itself.
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
    month_days: Mapped[int] = mapped_column(default=0, server_default="0")
    every_hours: Mapped[int | None]
    anchor: Mapped[str | None] = mapped_column(String(20))
    quiet: Mapped[str | None] = mapped_column(String(11))
    thread: Mapped[bool] = mapped_column(default=False, server_default=false())
    picture: Mapped[bool] = mapped_column(default=False, server_default=false())
    tags: Mapped[tuple[str, ...]] = mapped_column(Words, default=(), server_default="[]")
    paused_reason: Mapped[str | None] = mapped_column(String(80))
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
    """One message of a delivery: its `nonce` is fixed before it is sent, `message_id` after.

    `place_id` is the channel or thread that the message is in.
    """

    __tablename__ = "delivery_parts"
    __table_args__ = (UniqueConstraint("delivery_id", "number"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    delivery_id: Mapped[int] = mapped_column(ForeignKey("deliveries.id", ondelete="CASCADE"))
    number: Mapped[int]
    nonce: Mapped[str] = mapped_column(String(25), unique=True)
    message_id: Mapped[int | None] = mapped_column(Snowflake)
    place_id: Mapped[int | None] = mapped_column(Snowflake)
    sent_at: Mapped[datetime | None] = mapped_column(Instant)


class DeliveryItemRow(Base):
    """A statement that a delivery carried, and a hash of the words it had then (`wording`).

    `part` is the number of the message that shows it.
    """

    __tablename__ = "delivery_items"
    __table_args__ = (
        UniqueConstraint("delivery_id", "statement_id"),
        Index("ix_delivery_items_quote_id", "quote_id"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    delivery_id: Mapped[int] = mapped_column(ForeignKey("deliveries.id", ondelete="CASCADE"))
    statement_id: Mapped[str] = mapped_column(PublicIdColumn)
    quote_id: Mapped[str | None] = mapped_column(PublicIdColumn)
    article_id: Mapped[str | None] = mapped_column(PublicIdColumn)
    part: Mapped[int] = mapped_column(default=0, server_default="0")
    wording: Mapped[str] = mapped_column(String(16))


class DeliveryReplyRow(Base):
    """A message to be posted once under a part of a delivery: what it carried has changed since.

    Its public id is its nonce. Owner and lease work as those of a delivery.
    """

    __tablename__ = "delivery_replies"
    __table_args__ = (Index("ix_delivery_replies_state", "state"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    public_id: Mapped[str] = mapped_column(PublicIdColumn, unique=True, default=new_public_id)
    delivery_id: Mapped[int] = mapped_column(
        ForeignKey("deliveries.id", ondelete="CASCADE"), index=True
    )
    part: Mapped[int]
    article_id: Mapped[str] = mapped_column(PublicIdColumn)
    noted_at: Mapped[datetime] = mapped_column(Instant)
    state: Mapped[str] = mapped_column(String(8))
    owner: Mapped[str | None] = mapped_column(String(64))
    lease_until: Mapped[datetime | None] = mapped_column(Instant)
    message_id: Mapped[int | None] = mapped_column(Snowflake)
    finished_at: Mapped[datetime | None] = mapped_column(Instant)
    reason: Mapped[str | None] = mapped_column(String(80))


class DeliveryChangeRow(Base):
    """A change to a quote that a delivery carried, told under it once.

    `old` and `new` are the verbatim pieces (`new` NULL: withdrawn): the speaker's own words where
    `old_direct` and `new_direct` say so, else the sentence that reports them. `mark` is a hash of
    all that is told. `new_speaker` is set where the quote is now given to another.
    """

    __tablename__ = "delivery_changes"
    __table_args__ = (UniqueConstraint("delivery_id", "quote_id", "mark"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    reply_id: Mapped[int] = mapped_column(
        ForeignKey("delivery_replies.id", ondelete="CASCADE"), index=True
    )
    delivery_id: Mapped[int] = mapped_column(ForeignKey("deliveries.id", ondelete="CASCADE"))
    quote_id: Mapped[str] = mapped_column(PublicIdColumn)
    mark: Mapped[str] = mapped_column(String(16))
    speaker: Mapped[str | None] = mapped_column(Text)
    old: Mapped[tuple[str, ...]] = mapped_column(Words)
    new: Mapped[tuple[str, ...] | None] = mapped_column(Words)
    old_direct: Mapped[bool] = mapped_column(default=False, server_default=false())
    new_direct: Mapped[bool] = mapped_column(default=False, server_default=false())
    new_speaker: Mapped[str | None] = mapped_column(Text)
