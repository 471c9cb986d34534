"""The index in memory: words to texts, filters inside, live shelves, names, and the file."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.index import building, files, postings
from storage.index.alignment import align
from storage.index.allowed import ALL, allowed_mask, allowed_numbers
from storage.index.parts import arrays_of, record_of
from storage.index.people import NameIndex
from storage.index.quotes import QuoteIndex, search
from storage.index.segment import Segment
from storage.index.shelf import QuoteEntry, Shelf, shelve
from storage.index.vocabulary import build

TEXTS = (
    "the bridge will stay closed",
    "a closed bridge helps nobody",
    "nobody asked the fishermen",
    "yes",
)


@given(
    st.lists(st.lists(st.integers(0, 90), unique=True), min_size=1, max_size=12),
    st.sampled_from([91, 70_000, 200_000]),
)
def test_postings_give_back_what_was_packed(rows: list[list[int]], text_count: int) -> None:
    spread = text_count // 91
    pairs = sorted((term, text * spread) for term, texts in enumerate(rows) for text in texts)
    packed = postings.pack(
        np.array([term for term, _ in pairs], np.uint32),
        np.array([text for _, text in pairs], np.uint32),
        len(rows),
        text_count,
    )
    for term, texts in enumerate(rows):
        assert packed.read(term).tolist() == sorted(text * spread for text in texts)
    everything = packed.read_range(0, len(rows), 10_000).tolist()
    assert sorted(everything) == sorted(text for _, text in pairs)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("bridg", {"bridge"}),
        ("birdge", {"bridge"}),
        ("bridgge", {"bridge"}),
        ("brxdge", {"bridge"}),
        ("fishermne", {"fishermen"}),
        ("fishermenss", {"fishermen"}),
        ("zeppelin", set[str]()),
        ("ye", set[str]()),
    ],
)
def test_a_misspelt_word_has_the_words_it_may_be(asked: str, found: set[str]) -> None:
    known = build(["bridge", "bridges", "fishermen", "yes", "closed"])
    (near,) = known.near([asked], [True])
    assert {word.decode() for word in known.at(near)} >= found
    assert bool(near) == bool(found)


def test_words_are_found_and_begun_by_place() -> None:
    known = build(["closed", "bridge", "bridges", "bride"])
    assert known.places([b"bridge", b"ferry"]) == [1, -1]
    assert known.beginning(b"bri") == (0, 3)
    assert known.beginning(b"z") == (4, 4)
    assert build([]).places([b"bridge"]) == [-1]


def _texts(segment: Segment, numbers: Sequence[int]) -> list[str]:
    return [segment.text(number) for number in numbers]


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("bridge will stay", TEXTS[0]),
        ("closed bridge", TEXTS[1]),
        ("fishermne", TEXTS[2]),
        ("nobody ask", TEXTS[2]),
    ],
)
def test_the_text_with_the_words_in_order_comes_first(asked: str, first: str) -> None:
    segment = building.build(TEXTS)
    numbers, held = segment.phrases(asked, 3)
    assert _texts(segment, numbers.tolist())[0] == first
    assert held[0].sum() == held.sum(axis=1).max()


def test_pairs_of_common_words_find_a_phrase_among_thousands() -> None:
    filler = [f"part word{at % 40} of the {at}" for at in range(6_000)]
    segment = building.build([*filler, "part of the harbour"])
    assert len(segment.pair_keys)
    numbers, _ = segment.phrases("part of th", 3)
    assert numbers.tolist()[0] == 6_000


def test_a_filter_holds_inside_the_search() -> None:
    texts = [f"bridge number {at}" for at in range(3_000)]
    segment = building.build(texts)
    for chosen in ([2_999], list(range(0, 3_000, 7))):
        allowed = allowed_numbers(np.array(chosen, np.uint32), len(texts))
        numbers, _ = segment.phrases("bridge number", 40, allowed)
        assert len(numbers) == min(40, len(chosen))
        assert set(numbers.tolist()) <= set(chosen)


@given(st.lists(st.booleans(), min_size=1, max_size=60), st.lists(st.booleans(), max_size=60))
def test_what_is_allowed_twice_is_allowed_by_both(one: list[bool], other: list[bool]) -> None:
    first = np.array(one, np.bool_)
    second = np.resize(np.array([*other, True], np.bool_), len(one))
    everything = np.arange(len(one), dtype=np.uint32)
    both = allowed_mask(first).both(second)
    assert both.among(everything).tolist() == np.flatnonzero(first & second).tolist()
    assert both.nothing == (not (first & second).any())
    few = both.few(len(one), len(one))
    assert few is not None
    assert few.tolist() == both.among(everything).tolist()


def _entries(article: int, *words: str, day: int = 1) -> list[QuoteEntry]:
    return [
        QuoteEntry(f"q{article}x{at}", each, article, 0, "", 0, date(2022, 3, day))
        for at, each in enumerate(words)
    ]


def _found(index: QuoteIndex, asked: str) -> list[str]:
    places = [
        (
            shelf,
            allowed_numbers(
                shelf.numbers_of(np.setdiff1d(shelf.held, index.gone_from(shelf))), len(shelf)
            ),
        )
        for shelf in index.shelves
    ]
    return [hit.public_id for hit in search(asked, 9, places) if hit.fits]


def test_articles_are_added_and_read_anew_without_a_rebuild() -> None:
    index = QuoteIndex([shelve(_entries(1, *["the ferry is late"] * 200), {1: 7})])
    index.add(_entries(2, "the bridge is closed"), {2: 7, 3: 7})
    assert _found(index, "bridge closed") == ["q2x0"]
    assert [index.version(article) for article in (1, 2, 3, 4)] == [7, 7, 7, None]
    index.add(_entries(2, "the bridge is open"), {2: 8})
    assert _found(index, "bridge open") == ["q2x0"]
    assert _found(index, "bridge closed") == []
    index.add(_entries(1, "the ferry came"), {1: 8})
    assert _found(index, "the ferry is late") == []
    assert _found(index, "ferry came") == ["q1x0"]


def test_articles_without_quotes_have_nothing_to_be_found() -> None:
    index = QuoteIndex([shelve(_entries(1, "the ferry is late"), {1: 7})])
    assert _found(QuoteIndex([shelve([], {2: 7})]), "late ferry") == []
    index.shelves.append(shelve([], {2: 7}))
    assert _found(index, "late ferry") == ["q1x0"]


def test_many_small_additions_make_few_shelves() -> None:
    index = QuoteIndex()
    for article in range(1, 200):
        index.add(_entries(article, f"statement number {article}"), {article: 1})
        _put_in_order(index)
    assert len(index.shelves) <= 8
    assert _found(index, "statement number 77")[0] == "q77x0"


def test_small_additions_that_came_together_become_one_shelf_at_once() -> None:
    index = QuoteIndex([shelve(_entries(1, *["the ferry is late"] * 200), {1: 1})])
    for article in range(2, 9):
        index.add(_entries(article, f"statement number {article}"), {article: 1})
    assert _put_in_order(index) == 1
    assert list(map(len, index.shelves)) == [200, 7]


def test_nothing_is_in_disorder_on_one_shelf_or_none() -> None:
    assert QuoteIndex().small() is None
    assert QuoteIndex([shelve(_entries(1, "the ferry is late"), {1: 1})]).small() is None


def test_what_is_read_anew_while_shelves_are_merged_is_not_found_as_it_was() -> None:
    index = QuoteIndex([shelve(_entries(1, "the ferry is late", "all sail"), {1: 1})])
    index.add(_entries(2, "the bridge is closed", "none shall cross"), {2: 1})
    index.add(_entries(3, "the road is wet"), {3: 1})
    bundle = index.small()
    assert bundle is not None
    merged = bundle.merged()
    index.add(_entries(2, "the bridge is open"), {2: 2})
    index.add(_entries(4, "the mill is sold"), {4: 1})
    index.replace(bundle, merged)
    assert list(map(len, index.shelves)) == [5, 1, 1]
    assert _found(index, "none shall cross") == []
    assert _found(index, "bridge is open") == ["q2x0"]
    assert _found(index, "mill is sold") == ["q4x0"]
    assert [index.version(article) for article in (1, 2, 3, 4)] == [1, 2, 1, 1]
    _put_in_order(index)
    assert list(map(len, index.shelves)) == [5]
    assert _found(index, "none shall cross") == []
    assert _found(index, "ferry is late") == ["q1x0"]


def _put_in_order(index: QuoteIndex) -> int:
    """In how many steps."""
    steps = 0
    while small := index.small():
        index.replace(small, small.merged())
        steps += 1
    return steps


def test_of_equal_texts_the_latest_said_comes_first() -> None:
    index = QuoteIndex([shelve(_entries(1, "yes we can", day=1), {1: 1})])
    index.put(shelve(_entries(2, "yes we can", day=9), {2: 1}))
    assert _found(index, "yes we can") == ["q2x0", "q1x0"]


@pytest.mark.parametrize(
    ("typed", "better", "worse"),
    [
        (["lindqvist"], ["ada", "lindqvist"], ["ada", "lindgren"]),
        (["lindqvist", "ada"], ["ada", "lindqvist"], ["adam", "lindqvist"]),
        (["a", "lindqvist"], ["ada", "lindqvist"], ["maud", "lindqvist"]),
        (["ad", "lind"], ["ada", "lindqvist"], ["maud", "lindqvist"]),
        (["ada", "ada"], ["ada", "adam"], ["ada", "lindqvist"]),
        (["haely"], ["haley"], ["hazel"]),
        (["kasen"], ["kaisen"], ["karen"]),
        (["zelenskaya"], ["zelenska"], ["zelazny"]),
        (["ada", "lindqvist"], ["ada", "lindqvist"], ["ada", "maria", "lindqvist"]),
    ],
)
def test_names_are_aligned_word_by_word(
    typed: list[str], better: list[str], worse: list[str]
) -> None:
    scores = align(typed, [worse, better]).tolist()
    assert scores[1] > scores[0]
    assert 0 <= max(scores) <= 100


def test_names_are_kept_once_and_found_where_allowed() -> None:
    names = NameIndex()
    numbers = names.add(["ada lindqvist", "maud ferreira", "ada lindqvist"])
    assert numbers == [0, 1, 0]
    assert names.add(["tomas ferreira"]) == [2]
    everyone = np.arange(3, dtype=np.uint32)
    best = max(names.search(["ferrera"], 5, everyone), key=lambda each: each[1])
    assert best[0] in {1, 2}
    assert [name for name, _ in names.search(["ferreira"], 5, everyone[:1])] == [0]
    assert names.beginning("fer").tolist() == [1, 2]
    assert names.texts()[2] == "tomas ferreira"


def test_a_shelf_comes_back_from_its_file(tmp_path: Path) -> None:
    shelf = shelve(_entries(3, *TEXTS), {3: 9, 4: 9})
    files.save(tmp_path / "index", {"format": 1}, dict(arrays_of(shelf)))
    about, arrays = files.load(tmp_path / "index")
    back = record_of(Shelf, arrays)
    assert about == {"format": 1}
    assert [name for name, _ in arrays_of(back)] == [name for name, _ in arrays_of(shelf)]
    assert back.texts.phrases("closed bridge", 1, ALL)[0].tolist() == [1]
    assert back.version(4) == 9
    assert [path.name for path in tmp_path.iterdir()] == ["index"]


@pytest.mark.parametrize("broken", [b"", b"no index at all, only some words in a file", b"0" * 16])
def test_another_file_is_no_index(tmp_path: Path, broken: bytes) -> None:
    path = tmp_path / "index"
    path.write_bytes(broken)
    with pytest.raises((ValueError, KeyError, OSError)):
        files.load(path)


def test_half_a_file_is_no_index(tmp_path: Path) -> None:
    path = tmp_path / "index"
    files.save(path, {}, dict(arrays_of(shelve(_entries(3, *TEXTS), {3: 9}))))
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(ValueError, match="index"):
        files.load(path)
