"""`onrecord run` up to the door of Discord: what it says when it is let in only in part, or not."""

from collections.abc import Callable

import discord
import pytest

from tests.bot.cli.conftest import Type

Door = Callable[[discord.Client], None]


@pytest.fixture
def knock(onrecord: Type, monkeypatch: pytest.MonkeyPatch) -> Callable[[Door], tuple[int, str]]:
    """Run the bot with a token against a Discord that answers by `door`."""

    def run(door: Door) -> tuple[int, str]:
        async def start(client: discord.Client, _token: str, **_: object) -> None:
            door(client)

        monkeypatch.setenv("DISCORD_TOKEN", "not.a.token")
        monkeypatch.setattr(discord.Client, "start", start)
        ran = onrecord("run")
        return ran.code, ran.err

    return run


SAID = "Without the Message Content intent the `!` commands are not heard; slash commands, mentions"


def test_a_bot_without_the_intent_starts_all_the_same_and_says_what_is_not_heard(
    knock: Callable[[Door], tuple[int, str]],
) -> None:
    asked: list[bool] = []

    def door(client: discord.Client) -> None:
        asked.append(client.intents.message_content)
        if client.intents.message_content:
            raise discord.PrivilegedIntentsRequired(None)

    code, told = knock(door)
    assert code == 0
    assert asked == [True, False]
    assert SAID in told


def test_an_operator_who_does_not_want_the_intent_is_told_the_same(
    knock: Callable[[Door], tuple[int, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []
    monkeypatch.setenv("ONRECORD_MESSAGE_CONTENT", "false")
    code, told = knock(lambda client: asked.append(client.intents.message_content))
    assert code == 0
    assert asked == [False]
    assert SAID in told


def test_a_bot_with_the_intent_says_nothing_of_it(
    knock: Callable[[Door], tuple[int, str]],
) -> None:
    code, told = knock(lambda _client: None)
    assert code == 0
    assert "Message Content" not in told


@pytest.mark.parametrize(
    ("failure", "told"),
    [
        (discord.LoginFailure("improper token"), "Discord does not accept the token. Copy it"),
        (ConnectionRefusedError("nobody listens"), "Discord cannot be reached: nobody listens."),
    ],
)
def test_a_closed_door_is_told_in_a_sentence(
    knock: Callable[[Door], tuple[int, str]], failure: Exception, told: str
) -> None:
    def door(_client: discord.Client) -> None:
        raise failure

    code, said = knock(door)
    assert code == 1
    assert told in said
    assert "Traceback" not in said
