"""Discord's limits and its bad days: rate limits by channel and for all, errors of the server."""

import random
from collections import defaultdict, deque
from dataclasses import dataclass, field
from time import monotonic

from aiohttp import web

from tests.wire.payloads import answer


@dataclass
class Limits:
    """`per_channel` messages in `seconds`, `in_all` requests a second, as they are counted here."""

    per_channel: int = 5
    seconds: float = 5.0
    in_all: int = 50
    refused: int = 0
    _sent: defaultdict[int, deque[float]] = field(
        default_factory=lambda: defaultdict[int, deque[float]](deque)
    )
    _requests: deque[float] = field(default_factory=deque[float])

    def refuse(self, channel_id: int) -> web.Response | None:
        """429 if a limit is reached, else None, and the message counts."""
        now = monotonic()
        sent, requests = self._sent[channel_id], self._requests
        _forget(sent, now - self.seconds)
        _forget(requests, now - 1)
        if len(requests) >= self.in_all:
            return self.too_many(requests[0] + 1 - now, everywhere=True)
        if len(sent) >= self.per_channel:
            return self.too_many(sent[0] + self.seconds - now)
        sent.append(now)
        requests.append(now)
        return None

    def headers(self, channel_id: int) -> dict[str, str]:
        """What every answer says about its channel's limit."""
        sent = self._sent[channel_id]
        wait = max(sent[0] + self.seconds - monotonic(), 0) if sent else 0
        return {
            "X-RateLimit-Bucket": "messages",
            "X-RateLimit-Limit": str(self.per_channel),
            "X-RateLimit-Remaining": str(self.per_channel - len(sent)),
            "X-RateLimit-Reset-After": f"{wait:.3f}",
            "X-RateLimit-Reset": f"{monotonic() + wait:.3f}",
        }

    def too_many(self, wait: float, *, everywhere: bool = False) -> web.Response:
        """429, to be tried again after `wait` seconds."""
        self.refused += 1
        body = {"message": "You are being rate limited.", "retry_after": wait, "global": everywhere}
        headers = {"Via": "1.1 wire", "Retry-After": f"{wait:.3f}"}
        return answer(body, status=429, headers=headers)


def _forget(times: deque[float], before: float) -> None:
    while times and times[0] <= before:
        times.popleft()


@dataclass
class Trouble:
    """How often a message is refused for a moment, or answered by an error of the server's.

    An error may come before the message is taken, or after it: whoever sent it cannot know.
    """

    too_many: float = 0.0
    error_before: float = 0.0
    error_after: float = 0.0
    chance: random.Random = field(default_factory=lambda: random.Random(6))  # noqa: S311
    made: int = 0

    def strikes(self, share: float) -> bool:
        """Whether it happens this time."""
        happens = self.chance.random() < share
        self.made += happens
        return happens
