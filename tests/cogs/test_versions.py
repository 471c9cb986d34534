"""An article is added, quoted, changed and withdrawn: what members are shown of it."""

from bot.courier import Courier
from bot.discord_sender import DiscordSender
from bot.newsroom.uploads import Upload
from bot.show.articles import ingest_card
from bot.show.terminal import card_text
from tests.cogs.stage import Stage, context_button, text_of

PAGE = "https://harbour.example/ferry-talks"


def page(words: str, speaker: str = "Mira Tolland", headline: str = "Ferry talks end") -> str:
    return (
        f"{headline}\n\nHARBOUR CITY, March 16, 2022 (The Harbour Post) - The talks about the "
        "ferries ended on Wednesday after nine hours without any result at all.\n\n"
        f"“{words},” union leader {speaker} said on Wednesday.\n\n"
        "The port authority declined to say when the two sides would meet again.\n"
    )


SAID = "We will accept twelve per cent and not a penny less"
CORRECTED = "We will accept ten per cent and not a penny less"


async def bring(stage: Stage, text: str, name: str = PAGE) -> str:
    """Bring a page as the poller does; what the ingest card says of it."""
    uploads = [Upload(name, text.encode())]
    report = await stage.app.newsroom.ingest(stage.library, uploads, by=None)
    return str(card_text(ingest_card(report)))


async def asked(stage: Stage, words: str) -> str:
    await stage.member.send(stage.channel, f"!quote {words}")
    return stage.last_text().replace("**", "")


async def test_a_changed_article_shows_its_new_words_and_what_it_printed_before(
    empty_stage: Stage,
) -> None:
    stage = empty_stage
    assert "1 article added" in await bring(stage, page(SAID))
    assert SAID in await asked(stage, "not a penny less")
    pressed = context_button(stage.last(), "twelve per cent")
    message = stage.last()
    told = await bring(stage, page(CORRECTED, headline="Ferry talks fail"))
    assert "1 article changed" in told
    assert "1 quote changed" in told
    shown = await asked(stage, "not a penny less")
    assert CORRECTED in shown
    assert "An earlier version, of" in shown
    assert f"printed: “{SAID},”" in shown
    context = await stage.member.click(message, custom_id=pressed)
    assert context.response is not None
    assert CORRECTED in text_of(context.response).replace("**", "")
    history = await stage.member.click(context.response, label="History")
    assert history.response is not None
    text = text_of(history.response)
    for words in ("We will accept **twelve** per cent", "We will accept **ten** per cent"):
        assert words in text
    assert "Headline before: Ferry talks end" in text
    assert "Headline now: Ferry talks fail" in text


async def test_a_member_finds_an_article_and_is_shown_both_versions(
    empty_stage: Stage,
) -> None:
    stage = empty_stage
    await bring(stage, page(SAID))
    await bring(stage, page(CORRECTED))
    offered = await stage.member.autocomplete(
        stage.channel, "article history", "article", "ferry talks"
    )
    assert len(offered) == 1
    for asked in (offered[0]["value"], "ferry talks"):
        shown = await stage.member.slash(stage.channel, "article history", article=asked)
        assert shown.response is not None
        assert "twelve" in text_of(shown.response)
        assert "ten" in text_of(shown.response)
        assert "1 quote in other words" in text_of(shown.response)
    await stage.member.send(stage.channel, "!article history ferry talks")
    assert "1 quote in other words" in stage.last_text()


async def test_a_history_that_is_asked_for_in_vain_says_what_to_do(empty_stage: Stage) -> None:
    stage = empty_stage
    await stage.member.send(stage.channel, "!article history")
    assert "by words of its headline" in stage.last_text()
    await stage.member.send(stage.channel, "!article history no such thing")
    assert "See /articles for what is" in stage.last_text()
    assert len(stage.env.errors) == 2


async def test_the_next_briefing_names_what_was_corrected(empty_stage: Stage) -> None:
    stage = empty_stage
    await bring(stage, page(SAID))
    await stage.moderator.slash(stage.channel, "briefing now")
    await bring(stage, page(CORRECTED))
    await stage.moderator.slash(stage.channel, "briefing now")
    told = stage.last_text()
    assert "Mira Tolland: printed otherwise since" in told
    assert "We will accept **twelve** per cent" in told
    assert "The article now prints:" in told
    assert "We will accept **ten** per cent" in told
    await stage.moderator.slash(stage.channel, "briefing now")
    assert "per cent" not in stage.last_text()


async def test_a_correction_is_told_under_the_briefing_that_carried_the_words(
    empty_stage: Stage,
) -> None:
    stage = empty_stage
    await bring(stage, page(SAID))
    await stage.moderator.slash(stage.channel, "briefing now")
    sent = stage.last()
    await bring(stage, page(CORRECTED))
    await Courier(stage.app.newsroom, DiscordSender(stage.bot)).run_due()
    told = stage.last()
    assert told.reference is not None
    assert told.reference.message_id == sent.id
    assert "The article reads now:" in text_of(told)
    assert "“We will accept **twelve** per cent" in text_of(told)
    assert "“We will accept **ten** per cent" in text_of(told)


async def test_an_old_button_works_on_a_moderators_behalf(empty_stage: Stage) -> None:
    stage = empty_stage
    await bring(stage, page(SAID))
    offered = await stage.moderator.autocomplete(stage.channel, "quote-hide", "quote", "penny")
    old = str(offered[0]["value"])
    await bring(stage, page(CORRECTED))
    await stage.moderator.slash(stage.channel, "quote-hide", quote=old)
    assert "per cent" not in (await asked(stage, "accept")).split("\n", 1)[-1]
    history = await stage.moderator.slash(
        stage.channel, "article history", article=await only_article(stage)
    )
    assert "per cent" not in text_of(history.response)


async def only_article(stage: Stage) -> str:
    """The public id of the one article on record."""
    (line,) = (await stage.app.newsroom.articles(stage.library)).lines
    return line.source.article_id


async def test_a_withdrawn_article_says_so_wherever_it_is_quoted(empty_stage: Stage) -> None:
    stage = empty_stage
    await bring(stage, page(SAID))
    assert await stage.app.newsroom.withdraw(stage.library, PAGE)
    assert not await stage.app.newsroom.withdraw(stage.library, PAGE)
    shown = await asked(stage, "not a penny less")
    assert SAID in shown
    assert "withdrawn: the page was gone on" in shown
    await stage.member.send(stage.channel, "!timeline")
    assert "withdrawn" in stage.last_text()
    assert "already" in await bring(stage, page(SAID))
    assert "withdrawn" not in await asked(stage, "not a penny less")
