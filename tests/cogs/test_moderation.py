"""Hiding and marking quotes: by moderators only, undoable, everywhere at once."""

import discord
import pytest
from simcord import SetupError

from corpus.errors import NotAllowed, NotFound
from tests.cogs.stage import Stage, context_button, labels, text_of

WORDS = "slap in the face"


async def quote_id(stage: Stage) -> str:
    """The id of the quote these tests moderate."""
    offered = await stage.moderator.autocomplete(stage.channel, "quote-hide", "quote", WORDS)
    assert WORDS in offered[0]["name"]
    return str(offered[0]["value"])


async def shown_to_a_member(stage: Stage) -> str:
    """What a member finds of the quote."""
    await stage.member.send(stage.channel, f"!quote {WORDS}")
    return stage.last_text()


async def test_a_hidden_quote_is_gone_until_undone(stage: Stage) -> None:
    result = await stage.moderator.slash(stage.channel, "quote-hide", quote=await quote_id(stage))
    assert result.response is not None
    assert result.response.ephemeral
    assert "The quote is hidden" in text_of(result.response)
    assert "every islander" not in await shown_to_a_member(stage)
    undone = await stage.moderator.click(result.response, label="Undo")
    assert undone.response is not None
    assert "The quote is shown again" in text_of(undone.response)
    assert "every islander" in await shown_to_a_member(stage)


async def test_a_speaker_marked_as_wrong_is_warned_about_until_undone(stage: Stage) -> None:
    chosen = await quote_id(stage)
    result = await stage.moderator.slash(stage.channel, "quote-wrong", quote=chosen)
    assert result.response is not None
    assert "marked the speaker of this quote as wrong" in await shown_to_a_member(stage)
    await stage.moderator.click(result.response, label="Undo")
    assert "as wrong" not in await shown_to_a_member(stage)


async def test_moderators_find_the_buttons_under_the_context(stage: Stage) -> None:
    await shown_to_a_member(stage)
    pressed = context_button(stage.last(), WORDS)
    for_member = await stage.member.click(stage.last(), custom_id=pressed)
    assert for_member.response is not None
    assert "Hide" not in labels(for_member.response)
    await shown_to_a_member(stage)
    for_moderator = await stage.moderator.click(stage.last(), custom_id=pressed)
    assert for_moderator.response is not None
    assert {"Hide", "Wrong speaker"} <= set(labels(for_moderator.response))
    hidden = await stage.moderator.click(for_moderator.response, label="Hide")
    assert hidden.response is not None
    assert labels(hidden.response) == ["Undo"]
    assert "every islander" not in await shown_to_a_member(stage)


async def test_a_member_who_presses_a_moderators_button_is_refused(stage: Stage) -> None:
    await shown_to_a_member(stage)
    asked = stage.last()
    context = await stage.moderator.click(asked, custom_id=context_button(asked, WORDS))
    assert context.response is not None
    refused = await stage.member.click(context.response, label="Hide")
    assert refused.response is not None
    assert refused.response.ephemeral
    assert "Only moderators may do this" in text_of(refused.response)
    assert "every islander" in await shown_to_a_member(stage)


async def test_members_do_not_even_see_the_command(stage: Stage) -> None:
    with pytest.raises(SetupError, match="not visible"):
        await stage.member.slash(stage.channel, "quote-hide", quote="anything")


async def test_an_admins_override_does_not_let_a_member_through(stage: Stage) -> None:
    commands = await stage.bot.tree.fetch_commands()
    command = next(each for each in commands if each.name == "quote-hide")
    stage.guild.set_command_permissions(command, {stage.member: True})
    result = await stage.member.slash(stage.channel, "quote-hide", quote=await quote_id(stage))
    assert result.response is not None
    assert "Only moderators may do this" in text_of(result.response)
    assert "every islander" in await shown_to_a_member(stage)
    assert isinstance(stage.env.errors[0].original, NotAllowed)  # type: ignore[attr-defined]


async def test_the_role_of_the_settings_makes_a_moderator(stage: Stage) -> None:
    editors = stage.guild.create_role("Editors", permissions=discord.Permissions.none())
    helper = stage.guild.add_member(stage.env.create_user("helper"), roles=[editors])
    await helper.send(stage.channel, "!quote-hide")
    assert "Only moderators may do this" in stage.last_text()
    await stage.moderator.slash(stage.channel, "settings", moderators=editors)
    await helper.send(stage.channel, "!quote-hide")
    assert labels(stage.last()) == ["Open the form"]
    form = await helper.click(stage.last(), label="Open the form")
    sent = await helper.submit_modal(form, await filled(stage, form.modal))
    assert sent.response is not None
    assert "The quote is hidden" in text_of(sent.response)
    assert "every islander" not in await shown_to_a_member(stage)
    assert len(stage.env.errors) == 1


async def filled(stage: Stage, modal: dict[str, object] | None) -> dict[str, str]:
    """The form filled with the quote's id."""
    assert modal is not None
    (label,) = modal["components"]  # type: ignore[misc]
    return {label["component"]["custom_id"]: await quote_id(stage)}


async def test_a_quote_that_is_not_on_record_is_told(stage: Stage) -> None:
    result = await stage.moderator.slash(stage.channel, "quote-hide", quote="no such quote")
    assert result.response is not None
    assert "That quote is not on this record" in text_of(result.response)
    assert isinstance(stage.env.errors[0].original, NotFound)  # type: ignore[attr-defined]


async def test_another_servers_moderator_cannot_touch_it(stage: Stage) -> None:
    chosen = await quote_id(stage)
    other = stage.env.create_guild("Elsewhere")
    channel = other.create_text_channel("general")
    moderators = other.create_role("Mods", permissions=discord.Permissions(manage_guild=True))
    stranger = other.add_member(stage.env.create_user("stranger"), roles=[moderators])
    result = await stranger.slash(channel, "quote-hide", quote=chosen)
    assert result.response is not None
    assert "not on this record" in text_of(result.response)
    assert "every islander" in await shown_to_a_member(stage)
    assert len(stage.env.errors) == 1
