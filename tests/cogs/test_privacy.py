"""`privacy`: what is kept about a person, shown to them alone, and its deletion."""

from tests.cogs.articles import FERRY
from tests.cogs.stage import Stage, labels, text_of


async def kept(stage: Stage) -> str:
    """What the moderator reads."""
    result = await stage.moderator.slash(stage.channel, "privacy")
    assert result.response is not None
    assert result.response.ephemeral
    return text_of(result.response)


async def test_nothing_is_kept_of_those_who_only_ask(stage: Stage) -> None:
    await stage.moderator.send(stage.channel, "!who Mira")
    assert "Nothing on this bot names you" in await kept(stage)


async def test_what_is_kept_is_counted_and_deleted(empty_stage: Stage) -> None:
    stage = empty_stage
    await stage.moderator.slash(stage.channel, "ingest", file=("ferry.txt", FERRY.encode()))
    result = await stage.moderator.slash(stage.channel, "privacy")
    assert result.response is not None
    assert "beside 1 article that you added" in text_of(result.response)
    deleted = await stage.moderator.click(result.response, label="Delete it all")
    assert deleted.response is not None
    assert "is deleted" in text_of(deleted.response)
    assert "Nothing on this bot names you" in await kept(stage)
    await stage.member.send(stage.channel, "!articles")
    assert "Ferry strike" in stage.last_text()  # what was added to a server stays, without a name


async def test_the_typed_command_answers_with_a_button_that_shows_it_privately(
    stage: Stage,
) -> None:
    await stage.member.send(stage.channel, "!privacy")
    assert labels(stage.last()) == ["Show it to me"]
    result = await stage.member.click(stage.last(), label="Show it to me")
    assert result.response is not None
    assert result.response.ephemeral
    assert "What is kept about you" in text_of(result.response)
