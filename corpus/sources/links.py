"""Addresses of pages: which can be fetched, and the form by which one is known again."""

from urllib.parse import urlsplit, urlunsplit

from courlan import normalize_url

LONGEST = 2_000
"""Characters of an address; browsers take no more either."""


def is_web(text: str) -> bool:
    """Whether this is an http(s) address with a host, short enough, without spaces in it."""
    if len(text) > LONGEST or any(sign.isspace() or not sign.isprintable() for sign in text):
        return False
    try:
        parts = urlsplit(text)
    except ValueError:  # brackets that hold no IPv6 address
        return False
    return parts.scheme.lower() in ("http", "https") and bool(parts.hostname)


def canonical(address: str) -> str:
    """The form by which a page is known again: no fragment, default port or marks of trackers.

    Not for fetching: it sorts the query and drops what is empty in it. What cannot be taken apart
    comes back as it was.
    """
    try:
        scheme, host, path, query, _fragment = urlsplit(normalize_url(address))
    except ValueError:  # a port that is no number
        return address
    return urlunsplit((scheme, host, path or "/", query, ""))
