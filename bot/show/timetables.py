"""Timetables in words, and the card of the next sends."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from bot.schedule import EVERY_DAY, LAST_OF_MONTH, WEEKDAYS, Interval, Occurrence, Timetable
from bot.show.cards import Card, Section, plain
from bot.show.catalogue import say

SHORTEST_MONTH = 28


def timetable_words(timetable: Timetable, locale: str = "en") -> str:
    """ "08:00, 18:30, weekdays, Europe/Berlin"."""
    days = days_words(timetable, locale)
    times = times_words(timetable, locale)
    return say("schedule.when", locale, times=times, days=days, zone=timetable.zone)


def times_words(timetable: Timetable, locale: str = "en") -> str:
    """ "08:00, 18:30", "every 6 hours from 08:00": in English as it is understood when typed."""
    if timetable.interval is not None:
        return _interval_words(timetable.interval, timetable.zone, locale)
    return ", ".join(f"{at:%H:%M}" for at in sorted(timetable.times))


def _interval_words(interval: Interval, zone: str, locale: str) -> str:
    start = interval.anchor.astimezone(ZoneInfo(zone))
    return say("schedule.every", locale, count=interval.hours, start=f"{start:%H:%M}")


def days_words(timetable: Timetable, locale: str = "en") -> str:
    """ "weekdays", "Monday, Thursday", "on the first of the month": likewise."""
    if timetable.month_days:
        return _month_words(timetable.month_days, locale)
    if timetable.days == EVERY_DAY:
        return say("schedule.every_day", locale)
    if timetable.days == WEEKDAYS:
        return say("schedule.weekdays", locale)
    return ", ".join(say(f"weekday.{day}", locale) for day in sorted(timetable.days))


def _month_words(days: frozenset[int], locale: str) -> str:
    if days == frozenset({1}):
        return say("schedule.first_of_month", locale)
    if days == frozenset({LAST_OF_MONTH}):
        return say("schedule.last_of_month", locale)
    named = ", ".join(str(day) for day in sorted(days))
    words = say("schedule.month_days", locale, count=len(days), days=named)
    if max(days) > SHORTEST_MONTH:
        words += " " + say("schedule.shorter_months", locale)
    return words


def quiet_words(timetable: Timetable, locale: str = "en") -> str | None:
    """ "Quiet from 22:00 to 07:00": with the zone where that is not the timetable's own."""
    quiet = timetable.quiet
    if quiet is None:
        return None
    key = "schedule.quiet" if quiet.zone == timetable.zone else "schedule.quiet_in"
    hours = {"start": f"{quiet.start:%H:%M}", "end": f"{quiet.end:%H:%M}"}
    return say(key, locale, zone=quiet.zone, **hours)


def day_suggestions(locale: str = "en") -> tuple[str, ...]:
    """What is offered for the days, in words that are understood when typed."""
    keys = ("every_day", "weekdays", "weekends", "first_of_month", "last_of_month")
    return tuple(say(f"schedule.{key}", locale) for key in keys)


def next_sends_card(timetable: Timetable, found: Sequence[Occurrence], locale: str = "en") -> Card:
    """The next sends in UTC and local time, with a word where a clock change moved one."""
    zone = ZoneInfo(timetable.zone)
    lines = tuple(plain(_next_send(each, zone, locale)) for each in found)
    sections = [Section(lines or (plain(say("schedule.never", locale)),))]
    if (quiet := quiet_words(timetable, locale)) is not None:
        sections.insert(0, Section((plain(quiet),)))
    return Card(timetable_words(timetable, locale), tuple(sections))


def _next_send(occurrence: Occurrence, zone: ZoneInfo, locale: str) -> str:
    local = occurrence.instant.astimezone(zone)
    words = f"{occurrence.instant:%Y-%m-%dT%H:%MZ}  {local.isoformat(timespec='minutes')}"
    nominal = f"{occurrence.nominal:%H:%M}"
    if occurrence.held:
        return f"{words}  {say('schedule.held', locale, at=occurrence.key.replace('T', ' '))}"
    if occurrence.counted:
        return words
    if f"{local:%H:%M}" != nominal:
        return f"{words}  {say('schedule.missing', locale, at=nominal, day=occurrence.day)}"
    if local.utcoffset() != local.replace(fold=1).utcoffset():
        return f"{words}  {say('schedule.repeated', locale, at=nominal)}"
    return words
