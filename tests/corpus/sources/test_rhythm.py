"""How often a feed is looked at."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.sources.rhythm import FIRST_RETRY, LONGEST, SHORTEST, wait, wait_after_failure
from tests.corpus.sources.feeds import NOON

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


def every(gap: timedelta, last: datetime = NOON, count: int = 10) -> list[datetime]:
    return [last - gap * number for number in range(count)]


@pytest.mark.parametrize(
    ("gap", "expected"),
    [(MINUTE, SHORTEST), (HOUR, HOUR / 2), (timedelta(days=7), LONGEST)],
)
def test_half_the_usual_time_between_two_items_is_waited(
    gap: timedelta, expected: timedelta
) -> None:
    assert wait(every(gap), NOON) == expected


def test_a_feed_gone_quiet_is_asked_less_and_less() -> None:
    stamps = every(HOUR)
    assert wait(stamps, NOON + 50 * HOUR) == 5 * HOUR
    assert wait(stamps, NOON + timedelta(days=30)) == LONGEST


def test_the_longest_wish_wins_within_a_day() -> None:
    stamps = every(MINUTE)
    assert wait(stamps, NOON, asked=(HOUR, None, 2 * HOUR)) == 2 * HOUR
    assert wait(stamps, NOON, asked=(timedelta(days=99),)) == LONGEST
    assert wait(every(4 * HOUR), NOON, asked=(MINUTE,)) == 2 * HOUR


def test_dates_in_the_future_tell_nothing() -> None:
    assert wait([*every(HOUR), NOON + timedelta(days=900)], NOON) == HOUR / 2


def test_a_feed_without_dates_is_read_daily() -> None:
    assert wait([], NOON) == LONGEST


def test_failures_double_the_wait_up_to_a_day_and_it_is_never_given_up() -> None:
    waits = [wait_after_failure(number) for number in range(1, 12)]
    assert waits[:3] == [FIRST_RETRY, 2 * FIRST_RETRY, 4 * FIRST_RETRY]
    assert waits[-1] == wait_after_failure(10_000) == LONGEST
    assert wait_after_failure(1, asked=3 * HOUR) == 3 * HOUR


stamps = st.lists(
    st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    max_size=30,
)


@given(stamps, st.floats(0, 1), st.one_of(st.none(), st.timedeltas(timedelta(0))))
def test_every_wait_is_between_five_minutes_and_a_day(
    found: list[datetime], chance: float, asked: timedelta | None
) -> None:
    assert SHORTEST <= wait(found, NOON, asked=(asked,), chance=chance) <= LONGEST
    assert SHORTEST <= wait_after_failure(3, asked=asked, chance=chance) <= LONGEST
