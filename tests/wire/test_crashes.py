"""The real bot killed at every step of a send, on a Discord with bad days: each sent once."""

import random
import signal

from bot.chaos import Step
from storage.deliveries import LEASE
from tests.wire.stage import Stage

SCHEDULES = 18


async def test_killed_at_every_step_and_started_again_it_sends_each_once(stage: Stage) -> None:
    chance = random.Random(6)  # noqa: S311  # the same schedules each time
    await stage.furnish(SCHEDULES, chance)
    trouble = stage.discord.trouble
    trouble.too_many, trouble.error_before, trouble.error_after = 0.2, 0.03, 0.06
    for step in Step:
        process = await stage.bot(f"{step}:{chance.randint(1, 3)}")
        assert await process.wait() == -signal.SIGKILL
        stage.clock.turn(seconds=LEASE.total_seconds() + 60)
    last = await stage.bot()
    await stage.until_sent()
    last.kill()
    await last.wait()
    assert trouble.made
    assert await stage.states() == {"sent": SCHEDULES}
    stage.assert_each_once()
    assert stage.discord.most_parts() > 1
