"""`reactions`: who answered a person, a statement or an event."""

from tests.cogs.stage import Stage, context_button, labels, options, text_of

ANSWERS = """Premier's remark on the dam draws fire

LAKE CITY, May 5, 2021 (Lake Gazette) - Premier Ada Voss called the dam "a monument to vanity" \
on Tuesday.

Engineer Bruno Keller called Voss's remarks "unacceptable" on Tuesday.

Mayor Emil Frost rejected the premier's remarks on Wednesday.
"""

REPRINT = ANSWERS.replace("Lake Gazette", "Valley News")


async def test_who_answered_a_person_is_told_the_latest_first(stage: Stage) -> None:
    await stage.bring("dam.txt", ANSWERS)
    await stage.member.send(stage.channel, "!reactions Ada Voss")
    shown = stage.last_text()
    assert shown.startswith("## Who answered Ada Voss")
    assert shown.index("**Emil Frost** · rejects") < shown.index("**Bruno Keller** · condemns")
    assert "in answer to **Ada Voss** · 4 May 2021" in shown
    assert 'Engineer Bruno Keller called Voss\'s remarks "unacceptable" on Tuesday.' in shown
    assert "Lake Gazette" in shown


async def test_each_reaction_shows_what_it_answers_and_what_says_so(stage: Stage) -> None:
    await stage.bring("dam.txt", ANSWERS)
    await stage.member.send(stage.channel, "!reactions Ada Voss")
    (keller,) = (part for part in stage.last_text().split("\n\n") if "Keller" in part)
    assert "↳ to" in keller
    assert "a monument to vanity" in keller
    assert "Said by the article: “Voss's remarks" in keller


async def test_words_of_a_statement_find_who_answered_it(stage: Stage) -> None:
    await stage.bring("dam.txt", ANSWERS)
    result = await stage.member.slash(stage.channel, "reactions", to="monument to vanity")
    assert result.response is not None
    assert text_of(result.response).startswith("## Who answered “monument to vanity”")
    assert "Bruno Keller" in text_of(result.response)


async def test_a_reprint_is_counted_under_the_reaction(stage: Stage) -> None:
    await stage.bring("dam.txt", ANSWERS)
    await stage.bring("reprint.txt", REPRINT)
    await stage.member.send(stage.channel, "!reactions Ada Voss")
    assert stage.last_text().count("**Bruno Keller** · condemns") == 1
    assert "also printed by 1 other article" in stage.last_text()


async def test_from_a_person_to_the_timeline_the_reactions_the_context_and_back(
    stage: Stage,
) -> None:
    await stage.bring("dam.txt", ANSWERS)
    await stage.member.send(stage.channel, "!who Ada Voss")
    await stage.member.click(stage.last(), label="Timeline")
    assert stage.last_text().startswith("## Timeline: Ada Voss")
    await stage.member.click(stage.last(), label="Reactions")
    assert stage.last_text().startswith("## Who answered Ada Voss")
    answer = stage.last()
    pressed = context_button(answer, "Bruno Keller")
    context = await stage.member.click(answer, custom_id=pressed)
    assert context.response is not None
    assert "Reactions" in labels(context.response)
    await stage.member.click(answer, label="Person")
    assert text_of(stage.again(answer)).startswith("## Ada Voss")


async def test_the_reactions_to_one_quote_are_those_to_any_of_its_wordings(stage: Stage) -> None:
    await stage.bring("dam.txt", ANSWERS)
    offered = await stage.member.autocomplete(stage.channel, "compare", "quote", "monument")
    result = await stage.member.slash(stage.channel, "reactions", to=offered[0]["value"])
    assert result.response is not None
    shown = text_of(result.response)
    assert shown.startswith("## Who answered this statement")
    assert "Bruno Keller" in shown
    assert "Compare wordings" in labels(result.response)


async def test_several_people_are_offered(stage: Stage) -> None:
    await stage.member.send(stage.channel, "!reactions Tolland")
    offered = {option["label"]: option["value"] for option in options(stage.last())}
    assert set(offered) == {"Mira Tolland", "Mark Tolland"}
    await stage.member.select(stage.last(), [offered["Mira Tolland"]])
    assert "Nobody on record answers Mira Tolland" in stage.last_text()


async def test_nothing_of_another_server_answers(stage: Stage) -> None:
    other = stage.env.create_guild("Elsewhere")
    channel = other.create_text_channel("general")
    stranger = other.add_member(stage.env.create_user("stranger"))
    await stage.bring("dam.txt", ANSWERS)
    await stranger.send(channel, "!reactions Ada Voss")
    message = channel.last_message
    assert message is not None
    assert "Nobody on record answers" in text_of(message)
    assert "The record is empty" in text_of(message)
