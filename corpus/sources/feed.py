"""What a feed says: RSS, Atom and RDF by feedparser, which ships no types and stays in here.

feedparser is given bytes only: a string it would take for an address or a file's name. `bozo` is
a warning: what could be read of a broken feed is used, but `Feed.whole` says that it was broken.
"""

import calendar
import hashlib
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from io import BytesIO
from typing import Any, cast

import feedparser  # pyright: ignore[reportMissingTypeStubs]

from corpus.errors import UnreadableSource
from corpus.reading.intricacy import has_endless_tag
from corpus.sources.links import canonical, is_web

MOST_ITEMS = 10_000
"""Items taken from one document; what stands further down is left."""

# feedparser takes time by the square of a tag's attributes: a fifth of a second for so many.
MOST_IN_A_TAG = 5_000

LONGEST_LINE = 500
"""Characters kept of a title, a name or a guid of the feed."""

_PERIODS = {
    "hourly": timedelta(hours=1),
    "daily": timedelta(days=1),
    "weekly": timedelta(days=7),
    "monthly": timedelta(days=30),
    "yearly": timedelta(days=365),
}
_HARMLESS = (
    feedparser.CharacterEncodingOverride,
    feedparser.NonXMLContentType,
)


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One entry of a feed. Instants are UTC and as the feed has them, the future included.

    `address` is the page's, or None where the entry links to none; `key` is the same in the form
    by which a page is known again. `body` is the HTML that the feed itself carries ("" for none).
    `mark` changes when the entry does.
    """

    guid: str | None
    address: str | None
    key: str | None
    title: str
    published: datetime | None
    body: str
    mark: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A parsed feed. `home` is the site's page; `ttl` the time it asks to be left alone.

    `whole` is False where the document was broken and only its readable part is here.
    """

    title: str
    home: str | None
    ttl: timedelta | None
    items: tuple[FeedItem, ...]
    whole: bool


def parse_feed(data: bytes, address: str, content_type: str | None = None) -> Feed:
    """Read a feed that came from `address`, with what its server said about it.

    Raises UnreadableSource where the bytes are no feed.
    """
    if has_endless_tag(data.decode("latin-1"), MOST_IN_A_TAG):
        raise UnreadableSource("error.source.not_feed", name=address)
    headers = {"content-location": address}
    if content_type:
        headers["content-type"] = content_type
    parsed = cast(
        Mapping[str, Any],
        feedparser.parse(  # pyright: ignore[reportUnknownMemberType]
            BytesIO(data), response_headers=headers, sanitize_html=False
        ),
    )
    if not parsed.get("version"):
        raise UnreadableSource("error.source.not_feed", name=address)
    head: Mapping[str, Any] = parsed["feed"]
    entries: Sequence[Mapping[str, Any]] = parsed["entries"][:MOST_ITEMS]
    return Feed(
        title=_plain(head),
        home=_web(head.get("link")),
        ttl=_ttl(head),
        items=tuple(_item(entry) for entry in entries),
        whole=not parsed.get("bozo") or isinstance(parsed.get("bozo_exception"), _HARMLESS),
    )


def _item(entry: Mapping[str, Any]) -> FeedItem:
    title = _plain(entry)
    body = max(_bodies(entry), key=len, default="")
    # feedparser warns where it must answer "updated" by "published".
    changed = _instant(entry["updated_parsed"]) if "updated_parsed" in entry else None
    published = _instant(entry.get("published_parsed")) or changed
    address = _web(entry.get("link"))
    told = (title, address, body, changed.isoformat() if changed else "")
    return FeedItem(
        guid=str(entry.get("id") or "").strip()[:LONGEST_LINE] or None,
        address=address,
        key=canonical(address) if address else None,
        title=title,
        published=published,
        body=body,
        mark=hashlib.sha256(repr(told).encode("utf-8", "replace")).hexdigest()[:32],
    )


def _bodies(entry: Mapping[str, Any]) -> Iterator[str]:
    for content in entry.get("content", ()):
        yield str(content.get("value") or "")
    yield str(entry.get("summary") or "")


def _plain(named: Mapping[str, Any]) -> str:
    """The title without tags: it is HTML as often as not."""
    words = str(named.get("title") or "")
    if "html" in str(named.get("title_detail", {}).get("type")):
        reader = _Words()
        reader.feed(words)
        reader.close()
        words = "".join(reader.found)
    shown = "".join(sign if sign.isprintable() else " " for sign in words)
    return " ".join(shown.split())[:LONGEST_LINE]


class _Words(HTMLParser):
    """Gathers what stands between tags."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def _web(address: object) -> str | None:
    text = str(address or "").strip()
    return text if is_web(text) else None


def _instant(parsed: object) -> datetime | None:
    """feedparser's time in UTC; None for none, and for one that no calendar has."""
    if not isinstance(parsed, time.struct_time):
        return None
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _ttl(head: Mapping[str, Any]) -> timedelta | None:
    """The longer of RSS's ttl (minutes) and what the syndication module asks for."""
    asked = [_minutes(head.get("ttl")), _period(head)]
    return max((each for each in asked if each is not None), default=None)


def _minutes(text: object) -> timedelta | None:
    digits = str(text or "").strip()
    return timedelta(minutes=min(int(digits), 10**6)) if _is_number(digits) else None


def _period(head: Mapping[str, Any]) -> timedelta | None:
    period = _PERIODS.get(str(head.get("sy_updateperiod") or "").strip().lower())
    times = str(head.get("sy_updatefrequency") or "1").strip()
    return period / max(1, int(times)) if period and _is_number(times) else period


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10
