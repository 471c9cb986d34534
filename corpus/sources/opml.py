"""Lists of feeds in OPML, in and out. Entities and external documents are refused."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as Plain

from defusedxml import DefusedXmlException
from defusedxml import ElementTree as Safe  # pyright: ignore[reportMissingModuleSource]

from corpus.errors import UnreadableSource
from corpus.sources.links import is_web

MOST_FEEDS = 500
DEEPEST = 50
"""Folders within folders that are opened."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A feed in a list: its address, its name there, and its site's page."""

    address: str
    title: str | None = None
    home: str | None = None


def read_opml(data: bytes, name: str) -> tuple[Listed, ...]:
    """The feeds of a list in order, each once, at most MOST_FEEDS of them.

    Raises UnreadableSource where the bytes are no OPML, or declare entities.
    """
    try:
        root = Safe.fromstring(data)
    except DefusedXmlException as error:
        raise UnreadableSource("error.source.opml_entities", name=name) from error
    except (Plain.ParseError, ValueError, LookupError) as error:  # LookupError: no such encoding
        raise UnreadableSource("error.source.not_opml", name=name) from error
    if root.tag.lower() != "opml":
        raise UnreadableSource("error.source.not_opml", name=name)
    found: dict[str, Listed] = {}
    for listed in _listed(root, DEEPEST):
        found.setdefault(listed.address, listed)
    return tuple(found.values())[:MOST_FEEDS]


def is_opml(name: str, data: bytes) -> bool:
    """Whether a file is a list of feeds, by its name or by how it begins."""
    return name.lower().endswith(".opml") or b"<opml" in data[:1024].lower()


def write_opml(feeds: Iterable[Listed], title: str) -> bytes:
    """A list of feeds as OPML 2.0 in UTF-8."""
    root = Plain.Element("opml", version="2.0")
    Plain.SubElement(Plain.SubElement(root, "head"), "title").text = _clean(title)
    body = Plain.SubElement(root, "body")
    for feed in feeds:
        outline = Plain.SubElement(body, "outline", type="rss", text=_clean(feed.title or ""))
        outline.set("title", _clean(feed.title or ""))
        outline.set("xmlUrl", feed.address)
        if feed.home:
            outline.set("htmlUrl", feed.home)
    Plain.indent(root)
    return Plain.tostring(root, encoding="utf-8", xml_declaration=True)


def _listed(element: Plain.Element, depth: int) -> Iterator[Listed]:
    names = {name.lower(): value for name, value in element.attrib.items()}
    address = names.get("xmlurl", "").strip()
    if is_web(address):
        home = names.get("htmlurl", "").strip()
        title = (names.get("text") or names.get("title") or "").strip()
        yield Listed(address, title or None, home if is_web(home) else None)
    if depth:
        for child in element:
            yield from _listed(child, depth - 1)


def _clean(text: str) -> str:
    """Without the control characters that XML cannot hold."""
    return "".join(sign for sign in text if sign.isprintable())
