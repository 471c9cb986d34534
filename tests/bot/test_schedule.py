"""Local time done right: one send a local day, whatever the clocks do."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.schedule import WEEKDAYS, Timetable, due, next_occurrences


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # pyright: ignore[reportArgumentType]


def sends(zone: str, at: str, first: datetime, count: int) -> list[str]:
    """The local clock at the next sends, as the zone's people read it."""
    found = next_occurrences(Timetable((time.fromisoformat(at),), zone), first, count)
    return [f"{item.instant.astimezone(ZoneInfo(zone)):%m-%d %H:%M}" for item in found]


def test_berlin_in_spring_sends_the_missing_half_past_two_at_three() -> None:
    got = sends("Europe/Berlin", "02:30", utc(2026, 3, 27, 12), 3)
    assert got == ["03-28 02:30", "03-29 03:00", "03-30 02:30"]


def test_berlin_in_autumn_sends_the_doubled_half_past_two_the_first_time_only() -> None:
    found = next_occurrences(Timetable((time(2, 30),), "Europe/Berlin"), utc(2026, 10, 24, 12), 2)
    assert [item.instant for item in found] == [utc(2026, 10, 25, 0, 30), utc(2026, 10, 26, 1, 30)]


def test_berlin_at_eight_stays_eight_on_both_sides_of_a_change() -> None:
    got = sends("Europe/Berlin", "08:00", utc(2026, 3, 28), 3)
    assert got == ["03-28 08:00", "03-29 08:00", "03-30 08:00"]


@pytest.mark.parametrize(
    ("zone", "day"), [("Africa/Cairo", date(2026, 4, 24)), ("Asia/Beirut", date(2026, 3, 29))]
)
def test_a_missing_midnight_is_sent_at_one(zone: str, day: date) -> None:
    after = datetime.combine(day, time(12), UTC) - timedelta(days=1)
    (found,) = next_occurrences(Timetable((time(0),), zone), after, 1)
    assert found.day == day
    assert found.instant.astimezone(ZoneInfo(zone)).time() == time(1)


@pytest.mark.parametrize(
    ("zone", "day"), [("America/Havana", date(2026, 11, 1)), ("America/Santiago", date(2026, 4, 4))]
)
def test_a_repeated_hour_at_midnight_is_sent_once(zone: str, day: date) -> None:
    nominal = time(0, 30) if zone == "America/Havana" else time(23, 30)
    midnight = datetime.combine(day, time(0), ZoneInfo(zone)).astimezone(UTC)
    day_of_25_hours = midnight + timedelta(hours=25)
    found = due(Timetable((nominal,), zone), midnight, day_of_25_hours - timedelta(seconds=1))
    assert [item.day for item in found] == [day]


def test_lord_howe_moves_by_half_an_hour() -> None:
    spring = sends("Australia/Lord_Howe", "02:15", utc(2026, 10, 2, 20), 2)
    assert spring == ["10-04 02:30", "10-05 02:15"]
    found = next_occurrences(Timetable((time(1, 45),), "Australia/Lord_Howe"), utc(2026, 4, 4), 1)
    assert found[0].instant == utc(2026, 4, 4, 14, 45)


def test_nuuk_whose_last_hour_of_a_day_is_missing_sends_as_the_next_day_begins() -> None:
    (found,) = next_occurrences(Timetable((time(23, 30),), "America/Nuuk"), utc(2026, 3, 28, 12), 1)
    assert found.key == "2026-03-28T23:30"
    assert found.instant.astimezone(ZoneInfo("America/Nuuk")).isoformat()[:16] == "2026-03-29T00:00"


def test_samoa_had_no_thirtieth_of_december_2011() -> None:
    assert sends("Pacific/Apia", "08:00", utc(2011, 12, 29, 12), 2) == [
        "12-29 08:00",
        "12-31 08:00",
    ]


def test_days_of_the_week_and_several_times_a_day() -> None:
    timetable = Timetable((time(18), time(8)), "UTC", WEEKDAYS)
    found = next_occurrences(timetable, utc(2026, 5, 8, 9), 3)  # a Friday
    assert [item.key for item in found] == [
        "2026-05-08T18:00",
        "2026-05-11T08:00",
        "2026-05-11T18:00",
    ]


def test_due_takes_what_fell_after_the_one_instant_and_up_to_the_other() -> None:
    timetable = Timetable((time(8),), "UTC")
    eight = utc(2026, 5, 8, 8)
    assert [item.instant for item in due(timetable, eight - timedelta(days=1), eight)] == [eight]
    assert due(timetable, eight, eight + timedelta(hours=1)) == ()


def test_no_day_means_no_occurrence() -> None:
    assert next_occurrences(Timetable((time(8),), "UTC", frozenset()), utc(2026, 1, 1), 1) == ()


@given(
    st.sampled_from(sorted(available_timezones())),
    st.dates(date(2024, 1, 1), date(2030, 12, 31)),
    st.times().map(lambda moment: moment.replace(second=0, microsecond=0)),
)
def test_every_local_day_has_exactly_one_send_in_order(zone: str, day: date, at: time) -> None:
    after = datetime.combine(day, time(0), UTC) - timedelta(days=2)
    found = next_occurrences(Timetable((at,), zone), after, 5)
    days = [item.day for item in found]
    assert days == [days[0] + timedelta(days=n) for n in range(5)]
    instants = [item.instant for item in found]
    assert instants == sorted(set(instants))
    for item in found:
        local = item.instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
        assert local >= datetime.combine(item.day, at)
        assert local - datetime.combine(item.day, at) <= timedelta(hours=1)
