"""Cards and errors in a terminal."""

import pytest

from bot.newsroom.answers import Page as ListPage
from bot.newsroom.answers import QuoteFilters, QuotesFound
from bot.show.cards import Card, Line, Run, Section
from bot.show.quotes import quote_card
from bot.show.terminal import card_text, print_card, print_error
from corpus.errors import BadInput
from tests.bot.show.samples import quote_line


def test_words_are_printed_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    line = quote_line("[bold]not markup[/bold] **nor** @everyone")
    print_card(quote_card(QuotesFound("x", QuoteFilters(), (line,), ListPage(0, 5, 1))))
    assert "“[bold]not markup[/bold] **nor** @everyone”" in capsys.readouterr().out


def test_an_article_cannot_steer_the_terminal() -> None:
    card = Card("title\x1b[2J", (Section((Line((Run("red \x1b[31m\x07 end"),)),)),))
    assert "\x1b" not in card_text(card).plain
    assert "\x07" not in card_text(card).plain
    assert "red [31m end" in card_text(card).plain


def test_a_quotation_of_two_paragraphs_is_set_in_whole() -> None:
    line = quote_line("first\nsecond")
    shown = card_text(quote_card(QuotesFound("x", QuoteFilters(), (line,), ListPage(0, 5, 1))))
    assert "  “first\n  second”" in shown.plain


def test_an_error_goes_to_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    print_error(BadInput("error.input.day", typed="soon"))
    told = capsys.readouterr()
    assert told.out == ""
    assert "“soon” is no day I understand" in told.err.replace("\n", " ")
