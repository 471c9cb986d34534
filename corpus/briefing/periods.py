"""Which calendar days a day of some precision may mean."""

from calendar import monthrange
from datetime import date

from corpus.models import Precision


def last_day(value: date, precision: Precision) -> date:
    """The last day that a month or a year may mean; the day itself otherwise."""
    if precision is Precision.YEAR:
        return date(value.year, 12, 31)
    if precision is Precision.MONTH:
        return value.replace(day=monthrange(value.year, value.month)[1])
    return value
