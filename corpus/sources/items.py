"""Which item of a feed is one that was there before: guids change, collide, and are reused.

An item is known by its guid, else by its page's address, else by title and date. What names
several items of one document names none of them.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from corpus.sources.feed import FeedItem

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class KnownItem(Generic[K]):
    """An item as it was last seen. `id` is the keeper's own; `key` its page's canonical address."""

    id: K
    guid: str | None
    key: str | None
    title: str
    published: datetime | None
    mark: str


@dataclass(frozen=True, slots=True)
class Sorted(Generic[K]):
    """The items of a document: those never seen, and those known, by the keeper's id.

    Of items that are one and the same only the first is here.
    """

    new: tuple[FeedItem, ...]
    known: tuple[tuple[K, FeedItem], ...]


def sort_items(items: Sequence[FeedItem], known: Iterable[KnownItem[K]]) -> Sorted[K]:
    """Tell what is new in a document from what was there before."""
    items = _distinct(items)
    register = _Register(known)
    colliding = _colliding(items)
    new: list[FeedItem] = []
    seen: dict[K, FeedItem] = {}
    for item in items:
        found = register.find(item, colliding)
        if found is None:
            new.append(item)
        else:
            seen.setdefault(found.id, item)
    return Sorted(tuple(new), tuple(seen.items()))


class _Register(Generic[K]):
    """Known items by each of their names; of two with one name, the one seen last."""

    def __init__(self, known: Iterable[KnownItem[K]]) -> None:
        self._by_guid: dict[str, KnownItem[K]] = {}
        self._by_key: dict[str, KnownItem[K]] = {}
        self._by_title: dict[tuple[str, datetime], KnownItem[K]] = {}
        for each in known:
            if each.guid:
                self._by_guid[each.guid] = each
            if each.key:
                self._by_key[each.key] = each
            if each.title and each.published:
                self._by_title[each.title, each.published] = each

    def find(self, item: FeedItem, colliding: set[Hashable]) -> KnownItem[K] | None:
        found = self._by_guid.get(item.guid or "")
        if found and item.guid not in colliding and _same(item, found):
            return found
        if item.key and item.key in self._by_key and item.key not in colliding:
            return self._by_key[item.key]
        dated = (item.title, item.published) if item.title and item.published else None
        if dated is None or dated in colliding:
            return None
        return self._by_title.get(dated)


def _same(item: FeedItem, known: KnownItem[Any]) -> bool:
    """Whether one guid means one item: a guid that is reused comes with everything else changed."""
    return (
        item.key is None
        or item.key == known.key
        or item.title == known.title
        or (item.published is not None and item.published == known.published)
    )


def _distinct(items: Sequence[FeedItem]) -> list[FeedItem]:
    """Without those that have the page of an earlier one, or its guid where they have no page."""
    found: dict[Hashable, FeedItem] = {}
    for item in items:
        name = item.key or item.guid or (item.title, item.published)
        found.setdefault(name, item)
    return list(found.values())


def _colliding(items: Iterable[FeedItem]) -> set[Hashable]:
    """Names that more than one item of a document has."""
    names: tuple[Callable[[FeedItem], Hashable], ...] = (
        lambda item: item.guid,
        lambda item: (item.title, item.published),
    )
    found: set[Hashable] = set()
    for name in names:
        counts = Counter(map(name, items))
        found |= {each for each, count in counts.items() if count > 1}
    return found
