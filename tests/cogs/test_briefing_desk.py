"""The moderator's whole way at the panel: one private message that turns; refused to a member."""

from typing import Any

import discord
import pytest

from tests.bot.post import TurnedClock
from tests.cogs.briefings import (
    Desk,
    app,
    clock,
    fields,
    only_schedule,
    schedule,
    stage,
    told,
    wake,
)
from tests.cogs.stage import Stage, button, options, text_of

__all__ = ["app", "clock", "stage"]

PLAN = ("9:00", "weekdays", "Ben Okafor", "short", "yes")


async def test_the_moderators_whole_way(stage: Stage, clock: TurnedClock) -> None:
    role = stage.guild.create_role("Readers", mentionable=True)
    desk = Desk(stage)
    preview = await desk.new(*PLAN, zone="Europe/Berlin", role=role, quiet="22:00-07:00")
    assert "not saved yet" in preview
    assert "09:00, weekdays, Europe/Berlin" in preview
    assert "About Ben Okafor" in preview
    assert r"Pings \@Readers" in preview
    assert "Quiet from 22:00 to 07:00" in preview
    assert "It would carry" in preview
    assert "bridge" not in preview
    assert "the ferry sails on Monday" in preview
    assert (await stage.app.newsroom.schedules(stage.library)).lines == ()

    assert "The briefing is scheduled" in await desk.press("Save")
    assert "▸ **09:00, weekdays, Europe/Berlin**" in desk.text
    clock.turn(minutes=1)
    assert "The briefing is sent" in await desk.press("Run now")
    assert "the ferry sails on Monday" in stage.last_text()

    form = await stage.moderator.click(desk.message, label="Edit")
    before = desk.message.id
    assert "10:00, on the first of the month" in await desk.fill_in(
        form, "10:00", "on the first of the month", "bridge", "full", "no"
    )
    assert desk.message.id == before  # the panel itself turned
    assert "The briefing is changed" in await desk.press("Save")
    plan = (await only_schedule(stage)).plan
    assert (plan.times, plan.month_days, plan.topic) == (("10:00",), 1, "bridge")
    assert (plan.ping_role_id, plan.quiet) == (role.id, "22:00-07:00")

    assert "**Paused**" in await desk.press("Pause")
    assert "Next:" in await desk.press("Resume")
    assert "Nothing new has come" in await desk.press("Preview")  # since it was run
    await desk.press("Back")
    history = await desk.press("History")
    assert "[1](https://discord.com/channels/" in history
    assert "Coast Radio" in history
    changes = await desk.press("Who changed what")
    assert f"<@{stage.moderator.id}>" in changes
    assert "When: 09:00, weekdays, Europe/Berlin" in changes
    assert "→ 10:00, on the first of the month, Europe/Berlin" in changes
    await desk.press("Back")

    assert "Delete this briefing?" in await desk.press("Delete")
    assert "▸" in await desk.press("Keep it")
    await desk.press("Delete")
    assert "The briefing is deleted" in await desk.press("Delete")
    assert "No briefing is scheduled" in desk.text
    assert (await stage.app.newsroom.schedules(stage.library)).lines == ()


async def test_a_schedule_is_chosen_from_the_panels_menu(stage: Stage) -> None:
    for hour in range(8, 16):
        await schedule(stage, f"{hour:02}:00")
    desk = await Desk(stage).open()
    assert "▸ **08:00" in desk.text
    assert "14:00" not in desk.text  # on the next page
    chosen = options(desk.message)[7]["value"]
    desk.message = told(await stage.moderator.select(desk.message, [chosen]))
    assert "▸ **15:00" in desk.text
    await desk.press("Pause")
    lines = (await stage.app.newsroom.schedules(stage.library)).lines
    assert [line.paused for line in lines] == [False] * 7 + [True]
    assert "▸ **08:00" in await desk.press("◀ Previous")


async def test_a_preview_may_be_forgotten(stage: Stage) -> None:
    desk = Desk(stage)
    await desk.new("8:00", "", "", "full", "yes")
    assert "Nothing was saved" in await desk.press("Forget it")
    assert (await stage.app.newsroom.schedules(stage.library)).lines == ()


async def test_the_typed_way_is_previewed_too_and_seen_by_the_moderator_alone(
    stage: Stage,
) -> None:
    await stage.moderator.send(stage.channel, "!briefing")
    form = await stage.moderator.click(stage.last(), label="Open the form")
    times, days, zone, channel, about = (field["custom_id"] for field in fields(form))
    sent = await stage.moderator.submit_modal(
        form, {times: "7 am", days: "Mon, Thu", zone: "", channel: [stage.channel], about: ""}
    )
    desk = Desk(stage, told(sent))
    assert desk.message.ephemeral
    assert "not saved yet" in desk.text
    assert "07:00, Monday, Thursday, UTC" in desk.text
    assert (await stage.app.newsroom.schedules(stage.library)).lines == ()
    assert "The briefing is scheduled" in await desk.press("Save")
    assert (await only_schedule(stage)).plan.times == ("07:00",)


async def test_options_change_a_schedule_and_keep_the_rest(stage: Stage) -> None:
    await schedule(stage, "8:00", days="Mon")
    line = await only_schedule(stage)
    form = await stage.moderator.slash(
        stage.channel, "briefing edit", briefing=line.public_id, zone="Asia/Tokyo", thread=True
    )
    desk = Desk(stage)
    shown = await desk.fill_in(form, *(_kept(field) for field in fields(form)))
    assert "08:00, Monday, Asia/Tokyo" in shown
    assert "Opens a thread" in shown
    await desk.press("Save")
    plan = (await only_schedule(stage)).plan
    assert (plan.zone, plan.thread, plan.times, plan.days) == ("Asia/Tokyo", True, ("08:00",), 1)


def _kept(field: dict[str, Any]) -> str:
    """What a field of a form is filled in with when it opens."""
    if "options" in field:
        return next(str(each["value"]) for each in field["options"] if each.get("default"))
    return str(field.get("value") or "")


async def test_every_six_hours_is_edited_without_a_new_beginning(
    stage: Stage, clock: TurnedClock
) -> None:
    await schedule(stage, "every 5 hours from 8:00", zone="Europe/Berlin")
    before = await only_schedule(stage)
    clock.turn(hours=30)
    desk = await Desk(stage).open()
    form = await stage.moderator.click(desk.message, label="Edit")
    assert fields(form)[0]["value"] == "every 5 hours from 08:00"
    await desk.fill_in(form, *(_kept(field) for field in fields(form)))
    await desk.press("Save")
    assert (await only_schedule(stage)).plan.anchor == before.plan.anchor


async def test_a_forums_tags_are_offered_and_chosen_by_name(stage: Stage) -> None:
    forum = stage.guild.create_forum_channel("forum")
    channel = stage.bot.get_channel(forum.id)
    assert isinstance(channel, discord.ForumChannel)
    for name in ("News", "Harbour"):
        await channel.create_tag(name=name)
    offered = await stage.moderator.autocomplete(
        stage.channel, "briefing new", "tags", "News, har", channel=forum
    )
    assert [each["value"] for each in offered] == ["News, Harbour"]
    desk = Desk(stage)
    shown = await desk.new(*PLAN, channel=forum, tags="news, Harbour")
    assert "Tags: News, Harbour" in shown
    await desk.press("Save")
    tags = {tag.name: str(tag.id) for tag in channel.available_tags}
    assert (await only_schedule(stage)).plan.tags == (tags["News"], tags["Harbour"])


@pytest.mark.parametrize(
    ("tags", "in_forum", "told_so"),
    [("Weather", True, "has no tag “Weather”. It has: News"), ("News", False, "Only forums")],
)
async def test_tags_that_are_not_there_are_told(
    stage: Stage, tags: str, in_forum: bool, told_so: str
) -> None:
    forum = stage.guild.create_forum_channel("forum")
    channel = stage.bot.get_channel(forum.id)
    assert isinstance(channel, discord.ForumChannel)
    await channel.create_tag(name="News")
    where = forum if in_forum else stage.channel
    refused = await stage.moderator.slash(stage.channel, "briefing new", channel=where, tags=tags)
    assert told_so in text_of(told(refused))
    assert len(stage.env.errors) == 1


async def test_a_channel_that_is_deleted_pauses_its_schedule_and_the_panel_says_why(
    stage: Stage,
) -> None:
    doomed = stage.guild.create_text_channel("doomed")
    await schedule(stage, channel=doomed)
    channel = stage.bot.get_channel(doomed.id)
    assert isinstance(channel, discord.TextChannel)
    await channel.delete()
    await stage.env.settle()
    desk = await Desk(stage).open()
    assert "In a channel that is gone · **Paused by the bot**" in desk.text
    assert "That channel is gone" in desk.text
    refused = await stage.moderator.click(desk.message, custom_id=button(desk.message, "Resume"))
    assert "That channel is gone" in text_of(told(refused))
    assert (await only_schedule(stage)).paused


async def test_a_permission_lost_since_pauses_at_the_send_and_resume_asks_for_it(
    stage: Stage, clock: TurnedClock
) -> None:
    await schedule(stage)
    channel = stage.bot.get_channel(stage.channel.id)
    assert isinstance(channel, discord.TextChannel)
    everyone = channel.guild.default_role
    await channel.set_permissions(everyone, embed_links=False)
    clock.turn(hours=8)
    await wake(stage)
    desk = await Desk(stage).open()
    assert "Give it Embed Links there" in desk.text
    refused = await stage.moderator.click(desk.message, custom_id=button(desk.message, "Resume"))
    assert "Give it Embed Links there" in text_of(told(refused))
    await channel.set_permissions(everyone, embed_links=True)
    assert "The briefing runs again" in await desk.press("Resume")


async def test_everyone_is_not_pinged(stage: Stage) -> None:
    everyone = stage.guild.default_role
    refused = await stage.moderator.slash(stage.channel, "briefing new", role=everyone)
    assert "do not ping @everyone" in text_of(told(refused)).replace("\\", "")
    assert len(stage.env.errors) == 1


async def test_a_members_press_on_any_of_it_is_refused(stage: Stage) -> None:
    await stage.moderator.send(stage.channel, "!briefing")
    refused = await stage.member.click(stage.last(), label="Open the form")
    assert "Only moderators may do this" in text_of(told(refused))
    assert not [
        command
        for command in stage.member.available_commands(stage.channel)
        if command.startswith("briefing")
    ]


@pytest.mark.parametrize("label", ["Pause", "Run now", "Edit", "Preview", "History", "Delete"])
async def test_each_button_asks_again_who_presses(stage: Stage, label: str) -> None:
    """A moderator who is none any more has the panel open still."""
    await schedule(stage)
    desk = await Desk(stage).open()
    (role,) = (role for name, role in stage.guild.roles.items() if name == "Moderators")
    found = stage.bot.get_guild(stage.guild.id)
    assert found is not None
    moderators = found.get_role(role.id)
    assert moderators is not None
    await moderators.edit(permissions=discord.Permissions.none())
    pressed = await stage.moderator.click(desk.message, custom_id=button(desk.message, label))
    assert "Only moderators may do this" in text_of(told(pressed))
    assert not (await only_schedule(stage)).paused
