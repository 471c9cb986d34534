"""robots.txt of every host that is asked (RFC 9309).

protego reads it, since Python's own reader knows neither wildcards nor that the longest rule wins.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from protego import Protego
from yarl import URL

from corpus.errors import FetchFailed

KEPT_FOR = timedelta(days=1)  # RFC 9309, 2.4: at most 24 hours
REMEMBERED = 1_000
LONGEST = 500 * 1024  # RFC 9309, 2.5: at least 500 KiB are read
LONGEST_DELAY = 30.0


@dataclass(slots=True)
class _Rules:
    """The rules of one host and until when they count."""

    asked: asyncio.Lock = field(default_factory=asyncio.Lock)
    rules: Protego | None = None
    until: datetime | None = None


class Robots:
    """What each host asks of programs that go by the name `agent`.

    `read` fetches a robots.txt: its text, or "" where there is none. It raises FetchFailed where
    the server is in trouble; then nothing of that host may be fetched either (RFC 9309, 2.3.1.4).
    """

    def __init__(
        self, agent: str, read: Callable[[URL], Awaitable[str]], clock: Callable[[], datetime]
    ) -> None:
        """Nothing is asked before the first page of a host."""
        self._agent = agent
        self._read = read
        self._clock = clock
        self._known: OrderedDict[URL, _Rules] = OrderedDict()

    async def check(self, url: URL) -> float:
        """The pause in seconds that the host asks for (0: none). Raises FetchFailed."""
        rules = await self._rules(url.origin())
        if not rules.can_fetch(str(url), self._agent):
            raise FetchFailed("error.fetch.robots", host=url.host)
        return min(rules.crawl_delay(self._agent) or 0.0, LONGEST_DELAY)

    async def _rules(self, origin: URL) -> Protego:
        known = self._known.setdefault(origin, _Rules())
        self._known.move_to_end(origin)
        if len(self._known) > REMEMBERED:
            self._known.popitem(last=False)
        async with known.asked:
            if known.rules is None or known.until is None or known.until <= self._clock():
                text = await self._read(origin / "robots.txt")
                known.rules = Protego.parse(text[:LONGEST])
                known.until = self._clock() + KEPT_FOR
            return known.rules
