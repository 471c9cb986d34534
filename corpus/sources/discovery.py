"""The feeds that a page names: link elements of its head, where browsers look for them too."""

from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urljoin

from corpus.sources.links import is_web

_TYPES = {
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    "application/xml",
    "text/xml",
}
MOST_LINKS = 25
LONGEST_HEAD = 500_000
"""Characters of a page that are looked through."""


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed that a page names."""

    address: str
    title: str


def find_feeds(html: str, address: str) -> tuple[FeedLink, ...]:
    """The feeds named by a page that came from `address`, in the page's order, each once."""
    reader = _Links(address)
    reader.feed(html[:LONGEST_HEAD])
    return tuple(reader.found.values())[:MOST_LINKS]


class _Links(HTMLParser):
    """Gathers the feeds that link elements name."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.found: dict[str, FeedLink] = {}
        self._base = address

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "base":
            self._base = _joined(self._base, told.get("href", "")) or self._base
        elif tag == "link" and _names_feed(told):
            target = _joined(self._base, told.get("href", "").strip())
            if is_web(target):
                title = " ".join(told.get("title", "").split())
                self.found.setdefault(target, FeedLink(target, title))


def _names_feed(told: dict[str, str]) -> bool:
    kind = told.get("type", "").partition(";")[0].strip().lower()
    return "alternate" in told.get("rel", "").lower().split() and kind in _TYPES


def _joined(base: str, target: str) -> str:
    try:
        return urljoin(base, target)
    except ValueError:  # brackets that hold no IPv6 address
        return ""
