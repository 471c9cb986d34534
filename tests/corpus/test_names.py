"""Personal names as strings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import names


def test_words_are_folded_and_possessives_dropped() -> None:
    assert names.words("Sen. Máire O’Dowd-Lund’s") == ("sen", "maire", "odowd-lund")
    assert names.core("Sen. Paul Ferris Jr.") == ("paul", "ferris")


@pytest.mark.parametrize(
    ("one", "other"),
    [("zelensky", "zelenskiy"), ("dmitry", "dmitri"), ("mohammed", "muhammad")],
)
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert names.same_spelling(one, other)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("bill", "william", True),
        ("j", "john", True),
        ("lryna", "iryna", True),
        ("erin", "aaron", False),
        ("maria", "marie", False),
        ("paul", "peter", False),
    ],
)
def test_given_names_of_one_person(one: str, other: str, same: bool) -> None:
    assert names.same_given(one, other) is same
    assert names.same_given(other, one) is same


def test_short_surnames_are_never_misprints_of_each_other() -> None:
    assert not names.misprint("bush", "busch")
    assert not names.misprint("lund", "lind")


@pytest.mark.parametrize(
    ("title", "gender"),
    [("Mrs.", "female"), ("Mr.", "male"), ("Senator", None), ("spokeswoman", "female")],
)
def test_titles_tell_a_gender(title: str, gender: str | None) -> None:
    assert names.title_gender(title) == gender


def test_no_given_name_is_in_both_lists() -> None:
    assert names.given_gender("ruth") is names.Gender.FEMALE
    assert names.given_gender("ivan") is names.Gender.MALE
    assert names.given_gender("robin") is None


@given(st.text(max_size=30))
def test_any_text_has_words_and_a_level(text: str) -> None:
    for word in names.words(text):
        assert names.same_spelling(word, word)
        assert word == names.fold(word)
