"""Parts of what is brought are read a few at a time, and handed on in the order they came."""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Callable, Coroutine
from contextlib import aclosing
from typing import Any, TypeVar

Part = TypeVar("Part")
Done = TypeVar("Done")


async def read_ahead(
    parts: AsyncGenerator[Part],
    read: Callable[[Part], Coroutine[Any, Any, Done]],
    most: int,
) -> AsyncGenerator[Done]:
    """What `read` makes of each of the `parts`, in their order, while the next are being read.

    At most so many are; the next part is asked for when there is room for it. Closed early, or on
    an error, it stops what is being read and closes `parts`.
    """
    reading: deque[asyncio.Task[Done]] = deque()
    async with aclosing(parts):
        try:
            async for part in parts:
                reading.append(asyncio.create_task(read(part)))
                while len(reading) >= most or (reading and reading[0].done()):
                    yield await reading.popleft()
            while reading:
                yield await reading.popleft()
        finally:
            for task in reading:
                task.cancel()
            await asyncio.gather(*reading, return_exceptions=True)
