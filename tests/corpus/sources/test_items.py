"""Items known again: guids that change, collide and are reused; pages that move."""

from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from corpus.sources.feed import FeedItem
from corpus.sources.items import KnownItem, sort_items
from tests.corpus.sources.feeds import NOON

ONE = FeedItem("g1", "https://h.example/1", "https://h.example/1", "One", NOON, "", "m1")
LATER = NOON + timedelta(hours=1)
TWO = FeedItem("g2", "https://h.example/2", "https://h.example/2", "Two", LATER, "", "m2")


def known(item: FeedItem, number: int = 1) -> KnownItem[int]:
    return KnownItem(number, item.guid, item.key, item.title, item.published, item.mark)


def test_an_item_is_known_by_its_guid_though_headline_and_page_were_changed() -> None:
    page = "https://h.example/one-corrected"
    edited = replace(ONE, address=page, key=page, title="One, corrected")
    assert sort_items([edited], [known(ONE)]).known == ((1, edited),)


def test_a_changed_guid_does_not_bring_an_article_again() -> None:
    renamed = replace(ONE, guid="g1?t=2")
    assert sort_items([renamed], [known(ONE)]).known == ((1, renamed),)


def test_without_guid_and_page_title_and_date_tell() -> None:
    bare = replace(ONE, guid=None, address=None, key=None)
    assert sort_items([bare], [known(bare)]).known == ((1, bare),)
    another = replace(bare, published=LATER)
    assert sort_items([another], [known(bare)]).new == (another,)


def test_items_with_one_guid_in_a_document_are_told_apart_by_their_pages() -> None:
    items = [replace(ONE, guid="same"), replace(TWO, guid="same")]
    assert sort_items(items, []).new == tuple(items)
    found = sort_items(items, [known(items[0], 1), known(items[1], 2)])
    assert found.new == ()
    assert [number for number, _ in found.known] == [1, 2]


def test_a_guid_that_is_reused_for_another_article_is_a_new_item() -> None:
    reused = replace(TWO, guid="g1")
    assert sort_items([reused], [known(ONE)]).new == (reused,)


def test_two_items_with_one_title_and_date_are_two() -> None:
    items = [replace(ONE, guid=None), replace(TWO, guid=None, title="One", published=NOON)]
    assert len(sort_items(items, [known(items[0])]).new) == 1


def test_one_article_twice_in_a_document_is_one() -> None:
    again = replace(ONE, guid="other")
    assert sort_items([ONE, again], []).new == (ONE,)


few = st.sampled_from(["a", "b", "c"])
pages = st.one_of(st.none(), few.map(lambda name: f"https://h.example/{name}"))
hours = st.one_of(st.none(), st.integers(0, 2).map(lambda hour: NOON + timedelta(hours=hour)))


def item_of(guid: str | None, page: str | None, title: str, at: datetime | None) -> FeedItem:
    return FeedItem(guid, page, page, title, at, "", "m")


items = st.builds(item_of, st.one_of(st.none(), few), pages, few, hours)


@given(st.lists(items, max_size=8))
def test_whatever_was_stored_is_not_stored_again(document: list[FeedItem]) -> None:
    new = sort_items(document, []).new
    keys = [item.key for item in new if item.key]
    assert len(keys) == len(set(keys))
    register = [known(item, number) for number, item in enumerate(new)]
    again = sort_items(document, register)
    assert not [item for item in again.new if item.key]
    numbers = [number for number, _ in again.known]
    assert len(numbers) == len(set(numbers))
