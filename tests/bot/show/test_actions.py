"""Actions travel in custom ids and come back the same."""

from collections.abc import Callable
from dataclasses import fields
from typing import cast, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.show.actions import (
    LONGEST,
    SEPARATOR,
    Action,
    LongIds,
    Moderate,
    ShowPerson,
    ShowQuotes,
    read,
    written,
)
from corpus.errors import NotFound

WORDS = st.text(max_size=60).map(lambda text: text.replace(SEPARATOR, " "))


@given(WORDS, WORDS, st.integers(min_value=0, max_value=10_000))
def test_a_search_comes_back_as_it_was_written(asked: str, by: str, page: int) -> None:
    action = ShowQuotes(asked, by=by, page=page)
    assert read(written(action)) == action


def test_a_separator_in_a_question_becomes_a_space() -> None:
    assert read(written(ShowQuotes("war|criminal"))) == ShowQuotes("war criminal")


@pytest.mark.parametrize("kind", get_args(Action))
def test_every_action_on_public_ids_fits_a_custom_id(kind: type[Action]) -> None:
    typed = {"page", "asked", "by", "outlet", "after", "before", "since", "until", "change"}
    typed |= {"times", "zone", "days", "about", "style", "how", "quiet", "tags", "late"}
    ids = {field.name: "p" * 16 for field in fields(kind) if field.name not in typed}
    given_values = {"change": "unwrong", "asked": "a question", "times": "08:00"}
    needed = {
        field.name: given_values[field.name] for field in fields(kind) if field.name in given_values
    }
    action = cast(Callable[..., Action], kind)(**ids, **needed)
    assert len(written(action)) < LONGEST - 10
    assert read(written(action)) == action


@pytest.mark.parametrize(
    "text", ["", "ShowNothing|1", "ShowPerson", "ShowPerson|p1|x", "Moderate|h"]
)
def test_a_button_of_another_version_is_told_as_such(text: str) -> None:
    with pytest.raises(NotFound) as told:
        read(text)
    assert told.value.key == "error.button"


def test_a_short_text_is_its_own_id() -> None:
    assert LongIds().shorten("ShowPerson|p1|0") == "ShowPerson|p1|0"


@given(st.text(min_size=101, max_size=400))
def test_a_long_text_is_kept_under_a_mark(text: str) -> None:
    ids = LongIds()
    mark = ids.shorten(text)
    assert len(mark) <= LONGEST
    assert ids.expand(mark) == text


def test_the_text_used_longest_ago_is_forgotten_and_told_so() -> None:
    ids = LongIds(capacity=2)
    first, second = ids.shorten("a" * 200), ids.shorten("b" * 200)
    ids.expand(first)
    ids.shorten("c" * 200)
    assert ids.expand(first) == "a" * 200
    with pytest.raises(NotFound) as told:
        ids.expand(second)
    assert told.value.key == "error.button_expired"


def test_kinds_are_told_apart() -> None:
    assert read(written(ShowPerson("hide"))) != read(written(Moderate("hide", "q1")))
