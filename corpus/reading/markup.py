"""The libraries that read HTML, behind the few functions that this package needs.

lxml ships no types: what is used of an element is said in `Element`, and nowhere else.
"""

from collections.abc import Iterator
from configparser import ConfigParser
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol, cast

from htmldate import find_date
from trafilatura import bare_extraction, extract_metadata, load_html
from trafilatura.settings import use_config

# The extraction takes these for text. Scripts and comments it leaves out itself.
_UNSEEN = (
    "//body//noscript | //body//template | //body//*[@hidden]"
    " | //body//*[contains(translate(@style, 'DISPLAYNOE ', 'displaynoe'), 'display:none')]"
)
# Fewer characters than this are looked at twice (twice trafilatura's own limit).
_SHORT = 500


class Element(Protocol):
    """An element of a parsed page: lxml's, as far as it is used."""

    tag: str
    text: str | None
    tail: str | None

    def __iter__(self) -> Iterator["Element"]:
        """The element's children."""
        ...

    def itertext(self) -> Iterator[str]:
        """The strings within it, in document order."""
        ...

    def xpath(self, path: str, /) -> list[Any]:
        """What an XPath 1.0 expression selects: elements or strings."""
        ...


@dataclass(frozen=True, slots=True)
class Tags:
    """What trafilatura reads in the tags of a page's head; `authors` are parted by "; "."""

    title: str | None = None
    authors: str | None = None
    outlet: str | None = None
    address: str | None = None


def parse(html: str) -> Element | None:
    """The tree of `html`, a page or a fragment of one, without what its readers do not see.

    None where there is no tree to be made.
    """
    tree = load_html(html)
    if tree is None:
        tree = load_html(f"<html><body>{html}</body></html>")
    if tree is not None:
        for element in cast(Any, tree).xpath(_UNSEEN):
            element.drop_tree()
    return cast(Element | None, tree)


def article_body(tree: Element) -> Element | None:
    """The article in `tree`, in trafilatura's own elements (p, head, quote, list, item, …).

    trafilatura takes less than 250 characters for a failure and then all of the page for the
    article, in one piece. A page so short may be a short article: then its first find is taken,
    unless it lost most of the words.
    """
    whole = _extract(tree, use_config())
    if whole is None or _size(whole) >= _SHORT:
        return whole
    config = use_config()
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", "1")
    short = _extract(tree, config)
    return short if short is not None and _size(short) * 2 >= _size(whole) else whole


def _extract(tree: Element, config: ConfigParser) -> Element | None:
    found = cast(Any, bare_extraction(cast(Any, tree), include_comments=False, config=config))
    return None if found is None else cast(Element | None, found.body)


def _size(body: Element) -> int:
    return sum(map(len, body.itertext()))


def head_tags(tree: Element) -> Tags:
    """What the head of the page says."""
    found = extract_metadata(cast(Any, tree))
    return Tags(found.title, found.author, found.sitename, found.url)


def guessed_day(tree: Element) -> date | None:
    """The day of publication as htmldate finds it in tags and date lines.

    Its extensive search, which takes any number in the page that looks like a date, is off: it
    finds dates that are not the page's own.
    """
    found = find_date(cast(Any, tree), extensive_search=False, original_date=True)
    return date.fromisoformat(found) if found else None


def walk(body: Element) -> Iterator[tuple[str, Element]]:
    """The elements within `body` in document order, each with "start" and later with "end"."""
    stack: list[tuple[Element, Iterator[Element]]] = [(body, iter(body))]
    while stack:
        parent, children = stack[-1]
        child = next(children, None)
        if child is not None:
            yield "start", child
            stack.append((child, iter(child)))
        else:
            stack.pop()
            if stack:
                yield "end", parent
