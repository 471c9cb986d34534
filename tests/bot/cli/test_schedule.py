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


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [("--time", "25:00", "“25:00” is no time"), ("--zone", "Mars/Olympus", "no time zone")],
)
def test_what_cannot_be_read_is_told(onrecord: Type, option: str, value: str, told: str) -> None:
    ran = onrecord("schedule", "next", "--time", "8:00", option, value)
    assert ran.code == 1
    assert told in ran.err
