"""A clock that tests turn, and a post office."""

import pytest

from tests.bot.post import PostOffice, TurnedClock


@pytest.fixture
def clock() -> TurnedClock:
    """A clock that stands at seven in the morning."""
    return TurnedClock()


@pytest.fixture
def office() -> PostOffice:
    """An empty post office."""
    return PostOffice()
