"""History: when each was due and sent, its messages with links, its articles, why not."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.newsroom.answers import Page
from bot.newsroom.sends import MessageLine, SendLine, SendsFound
from bot.show.cards import Card, Run
from bot.show.sends import MOST_ARTICLES, about_card, alert_card, sends_card
from storage.records import DeliveryState
from tests.corpus.briefing.building import source

NOW = datetime(2031, 5, 8, 8, tzinfo=UTC)
SENT = SendLine(
    "d",
    "s",
    1,
    NOW,
    DeliveryState.SENT,
    NOW,
    None,
    statements=3,
    messages=(MessageLine(7, 8, 9), MessageLine(7, 8, 10)),
    articles=(source("a1"), source("b1")),
)
SKIPPED = SendLine("e", "s", 1, NOW, DeliveryState.SKIPPED, NOW, "briefing.reason.empty", 0)


def runs(card: Card) -> list[Run]:
    return [run for section in card.sections for line in section.lines for run in line.runs]


def text(card: Card) -> str:
    return " ".join(run.text for run in runs(card))


def test_each_message_is_linked_and_each_article_named() -> None:
    card = about_card(SENT)
    assert "https://discord.com/channels/7/8/10" in [run.link for run in runs(card)]
    assert "2 messages" in text(card)
    assert "3 statements · out of 2 articles" in text(card)
    headlines = {each.headline for each in SENT.articles}
    assert headlines <= {run.text for run in runs(card)}


def test_messages_outside_guilds_have_no_address() -> None:
    card = about_card(replace(SENT, messages=(MessageLine(None, 8, 9),)))
    assert not any((run.link or "").startswith("https://discord.com") for run in runs(card))


def test_what_was_not_sent_says_why() -> None:
    shown = text(about_card(SKIPPED))
    assert "There was nothing new." in shown
    assert "0 statements" not in shown


def test_many_articles_are_counted_and_pages_turn() -> None:
    many = replace(SENT, articles=tuple(source(f"a{at}") for at in range(1, MOST_ARTICLES + 3)))
    card = sends_card(SendsFound((many, SKIPPED), Page(0, 2, 5), "s"), {1: "desk"})
    assert "and 2 more articles" in text(card)
    assert text(card).count("In #desk") == 2
    assert [button.disabled for button in card.buttons[:2]] == [True, False]
    assert {button.label for button in card.buttons[2:]} == {"Who changed what", "Back"}


def test_nothing_sent_yet_is_said() -> None:
    assert "No briefing has been due yet." in text(sends_card(SendsFound((), Page(0, 4, 0)), {}))


def test_an_alert_names_the_channel_what_is_missing_and_what_to_do() -> None:
    shown = text(alert_card("error.channel.gone", 1234, paused=True))
    assert "1234" in shown
    assert "gone" in shown
    assert "Resume" in shown
    assert "Resume" not in text(alert_card("error.channel.gone", 1234, paused=False))
