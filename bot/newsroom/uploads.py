"""What comes in to be read: bytes with a name, as a file, an attachment or pasted text."""

import hashlib
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Upload:
    """Raw bytes of one article, and what whoever brings it says about it.

    `published` is the printed local date; given here it wins over what the text says. `partial`
    tells that this is known to be a part of the article only. `feed_outlet` and `feed_day` count
    only where the text says nothing.
    """

    name: str
    data: bytes
    content_type: str | None = None
    headline: str | None = None
    outlet: str | None = None
    published: date | None = None
    partial: bool = False
    feed_outlet: str | None = None
    feed_day: date | None = None

    @property
    def digest(self) -> str:
        """The same for the same bytes of which the same is told; the name does not count."""
        told = (
            self.content_type,
            self.headline,
            self.outlet,
            self.published,
            self.partial,
            *((self.feed_outlet, self.feed_day) if self.feed_outlet or self.feed_day else ()),
        )
        return hashlib.sha256(repr(told).encode() + b"\n" + self.data).hexdigest()
