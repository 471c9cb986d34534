"""`story`: the stories on record, and one of them."""

from tests.cogs.stage import Stage, labels, options, text_of
from tests.cogs.test_reactions import ANSWERS, REPRINT


async def test_stories_are_listed_the_latest_first_and_opened(stage: Stage) -> None:
    await stage.bring("dam.txt", ANSWERS)
    await stage.member.send(stage.channel, "!story")
    shown = stage.last_text()
    assert shown.startswith("## Stories on record")
    ferries = "2 articles · 16 March 2022 to 17 March 2022 · The Harbour Post, Coast Radio"
    assert shown.index(ferries) < shown.index("remark on the dam")
    dam = next(each for each in options(stage.last()) if "dam" in each["label"])
    await stage.member.select(stage.last(), [dam["value"]])
    assert stage.last_text().startswith("## Premier's remark on the dam draws fire")


async def test_a_reprint_is_counted_once(stage: Stage) -> None:
    await stage.bring("dam.txt", ANSWERS)
    await stage.bring("reprint.txt", REPRINT)
    result = await stage.member.slash(stage.channel, "story", about="dam")
    assert result.response is not None
    shown = text_of(result.response)
    assert "1 article · 5 May 2021 · 1 reprint not counted" in shown
    assert shown.split("### Articles")[1].count("remark on the dam") == 1


async def test_a_story_has_its_event_with_the_reactions_and_leads_on(stage: Stage) -> None:
    await stage.bring("dam.txt", ANSWERS)
    await stage.member.send(stage.channel, "!story dam")
    event = stage.last_text().split("### What most answer or carry")[1].split("###")[0]
    assert "a monument to vanity" in event
    assert "↳ " in event
    assert "Bruno Keller" in event
    assert {"Reactions", "Timeline", "All stories"} <= set(labels(stage.last()))
    await stage.member.click(stage.last(), label="Timeline")
    assert "### 4 May 2021" in stage.last_text()


async def test_a_story_that_is_not_there_and_an_empty_record_are_told(
    empty_stage: Stage,
) -> None:
    await empty_stage.member.send(empty_stage.channel, "!story")
    assert "The record is empty so far" in empty_stage.last_text()
    await empty_stage.bring("dam.txt", ANSWERS)
    await empty_stage.member.send(empty_stage.channel, "!story zeppelin")
    assert "No story on record has “zeppelin”" in empty_stage.last_text()


async def test_a_removed_article_is_in_no_story(stage: Stage) -> None:
    await stage.member.send(stage.channel, "!story")
    assert "2 articles" in stage.last_text()
    found = await stage.app.newsroom.articles(stage.library)
    gone = found.lines[0].source.article_id
    await stage.app.newsroom.remove_article(stage.library, gone, by=stage.moderator.id)
    await stage.member.send(stage.channel, "!story")
    assert "1 article ·" in stage.last_text()
