"""What every command shares: prefixes, errors, languages, direct messages, restarts."""

import logging
import re

import discord
import pytest
from discord.ext import commands

from bot.client import OnRecordBot
from tests.cogs.articles import PROMISE, PROMISES
from tests.cogs.stage import Stage, button, text_of


async def test_an_unknown_command_is_not_answered(stage: Stage) -> None:
    await stage.member.send(stage.channel, "!weather tomorrow")
    assert stage.last().author.id == stage.member.id


@pytest.mark.parametrize(
    ("typed", "example"),
    [
        ("!who", "!who Peskov"),
        ("!quote", "!quote war criminal"),
        ("!compare", "!compare war criminal"),
        ("!reactions", "!reactions Biden"),
    ],
)
async def test_a_missing_argument_is_told_with_an_example(
    stage: Stage, typed: str, example: str
) -> None:
    await stage.member.send(stage.channel, typed)
    assert example in stage.last_text()
    assert all(isinstance(error, commands.UserInputError) for error in stage.env.errors)


@pytest.mark.parametrize(
    ("command", "option"), [("who", "name"), ("quote", "words"), ("timeline", "about")]
)
async def test_a_question_of_seven_thousand_characters_is_refused_in_a_sentence(
    stage: Stage, command: str, option: str
) -> None:
    result = await stage.member.slash(stage.channel, command, **{option: "x" * 7000})
    assert result.response is not None
    assert "7,000 characters, and at most 500 are taken" in text_of(result.response)
    assert len(stage.env.errors) == 1


async def test_what_nobody_expected_is_logged_under_the_reference_that_the_asker_reads(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    stage.env.inject_error("POST", "/channels/*/messages", status=400, times=1)
    with caplog.at_level(logging.ERROR, logger="bot.telling"):
        await stage.member.send(stage.channel, "!articles")
    told = re.search(r"this reference: (\w+)", stage.last_text())
    assert told is not None
    assert told[1] in caplog.text
    assert len(stage.env.errors) == 1


async def test_help_names_every_command_that_there_is(stage: Stage) -> None:
    await stage.member.send(stage.channel, "!help")
    shown = stage.last_text()
    for command in stage.bot.tree.get_commands(type=discord.AppCommandType.chat_input):
        if command.name != "help":
            assert f"/{command.name}" in shown


async def test_direct_messages_have_a_record_of_their_own(stage: Stage) -> None:
    await stage.member.send_dm("!articles")
    message = stage.member.user.dm_channel.last_message
    assert message is not None
    assert "The record is empty so far" in text_of(message)


async def test_members_see_the_questions_and_moderators_all_commands(stage: Stage) -> None:
    asking = {"who", "quote", "compare", "timeline", "reactions", "story", "articles"}
    asking |= {"help", "privacy", "article history", "article remove"}
    assert set(stage.member.available_commands(stage.channel)) == asking
    more = set(stage.moderator.available_commands(stage.channel)) - asking
    assert {"ingest", "quote-hide", "quote-wrong", "settings"} <= more


async def test_buttons_work_after_a_restart(stage: Stage) -> None:
    await stage.member.send(stage.channel, "!who Mira")
    shown = stage.last()
    await stage.env.restart_bot(OnRecordBot(stage.app.newsroom))
    result = await stage.member.click(shown, custom_id=button(shown, "Context"))
    assert result.response is not None
    assert "In its paragraph" in text_of(result.response)
    await stage.member.click(shown, label="Next ▶")
    assert "Page 2 of 2" in text_of(stage.again(shown))


async def test_a_long_search_says_after_a_restart_that_it_cannot_be_turned(stage: Stage) -> None:
    await stage.bring("promises.txt", PROMISES)
    await stage.member.send(stage.channel, f"!quote {PROMISE}")
    shown = stage.last()
    await stage.env.restart_bot(OnRecordBot(stage.app.newsroom))
    result = await stage.member.click(shown, label="Next ▶")
    assert result.response is not None
    assert result.response.ephemeral
    assert "Ask the question again" in text_of(result.response)
