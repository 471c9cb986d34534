"""What stands at an address that somebody typed: a feed, a page that names one, or an article."""

import asyncio
from dataclasses import dataclass

from bot.newsroom.means import Means
from bot.newsroom.uploads import Upload
from corpus.errors import BadInput, FetchFailed, OnRecordError, UnreadableSource
from corpus.reading.decode import declared_charset, decode
from corpus.sources.discovery import FeedLink, find_feeds
from corpus.sources.feed import Feed, parse_feed
from corpus.sources.fetch import Fetched, NotModified
from corpus.sources.kinds import Kind
from corpus.sources.links import is_web
from corpus.sources.page import check_page, fetch_page
from corpus.sources.refresh import arrive

MOST_TRIED = 3
"""Feeds that a page names, of which the first that can be read is taken."""


@dataclass(frozen=True, slots=True)
class FoundFeed:
    """A feed, the address to follow it at, and its document as it was fetched."""

    address: str
    feed: Feed
    document: Fetched


async def find(means: Means, typed: str) -> FoundFeed | Upload:
    """The feed at an address or named by the page there, else the page, to be read.

    Raises BadInput for what is no address, AddressRefused and FetchFailed.
    """
    address = web_address(typed)
    document = await fetch(means, address, Kind.FEED | Kind.PAGE)
    found = await _feed(address, document)
    if found is not None:
        return found
    for link in _named(document)[:MOST_TRIED]:
        try:
            named = await _feed(link.address, await fetch(means, link.address, Kind.FEED))
        except OnRecordError:  # a feed that is named and cannot be had: perhaps the next
            continue
        if named is not None:
            return named
    return page_upload(address, document)


def web_address(typed: str) -> str:
    """What was typed as an address; "https://" may be left out. Raises BadInput."""
    address = typed.strip().strip("<>")
    if "://" not in address and "." in address:
        address = f"https://{address}"
    if not is_web(address):
        raise BadInput("error.input.address", typed=typed[:100])
    return address


async def fetch(means: Means, address: str, kind: Kind) -> Fetched:
    """Fetch through the door, whatever was fetched before. Raises AddressRefused, FetchFailed.

    Of a page a part is enough, as behind a paywall; one that only sends on is not what is meant.
    """
    answer = await means.door.get(address, accept=kind, partial=Kind.PAGE in kind)
    if isinstance(answer, NotModified):  # which answers nothing that was asked
        raise FetchFailed("error.fetch.not_http", host=address)
    return await arrive(means.door, answer, kind) if Kind.PAGE in kind else answer


async def page_of(means: Means, address: str) -> Upload:
    """The page at an address, to be read as an article. Raises AddressRefused, FetchFailed."""
    page = await fetch_page(means.door, address)
    if isinstance(page, NotModified):
        raise FetchFailed("error.fetch.not_http", host=address)
    return Upload(page.address, page.body, page.content_type, partial=page.partial)


def page_upload(asked: str, document: Fetched) -> Upload:
    """What was fetched from the address `asked`, to be read as an article. Raises FetchFailed."""
    check_page(asked, document)
    return Upload(document.address, document.body, document.content_type, partial=document.partial)


async def _feed(address: str, document: Fetched) -> FoundFeed | None:
    try:
        feed = await asyncio.to_thread(
            parse_feed, document.body, document.address, document.content_type
        )
    except UnreadableSource:
        return None
    return FoundFeed(document.moved_to or address, feed, document)


def _named(document: Fetched) -> list[FeedLink]:
    """The feeds that a page names, those of comments last."""
    try:
        text, _ = decode(document.address, document.body, declared_charset(document.body))
    except UnreadableSource:
        return []
    links = find_feeds(text, document.address)
    return sorted(links, key=lambda link: "comment" in f"{link.address} {link.title}".lower())
