"""What befalls a connection: dropped and resumed, limits reached; briefings go out all the same."""

import asyncio
import random

from tests.wire.stage import PATIENCE, Stage

SCHEDULES = 12


async def test_a_dropped_gateway_is_resumed_and_nothing_is_sent_again(stage: Stage) -> None:
    await stage.furnish(SCHEDULES, random.Random(8))  # noqa: S311  # the same each time
    discord = stage.discord
    discord.limits.per_channel, discord.limits.seconds = 1, 0.5
    bot = await stage.bot()
    async with asyncio.timeout(PATIENCE):
        while not discord.posts:  # noqa: ASYNC110  # another process
            await asyncio.sleep(0.01)
        await discord.gateway.drop()
        while not discord.gateway.resumed:  # noqa: ASYNC110
            await asyncio.sleep(0.05)
    await stage.until_sent()
    bot.kill()
    await bot.wait()
    assert discord.gateway.identified == 1
    stage.assert_each_once()
    assert discord.most_parts() > 1
