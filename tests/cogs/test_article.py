"""`article remove` and its undoing."""

from typing import Any

from tests.cogs.stage import Stage, text_of


async def article_id(stage: Stage) -> str:
    """The ferry article's id, as the list offers it."""
    offered = await stage.moderator.autocomplete(
        stage.channel, "article remove", "article", "ferry strike"
    )
    assert [choice["name"] for choice in offered] == [
        "The Harbour Post: Ferry strike enters second week"
    ]
    return str(offered[0]["value"])


async def listed(stage: Stage) -> str:
    """What `articles` says."""
    await stage.member.send(stage.channel, "!articles")
    return stage.last_text()


async def test_an_article_leaves_with_its_people_and_comes_back(stage: Stage) -> None:
    removed = await stage.moderator.slash(
        stage.channel, "article remove", article=await article_id(stage)
    )
    assert removed.response is not None
    assert "off the record" in text_of(removed.response)
    assert "Ferry strike" not in await listed(stage)
    await stage.member.send(stage.channel, "!who Lindqvist")
    assert "Nobody on record fits" in stage.last_text()
    restored = await stage.moderator.click(removed.response, label="Undo")
    assert restored.response is not None
    assert "back on record" in text_of(restored.response)
    assert "Ferry strike" in await listed(stage)
    await stage.member.send(stage.channel, "!who Lindqvist")
    assert "Oskar Lindqvist" in stage.last_text()


async def test_the_typed_command_opens_the_same_form(stage: Stage) -> None:
    chosen = await article_id(stage)
    await stage.moderator.send(stage.channel, "!article remove")
    form = await stage.moderator.click(stage.last(), label="Open the form")
    modal: dict[str, Any] | None = form.modal
    assert modal is not None
    field = modal["components"][0]["component"]["custom_id"]
    sent = await stage.moderator.submit_modal(form, {field: chosen})
    assert sent.response is not None
    assert "off the record" in text_of(sent.response)


async def test_a_form_with_an_unknown_id_says_where_to_look(stage: Stage) -> None:
    result = await stage.moderator.slash(stage.channel, "article remove", article="nothing")
    assert result.response is not None
    assert "See /articles for what is" in text_of(result.response)
    assert len(stage.env.errors) == 1


async def test_members_are_refused(stage: Stage) -> None:
    await stage.member.send(stage.channel, "!article remove")
    assert "Only moderators may do this" in stage.last_text()
    result = await stage.member.slash(
        stage.channel, "article remove", article=await article_id(stage)
    )
    assert result.response is not None
    assert "Only moderators may do this" in text_of(result.response)
    assert "Ferry strike" in await listed(stage)
    assert len(stage.env.errors) == 2
