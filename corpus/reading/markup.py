"""The libraries that read HTML, behind the few functions that this package needs.

lxml ships no types: what is used of an element is said in `Element`, and nowhere else.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol, cast

from htmldate import find_date
from trafilatura import bare_extraction, extract_metadata, load_html
from trafilatura.settings import Document


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
    """The tree of `html`, or None where there is none to be made."""
    return cast(Element | None, load_html(html))


def article_body(tree: Element) -> Element | None:
    """The article in `tree`, in trafilatura's own elements (p, head, quote, list, item, …)."""
    found = bare_extraction(cast(Any, tree), include_comments=False)
    return cast(Element | None, found.body) if isinstance(found, Document) else None


def head_tags(tree: Element) -> Tags:
    """What the head of the page says."""
    found = extract_metadata(cast(Any, tree))
    if found is None:
        return Tags()
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
