"""`who`, asked as people ask it."""

import pytest

from tests.cogs.stage import Stage, button, context_button, labels, options, text_of


@pytest.mark.parametrize("asked", ["Mira Tolland", "mira", "Mira Toland", "tolland mira"])
async def test_a_name_half_a_name_and_a_typo_find_the_person(stage: Stage, asked: str) -> None:
    await stage.member.send(stage.channel, f"!who {asked}")
    shown = stage.last_text()
    assert shown.startswith("## Mira Tolland")
    assert "union leader" in shown
    assert "**Mira Tolland** · 16 March 2022" in shown


async def test_the_slash_command_answers_the_same(stage: Stage) -> None:
    await stage.member.send(stage.channel, "!who Mira")
    typed = stage.last_text()
    result = await stage.member.slash(stage.channel, "who", name="Mira")
    assert result.response is not None
    assert text_of(result.response) == typed
    assert not result.response.ephemeral


async def test_a_mention_of_the_bot_works_like_the_prefix(stage: Stage) -> None:
    assert stage.bot.user is not None
    await stage.member.send(stage.channel, f"{stage.bot.user.mention} who Mira")
    assert stage.last_text().startswith("## Mira Tolland")


async def test_pages_turn_in_place_and_back(stage: Stage) -> None:
    await stage.member.send(stage.channel, "!who Mira")
    first, before = stage.last_text(), len(stage.channel.history())
    assert "Page 1 of 2" in first
    await stage.member.click(stage.last(), label="Next ▶")
    assert "Page 2 of 2" in stage.last_text()
    assert "tired and they are angry" in stage.last_text()
    await stage.member.click(stage.last(), label="◀ Previous")
    assert stage.last_text() == first
    assert len(stage.channel.history()) == before


async def test_context_shows_the_paragraph_with_the_quote_in_bold(stage: Stage) -> None:
    await stage.member.send(stage.channel, "!who Lindqvist")
    shown = stage.last()
    pressed = context_button(shown, "everyone should read")
    result = await stage.member.click(shown, custom_id=pressed)
    assert result.response is not None
    assert not result.response.ephemeral  # beside a typed question everybody may read it
    context = text_of(result.response)
    assert r"**\@everyone should read the \*\*whole\*\* offer before they vote,**" in context
    assert "Lindqvist told reporters on Wednesday." in context


async def test_context_of_a_slash_answer_is_shown_to_the_presser_only(stage: Stage) -> None:
    asked = await stage.member.slash(stage.channel, "who", name="Mira")
    assert asked.response is not None
    result = await stage.member.click(asked.response, custom_id=button(asked.response, "Context"))
    assert result.response is not None
    assert result.response.ephemeral


async def test_several_people_are_offered_in_a_menu_that_shows_the_one_chosen(
    stage: Stage,
) -> None:
    await stage.member.send(stage.channel, "!who Tolland")
    assert "Several people fit “Tolland”" in stage.last_text()
    offered = {option["label"]: option["value"] for option in options(stage.last())}
    assert set(offered) == {"Mira Tolland", "Mark Tolland"}
    await stage.member.select(stage.last(), [offered["Mark Tolland"]])
    assert stage.last_text().startswith("## Mark Tolland")
    assert "Harbour mayor" in stage.last_text()


async def test_nobody_gets_the_nearest_names_to_choose_from(stage: Stage) -> None:
    await stage.member.send(stage.channel, "!who Lundkvist Peter")
    assert "Nobody on record fits “Lundkvist Peter”" in stage.last_text()
    nearest = options(stage.last())
    assert "Oskar Lindqvist" in [option["label"] for option in nearest]


async def test_an_empty_record_says_how_to_begin(empty_stage: Stage) -> None:
    await empty_stage.member.send(empty_stage.channel, "!who Mira")
    assert "/ingest" in empty_stage.last_text()
    assert labels(empty_stage.last()) == []


async def test_typing_offers_people_and_the_chosen_value_finds_them(stage: Stage) -> None:
    offered = await stage.member.autocomplete(stage.channel, "who", "name", "toll")
    assert {choice["name"] for choice in offered} == {
        "Mira Tolland, union leader",
        "Mark Tolland, Harbour mayor",
    }
    mark = next(choice for choice in offered if choice["name"].startswith("Mark"))
    result = await stage.member.slash(stage.channel, "who", name=mark["value"])
    assert result.response is not None
    assert text_of(result.response).startswith("## Mark Tolland")


async def test_typing_offers_nobody_of_another_server(stage: Stage) -> None:
    other = stage.env.create_guild("Elsewhere")
    channel = other.create_text_channel("general")
    stranger = other.add_member(stage.env.create_user("stranger"))
    assert await stage.moderator.autocomplete(stage.channel, "who", "name", "") != []
    assert await stranger.autocomplete(channel, "who", "name", "") == []
    assert await stranger.autocomplete(channel, "who", "name", "toll") == []
    await stranger.send(channel, "!who Tolland")
    message = channel.last_message
    assert message is not None
    assert "Nobody on record fits" in text_of(message)
    assert "The record is empty" in text_of(message)
