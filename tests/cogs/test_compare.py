"""`compare`: one statement's wordings side by side."""

from tests.cogs.stage import Stage, button, labels, options, text_of

EARLY = """Quay stays closed

QUAY TOWN, March 16, 2022 (Quay Gazette) - The quay stays closed.

"We will not sail on Friday, and nobody can make us sail on Friday," said union leader Mira Tolland.
"""
BRACKETS = """Crews keep to their word

March 18, 2022

"[The crews] will not sail on Friday … nobody can make us," union leader Mira Tolland said on
Wednesday.
"""


async def test_words_find_the_wordings_with_what_was_cut_and_by_whom(stage: Stage) -> None:
    await stage.bring("quay.txt", EARLY)
    await stage.bring("crews.txt", BRACKETS)
    await stage.member.send(stage.channel, "!compare we will not sail on Friday")
    shown = stage.last_text()
    assert shown.startswith("## Wordings of this statement, side by side")
    assert "The fullest wording" in shown
    assert "Left out here: “and nobody can make us sail on Friday”" in shown
    assert r"Put in by the editors: “\[The crews\]”" in shown
    assert "Marks a gap with an ellipsis." in shown
    assert r"**\[The crews\]**" in shown


async def test_who_printed_first_and_who_cut_what_is_told(stage: Stage) -> None:
    await stage.member.send(stage.channel, "!compare we will not sail on Friday")
    first, second = stage.last_text().split("> ")[1:]
    assert "The Harbour Post: Ferry strike enters second week · printed first" in first
    assert "printed first" not in second
    assert "Left out here: “They left us no choice”" in second


async def test_an_undated_wording_leaves_open_who_was_first(stage: Stage) -> None:
    undated = 'Still no ferries\n\n"We will not sail on Friday," said union leader Mira Tolland.'
    await stage.bring("undated.txt", undated)
    await stage.member.send(stage.channel, "!compare we will not sail on Friday")
    assert "Still no ferries" in stage.last_text()
    assert "printed first" not in stage.last_text()


async def test_the_wordings_button_leads_to_the_comparison_and_on(stage: Stage) -> None:
    await stage.member.send(stage.channel, "!quote We will not sail on Friday")
    context = await stage.member.click(stage.last(), custom_id=button(stage.last(), "Context"))
    assert context.response is not None
    wordings = await stage.member.click(context.response, label="2 wordings")
    assert wordings.response is not None
    assert "side by side" in text_of(wordings.response)
    assert {"Context", "Reactions"} <= set(labels(wordings.response))


async def test_typing_offers_quotes_and_the_id_compares(stage: Stage) -> None:
    offered = await stage.member.autocomplete(stage.channel, "compare", "quote", "will not sail")
    result = await stage.member.slash(stage.channel, "compare", quote=offered[0]["value"])
    assert result.response is not None
    assert "Ferry strike enters second week" in text_of(result.response)
    assert "Union stands firm as ferries stay idle" in text_of(result.response)


async def test_another_statement_that_fits_can_be_chosen(stage: Stage) -> None:
    await stage.member.send(stage.channel, "!compare islander")
    assert "One wording of this statement" in stage.last_text()
    others = options(stage.last())
    await stage.member.select(stage.last(), [others[0]["value"]])
    assert others[0]["label"].split(": ")[1][:20] in stage.last_text()


async def test_nothing_to_compare_shows_the_nearest(stage: Stage) -> None:
    await stage.member.send(stage.channel, "!compare zeppelins over the moon")
    assert "No quote on record has “zeppelins over the moon”" in stage.last_text()
