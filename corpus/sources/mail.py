"""An article in a mail, as newsletters and press offices send them."""

from datetime import UTC
from email import policy
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from corpus.errors import UnreadableSource
from corpus.models import Publication, PublishedBasis

MEDIA_TYPE = "message/rfc822"
SUFFIX = ".eml"


class Mail(NamedTuple):
    """A mail's body, as text or a page, with its subject and when it was sent."""

    body: bytes
    is_page: bool
    charset: str | None
    subject: str | None
    publication: Publication


def read_mail(name: str, data: bytes) -> Mail:
    """The mail in `data`, which came as `name`; attachments are left.

    Raises UnreadableSource where it has no text.
    """
    message = BytesParser(policy=policy.default).parsebytes(data)
    part = message.get_body(("plain", "html"))
    payload = part.get_payload(decode=True) if part is not None else None
    if part is None or not isinstance(payload, bytes):
        raise UnreadableSource("error.source.empty", name=name)
    return Mail(
        payload,
        part.get_content_type() == "text/html",
        part.get_content_charset(),
        str(message["subject"] or "").strip() or None,
        _publication(str(message["date"] or "")),
    )


def _publication(printed: str) -> Publication:
    """When the mail was sent; the day is the sender's own."""
    try:
        sent = parsedate_to_datetime(printed)
    except ValueError:
        return Publication()
    offset = sent.utcoffset()
    if offset is None:  # written as "-0000": the sender's place is not told
        return Publication(sent.date(), PublishedBasis.METADATA)
    minutes = int(offset.total_seconds()) // 60
    return Publication(sent.date(), PublishedBasis.METADATA, sent.astimezone(UTC), minutes)
