"""Feeds of our own making, for the tests that need one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from xml.sax.saxutils import escape

NOON = datetime(2026, 1, 1, 12, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Item:
    """What an item is to say; empty strings are left out."""

    title: str = ""
    link: str = ""
    guid: str = ""
    published: datetime | None = None
    body: str = ""


def rss(items: Iterable[Item], *, title: str = "Harbour News", more: str = "") -> bytes:
    """An RSS 2.0 document; `more` is put into the channel as it is."""
    inner = "".join(map(_item, items))
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" '
        'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel>'
        f"<title>{escape(title)}</title><link>https://harbour.example/</link>{more}{inner}"
        "</channel></rss>"
    ).encode()


def _item(item: Item) -> str:
    parts = [
        ("title", item.title),
        ("link", item.link),
        ("description", item.body),
        ("pubDate", format_datetime(item.published) if item.published else ""),
    ]
    told = "".join(f"<{name}>{escape(text)}</{name}>" for name, text in parts if text)
    guid = f'<guid isPermaLink="false">{escape(item.guid)}</guid>' if item.guid else ""
    return f"<item>{told}{guid}</item>"
