"""Whose turn it is: one at a time, nobody forgotten while waiting, and not all remembered."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from corpus.errors import FetchFailed
from corpus.sources import politeness
from corpus.sources.politeness import Politeness

NOON = datetime(2022, 4, 4, 12, 0, tzinfo=UTC)


@pytest.fixture
def polite(monkeypatch: pytest.MonkeyPatch) -> Politeness:
    monkeypatch.setattr(politeness, "REMEMBERED_HOSTS", 3)
    return Politeness(lambda: NOON)


async def visit(polite: Politeness, host: str) -> None:
    async with polite.turn(host, 0.0):
        pass


async def refuses(polite: Politeness, host: str) -> bool:
    try:
        await visit(polite, host)
    except FetchFailed as error:
        return error.key == "error.fetch.waiting"
    return False


async def test_the_hosts_longest_unused_are_forgotten(polite: Politeness) -> None:
    polite.leave_alone("a.test", timedelta(hours=1))
    for host in ("b.test", "c.test"):
        await visit(polite, host)
    assert await refuses(polite, "a.test")
    for host in ("b.test", "c.test", "d.test"):
        await visit(polite, host)
    assert not await refuses(polite, "a.test")


async def test_no_host_is_forgotten_while_it_is_asked(polite: Politeness) -> None:
    order: list[str] = []

    async def ask(name: str) -> None:
        async with polite.turn("a.test", 0.0):
            order.append(f"{name} begins")
            await asyncio.sleep(0.01)
            order.append(f"{name} ends")

    first = asyncio.create_task(ask("first"))
    await asyncio.sleep(0)
    for host in ("b.test", "c.test", "d.test", "e.test"):
        await visit(polite, host)
    await asyncio.gather(first, ask("second"))
    assert order == ["first begins", "first ends", "second begins", "second ends"]


async def test_who_is_called_off_does_not_keep_the_turn(polite: Politeness) -> None:
    async with polite.turn("a.test", 60.0):
        pass
    waiting = asyncio.create_task(visit(polite, "a.test"))
    await asyncio.sleep(0.01)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    again = asyncio.create_task(visit(polite, "a.test"))
    await asyncio.sleep(0.01)
    assert not again.done()  # the pause goes on, and nobody is in the way
    again.cancel()
