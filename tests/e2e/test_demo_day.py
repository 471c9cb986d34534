"""A day in the demo without a browser: what a feed prints, corrects and withdraws is followed,
and its moderators are told when it fails for a day and when it works again.
"""

import asyncio
from contextlib import suppress

import pytest

from bot import reading
from bot.demo import Stage, open_stage
from bot.demo_day import begin, play
from bot.demo_wire import LOOPBACK, open_wire
from bot.settings import Settings
from tests.cogs.stage import text_of

PATIENCE = 60.0


@pytest.fixture(scope="module", autouse=True)
def model() -> None:
    """The language tools, loaded before any clock of simcord's runs."""
    reading.warm(Settings().model)


async def posted(stage: Stage, *words: str) -> str:
    """The first message in the channel that holds all words, as soon as there is one."""
    async with asyncio.timeout(PATIENCE):
        while True:
            for message in stage.channel.history():
                text = text_of(message)
                if all(word in text for word in words):
                    return text
            await asyncio.sleep(0.2)


async def test_a_day_passes_and_the_record_follows() -> None:
    settings = Settings(processes=0)
    async with open_wire() as wire, open_stage(settings, (), allowed_hosts=(LOOPBACK,)) as stage:
        await begin(stage, wire)
        day = asyncio.create_task(play(stage, wire, pause=6.0))
        try:
            await follow(stage)
        finally:
            day.cancel()
            with suppress(asyncio.CancelledError):
                await day


async def follow(stage: Stage) -> None:
    """What is to be seen, in the order of the day."""
    assert "2 articles added" in await posted(stage, "The source is followed")
    assert "Mira Tolland" in await posted(stage, "Briefing", "We will not sail on Friday")
    assert "**Friday**" in await posted(stage, "Corrected since this briefing", "**Saturday**")
    assert "Henrik Vass" in await posted(stage, "Briefing", "without bread is reckless")
    assert "status 503" in await posted(stage, "A source could not be read for a day")
    await posted(stage, "A source works again")
    assert "It was dear" in await posted(stage, "Briefing", "what we asked for")
    found = (await stage.app.newsroom.articles(stage.library)).lines
    gone = [line.source.headline for line in found if line.source.withdrawn]
    assert gone == ["Minister to take over the talks, aide says"]
