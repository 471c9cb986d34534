"""A site on loopback, and a door that may go there."""

from collections.abc import AsyncGenerator

import pytest

from corpus.sources.fetch import Door
from corpus.sources.wire import Limits
from tests.hostile.server import HOME, Clock, Site, serving

QUICK = Limits(connect=1.0, silence=1.0, total=2.0)
"""Less patience than in earnest, so that the tests are quick; the bytes are those of earnest."""


@pytest.fixture
async def site() -> AsyncGenerator[Site]:
    async with serving() as running:
        yield running


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def door(clock: Clock) -> AsyncGenerator[Door]:
    async with Door(contact="", clock=clock, allowed_hosts=[HOME], limits=QUICK) as opened:
        yield opened
