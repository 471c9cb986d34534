"""When to come again, as servers say it: in seconds, as dates, wrongly, or not at all."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.sources.headers import LONGEST_WAIT, fresh_for, retry_after

NOW = datetime(2022, 4, 4, 12, 0, tzinfo=UTC)
IN_AN_HOUR = "Mon, 04 Apr 2022 13:00:00 GMT"
SECONDS = timedelta(seconds=1)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("value", "wait"),
    [
        ("120", 120 * SECONDS),
        ("0", 0 * SECONDS),
        (" 120 ", 120 * SECONDS),
        (IN_AN_HOUR, HOUR),
        ("Monday, 04-Apr-22 13:00:00 GMT", HOUR),  # RFC 850, which servers may still send
        ("Mon Apr  4 13:00:00 2022", HOUR),  # C's asctime, the same
        ("Sun, 03 Apr 2022 12:00:00 GMT", 0 * SECONDS),  # in the past
        ("Wed, 04 Apr 2040 12:00:00 GMT", LONGEST_WAIT),
        ("864000", LONGEST_WAIT),
        ("9" * 5000, LONGEST_WAIT),  # longer than Python turns into a number
        ("-5", None),
        ("1.5", None),
        ("٣", None),  # a digit, but not one of HTTP's
        ("soon", None),
        ("Mon, 99 Apr 2022 13:00:00 GMT", None),
        ("", None),
    ],
)
def test_retry_after(value: str, wait: timedelta | None) -> None:
    assert retry_after({"Retry-After": value}, NOW) == wait


def test_a_date_counts_from_the_servers_own_clock() -> None:
    told = {"Retry-After": IN_AN_HOUR, "Date": "Mon, 04 Apr 2022 12:45:00 GMT"}
    assert retry_after(told, NOW) == timedelta(minutes=15)


@pytest.mark.parametrize(
    ("told", "fresh"),
    [
        ({}, None),
        ({"Cache-Control": "max-age=300"}, 300 * SECONDS),
        ({"Cache-Control": 'public, Max-Age="300"'}, 300 * SECONDS),
        ({"Cache-Control": "no-cache"}, None),
        ({"Cache-Control": "max-age=often"}, None),
        ({"Expires": IN_AN_HOUR}, HOUR),
        ({"Expires": "0"}, None),
        ({"Expires": "Sun, 03 Apr 2022 12:00:00 GMT"}, 0 * SECONDS),
        ({"Cache-Control": "max-age=300", "Expires": IN_AN_HOUR}, HOUR),
        ({"Cache-Control": "max-age=7200", "Expires": IN_AN_HOUR}, 2 * HOUR),
        ({"Cache-Control": "max-age=31536000"}, LONGEST_WAIT),
    ],
)
def test_how_long_an_answer_is_fresh(told: dict[str, str], fresh: timedelta | None) -> None:
    assert fresh_for(told, NOW) == fresh


@given(st.text(), st.text())
def test_no_header_breaks_it_or_makes_us_wait_longer_than_a_day(value: str, date: str) -> None:
    told = {"Retry-After": value, "Expires": value, "Cache-Control": value, "Date": date}
    for wait in (retry_after(told, NOW), fresh_for(told, NOW)):
        assert wait is None or timedelta() <= wait <= LONGEST_WAIT
