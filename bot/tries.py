"""What Discord could not take now is tried again, a little later each time."""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from bot.sending import TryAgain

log = logging.getLogger(__name__)

Result = TypeVar("Result")

JITTER = (0.5, 1.5)
"""A pause is as long as it says times something between: bots that fail together part ways."""


@dataclass(frozen=True, slots=True)
class Tries:
    """The pauses between tries, in seconds, and after how many seconds none is begun any more.

    discord.py itself tries half a minute before it gives a request up. All of it stays well within
    a delivery's lease (storage.deliveries.LEASE), so that nobody takes it over meanwhile.
    """

    pauses: tuple[float, ...] = (1, 2, 4, 8, 16)
    within: float = 120

    async def make(self, attempt: Callable[[int], Awaitable[Result]]) -> Result:
        """What the first attempt gives that succeeds; each is told how many failed before it.

        Raises TryAgain when the tries are used up, and at once what no other try would mend.
        """
        loop = asyncio.get_running_loop()
        end = loop.time() + self.within
        for tried, pause in enumerate(self.pauses):
            try:
                return await attempt(tried)
            except TryAgain as error:
                wait = pause * random.uniform(*JITTER)  # noqa: S311  # no secret
                if loop.time() + wait > end:
                    raise
                log.info("Try %d in %.1f s, after %r", tried + 2, wait, error.__cause__)
            await asyncio.sleep(wait)
        return await attempt(len(self.pauses))


AS_USUAL = Tries()
