"""Which library a question is about: a guild's, a person's own, or the command line's."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class LibraryRef:
    """A library as its door names it: `key` is Discord's id in digits, or a name for "cli"."""

    kind: Literal["guild", "direct", "cli"]
    key: str

    @classmethod
    def guild(cls, guild_id: int) -> "LibraryRef":
        """The library of a Discord guild."""
        return cls("guild", str(guild_id))

    @classmethod
    def direct(cls, user_id: int) -> "LibraryRef":
        """The library of a person's direct messages with the bot."""
        return cls("direct", str(user_id))

    @classmethod
    def local(cls, name: str = "local") -> "LibraryRef":
        """A library of the command line."""
        return cls("cli", name)
