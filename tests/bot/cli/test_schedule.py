"""`onrecord schedule next`: the next sends, in UTC and in local time."""

import pytest

from tests.bot.cli.conftest import Type


def test_over_the_missing_hour_of_spring(onrecord: Type) -> None:
    ran = onrecord(
        "schedule", "next", "--time", "02:30", "--zone", "europe/berlin",
        "--from", "2026-03-27", "--count", "4",
    )  # fmt: skip
    assert ran.code == 0
    assert [line.rstrip() for line in ran.out.splitlines() if line[:2] == "20"] == [
        "2026-03-27T01:30Z  2026-03-27T02:30+01:00",
        "2026-03-28T01:30Z  2026-03-28T02:30+01:00",
        "2026-03-29T01:00Z  2026-03-29T03:00+02:00  (there is no 02:30 on 2026-03-29)",
        "2026-03-30T00:30Z  2026-03-30T02:30+02:00",
    ]


def test_over_the_repeated_hour_of_autumn(onrecord: Type) -> None:
    ran = onrecord(
        "schedule", "next", "--time", "2:30", "--zone", "Europe/Berlin",
        "--from", "2026-10-25", "--days", "weekends", "--count", "2",
    )  # fmt: skip
    assert "2026-10-25T00:30Z  2026-10-25T02:30+02:00  (02:30 comes twice" in ran.out
    assert "2026-10-31T01:30Z  2026-10-31T02:30+01:00\n" in ran.out


def sends(out: str) -> list[str]:
    """The lines of sends."""
    return [line.rstrip() for line in out.splitlines() if line[:2] == "20"]


def test_every_six_hours_is_counted_in_utc_over_a_clock_change(onrecord: Type) -> None:
    ran = onrecord(
        "schedule", "next", "--time", "every 6 hours from 8:00", "--zone", "Europe/Berlin",
        "--from", "2026-03-28", "--count", "6",
    )  # fmt: skip
    assert "every 6 hours from 08:00" in ran.out
    assert sends(ran.out) == [
        "2026-03-28T01:00Z  2026-03-28T02:00+01:00",
        "2026-03-28T07:00Z  2026-03-28T08:00+01:00",
        "2026-03-28T13:00Z  2026-03-28T14:00+01:00",
        "2026-03-28T19:00Z  2026-03-28T20:00+01:00",
        "2026-03-29T01:00Z  2026-03-29T03:00+02:00",
        "2026-03-29T07:00Z  2026-03-29T09:00+02:00",
    ]


def test_the_thirty_first_is_a_short_months_last_day_and_that_is_said(onrecord: Type) -> None:
    ran = onrecord(
        "schedule", "next", "--time", "8:00", "--days", "30th and 31st",
        "--from", "2026-01-31", "--count", "4",
    )  # fmt: skip
    assert "on days 30, 31 of the month (in shorter months the last day)" in ran.out
    assert [line[:10] for line in sends(ran.out)] == [
        "2026-01-31",
        "2026-02-28",
        "2026-03-30",
        "2026-03-31",
    ]


def test_what_falls_into_quiet_hours_goes_at_their_end_once(onrecord: Type) -> None:
    ran = onrecord(
        "schedule", "next", "--time", "every 3 hours", "--quiet", "22-7",
        "--from", "2026-05-08", "--count", "3",
    )  # fmt: skip
    assert "Quiet from 22:00 to 07:00" in ran.out
    first, second, _ = sends(ran.out)
    assert first.startswith("2026-05-08T07:00Z  2026-05-08T07:00+00:00  (2026-05-08 06:00Z falls")
    assert second == "2026-05-08T09:00Z  2026-05-08T09:00+00:00"


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [("--time", "25:00", "“25:00” is no time"), ("--zone", "Mars/Olympus", "no time zone")],
)
def test_what_cannot_be_read_is_told(onrecord: Type, option: str, value: str, told: str) -> None:
    ran = onrecord("schedule", "next", "--time", "8:00", option, value)
    assert ran.code == 1
    assert told in ran.err
