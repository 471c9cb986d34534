"""Channels and a forum's posts, with what was written in them."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tests.wire.payloads import BOT_ID, FORUM, PUBLIC_THREAD, TEXT, Payload

NONCE_KNOWN = timedelta(minutes=3)
"""Discord says "the past few minutes"."""


@dataclass
class Channel:
    """A channel, or the thread `within` another, with its messages, the oldest first."""

    id: int
    guild_id: int
    kind: int = TEXT
    within: int | None = None
    messages: list[Payload] = field(default_factory=list[Payload])
    nonces: dict[str, tuple[datetime, Payload]] = field(
        default_factory=dict[str, tuple[datetime, Payload]]
    )

    @property
    def door(self) -> int:
        """The channel that a guild's members see: a post's is its forum."""
        return self.within or self.id

    def known(self, nonce: str, now: datetime) -> Payload | None:
        """The message that the nonce was used for a little while ago."""
        used, there = self.nonces.get(nonce, (now, None))
        return there if now - used < NONCE_KNOWN else None

    def payload(self) -> Payload:
        """The channel on the wire."""
        about: Payload = {
            "id": str(self.id),
            "guild_id": str(self.guild_id),
            "type": self.kind,
            "name": f"channel-{self.id}",
            "position": 0,
            "permission_overwrites": [],
            "parent_id": None,
            "topic": None,
            "nsfw": False,
            "rate_limit_per_user": 0,
            "last_message_id": None,
        }
        return about | {"available_tags": [], "flags": 0} if self.kind == FORUM else about


@dataclass(kw_only=True)
class Post(Channel):
    """A thread in a forum: how it is called, when it was made and put away."""

    kind: int = PUBLIC_THREAD
    name: str
    made: datetime
    archived: datetime | None = None

    def payload(self) -> Payload:
        """The thread on the wire."""
        archive: Payload = {
            "archived": self.archived is not None,
            "auto_archive_duration": 60,
            "archive_timestamp": (self.archived or self.made).isoformat(),
            "create_timestamp": self.made.isoformat(),
            "locked": False,
        }
        return super().payload() | {
            "name": self.name,
            "parent_id": str(self.within),
            "owner_id": str(BOT_ID),
            "message_count": len(self.messages),
            "member_count": 1,
            "thread_metadata": archive,
        }
