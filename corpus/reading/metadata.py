"""What a page's own tags say: JSON-LD first, then meta tags, then what trafilatura finds."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import cast

from corpus.models import Publication, PublishedBasis
from corpus.reading import markup
from corpus.reading.markup import Element

_DATE_TAGS = (
    "//meta[@property='article:published_time' or @property='og:published_time']/@content",
    "//meta[@itemprop='datePublished' or @name='datePublished']/@content",
    "//meta[@name='pubdate' or @name='parsely-pub-date' or @name='publish-date']/@content",
    "//meta[@name='date' or @name='DC.date.issued']/@content",
    "//time[@itemprop='datePublished' or @pubdate]/@datetime",
)
# https://developers.facebook.com/docs/instant-articles: free, metered or locked.
_LOCKED_TAG = "//meta[@property='article:content_tier' and @content='locked']"
# As JSON has it, and as the strings and addresses that pages write instead.
_NOT_FREE = {"false", "no", "0", "http://schema.org/false", "https://schema.org/false"}
_NO_ARTICLE: Mapping[str, object] = {}
_PAPER_TYPES = re.compile(r"Article|Posting|Report")


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What the tags of a page say; None where they say nothing.

    `locked` tells that the page calls itself behind a paywall.
    """

    headline: str | None
    author: str | None
    outlet: str | None
    address: str | None
    published: Publication
    locked: bool


def page_facts(tree: Element) -> PageFacts:
    """The facts in the tags of `tree`, which is not changed."""
    article = next(_articles(tree), _NO_ARTICLE)
    tags = markup.head_tags(tree)
    return PageFacts(
        headline=_text(article.get("headline")) or tags.title,
        author=tags.authors.replace("; ", ", ") if tags.authors else None,
        outlet=_name(article.get("publisher")) or tags.outlet,
        address=tags.address,
        published=_published(tree, article),
        locked=_is_locked(article) or bool(tree.xpath(_LOCKED_TAG)),
    )


def _articles(tree: Element) -> Iterator[Mapping[str, object]]:
    """The objects of the page's JSON-LD that describe an article."""
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            data: object = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue  # a broken or hostile script: the page's other tags still speak
        yield from (entry for entry in _objects(data) if _is_article(entry))


def _objects(data: object) -> Iterator[Mapping[str, object]]:
    """`data` and what it holds in lists and graphs, as far as these are JSON objects."""
    waiting = [data]
    while waiting:
        entry = waiting.pop(0)
        if isinstance(entry, list):
            waiting += cast(list[object], entry)
        elif isinstance(entry, dict):
            mapping = cast(dict[str, object], entry)
            yield mapping
            waiting += [mapping[key] for key in ("@graph", "mainEntity") if key in mapping]


def _is_article(entry: Mapping[str, object]) -> bool:
    kind = entry.get("@type")
    kinds = cast(list[object], kind) if isinstance(kind, list) else [kind]
    return any(isinstance(name, str) and _PAPER_TYPES.search(name) for name in kinds)


def _is_locked(article: Mapping[str, object]) -> bool:
    """Whether the article, or a part of it, is said to be not free (schema.org)."""
    parts = article.get("hasPart")
    told = [article, *(cast(list[object], parts) if isinstance(parts, list) else [parts])]
    return any(
        str(cast(dict[str, object], part).get("isAccessibleForFree")).lower() in _NOT_FREE
        for part in told
        if isinstance(part, dict)
    )


def _text(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _name(value: object) -> str | None:
    if isinstance(value, dict):
        return _text(cast(dict[str, object], value).get("name"))
    return _text(value)


def _published(tree: Element, article: Mapping[str, object]) -> Publication:
    candidates = [_text(article.get("datePublished"))]
    for path in _DATE_TAGS:
        candidates += [_text(value) for value in tree.xpath(path)]
    for candidate in candidates:
        if candidate and (publication := _iso(candidate)):
            return publication
    guess = markup.guessed_day(tree)
    return Publication(guess, PublishedBasis.METADATA) if guess else Publication()


def _iso(stamp: str) -> Publication | None:
    """The publication that an ISO 8601 stamp tells: its own day, and its instant with an offset."""
    try:
        moment = datetime.fromisoformat(stamp)
        offset = moment.utcoffset()
        instant = moment.astimezone(UTC) if offset is not None else None
    except (ValueError, OverflowError):
        return None
    minutes = int(offset.total_seconds() // 60) if offset is not None else None
    return Publication(moment.date(), PublishedBasis.METADATA, instant, minutes)
