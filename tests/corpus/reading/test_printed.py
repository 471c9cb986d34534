"""Printed dates: the day, the instant where a zone is printed, updates told apart."""

from datetime import UTC, date, datetime

import pytest

from corpus.reading.printed import find_date, printed_dates

MARCH_16 = date(2022, 3, 16)


@pytest.mark.parametrize(
    "line",
    [
        "date 2022-03-16",
        "March 16, 2022",
        "Wednesday, 16 March 2022",
        "Published: Wed., Mar. 16, 2022",
        "16th of March 2022",
        "First published on 16 March 2022",
        "March 16, 2022 | 3:04pm",
        "2022-03-16 15:04",
        "PUBLISHED: 3/16/2022",
        "16.03.2022",
    ],
)
def test_days(line: str) -> None:
    (printed,) = printed_dates(line)
    assert printed.day == MARCH_16
    assert printed.instant is None
    assert not printed.updated


@pytest.mark.parametrize(
    ("line", "offset"),
    [
        ("Published March 16, 2022 3:04 pm EDT", -240),
        ("March 16, 2022 at 3:04 p.m. ET", -240),
        ("2022-03-16T15:04:00-04:00", -240),
        ("Wed 16 Mar 2022 19.04 GMT", 0),
        ("2022-03-16T19:04:00Z", 0),
        ("3:04 PM EDT, Wed March 16, 2022", -240),
        ("16 March 2022, 22:04 (MSK)", 180),
    ],
)
def test_instants(line: str, offset: int) -> None:
    (printed,) = printed_dates(line)
    assert printed.day == MARCH_16
    assert printed.instant == datetime(2022, 3, 16, 19, 4, tzinfo=UTC)
    assert printed.offset_minutes == offset


def test_seasonal_zone_in_winter() -> None:
    (printed,) = printed_dates("January 5, 2022 3:04 pm ET")
    assert printed.offset_minutes == -300


def test_an_update_is_told_from_the_publication() -> None:
    first, second = printed_dates(
        "Published March 16, 2022 3:04 pm EDT | Updated March 17, 2022 9:00 am EDT"
    )
    assert (first.day, first.updated) == (MARCH_16, False)
    assert (second.day, second.updated) == (date(2022, 3, 17), True)


@pytest.mark.parametrize(
    "line",
    [
        "March 16, 2022 was a dark day",
        "March 36, 2022",
        "March 16",
        "Wednesday",
        "Published yesterday",
        "2022-13-40",
        "May the best win in 2022",
        "4/5/2022",
        "",
    ],
)
def test_lines_that_are_no_dates(line: str) -> None:
    assert printed_dates(line) == ()


def test_an_impossible_time_leaves_the_day() -> None:
    (printed,) = printed_dates("March 16, 2022 29:04 GMT")
    assert (printed.day, printed.instant) == (MARCH_16, None)


def test_a_date_is_found_inside_a_line() -> None:
    printed = find_date("PORT SORREL, March 16, 2022 (Northern Press) -")
    assert printed is not None
    assert printed.day == MARCH_16
    assert find_date("PORT SORREL, March 16 -") is None
