"""What a server's headers say about time: when to come again, how long an answer stays fresh."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

LONGEST_WAIT = timedelta(days=1)
_NONE = timedelta()


def retry_after(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """How long to wait by Retry-After, in seconds or as a date (RFC 9110, 10.2.3): at most a day.

    A date counts from the server's own Date where it sends one, so that its clock may be wrong;
    else from `now` (UTC). None where the header is missing or says nothing that can be read.
    """
    value = headers.get("Retry-After", "").strip()
    if value.isascii() and value.isdigit():
        return _bounded(_seconds(value))
    until = _date(value)
    return None if until is None else _bounded(until - (_date(headers.get("Date", "")) or now))


def fresh_for(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """How long the answer stays fresh: the longer of max-age and Expires, at most a day.

    None where neither is said. `now` (UTC) counts where the server sends no Date.
    """
    told = [age for age in (_max_age(headers), _expiry(headers, now)) if age is not None]
    return max(told, default=None)


def _max_age(headers: Mapping[str, str]) -> timedelta | None:
    for directive in headers.get("Cache-Control", "").split(","):
        name, _, value = directive.partition("=")
        digits = value.strip().strip('"')
        if name.strip().lower() == "max-age" and digits.isascii() and digits.isdigit():
            return _bounded(_seconds(digits))
    return None


def _expiry(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    until = _date(headers.get("Expires", ""))
    return None if until is None else _bounded(until - (_date(headers.get("Date", "")) or now))


def _seconds(digits: str) -> timedelta:
    """Numbers of any length: a longer one than counts is the most that counts."""
    longest = int(LONGEST_WAIT.total_seconds())
    return timedelta(seconds=longest if len(digits) > len(str(longest)) else int(digits))


def _bounded(wait: timedelta) -> timedelta:
    return min(max(wait, _NONE), LONGEST_WAIT)


def _date(value: str) -> datetime | None:
    """An HTTP date (RFC 9110, 5.6.7), which is always UTC."""
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
