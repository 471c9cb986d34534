"""A forum's posts have no nonce: each is made once all the same, whatever Discord answers."""

import asyncio
import random
import signal

import aiohttp
import discord
import pytest
from discord.http import Route

from bot.chaos import Step
from bot.forum_posts import asked_for_once
from bot.sending import TryAgain
from storage.deliveries import LEASE
from tests.wire.discord import API
from tests.wire.payloads import Payload
from tests.wire.stage import PATIENCE, Stage

SCHEDULES = 9
FORUM = 1001


async def test_discord_py_asks_for_a_post_once_and_gives_its_connection_back(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    wire = stage.discord
    wire.add_guild(1, [FORUM], forums=[FORUM])
    wire.trouble.error_after = 1
    monkeypatch.setattr(Route, "BASE", f"http://{wire.address}{API}")
    only = aiohttp.TCPConnector(limit=1)
    async with discord.Client(
        intents=discord.Intents.none(), connector=only, http_trace=asked_for_once()
    ) as client:
        await client.login("token")
        asked = Route("POST", "/channels/{channel_id}/threads", channel_id=FORUM)
        post: Payload = {"name": "Briefing", "message": {"components": []}}
        for _ in range(3):  # would wait for ever for a connection that was not given back
            async with asyncio.timeout(PATIENCE):
                with pytest.raises(TryAgain):
                    await client.http.request(asked, json=post)
    assert len(wire.forum_posts) == 3


async def test_a_post_is_made_once_through_errors_and_kills(stage: Stage) -> None:
    chance = random.Random(9)  # noqa: S311  # the same each time
    await stage.furnish(SCHEDULES, chance, forum_every=1)
    trouble = stage.discord.trouble
    trouble.error_before, trouble.error_after = 0.1, 0.3
    for step in (Step.AFTER_SEND, Step.BETWEEN_PARTS, Step.AFTER_SEND):
        killed = await stage.bot(f"{step}:{chance.randint(1, 2)}")
        assert await killed.wait() == -signal.SIGKILL
        stage.clock.turn(seconds=LEASE.total_seconds() + 60)
        stage.discord.archive_posts()
    last = await stage.bot()
    await stage.until_sent()
    last.kill()
    await last.wait()
    assert trouble.made
    assert len(stage.discord.forum_posts) == SCHEDULES
    stage.assert_each_once()
    assert stage.discord.most_parts() > 1
