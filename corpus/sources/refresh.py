"""Pages that only send their reader on: a refresh in their head takes a redirect's place."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from urllib.parse import urljoin

from yarl import URL

from corpus.errors import FetchFailed, UnreadableSource
from corpus.reading.decode import declared_charset, decode
from corpus.sources.fetch import Door, Fetched, NotModified
from corpus.sources.kinds import Kind

LARGEST = 32 * 1024
"""Bytes of a page that is looked into: one that only sends on is small."""

FEWEST_WORDS = 30
"""A page with so many words says something itself, and is read; as short a text is no article."""

_CONTENT = re.compile(r"\s*[\d.]+[\s;,]+(?:url\s*=)?(?P<target>.*)", re.IGNORECASE | re.DOTALL)
_SILENT = {"title", "script", "style", "template"}


async def arrive(door: Door, page: Fetched, accept: Kind) -> Fetched:
    """The page, or where it only sends its reader on, the one that it sends to.

    That address is checked like a redirect's, and so is each hop on the way. What was arrived at
    may not send on again. Raises AddressRefused and FetchFailed.
    """
    target = _target(page)
    if target is None:
        return page
    found = await door.get(target, accept=accept, partial=Kind.PAGE in accept)
    if isinstance(found, NotModified):  # which answers nothing that was asked
        raise FetchFailed("error.fetch.not_http", host=URL(found.address).host)
    if _target(found) is not None:
        raise FetchFailed("error.fetch.redirects", host=URL(found.address).host)
    return replace(found, moved_to=found.moved_to or found.address)


def _target(page: Fetched) -> str | None:
    """Where a page sends on to that says nothing itself; None for all others."""
    if len(page.body) > LARGEST or b"refresh" not in page.body.lower():
        return None
    try:
        text, _ = decode(page.address, page.body, declared_charset(page.body))
    except UnreadableSource:
        return None
    reader = _Refresh()
    reader.feed(text)
    reader.close()
    if reader.target is None or reader.words >= FEWEST_WORDS:
        return None
    try:
        target = urljoin(page.address, reader.target)
    except ValueError:  # brackets that hold no IPv6 address: refused at the door
        return reader.target
    return None if target == page.address else target  # it only wants to be looked at again


class _Refresh(HTMLParser):
    """Where the first refresh leads, and how many words the page has."""

    def __init__(self) -> None:
        super().__init__()
        self.target: str | None = None
        self.words = 0
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in _SILENT
        told = {name: value or "" for name, value in attrs}
        if self.target is None and told.get("http-equiv", "").strip().lower() == "refresh":
            match = _CONTENT.match(told.get("content", ""))
            self.target = match["target"].strip(" \t\r\n\"'") or None if match else None

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in _SILENT and self._silent > 0

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.words += len(data.split())
