"""What may be asked for, and the media types that it comes in."""

from email.message import Message
from enum import Flag, auto

_TEXTS = frozenset({"text/html", "application/xhtml+xml", "text/plain"})
_UNSAID = frozenset({"application/octet-stream", "binary/octet-stream"})


class Kind(Flag):
    """What is wanted; several may be, joined by |."""

    PAGE = auto()
    FEED = auto()
    FILE = auto()


_TYPES = {
    Kind.PAGE: _TEXTS,
    # Feeds are served under many names, HTML's among them; what does not parse is refused later.
    Kind.FEED: _TEXTS
    | _UNSAID
    | {
        "application/atom+xml",
        "application/rdf+xml",
        "application/rss+xml",
        "application/xml",
        "text/rss+xml",
        "text/xml",
    },
    Kind.FILE: _TEXTS
    | _UNSAID
    | {
        "application/pdf",
        "application/x-pdf",
        "application/x-zip-compressed",
        "application/zip",
        "message/rfc822",
        "text/markdown",
    },
}
_FIRST_CHOICE = {
    Kind.PAGE: "text/html, application/xhtml+xml",
    Kind.FEED: "application/atom+xml, application/rss+xml, application/xml;q=0.9",
    Kind.FILE: "application/pdf, application/zip, text/plain",
}


def accept_header(wanted: Kind) -> str:
    """What the Accept header asks for; anything else is taken too, since servers differ."""
    return ", ".join([*(_FIRST_CHOICE[kind] for kind in wanted), "*/*;q=0.1"])


def is_wanted(content_type: str | None, wanted: Kind | None) -> bool:
    """Whether a Content-Type header names what is `wanted` (None: anything).

    An answer without a type may be anything, and shows what it is when it is read.
    """
    if not content_type or wanted is None:
        return True
    return any(media_type(content_type) in _TYPES[kind] for kind in wanted)


def media_type(content_type: str) -> str:
    """The type that a Content-Type header names, in small letters and without parameters."""
    header = Message()
    header["content-type"] = content_type
    return header.get_content_type()
