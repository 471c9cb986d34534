"""Times of day and days of the week as people type them."""

from contextlib import suppress
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.newsroom.timetable_input import parse_days, parse_times
from bot.schedule import EVERY_DAY, WEEKDAYS
from corpus.errors import BadInput


@pytest.mark.parametrize(
    ("typed", "times"),
    [
        ("8:00", [time(8)]),
        ("18.30, 08:00", [time(8), time(18, 30)]),
        ("7 am and 7pm", [time(7), time(19)]),
        ("12 am; 12:15 p.m.", [time(0), time(12, 15)]),
        ("0:00, 00:00", [time(0)]),
        ("14h05", [time(14, 5)]),
    ],
)
def test_times(typed: str, times: list[time]) -> None:
    assert list(parse_times(typed)) == times


@pytest.mark.parametrize("typed", ["", "25:00", "8:60", "13 pm", "0 am", "eight", "8:00 tomorrow"])
def test_what_is_no_time_is_refused(typed: str) -> None:
    with pytest.raises(BadInput) as caught:
        parse_times(typed)
    assert caught.value.key == "error.input.time"


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        (None, EVERY_DAY),
        ("  Every  Day ", EVERY_DAY),
        ("weekdays", WEEKDAYS),
        ("Mon, Thu", {0, 3}),
        ("tuesday and friday", {1, 4}),
        ("Fri-Mon", {4, 5, 6, 0}),
        ("wed to fri", {2, 3, 4}),
    ],
)
def test_days(typed: str | None, days: set[int]) -> None:
    assert parse_days(typed) == days


@pytest.mark.parametrize("typed", ["someday", "Mon-someday", "1, 2", ";"])
def test_what_names_no_days_is_refused(typed: str) -> None:
    with pytest.raises(BadInput) as caught:
        parse_days(typed)
    assert caught.value.key == "error.input.days"


@given(st.text(max_size=40))
def test_whatever_is_typed_is_read_or_refused(typed: str) -> None:
    with suppress(BadInput):
        assert parse_times(typed)
    with suppress(BadInput):
        assert parse_days(typed) <= EVERY_DAY
        assert parse_days(typed)
