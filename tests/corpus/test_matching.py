"""Normalisation as a user expects it, and the two rankings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.matching import name_score, normalise, phrase_scores, word_scores


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


@pytest.mark.parametrize("typed", ["closde", "clsed", "closeed", "clos"])
def test_a_word_stands_for_a_misspelt_or_half_typed_one(typed: str) -> None:
    scores = word_scores(typed, ["closed", "bridge", "open"])
    assert scores.argmax() == 0
    assert 0 < scores[0] < 100
    assert scores[1] == 0


def test_the_same_word_scores_a_hundred_and_an_initial_less() -> None:
    assert list(word_scores("ada", ["ada", "a", "adamant"])) == pytest.approx(  # type: ignore[no-untyped-call]
        [100, 75, 85 + 30 / 7], abs=0.01
    )


def test_each_word_of_a_name_stands_for_one_typed_word() -> None:
    vocabulary = ["ada", "lindqvist", "adam"]
    typed = ["ada", "ada"]
    likeness = [word_scores(word, vocabulary) for word in typed]
    assert name_score(likeness, [3, 3], [0, 1]) == 50
    assert name_score(likeness, [3, 3], [0, 2]) > 90


@given(st.permutations([0, 1, 2]))
def test_the_order_of_a_name_does_not_matter(order: list[int]) -> None:
    vocabulary = ["ada", "maria", "lindqvist"]
    typed = [vocabulary[at] for at in order]
    likeness = [word_scores(word, vocabulary) for word in typed]
    assert name_score(likeness, [len(word) for word in typed], [0, 1, 2]) == pytest.approx(100)  # type: ignore[no-untyped-call]
