"""Times of day and days of the week as people type them."""

from contextlib import suppress
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.newsroom.timetable_input import (
    MOST_HOURS,
    Days,
    When,
    parse_days,
    parse_quiet,
    parse_times,
    parse_when,
)
from bot.quiet import NO_QUIET
from bot.schedule import EVERY_DAY, WEEKDAYS, Interval, Timetable
from bot.show.timetables import days_words, times_words
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
    assert parse_days(typed) == Days(frozenset(days))


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("on the first of the month", {1}),
        ("monthly", {1}),
        ("1st and 15th", {1, 15}),
        ("on day 3 of the month", {3}),
        ("days 1, 30 of the month (in shorter months the last day)", {1, 30}),
        ("Last day of each month", {31}),
        ("the 31st", {31}),
    ],
)
def test_days_of_the_month(typed: str, days: set[int]) -> None:
    assert parse_days(typed) == Days(month=frozenset(days))


@given(st.frozensets(st.integers(1, 31), min_size=1), st.frozensets(st.integers(0, 6), min_size=1))
def test_days_are_understood_as_they_are_shown(month: frozenset[int], week: frozenset[int]) -> None:
    assert parse_days(days_words(Timetable((), "UTC", month_days=month))) == Days(month=month)
    assert parse_days(days_words(Timetable((), "UTC", week))) == Days(week)


@given(st.integers(1, MOST_HOURS), st.times())
def test_intervals_are_understood_as_they_are_shown(hours: int, start: time) -> None:
    start = start.replace(second=0, microsecond=0)
    anchor = datetime.combine(date(2026, 5, 8), start, UTC)
    shown = times_words(Timetable((), "UTC", interval=Interval(hours, anchor)))
    assert parse_when(shown) == When((start,), hours)


@pytest.mark.parametrize(
    ("typed", "when"),
    [
        ("every 6 hours", When((time(0),), 6)),
        ("Every 6h from 8:30", When((time(8, 30),), 6)),
        ("every hour, starting at 7 am", When((time(7),), 1)),
        ("hourly", When((time(0),), 1)),
        ("8:00, 18:30", When((time(8), time(18, 30)))),
    ],
)
def test_when(typed: str, when: When) -> None:
    assert parse_when(typed) == when


@pytest.mark.parametrize("typed", ["every 0 hours", "every 169 hours"])
def test_an_interval_has_a_least_and_a_most(typed: str) -> None:
    with pytest.raises(BadInput) as caught:
        parse_when(typed)
    assert caught.value.key == "error.input.every"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (None, None),
        (" ", None),
        ("22:00-07:00", "22:00-07:00"),
        ("10 pm to 7 am", "22:00-07:00"),
        ("22 – 7", "22:00-07:00"),
        ("none", NO_QUIET),
        ("Off", NO_QUIET),
    ],
)
def test_quiet_hours(typed: str | None, kept: str | None) -> None:
    assert parse_quiet(typed) == kept


@pytest.mark.parametrize("typed", ["at night", "22:00", "7:00-7:00", "22-23-24"])
def test_what_are_no_quiet_hours_is_refused(typed: str) -> None:
    with pytest.raises(BadInput) as caught:
        parse_quiet(typed)
    assert caught.value.key == "error.input.quiet"


@pytest.mark.parametrize(
    "typed", ["someday", "Mon-someday", "1, 2", ";", "32nd", "first Monday of the month", "0th"]
)
def test_what_names_no_days_is_refused(typed: str) -> None:
    with pytest.raises(BadInput) as caught:
        parse_days(typed)
    assert caught.value.key == "error.input.days"


@given(st.text(max_size=40))
def test_whatever_is_typed_is_read_or_refused(typed: str) -> None:
    with suppress(BadInput):
        assert parse_times(typed)
    with suppress(BadInput):
        assert set() < parse_days(typed).week <= EVERY_DAY
        assert parse_days(typed).month <= set(range(1, 32))
    with suppress(BadInput):
        assert parse_when(typed).times
    with suppress(BadInput):
        parse_quiet(typed)
