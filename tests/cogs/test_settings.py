"""A server's settings: shown, set by options or by the form, refused to members."""

from typing import Any

import discord
import pytest

from tests.cogs.stage import Stage, text_of


async def test_a_zone_is_offered_while_typing_and_set(empty_stage: Stage) -> None:
    stage = empty_stage
    offered = await stage.moderator.autocomplete(stage.channel, "settings", "zone", "berl")
    assert offered[0]["value"] == "Europe/Berlin"
    assert len(await stage.moderator.autocomplete(stage.channel, "settings", "zone", "")) == 25
    result = await stage.moderator.slash(stage.channel, "settings", zone="europe/berlin")
    assert result.response is not None
    assert "Europe/Berlin" in text_of(result.response)
    shown = await stage.moderator.slash(stage.channel, "settings")
    assert shown.response is not None
    assert "Time zone: **Europe/Berlin**" in text_of(shown.response)


async def test_a_zone_that_does_not_exist_is_told(empty_stage: Stage) -> None:
    stage = empty_stage
    result = await stage.moderator.slash(stage.channel, "settings", zone="Mars/Olympus")
    assert result.response is not None
    assert "There is no time zone “Mars/Olympus”" in text_of(result.response)
    assert len(stage.env.errors) == 1


def fields(modal: dict[str, Any] | None) -> tuple[str, str, str, str]:
    """The custom ids of zone, role, channel and quiet hours."""
    assert modal is not None
    ids = (label["component"]["custom_id"] for label in modal["components"])
    zone, role, channel, quiet = ids
    return zone, role, channel, quiet


async def test_the_form_sets_and_unsets(empty_stage: Stage) -> None:
    stage = empty_stage
    role = stage.guild.create_role("Desk *editors*", permissions=discord.Permissions.none())
    await stage.moderator.send(stage.channel, "!settings")
    form = await stage.moderator.click(stage.last(), label="Change")
    zone_field, role_field, _, quiet_field = fields(form.modal)
    sent = await stage.moderator.submit_modal(
        form, {zone_field: "Asia/Tokyo", role_field: [role], quiet_field: "22-7"}
    )
    assert sent.response is not None
    assert "**Asia/Tokyo**" in text_of(sent.response)
    assert "Quiet hours: **22:00-07:00**" in text_of(sent.response)
    assert r"**Desk \*editors\***" in text_of(sent.response)
    form = await stage.moderator.click(sent.response, label="Change")
    zone_field, role_field, _, quiet_field = fields(form.modal)
    sent = await stage.moderator.submit_modal(
        form, {zone_field: "", role_field: [], quiet_field: ""}
    )
    assert sent.response is not None
    assert "not set (UTC)" in text_of(sent.response)
    assert "not set (only people with Manage Server)" in text_of(sent.response)
    assert "not set (briefings are sent at any hour)" in text_of(sent.response)


async def test_who_changed_what_is_told_to_moderators(empty_stage: Stage) -> None:
    stage = empty_stage
    await stage.moderator.slash(stage.channel, "settings", zone="Asia/Tokyo")
    await stage.moderator.slash(stage.channel, "settings", quiet="22:00-07:00")
    await stage.moderator.slash(stage.channel, "briefing schedule", times="8:00")
    shown = await stage.moderator.slash(stage.channel, "settings")
    assert shown.response is not None
    pressed = await stage.moderator.click(shown.response, label="Who changed what")
    assert pressed.response is not None
    assert pressed.response.id == shown.response.id
    told = text_of(pressed.response)
    assert f"<@{stage.moderator.id}> · **scheduled a briefing**" in told
    assert "Time zone: nothing → Asia/Tokyo" in told
    assert "Quiet hours: nothing → 22:00-07:00" in told
    back = await stage.moderator.click(pressed.response, label="Back")
    assert back.response is not None
    assert "Settings of this server" in text_of(back.response)


async def test_quiet_hours_that_cannot_be_read_are_told(empty_stage: Stage) -> None:
    result = await empty_stage.moderator.slash(empty_stage.channel, "settings", quiet="at night")
    assert result.response is not None
    assert "names no quiet hours" in text_of(result.response)
    assert len(empty_stage.env.errors) == 1


async def test_the_moderators_channel_and_the_language_are_set_and_shown(
    empty_stage: Stage,
) -> None:
    stage = empty_stage
    desk = stage.guild.create_text_channel("desk")
    result = await stage.moderator.slash(stage.channel, "settings", channel=desk, language="en")
    assert result.response is not None
    assert r"Moderators' channel: **\#desk**" in text_of(result.response)
    assert "Language of briefings: **English**" in text_of(result.response)
    assert (await stage.app.newsroom.settings(stage.library)).moderator_channel == desk.id
    form = await stage.moderator.click(result.response, label="Change")
    _, _, channel_field, _ = fields(form.modal)
    sent = await stage.moderator.submit_modal(form, {channel_field: []})
    assert sent.response is not None
    assert "told in /briefing list and /source list only" in text_of(sent.response)


async def test_a_moderators_channel_must_be_one_the_bot_can_write_in(empty_stage: Stage) -> None:
    stage = empty_stage
    closed = discord.PermissionOverwrite(send_messages=False)
    desk = stage.guild.create_text_channel("desk", overwrites={stage.guild.default_role: closed})
    result = await stage.moderator.slash(stage.channel, "settings", channel=desk)
    assert result.response is not None
    assert "Give it Send Messages there" in text_of(result.response)
    assert (await stage.app.newsroom.settings(stage.library)).moderator_channel is None
    assert len(stage.env.errors) == 1


async def test_a_language_that_the_bot_does_not_speak_is_told(empty_stage: Stage) -> None:
    stage = empty_stage
    offered = await stage.moderator.autocomplete(stage.channel, "settings", "language", "eng")
    assert [each["value"] for each in offered] == ["en"]
    result = await stage.moderator.slash(stage.channel, "settings", language="tlh")
    assert result.response is not None
    assert "does not speak “tlh”" in text_of(result.response)
    assert len(stage.env.errors) == 1


async def test_members_are_refused(empty_stage: Stage) -> None:
    stage = empty_stage
    await stage.member.send(stage.channel, "!settings")
    assert "Only moderators may do this" in stage.last_text()
    assert len(stage.env.errors) == 1


@pytest.mark.parametrize("command", ["!settings"])
async def test_direct_messages_have_no_settings(empty_stage: Stage, command: str) -> None:
    stage = empty_stage
    await stage.moderator.send_dm(command)
    message = stage.moderator.user.dm_channel.last_message
    assert message is not None
    assert "works only on a server" in text_of(message)
    assert len(stage.env.errors) == 1
