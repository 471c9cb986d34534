"""APScheduler as an alarm clock: it wakes us four times a minute, and decides nothing.

It ships no types, so nothing else imports it.
"""

from collections.abc import Awaitable, Callable

from apscheduler.schedulers.asyncio import (  # pyright: ignore[reportMissingTypeStubs]
    AsyncIOScheduler,
)

LOOKS_AT = "*/15"
"""At which seconds of a minute the bot looks for what is due, as cron writes them."""


class Alarm:
    """Calls `wake` again and again, never twice at once, from `start` to `stop`."""

    def __init__(self, wake: Callable[[], Awaitable[None]], seconds: str = LOOKS_AT) -> None:
        """Take what to call, and at which seconds of a minute, as cron writes them."""
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._scheduler.add_job(  # pyright: ignore[reportUnknownMemberType]
            wake,
            "cron",
            second=seconds,
            max_instances=1,
            coalesce=True,
            misfire_grace_time=None,
        )

    def start(self) -> None:
        """Begin, within the running event loop and before the client starts."""
        self._scheduler.start()  # pyright: ignore[reportUnknownMemberType]

    def stop(self) -> None:
        """End; a call under way runs on."""
        self._scheduler.shutdown(wait=False)  # pyright: ignore[reportUnknownMemberType]
