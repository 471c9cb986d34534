"""Every N hours, days of the month, quiet hours: what holds for any zone, hour and day."""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import given
from hypothesis import strategies as st

from bot.quiet import Quiet, quiet_of
from bot.schedule import Interval, Occurrence, Timetable, due, next_occurrences

zones = st.sampled_from(sorted(available_timezones()))
minutes = st.times().map(lambda moment: moment.replace(second=0, microsecond=0))
instants = st.integers(0, 3_600_000).map(
    lambda passed: datetime(2024, 1, 3, tzinfo=UTC) + timedelta(minutes=passed)
)
several = st.sets(minutes, min_size=1, max_size=3).map(lambda times: tuple(sorted(times)))
quiets = st.builds(Quiet, minutes, minutes, zones).filter(lambda quiet: quiet.start != quiet.end)
intervals = st.builds(Interval, st.integers(1, 168), instants)
timetables = st.one_of(
    st.builds(Timetable, several, zones, quiet=st.none() | quiets),
    st.builds(Timetable, st.just(()), zones, interval=intervals, quiet=st.none() | quiets),
)


def local(instant: datetime, zone: str) -> datetime:
    return instant.astimezone(ZoneInfo(zone))


@given(zones, intervals, instants)
def test_intervals_are_even_whatever_the_clocks_do(
    zone: str, interval: Interval, after: datetime
) -> None:
    found = next_occurrences(Timetable((), zone, interval=interval), after, 9)
    step = timedelta(hours=interval.hours)
    assert found[0].instant - after <= step
    gaps = {two.instant - one.instant for one, two in pairwise(found)}
    assert gaps == {step}
    assert (found[0].instant - interval.anchor) % step == timedelta()
    assert found[0].key == f"{found[0].instant:%Y-%m-%dT%H:%MZ}"


@given(zones, st.integers(1, 31), minutes, instants)
def test_a_day_of_the_month_comes_once_a_month_and_a_short_months_last_stands_for_it(
    zone: str, wanted: int, at: time, after: datetime
) -> None:
    found = next_occurrences(Timetable((at,), zone, month_days=frozenset({wanted})), after, 15)
    months = [(item.day.year, item.day.month) for item in found]
    first = months[0][0] * 12 + months[0][1] - 1
    assert [year * 12 + month - 1 for year, month in months] == [*range(first, first + 15)]
    for item in found:
        assert item.day.day == min(wanted, monthrange(item.day.year, item.day.month)[1])


def test_several_days_that_a_short_month_lacks_are_its_last_day_once() -> None:
    timetable = Timetable((time(8),), "UTC", month_days=frozenset({29, 30, 31}))
    found = due(timetable, datetime(2027, 2, 1, tzinfo=UTC), datetime(2027, 3, 31, 9, tzinfo=UTC))
    assert [item.day for item in found] == [
        date(2027, 2, 28),
        date(2027, 3, 29),
        date(2027, 3, 30),
        date(2027, 3, 31),
    ]


def test_an_interval_keeps_to_local_days() -> None:
    interval = Interval(6, datetime(2026, 5, 1, tzinfo=UTC))
    timetable = Timetable((), "Pacific/Auckland", frozenset({0}), interval=interval)
    found = next_occurrences(timetable, datetime(2026, 5, 8, tzinfo=UTC), 4)
    assert {local(item.instant, "Pacific/Auckland").weekday() for item in found} == {0}


@given(timetables, instants)
def test_nothing_is_sent_in_quiet_hours_and_nothing_is_lost(
    timetable: Timetable, after: datetime
) -> None:
    until = after + timedelta(days=4)
    found = due(timetable, after, until)
    quiet = timetable.quiet
    loud = due(
        Timetable(timetable.times, timetable.zone, interval=timetable.interval), after, until
    )
    if quiet is None:
        assert found == loud
        return
    assert all(quiet.end_for(item.instant) == item.instant for item in found)
    ends = {quiet.end_for(item.instant) for item in loud}
    assert {end for end in ends if end <= until} <= {item.instant for item in found}
    held = [item.instant for item in found if item.held]
    assert len(set(held)) == len(held)
    keys = [item.key for item in found]
    assert len(set(keys)) == len(keys)


@given(timetables, instants, st.lists(st.integers(1, 2_000), min_size=1, max_size=5))
def test_looking_often_finds_what_looking_once_finds(
    timetable: Timetable, since: datetime, steps: list[int]
) -> None:
    at, found = since, list[Occurrence]()
    for step in steps:
        found += due(timetable, at, at + timedelta(minutes=step))
        at += timedelta(minutes=step)
    assert found == list(due(timetable, since, at))
    assert next_occurrences(timetable, since, len(found)) == tuple(found)


@given(quiets, instants, st.integers(0, 10_000))
def test_how_much_of_a_time_is_quiet_adds_up(quiet: Quiet, first: datetime, length: int) -> None:
    last = first + timedelta(minutes=length)
    middle = first + timedelta(minutes=length // 2)
    assert quiet.within(first, last) == quiet.within(first, middle) + quiet.within(middle, last)
    end = quiet.end_for(first)
    assert quiet.within(first, end) == end - first


def test_quiet_hours_over_midnight_and_within_a_day() -> None:
    night, lunch = quiet_of("22:00-07:00", "Europe/Berlin"), quiet_of("12:00-14:00", "UTC")
    assert night is not None
    assert lunch is not None
    assert night.end_for(datetime(2026, 5, 8, 20, tzinfo=UTC)) == datetime(
        2026, 5, 9, 5, tzinfo=UTC
    )
    assert night.end_for(datetime(2026, 5, 9, 5, tzinfo=UTC)) == datetime(2026, 5, 9, 5, tzinfo=UTC)
    assert lunch.within(
        datetime(2026, 5, 8, 13, tzinfo=UTC), datetime(2026, 5, 9, 13, tzinfo=UTC)
    ) == timedelta(hours=2)
    assert quiet_of("none", "UTC") is None
    assert quiet_of(None, "UTC") is None


def test_a_time_at_the_end_of_quiet_hours_is_sent_once_with_what_was_held() -> None:
    quiet = Quiet(time(22), time(7), "UTC")
    timetable = Timetable((time(5), time(6), time(7)), "UTC", quiet=quiet)
    (found,) = next_occurrences(timetable, datetime(2026, 5, 8, tzinfo=UTC), 1)
    assert (found.key, found.held) == ("2026-05-08T07:00", False)
    following = next_occurrences(timetable, found.instant, 1)
    assert following[0].instant == datetime(2026, 5, 9, 7, tzinfo=UTC)
