"""When a plan is due: what was typed becomes what is kept, and that a timetable."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from bot.local_time import instant_of
from bot.newsroom.timetable_input import Days, When
from bot.quiet import Quiet, quiet_of
from bot.schedule import LAST_OF_MONTH, Interval, Timetable
from storage.records import LibrarySettings, Plan


def timetable_of(plan: Plan, house: LibrarySettings) -> Timetable:
    """When a plan is due in a library with these settings."""
    return Timetable(
        tuple(time.fromisoformat(at) for at in plan.times),
        plan.zone,
        frozenset(day for day in range(7) if plan.days >> day & 1),
        frozenset(day for day in range(1, LAST_OF_MONTH + 1) if plan.month_days >> day - 1 & 1),
        _interval(plan),
        quiet_hours(plan, house),
    )


def quiet_hours(plan: Plan, house: LibrarySettings) -> Quiet | None:
    """A schedule's own quiet hours, in its zone; else its library's, in that one's."""
    if plan.quiet is not None:
        return quiet_of(plan.quiet, plan.zone)
    return quiet_of(house.quiet, house.zone or "UTC")


def kept_times(when: When, zone: str, now: datetime, before: Plan | None) -> dict[str, object]:
    """The fields of a plan for times or an interval.

    An interval counts from its local time on the local day of `now`; one that a plan has already
    (`before`) goes on counting as it did.
    """
    if when.every_hours is None:
        times = tuple(f"{at:%H:%M}" for at in when.times)
        return {"times": times, "every_hours": None, "anchor": None}
    (start,) = when.times
    today = now.astimezone(ZoneInfo(zone)).date()
    anchor = f"{instant_of(today, start, ZoneInfo(zone)):%Y-%m-%dT%H:%MZ}"
    same = before is not None and (before.every_hours, before.zone) == (when.every_hours, zone)
    if before is not None and before.anchor is not None and same:
        kept = datetime.fromisoformat(before.anchor).astimezone(ZoneInfo(zone))
        anchor = before.anchor if kept.time() == start else anchor
    return {"times": (), "every_hours": when.every_hours, "anchor": anchor}


def kept_days(days: Days) -> dict[str, int]:
    """The fields of a plan for days."""
    return {
        "days": sum(1 << day for day in days.week),
        "month_days": sum(1 << day - 1 for day in days.month),
    }


def _interval(plan: Plan) -> Interval | None:
    if plan.every_hours is None or plan.anchor is None:
        return None
    return Interval(plan.every_hours, datetime.fromisoformat(plan.anchor).astimezone(UTC))
