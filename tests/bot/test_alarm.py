"""The alarm clock wakes us, and one long wake does not make it call twice at once."""

import asyncio

from bot.alarm import Alarm


async def test_wakes_again_and_again_and_never_twice_at_once() -> None:
    at_work = 0
    most = 0
    woken = asyncio.Semaphore(0)

    async def wake() -> None:
        nonlocal at_work, most
        at_work += 1
        most = max(most, at_work)
        woken.release()
        await asyncio.sleep(0.1)
        at_work -= 1

    alarm = Alarm(wake, seconds="*")
    alarm.start()
    try:
        async with asyncio.timeout(10):
            await woken.acquire()
            await woken.acquire()
    finally:
        alarm.stop()
    assert most == 1
