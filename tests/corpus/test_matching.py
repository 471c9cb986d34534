"""Normalisation as a user expects it, and the two rankings."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.matching import matched, normalise, phrase_scores, search_key


@pytest.mark.parametrize(
    ("printed", "typed"),
    [
        ("“War Criminal”", "war criminal"),
        ("Ukraine’s leader", "ukraine leader"),
        ("the ministers' plan", "the ministers plan"),
        ("We don’t know", "we dont know"),
        ("the U.S. Senate", "the us senate"),
        ("Übermäßig – naïve", "ubermassig naive"),
        ("Łukasz Sørensen", "lukasz sorensen"),
        ("ＦＵＬＬ width", "full width"),
        ("Зеле́нський", "зеленськии"),
        ("3.5 million", "35 million"),
        ("  two\u00a0 spaces\n", "two spaces"),
        ("…", ""),
    ],
)
def test_what_is_printed_and_what_is_typed_are_the_same(printed: str, typed: str) -> None:
    assert normalise(printed) == normalise(typed) == typed


@given(st.text(max_size=60))
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert once == once.strip()
    assert "  " not in once


def test_a_phrase_in_one_run_scores_above_its_words_apart() -> None:
    scores, runs = phrase_scores(
        "war criminal",
        ["he is a war criminal", "a criminal who went to war", "the bridge is closed"],
    )
    assert scores[0] > scores[1] > scores[2]
    assert runs[0] == 100
    assert scores.max() <= 105


@pytest.mark.parametrize(
    ("printed", "typed"),
    [
        ("Зеленський", "zelenskyi"),
        ("Песков", "peskov"),
        ("Хрущёв", "khrushchev"),
        ("Порошенко’s", "poroshenko"),
        ("Zelenskyy’s", "zelenskyy"),
    ],
)
def test_cyrillic_is_searched_in_latin_letters(printed: str, typed: str) -> None:
    assert search_key(printed) == typed


@given(st.text(max_size=60))
def test_a_search_key_is_a_search_key(text: str) -> None:
    once = search_key(text)
    assert search_key(once) == once


@pytest.mark.parametrize(
    ("asked", "marked"),
    [
        ("war criminal", ["war criminal"]),
        ("criminal war", ["war criminal"]),
        ("crimnal", ["criminal"]),
        ("a war crim", ["a war criminal"]),
        ("the ministers", ["the Minister’s"]),
        ("submarine", []),
        ("he", ["He"]),
        ("he is", ["He is"]),
        ("…", []),
    ],
)
def test_the_words_that_were_asked_for_are_marked(asked: str, marked: list[str]) -> None:
    text = "“He is a war criminal,” … the Minister’s aide"
    assert [text[span.start : span.end] for span in matched(asked, text)] == marked


@given(st.text(max_size=20), st.text(max_size=80))
def test_marked_words_follow_one_another(asked: str, text: str) -> None:
    spans = matched(asked, text)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
