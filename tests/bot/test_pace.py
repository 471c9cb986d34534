"""Turns are given in the order in which they are asked for, and not faster than they may be."""

import asyncio

from bot.pace import Pace


async def test_turns_come_in_order_and_evenly_spaced() -> None:
    pace, loop, taken = Pace(a_second=100), asyncio.get_running_loop(), list[tuple[int, float]]()

    async def take(number: int) -> None:
        await pace.turn()
        taken.append((number, loop.time()))

    began = loop.time()
    await asyncio.gather(*(take(number) for number in range(20)))
    assert [number for number, _ in taken] == list(range(20))
    for number, at in taken:
        assert at - began >= number / 100 - 0.002  # the loop's clock may round a timer down


async def test_after_a_rest_nobody_waits_and_no_turns_are_saved_up() -> None:
    pace, loop = Pace(a_second=10), asyncio.get_running_loop()
    await pace.turn()
    await asyncio.sleep(0.25)
    began = loop.time()
    await pace.turn()
    waited = loop.time() - began
    await pace.turn()
    assert waited < 0.09
    assert loop.time() - began >= 0.098
