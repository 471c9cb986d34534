"""Calendar arithmetic for resolving expressions: weeks, quarters, months, movable feasts."""

from calendar import monthrange
from datetime import date, timedelta


def iso_week(day: date) -> str:
    """The TIMEX3 week of `day`, as ISO 8601 counts ("2022-W11")."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def quarter(day: date) -> tuple[int, int]:
    """Year and number (1 to 4) of the calendar quarter that holds `day`."""
    return day.year, (day.month + 2) // 3


def shift_quarter(year: int, number: int, by: int) -> str:
    """The TIMEX3 quarter `by` quarters away from `number` of `year` ("2022-Q1")."""
    count = year * 4 + number - 1 + by
    return f"{count // 4:04d}-Q{count % 4 + 1}"


def shift_months(day: date, by: int) -> date:
    """The same day of the month `by` months away, or that month's last day."""
    count = day.year * 12 + day.month - 1 + by
    year, month = count // 12, count % 12 + 1
    if not 1 <= year <= 9999:
        return day
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def shift_days(day: date, by: int) -> date:
    """`day` moved by `by` days; `day` itself where the calendar ends."""
    try:
        return day + timedelta(days=by)
    except OverflowError:
        return day


def weekday_on_or_before(day: date, weekday: int) -> date:
    """The most recent `weekday` (ISO, Monday 1), `day` itself included."""
    return shift_days(day, -((day.isoweekday() - weekday) % 7))


def weekday_after(day: date, weekday: int) -> date:
    """The first `weekday` (ISO, Monday 1) after `day`."""
    return shift_days(day, (weekday - day.isoweekday() - 1) % 7 + 1)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones, Butcher)."""
    golden, century, rest = year % 19, year // 100, year % 100
    epact = (19 * golden + century - century // 4 - (8 * century + 13) // 25 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


# Month, ISO weekday and which one in the month: 1 the first, -1 the last.
_NTH_WEEKDAY = {
    "MLK": (1, 1, 3),
    "PRESIDENTS": (2, 1, 3),
    "MEMORIAL": (5, 1, -1),
    "LABOR": (9, 1, 1),
    "COLUMBUS": (10, 1, 2),
    "THANKSGIVING": (11, 4, 4),
}


def feast(name: str, year: int) -> date:
    """The day of a feast in `year`: "MM-DD", or a name of the lexicon's movable feasts (US)."""
    if name == "EASTER":
        return easter(year)
    if name == "GOODFRIDAY":
        return easter(year) - timedelta(days=2)
    if name == "ELECTION":  # the Tuesday after the first Monday of November
        return weekday_after(shift_days(date(year, 11, 1), -1), 1) + timedelta(days=1)
    if name in _NTH_WEEKDAY:
        month, weekday, nth = _NTH_WEEKDAY[name]
        if nth < 0:
            return weekday_on_or_before(date(year, month, monthrange(year, month)[1]), weekday)
        first = weekday_after(shift_days(date(year, month, 1), -1), weekday)
        return first + timedelta(weeks=nth - 1)
    month_text, _, day_text = name.partition("-")
    return date(year, int(month_text), int(day_text))
