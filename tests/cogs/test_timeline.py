"""`timeline`, `articles`: what happened, and what it was read from."""

from tests.cogs.stage import Stage, options, text_of


async def test_a_persons_days_are_told_with_words_and_sources(stage: Stage) -> None:
    await stage.member.send(stage.channel, "!timeline Mark Tolland")
    shown = stage.last_text()
    assert shown.startswith("## Timeline: Mark Tolland")
    assert "### 17 March 2022" in shown
    assert "**Mark Tolland**" in shown
    assert "Coast Radio" in shown


async def test_a_quote_of_a_timeline_opens_in_its_paragraph(stage: Stage) -> None:
    await stage.member.send(stage.channel, "!timeline Mark Tolland")
    offered = options(stage.last())
    result = await stage.member.select(stage.last(), [offered[0]["value"]])
    assert result.response is not None
    assert "In its paragraph" in text_of(result.response)
    assert "Mark Tolland" in text_of(result.response)


async def test_several_people_are_offered_and_the_days_kept(stage: Stage) -> None:
    await stage.member.send(stage.channel, "!timeline Tolland to: 2022-03-16")
    offered = {option["label"]: option["value"] for option in options(stage.last())}
    assert set(offered) == {"Mira Tolland", "Mark Tolland"}
    await stage.member.select(stage.last(), [offered["Mira Tolland"]])
    assert stage.last_text().startswith("## Timeline: Mira Tolland")
    assert "17 March" not in stage.last_text()


async def test_days_without_anything_are_told(stage: Stage) -> None:
    result = await stage.member.slash(stage.channel, "timeline", **{"from": "2023-01-01"})
    assert result.response is not None
    assert "Nothing on record for these days" in text_of(result.response)


async def test_the_articles_are_listed_the_latest_first(stage: Stage) -> None:
    result = await stage.member.slash(stage.channel, "articles")
    assert result.response is not None
    shown = text_of(result.response)
    assert shown.index("Union stands firm") < shown.index("Ferry strike")
    assert "16 March 2022" in shown


async def test_more_articles_than_a_page_holds_are_turned(stage: Stage) -> None:
    for number in range(8):
        text = f"Notice number {number}\n\nMarch {number + 1}, 2022\n\nThe quay {number} is closed."
        await stage.bring(f"notice-{number}.txt", text)
    await stage.member.send(stage.channel, "!articles")
    assert "Page 1 of 2 · 10 in all" in stage.last_text()
    await stage.member.click(stage.last(), label="Next ▶")
    assert "Notice number 0" in stage.last_text()
