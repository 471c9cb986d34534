"""The real bot on the Discord of the tests.

    python -m tests.wire.bot_process HOST:PORT INSTANT [--lag] [--lease SECONDS]


INSTANT is what its clock shows when it starts. All else is in the environment, as for everybody;
only where Discord is, how long discord.py waits for more guilds and how long a delivery's lease
runs is changed, and only in here.
"""

import argparse
import asyncio
import logging
import resource
import signal
from datetime import datetime, timedelta
from functools import partial
from time import monotonic

import discord.client
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route
from discord.state import ConnectionState

from bot.cli.run import serve
from bot.settings import Settings
from storage import deliveries
from tests.wire.discord import API

EVERY_SECOND = "*"
SAMPLED_EVERY = 0.01


class RunningClock:
    """Shows an instant at first, and goes on from there."""

    def __init__(self, now: datetime) -> None:
        self._start = now - timedelta(seconds=monotonic())

    def __call__(self) -> datetime:
        return self._start + timedelta(seconds=monotonic())


def main() -> None:
    """Connect and work until killed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("address")
    options.add_argument("instant", type=datetime.fromisoformat)
    options.add_argument("--lag", action="store_true", help="print how the loop lagged")
    options.add_argument("--lease", type=float, default=deliveries.LEASE.total_seconds())
    given = options.parse_args()
    Route.BASE = f"http://{given.address}{API}"
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(f"ws://{given.address}/gateway")
    deliveries.LEASE = timedelta(seconds=given.lease)
    # A morning takes longer than a second, and APScheduler says so each second.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    hasty = partial(ConnectionState, guild_ready_timeout=0.2)
    setattr(discord.client, "ConnectionState", hasty)  # noqa: B010  # not exported
    asyncio.run(_serve(RunningClock(given.instant), measured=given.lag))


async def _serve(clock: RunningClock, *, measured: bool) -> None:
    working = asyncio.create_task(serve(Settings(), clock, EVERY_SECOND))
    if not measured:
        return await working
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, working.cancel)
    lags: list[float] = []
    most: list[int] = []
    while not working.done():
        due = monotonic() + SAMPLED_EVERY
        await asyncio.sleep(SAMPLED_EVERY)
        lags.append(monotonic() - due)
        most.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
    lags.sort()
    print(
        f"loop lag p99 {lags[len(lags) * 99 // 100] * 1000:.0f} ms, at most {lags[-1] * 1000:.0f};",
        f"{most[-1]} MB at most, {most[-1] - most[len(most) // 4]} more than after a quarter",
    )
    return None


if __name__ == "__main__":
    main()
