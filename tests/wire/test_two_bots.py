"""Two real bots on one database send every briefing once, also when one of them is killed."""

import asyncio
import random

from storage.deliveries import LEASE
from tests.wire.stage import PATIENCE, Stage

SCHEDULES = 30


async def test_two_bots_send_once_and_what_a_killed_one_left_is_finished(
    each_stage: Stage,
) -> None:
    stage = each_stage
    await stage.furnish(SCHEDULES, random.Random(7))  # noqa: S311  # the same each time
    killed, other = await stage.bot(), await stage.bot()
    async with asyncio.timeout(PATIENCE):
        while len(stage.discord.posts) < SCHEDULES // 3:  # noqa: ASYNC110  # another process
            await asyncio.sleep(0.005)
    killed.kill()
    await killed.wait()
    stage.clock.turn(seconds=LEASE.total_seconds() + 60)
    healer = await stage.bot()
    await stage.until_sent()
    for process in (other, healer):
        process.kill()
        await process.wait()
    stage.assert_each_once()
