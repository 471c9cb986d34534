"""The clock that everything is handed: nothing in the product calls now() on its own."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """The machine's time, UTC-aware."""
    return datetime.now(UTC)
