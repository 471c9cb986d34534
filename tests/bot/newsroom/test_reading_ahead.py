"""Parts are read a few at a time, in their order, and nothing of it is left over."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing

import pytest

from bot.newsroom.reading_ahead import read_ahead


class Bench:
    """Parts that are numbers, and what is being done with them."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.asked = 0
        self.closed = False
        self.reading: set[int] = set()
        self.most = 0

    async def parts(self) -> AsyncGenerator[int]:
        try:
            for part in range(self.number):
                self.asked += 1
                yield part
        finally:
            self.closed = True

    async def read(self, part: int) -> int:
        """Every other one is slow, so that they do not end in the order in which they begin."""
        self.reading.add(part)
        self.most = max(self.most, len(self.reading))
        try:
            if part == 13:
                raise ValueError(part)
            await asyncio.sleep(0.03 if part % 2 else 0.005)
        finally:
            self.reading.remove(part)
        return part * part


@pytest.mark.parametrize("number", [0, 1, 2, 9])
@pytest.mark.parametrize("most", [1, 3, 20])
async def test_what_was_read_comes_in_the_order_of_its_parts(number: int, most: int) -> None:
    bench = Bench(number)
    read = [done async for done in read_ahead(bench.parts(), bench.read, most)]
    assert read == [part * part for part in range(number)]
    assert bench.most <= most
    assert bench.closed


async def test_several_are_read_at_once_and_no_more_asked_for_than_there_is_room() -> None:
    bench = Bench(12)
    async with aclosing(read_ahead(bench.parts(), bench.read, 4)) as read:
        assert await anext(read) == 0
        assert bench.most == 4
        assert bench.asked == 4


async def test_closed_early_it_leaves_nothing_being_read() -> None:
    bench = Bench(12)
    async with aclosing(read_ahead(bench.parts(), bench.read, 4)) as read:
        await anext(read)
        assert bench.reading
    assert not bench.reading
    assert bench.closed


async def test_an_error_comes_in_its_turn_and_ends_all() -> None:
    bench = Bench(20)
    async with aclosing(read_ahead(bench.parts(), bench.read, 4)) as read:
        assert [await anext(read) for _ in range(13)] == [part * part for part in range(13)]
        with pytest.raises(ValueError, match="13"):
            await anext(read)
        assert not bench.reading
        assert bench.closed
