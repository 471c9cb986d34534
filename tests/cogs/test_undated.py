"""An undated article takes the day of a statement from a dated one, and says so."""

from tests.cogs.stage import Stage

UNDATED = """Still no ferries

Union leader Mira Tolland spoke at the quay on Wednesday.

"We will not sail on Friday," Tolland said on Wednesday.

"The sea can wait for us," Tolland said on Wednesday.

"The gulls will miss us," Tolland said.
"""
BASIS = "16 March 2022 (date inferred from Coast Radio, which reports the same words)"


async def test_the_same_statement_of_a_dated_article_settles_the_day(stage: Stage) -> None:
    await stage.bring("undated.txt", UNDATED)
    await stage.member.send(stage.channel, "!compare we will not sail on Friday")
    (undated,) = (part for part in stage.last_text().split("> ") if "Still no ferries" in part)
    assert f"**Mira Tolland** · {BASIS}" in undated


async def test_another_statement_told_with_the_same_word_takes_the_day_too(stage: Stage) -> None:
    await stage.bring("undated.txt", UNDATED)
    await stage.member.send(stage.channel, "!quote the sea can wait for us")
    assert BASIS in stage.last_text()
    await stage.member.send(stage.channel, "!quote gulls will miss us")
    assert "date not known" in stage.last_text()


async def test_a_timeline_places_it_on_that_day(stage: Stage) -> None:
    await stage.bring("undated.txt", UNDATED)
    await stage.member.send(stage.channel, "!timeline sea wait from: 2022-03-16 to: 2022-03-16")
    assert "### 16 March 2022" in stage.last_text()
    assert "The sea can wait for us" in stage.last_text()
    await stage.member.send(stage.channel, "!timeline sea wait from: 2022-03-17")
    assert "Nothing on record" in stage.last_text()


async def test_a_search_between_days_finds_it_on_that_day(stage: Stage) -> None:
    await stage.bring("undated.txt", UNDATED)
    words = "sea can wait for us"
    await stage.member.send(stage.channel, f"!quote {words} after: 2022-03-16 before: 2022-03-16")
    assert BASIS in stage.last_text()
    for bound in ("after: 2022-03-17", "before: 2022-03-15"):
        await stage.member.send(stage.channel, f"!quote {words} {bound}")
        assert "The sea can wait" not in stage.last_text()
    await stage.member.send(stage.channel, "!quote gulls will miss us after: 2022-03-16")
    assert "The gulls will miss" not in stage.last_text()


async def test_a_weekday_that_does_not_fit_is_not_overruled(stage: Stage) -> None:
    await stage.bring("undated.txt", UNDATED.replace("Wednesday", "Saturday"))
    await stage.member.send(stage.channel, "!compare we will not sail on Friday")
    (undated,) = (part for part in stage.last_text().split("> ") if "Still no ferries" in part)
    assert "date not known (the article says “Saturday”)" in undated


async def test_a_removed_article_tells_no_day(stage: Stage) -> None:
    await stage.bring("undated.txt", UNDATED)
    for line in (await stage.app.newsroom.articles(stage.library)).lines:
        if line.source.publication.day is not None:
            gone = line.source.article_id
            await stage.app.newsroom.remove_article(stage.library, gone, by=stage.moderator.id)
    await stage.member.send(stage.channel, "!quote the sea can wait for us")
    assert "date not known" in stage.last_text()
