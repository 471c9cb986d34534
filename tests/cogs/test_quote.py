"""`quote`, asked as people ask it."""

import pytest

from tests.cogs.articles import PROMISE, PROMISES
from tests.cogs.stage import Stage, button, text_of


@pytest.mark.parametrize("asked", ["slap in the face", "slap face islander", "slapp in the fase"])
async def test_half_a_phrase_and_typos_find_the_words(stage: Stage, asked: str) -> None:
    await stage.member.send(stage.channel, f"!quote {asked}")
    assert "a slap in the face of every islander" in stage.last_text()
    assert "Oskar Lindqvist" in stage.last_text()


async def test_markdown_and_mentions_in_a_quote_are_shown_and_do_nothing(stage: Stage) -> None:
    await stage.member.send(stage.channel, "!quote whole offer")
    shown = stage.last()
    assert r"“\@everyone should read the \*\*" in text_of(shown)
    assert not shown.mention_everyone
    sent = [each for each in stage.env.http_requests if each.path.endswith("/messages")][-1]
    assert sent.json is not None
    assert sent.json["allowed_mentions"]["parse"] == []


async def test_filters_narrow_the_search(stage: Stage) -> None:
    await stage.member.send(stage.channel, "!quote strike by: Mark Tolland")
    assert "Mira Tolland" not in stage.last_text()
    result = await stage.member.slash(
        stage.channel, "quote", words="sail on Friday", before="2022-03-16", by="Mira"
    )
    assert result.response is not None
    assert "until 2022-03-16" in text_of(result.response)
    assert "by Mira" in text_of(result.response)


async def test_a_day_that_is_none_is_told_with_an_example(stage: Stage) -> None:
    await stage.member.send(stage.channel, "!quote sail after: yesterday")
    assert "“yesterday” is no day I understand" in stage.last_text()
    assert "2022-03-16" in stage.last_text()
    assert len(stage.env.errors) == 1


async def test_wordings_are_shown_side_by_side(stage: Stage) -> None:
    await stage.member.send(stage.channel, "!quote We will not sail on Friday")
    assert "2 wordings on record" in stage.last_text()
    context = await stage.member.click(stage.last(), custom_id=button(stage.last(), "Context"))
    assert context.response is not None
    wordings = await stage.member.click(context.response, label="2 wordings")
    assert wordings.response is not None
    shown = text_of(wordings.response)
    assert "Ferry strike enters second week" in shown
    assert "Union stands firm as ferries stay idle" in shown


async def test_nothing_found_shows_the_nearest(stage: Stage) -> None:
    await stage.member.send(stage.channel, "!quote zeppelins over the moon")
    assert "No quote on record has “zeppelins over the moon”" in stage.last_text()


async def test_a_search_longer_than_a_custom_id_still_turns(stage: Stage) -> None:
    await stage.bring("promises.txt", PROMISES)
    await stage.member.send(stage.channel, f"!quote {PROMISE}")
    assert "Page 1 of 2" in stage.last_text()
    await stage.member.click(stage.last(), label="Next ▶")
    assert "Page 2 of 2" in stage.last_text()
