"""Briefings in the simulated Discord: posted by hand, at set times, and what is refused."""

from datetime import timedelta

import pytest

from tests.bot.post import TurnedClock
from tests.cogs.briefings import START, app, clock, schedule, stage, wake
from tests.cogs.stage import Stage, closed_channel, options, text_of

__all__ = ["app", "clock", "stage"]


async def test_now_posts_what_is_new_with_sources_and_reactions(stage: Stage) -> None:
    result = await stage.moderator.slash(stage.channel, "briefing now")
    assert result.response is not None
    assert result.response.ephemeral
    assert "Sent" in text_of(result.response)
    shown = stage.last_text()
    assert "what 2 new articles say" in shown
    assert "the bridge will stay closed" in shown
    assert "Coast Radio" in shown
    assert "16 March 2022" in shown


async def test_now_again_says_that_nothing_is_new(stage: Stage, clock: TurnedClock) -> None:
    await stage.moderator.slash(stage.channel, "briefing now")
    clock.turn(minutes=1)
    await stage.moderator.slash(stage.channel, "briefing now")
    assert "Nothing new has come into the record." in stage.last_text()


async def test_a_quote_opens_in_its_paragraph_and_the_button_tells_about_the_briefing(
    stage: Stage,
) -> None:
    await stage.moderator.slash(stage.channel, "briefing now")
    posted = stage.last()
    chosen = await stage.member.select(posted, [options(posted)[0]["value"]])
    assert chosen.response is not None
    assert "**" in text_of(chosen.response)
    about = await stage.member.click(posted, label="About this briefing")
    assert about.response is not None
    assert "1 message" in text_of(about.response)


async def test_a_scheduled_briefing_arrives_at_its_local_time(
    stage: Stage, clock: TurnedClock
) -> None:
    shown = await schedule(stage, "9:00", zone="europe/berlin", days="weekdays")
    assert "09:00, weekdays, Europe/Berlin" in shown
    assert "In #on-record" in shown
    assert f"<t:{int((START + timedelta(hours=8)).timestamp())}:f>" in shown
    before = len(stage.channel.history())
    clock.turn(hours=7, minutes=59)
    await wake(stage)
    assert len(stage.channel.history()) == before
    clock.turn(minutes=1)
    await wake(stage)
    await wake(stage)
    assert len(stage.channel.history()) == before + 1
    assert "the bridge will stay closed" in stage.last_text()


async def test_schedules_are_offered_while_typing(stage: Stage) -> None:
    await schedule(stage, "08:00")
    await schedule(stage, "18:30")
    offered = await stage.moderator.autocomplete(stage.channel, "briefing pause", "briefing", "18")
    assert [each["name"] for each in offered] == ["18:30, every day, UTC"]
    zones = await stage.moderator.autocomplete(
        stage.channel, "briefing schedule", "zone", "berl", times="8:00"
    )
    assert zones[0]["value"] == "Europe/Berlin"


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"times": "25:00"}, "“25:00” is no time of day"),
        ({"zone": "Mars/Olympus"}, "There is no time zone “Mars/Olympus”"),
        ({"days": "someday"}, "“someday” names no days"),
    ],
)
async def test_what_cannot_be_read_is_told(stage: Stage, more: dict[str, str], told: str) -> None:
    assert told in await schedule(stage, **more)
    assert len(stage.env.errors) == 1


async def test_a_channel_that_the_bot_may_not_write_to_is_named_when_set_up(stage: Stage) -> None:
    closed = closed_channel(stage, send_messages=False)
    assert "Give it Send Messages there" in await schedule(stage, channel=closed)
    assert (await stage.app.newsroom.schedules(stage.library)).lines == ()
    assert len(stage.env.errors) == 1
