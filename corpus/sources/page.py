"""A page of an article, fetched: with the stub of one behind a paywall, without what is no page."""

import re

from yarl import URL

from corpus.errors import FetchFailed
from corpus.sources.fetch import Door, Fetched, NotModified
from corpus.sources.kinds import Kind
from corpus.sources.refresh import arrive

# A paywall's stub says that it is an article (schema.org, Open Graph); the page of a guard against
# programs, or of a login, does not.
_ARTICLE = re.compile(
    rb"""["'](?:https?://schema\.org/)?\w{0,20}(?:Article|BlogPosting)["']"""
    rb"""|og:type["']\s{0,9}content=["']article["']""",
)


async def fetch_page(
    door: Door, address: str, *, etag: str | None = None, last_modified: str | None = None
) -> Fetched | NotModified:
    """The page of an article, also where another page does nothing but send on to it.

    `Fetched.partial` where the server gave but a stub of it.

    `etag` and `last_modified` are those of the last answer that was kept. Raises AddressRefused
    and FetchFailed, also where an article's address leads to the front page: it is gone then.
    """
    page = await door.get(
        address, accept=Kind.PAGE, etag=etag, last_modified=last_modified, partial=True
    )
    if isinstance(page, Fetched):
        page = await arrive(door, page, Kind.PAGE)
    check_page(address, page)
    return page


def check_page(asked: str, page: Fetched | NotModified) -> None:
    """Raises FetchFailed where what came for the address `asked` is no article's page."""
    host = URL(page.address).host
    if _is_front(page.address) and not _is_front(asked):
        raise FetchFailed("error.fetch.front", host=host)
    if isinstance(page, Fetched) and page.partial and not _ARTICLE.search(page.body):
        raise FetchFailed("error.fetch.forbidden", host=host, status=page.status)


def _is_front(address: str) -> bool:
    url = URL(address)
    return url.path in ("", "/") and not url.query_string
