"""What comes in to be read: bytes with a name, as a file, an attachment or pasted text."""

import hashlib
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Upload:
    """Raw bytes of one article, and what whoever brings it says about it.

    `published` is the printed local date; given here it wins over what the text says. `partial`
    tells that this is known to be a part of the article only.
    """

    name: str
    data: bytes
    content_type: str | None = None
    headline: str | None = None
    outlet: str | None = None
    published: date | None = None
    partial: bool = False

    @property
    def digest(self) -> str:
        """The same for the same bytes of which the same is told; the name does not count."""
        told = (self.content_type, self.headline, self.outlet, self.published, self.partial)
        return hashlib.sha256(repr(told).encode() + b"\n" + self.data).hexdigest()
