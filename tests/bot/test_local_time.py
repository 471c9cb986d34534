"""Every zone of tzdata: one send a local day, at the first instant its clocks show the time."""

import random
from datetime import UTC, datetime, time, timedelta

from bot.schedule import Timetable, due, next_occurrences
from tests.bot.clock_changes import (
    FIRST,
    LAST,
    ONE_DAY,
    TIMES,
    alike,
    all_days,
    days_round_changes,
    expected,
    stretches,
)

SLOTS = 5_000


def test_two_days_round_every_change_of_every_zone() -> None:
    zones = alike()
    assert sum(map(len, zones.values())) > 500
    looked_at = 0
    for zone in zones:
        for day in days_round_changes(zone):
            for at in TIMES:
                instant = expected(zone, day, at)
                timetable = Timetable((at,), zone)
                found = due(timetable, instant - timedelta(hours=12), instant + timedelta(hours=12))
                sends = [item.instant for item in found if item.day == day]
                assert sends == [instant], (zone, day, at)
                looked_at += 1
    assert looked_at > 5_000


def test_random_slots_of_random_zones() -> None:
    chance = random.Random(6)  # noqa: S311  # the same slots each time, not a secret
    zones, days = sorted(alike()), list(all_days())[1:-1]
    for _ in range(SLOTS):
        zone, day = chance.choice(zones), chance.choice(days)
        at = time(chance.randrange(24), chance.randrange(60))
        timetable = Timetable((at,), zone)
        before, instant, after = (expected(zone, day + n * ONE_DAY, at) for n in (-1, 0, 1))
        following = next_occurrences(timetable, before, 2)
        assert [item.instant for item in following] == [instant, after], (zone, day, at)


def test_a_zone_whose_clocks_never_change_is_one_stretch_and_berlin_has_two_a_year() -> None:
    assert len(stretches("UTC")) == 1
    changes = stretches("Europe/Berlin")[1:]
    assert len(changes) == 2 * (LAST.year - FIRST.year + 1)
    assert changes[4].start == datetime(2026, 3, 29, 1, tzinfo=UTC)
