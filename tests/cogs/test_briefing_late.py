"""How late a briefing may come: set by a moderator, shown, kept, and what becomes of it."""

from datetime import timedelta

from tests.bot.post import TurnedClock
from tests.cogs.briefings import START, Desk, app, clock, fields, only_schedule, stage, wake
from tests.cogs.stage import Stage

__all__ = ["app", "clock", "stage"]

PLAN = ("8:00", "", "", "full", "yes")
TWO_HOURS_LATE = 10
"""The hours from START on, where the briefing is due at eight."""


async def scheduled(stage: Stage, late: int) -> Desk:
    desk = Desk(stage)
    await desk.new(*PLAN, zone="UTC", late=late)
    await desk.press("Save")
    return desk


async def test_one_that_is_later_than_it_may_be_is_skipped_and_the_history_says_why(
    stage: Stage, clock: TurnedClock
) -> None:
    desk = Desk(stage)
    preview = await desk.new(*PLAN, zone="UTC", late=1)
    assert "not saved yet" in preview
    assert "At most 1 hour late" in preview
    assert "At most 1 hour late" in await desk.press("Save")
    assert (await only_schedule(stage)).plan.grace_minutes == 60
    before = len(stage.channel.history())
    clock.turn(hours=TWO_HOURS_LATE)
    await wake(stage)
    assert len(stage.channel.history()) == before
    await desk.open()
    assert "At most 1 hour late" in desk.text
    history = await desk.press("History")
    assert "Skipped" in history
    assert "The bot was away until it was too late to send." in history


async def test_one_that_is_not_is_sent_and_says_that_it_is_late(
    stage: Stage, clock: TurnedClock
) -> None:
    desk = await scheduled(stage, late=3)
    clock.turn(hours=TWO_HOURS_LATE)
    await wake(stage)
    due = int((START + timedelta(hours=8)).timestamp())
    posted = stage.last_text()
    assert f"This comes late, because the bot was away. It was due <t:{due}:f>" in posted
    assert "the ferry sails on Monday" in posted
    assert "[1](https://discord.com/channels/" in await desk.press("History")


async def test_an_edit_keeps_it_until_it_is_given_and_the_changes_tell(stage: Stage) -> None:
    desk = await scheduled(stage, late=2)
    form = await stage.moderator.click(desk.message, label="Edit")
    assert "At most 2 hours late" in await desk.fill_in(form, "9:00", "", "", "full", "yes")
    await desk.press("Save")
    line = await only_schedule(stage)
    assert (line.plan.times, line.plan.grace_minutes) == (("09:00",), 120)

    form = await stage.moderator.slash(
        stage.channel, "briefing edit", briefing=line.public_id, late=6
    )
    assert fields(form)[0]["value"] == "09:00"
    preview = await desk.fill_in(form, "9:00", "", "", "full", "yes")
    assert "hours late" not in preview  # six is the usual
    await desk.press("Save")
    assert (await only_schedule(stage)).plan.grace_minutes == 360
    await desk.press("History")
    assert "Late at most: 2 hours → 6 hours" in await desk.press("Who changed what")


async def test_what_is_not_given_is_the_usual(stage: Stage) -> None:
    desk = Desk(stage)
    assert "late" not in await desk.new(*PLAN)
    await desk.press("Save")
    assert (await only_schedule(stage)).plan.grace_minutes == 360


async def test_discord_is_told_which_hours_may_be_chosen(stage: Stage) -> None:
    group = stage.bot.tree.get_command("briefing")
    assert group is not None
    commands = {each["name"]: each["options"] for each in group.to_dict(stage.bot.tree)["options"]}
    for name in ("new", "edit"):
        (late,) = (each for each in commands[name] if each["name"] == "late")
        assert (late["min_value"], late["max_value"], late["required"]) == (1, 24, False)
