"""What another try may mend is tried again with pauses that grow, and not for ever."""

from asyncio import get_running_loop
from itertools import pairwise

import pytest

from bot.sending import CannotSend, TryAgain
from bot.tries import AS_USUAL, JITTER, Tries
from storage.deliveries import LEASE


class Attempts:
    """Fails so many times, then gives how many failed; remembers when it was asked."""

    def __init__(self, failing: int, error: Exception | None = None) -> None:
        self.failing = failing
        self.error = error or TryAgain()
        self.asked: list[float] = []

    async def __call__(self, tried: int) -> int:
        assert tried == len(self.asked)
        self.asked.append(get_running_loop().time())
        if tried < self.failing:
            raise self.error
        return tried


async def test_it_is_tried_until_it_succeeds_with_growing_pauses() -> None:
    attempts = Attempts(3)
    assert await Tries(pauses=(0.02, 0.08, 0.32, 9.0)).make(attempts) == 3
    waited = [later - sooner for sooner, later in pairwise(attempts.asked)]
    least = [pause * min(JITTER) * 0.9 for pause in (0.02, 0.08, 0.32)]
    assert all(pause >= wanted for pause, wanted in zip(waited, least, strict=True)), waited


async def test_when_the_tries_are_used_up_it_says_so() -> None:
    attempts = Attempts(3)
    with pytest.raises(TryAgain):
        await Tries(pauses=(0.0, 0.0)).make(attempts)
    assert len(attempts.asked) == 3


async def test_none_is_begun_after_the_time_is_over() -> None:
    attempts = Attempts(9)
    with pytest.raises(TryAgain):
        await Tries(pauses=(0.0, 60.0, 60.0), within=1).make(attempts)
    assert len(attempts.asked) == 2


@pytest.mark.parametrize("error", [CannotSend("error.channel.gone"), KeyError("a defect")])
async def test_what_no_try_mends_is_not_tried_again(error: Exception) -> None:
    attempts = Attempts(1, error)
    with pytest.raises(type(error)):
        await AS_USUAL.make(attempts)
    assert len(attempts.asked) == 1


def test_all_tries_together_are_well_within_the_lease() -> None:
    """The last one begun at the latest, and the half minute that discord.py takes for each call."""
    looked_and_sent = 2 * 30
    assert AS_USUAL.within + looked_and_sent < LEASE.total_seconds() * 2 / 3
    assert sum(AS_USUAL.pauses) * max(JITTER) < AS_USUAL.within
