"""One request at a time to each host, with a pause between, and none while it asks for peace."""

import asyncio
import random
from collections import OrderedDict
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from corpus.errors import FetchFailed

REMEMBERED_HOSTS = 10_000
# A pause is drawn between this share less and more of its length, so that hosts that were asked
# together are not asked together for ever.
JITTER = 0.25


@dataclass(slots=True)
class _Host:
    """What is remembered of one host; `next_at` is in the event loop's seconds."""

    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    next_at: float = 0.0
    peace_until: datetime | None = None
    waiting: int = 0


class Politeness:
    """Whose turn it is at each host. `clock` gives UTC."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        """Nobody was asked yet."""
        self._clock = clock
        self._hosts: OrderedDict[str, _Host] = OrderedDict()

    @asynccontextmanager
    async def turn(self, host: str, pause: float) -> AsyncGenerator[None]:
        """Wait until `host` may be asked, and let nobody else ask it meanwhile.

        `pause` is in seconds, from the end of one request to the start of the next, give or take
        a quarter. Raises FetchFailed while the host wants peace.
        """
        known = self._host(host)
        known.waiting += 1
        try:
            async with known.turn:
                self._check(host, known)
                await asyncio.sleep(known.next_at - asyncio.get_running_loop().time())
                try:
                    yield
                finally:
                    wait = pause * random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311 - no secret
                    known.next_at = asyncio.get_running_loop().time() + wait
        finally:
            known.waiting -= 1

    def leave_alone(self, host: str, wait: timedelta) -> None:
        """The host asked not to be asked again for this long."""
        self._host(host).peace_until = self._clock() + wait

    def _check(self, host: str, known: _Host) -> None:
        if known.peace_until is None:
            return
        rest = known.peace_until - self._clock()
        if rest > timedelta():
            raise FetchFailed("error.fetch.waiting", host=host, retry_after=rest)
        known.peace_until = None

    def _host(self, name: str) -> _Host:
        """What is known of a host. The longest unused are forgotten, but none that is asked now."""
        known = self._hosts.setdefault(name, _Host())
        self._hosts.move_to_end(name)
        while len(self._hosts) > REMEMBERED_HOSTS:
            oldest, idle = next(iter(self._hosts.items()))
            if idle.waiting:
                break
            del self._hosts[oldest]
        return known
