"""How fast messages leave: Discord takes fifty requests a second from a bot, in all its channels.

Whoever has more is told to wait, and waits longer than one who came later: so the order is lost.
"""

import asyncio

MESSAGES_A_SECOND = 40
"""Below Discord's fifty requests a second (docs, "Global Rate Limit"), with room for the others."""


class Pace:
    """Gives turns, evenly spaced, in the order in which they are asked for."""

    def __init__(self, a_second: float = MESSAGES_A_SECOND) -> None:
        """Take how many turns there are in a second."""
        self._gap = 1 / a_second
        self._free_at = 0.0

    async def turn(self) -> None:
        """Wait for the next turn that nobody has; within a running event loop, by its time."""
        now = asyncio.get_running_loop().time()
        at = max(self._free_at, now)
        self._free_at = at + self._gap
        await asyncio.sleep(at - now)
