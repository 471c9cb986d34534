"""Where searches are worked out: one thread beside the event loop, with a queue that is short.

Another keeps the index in order meanwhile, for which no search waits.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from corpus.errors import Busy

MOST_WAITING = 64
"""Searches that may wait; at a few milliseconds each, the last waits well under a second."""

T = TypeVar("T")


class SearchDesk:
    """One thread for searches: two would only wait for each other's turn at the interpreter."""

    def __init__(self) -> None:
        """Begin with an empty queue."""
        self._thread = ThreadPoolExecutor(1, "search")
        self._order = ThreadPoolExecutor(1, "search-order")
        self._waiting = 0

    async def run(self, work: Callable[[], T]) -> T:
        """What `work` gives. Raises Busy at once where too many wait.

        Work whose caller has been cancelled meanwhile is not begun.
        """
        if self._waiting >= MOST_WAITING:
            raise Busy
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, work)
        finally:
            self._waiting -= 1

    async def beside(self, work: Callable[[], T]) -> T:
        """What long `work` gives that changes nothing a search sees."""
        return await asyncio.get_running_loop().run_in_executor(self._order, work)

    def close(self) -> None:
        """Begin nothing more."""
        for thread in (self._thread, self._order):
            thread.shutdown(wait=False, cancel_futures=True)
