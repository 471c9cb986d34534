"""What somebody typed is checked before anything is looked up."""

import pytest

from bot.newsroom.asked import LONGEST_QUESTION, checked, checked_filter
from corpus.errors import BadInput


def test_white_space_is_folded_and_signs_that_no_database_takes_are_dropped() -> None:
    assert checked("  war \n criminal\x00 ") == "war criminal"


@pytest.mark.parametrize("typed", ["", "   ", "x" * (LONGEST_QUESTION + 1)])
def test_nothing_and_too_much_are_refused(typed: str) -> None:
    with pytest.raises(BadInput):
        checked(typed)


def test_a_filter_may_be_empty_but_not_endless() -> None:
    assert checked_filter(None) is None
    assert checked_filter("  ") is None
    assert checked_filter(" Biden ") == "Biden"
    with pytest.raises(BadInput):
        checked_filter("x" * 7_000)
