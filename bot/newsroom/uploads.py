"""What comes in to be read: bytes with a name, as a file, an attachment or pasted text."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Upload:
    """Raw bytes of one article, and what whoever brings it says about it.

    `published` is the printed local date; given here it wins over what the text says.
    """

    name: str
    data: bytes
    content_type: str | None = None
    headline: str | None = None
    outlet: str | None = None
    published: date | None = None
