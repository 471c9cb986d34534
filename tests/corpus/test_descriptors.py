"""What roles and descriptions say: office, country, other words."""

import pytest

from corpus.descriptors import contradict, describe, same_body, shared_descriptors


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Russian President", "the leader of Russia"),
        ("Kremlin spokesman", "Moscow's press secretary"),
        ("Prime Minister", "premier"),
        ("Sen.", "senator"),
        ("U.S. President", "the American head of state"),
    ],
)
def test_two_wordings_of_one_office(one: str, other: str) -> None:
    assert shared_descriptors([one], [other])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Russian President", "French president"),
        ("mayor", "goalkeeper"),
        ("campaign manager", "prime minister"),
    ],
)
def test_other_offices_and_other_countries(one: str, other: str) -> None:
    assert not shared_descriptors([one], [other])


def test_a_seat_of_office_names_office_and_country() -> None:
    holder = describe("the Oval Office bearer")
    assert holder.heads == {"president"}
    assert holder.countries == {"united states"}
    assert contradict(holder, describe("Russian President"))


def test_what_is_neither_office_nor_country_is_kept() -> None:
    assert describe("Lund’s former campaign manager").others == {"lund"}


def test_one_body_of_several_names_and_its_capital_is_another() -> None:
    assert same_body("the U.S.") == same_body("United States") == "united states"
    assert same_body("Washington") is None
