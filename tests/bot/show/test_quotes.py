"""Cards of quotes: verbatim, attributed, and honest about what is not known."""

from dataclasses import replace
from datetime import date

import pytest

from bot.newsroom.answers import (
    ContextFound,
    NothingQuoted,
    Page,
    QuoteFilters,
    QuoteLine,
    QuotesFound,
)
from bot.show.actions import Moderate, ShowContext, ShowQuotes, ShowReactions, ShowWordings
from bot.show.cards import Accent, Card, Run
from bot.show.catalogue import say
from bot.show.quotes import context_card, moderated_card, quote_card
from bot.show.terminal import card_text
from corpus.models import Day, DayBasis, Precision, QuoteKind, Span, SpeakerKind
from tests.bot.show.samples import SOURCE, quote_line

NO_FILTERS = QuoteFilters()


def found(*lines: QuoteLine, page: Page | None = None) -> QuotesFound:
    return QuotesFound("sail", NO_FILTERS, lines, page or Page(0, 5, len(lines)))


def text_of(line: QuoteLine) -> str:
    return card_text(quote_card(found(line))).plain


def runs(card: Card) -> list[Run]:
    return [run for section in card.sections for line in section.lines for run in line.runs]


def test_direct_words_stand_in_quotation_marks_with_speaker_day_and_source() -> None:
    shown = text_of(quote_line("We will not sail on Friday"))
    assert "“We will not sail on Friday”" in shown
    assert "— Mira Tolland · 16 March 2022" in shown
    assert (
        "The Harbour Post: Ferry strike enters second week <https://harbour.example/ferry>" in shown
    )


def test_an_interrupted_quotation_is_its_pieces_and_nothing_between() -> None:
    assert "“We will not sail … until they talk”" in text_of(
        quote_line("We will not sail", "until they talk")
    )


@pytest.mark.parametrize("kind", [QuoteKind.INDIRECT, QuoteKind.MIXED])
def test_reported_words_never_stand_in_quotation_marks(kind: QuoteKind) -> None:
    shown = text_of(quote_line("the ferries would stay in port", kind=kind))
    assert "Reported: the ferries would stay in port" in shown
    assert "“the" not in shown


def test_reported_words_are_shown_in_the_sentence_that_reports_them() -> None:
    denial = "The mayor denied that the money was gone."
    line = quote_line("that the money was gone", kind=QuoteKind.INDIRECT, sentence=denial)
    assert f"Reported: {denial}" in text_of(line)


def test_the_words_that_matched_are_bold() -> None:
    card = quote_card(found(replace(quote_line("We will not sail"), matched=(Span(12, 16),))))
    assert [run.text for run in runs(card) if run.bold and run.body] == ["sail"]


def test_an_unresolved_speaker_is_said_to_be_so_with_the_reason() -> None:
    line = quote_line(
        speaker=None,
        speaker_kind=SpeakerKind.UNRESOLVED,
        printed="the official",
        certain=False,
        reason="reason.description",
    )
    shown = text_of(line)
    assert "speaker not resolved, printed as “the official”" in shown
    assert say("reason.description") in shown


def test_an_uncertain_speaker_is_probable_with_the_reason() -> None:
    shown = text_of(quote_line(certain=False, reason="reason.pronoun"))
    assert f"probably Mira Tolland ({say('reason.pronoun')})" in shown


def test_an_unnamed_source_is_shown_as_the_article_words_it() -> None:
    line = quote_line(
        speaker="a person familiar with the talks",
        speaker_kind=SpeakerKind.UNNAMED,
        printed="a person familiar with the talks",
    )
    assert "unnamed source: a person familiar with the talks" in text_of(line)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (Day(), "date not known"),
        (Day(words="a Wednesday"), "date not known (the article says “a Wednesday”)"),
        (
            Day(date(2022, 3, 16), Precision.DAY, DayBasis.PUBLICATION),
            "16 March 2022 (date inferred from publication)",
        ),
        (Day(date(2022, 3, 16), Precision.DAY, DayBasis.RESOLVED), "· 16 March 2022"),
        (Day(date(2022, 3, 1), Precision.MONTH, DayBasis.STATED), "· March 2022"),
        (Day(date(2022, 1, 1), Precision.YEAR, DayBasis.STATED), "· 2022"),
        (
            Day(date(2022, 3, 16), Precision.DAY, DayBasis.INFERRED),
            "16 March 2022 (date inferred from another article",
        ),
    ],
)
def test_a_day_says_what_it_rests_on(day: Day, words: str) -> None:
    assert words in text_of(quote_line(day=day))


def test_an_unknown_outlet_and_headline_are_said() -> None:
    shown = text_of(quote_line(source=replace(SOURCE, outlet=None, headline=None)))
    assert "outlet not known: no headline" in shown


@pytest.mark.parametrize(
    "address", ["notes.txt", "javascript:alert(1)", None, "https://x.example/a b", "http://x/a)b"]
)
def test_only_a_clean_web_address_becomes_a_link(address: str | None) -> None:
    card = quote_card(found(quote_line(source=replace(SOURCE, address=address))))
    assert not [run for run in runs(card) if run.link]


def test_a_disputed_quote_warns_and_its_wordings_are_counted() -> None:
    shown = text_of(quote_line(disputed=True, wordings=3))
    assert say("quote.disputed") in shown
    assert "3 wordings on record, from 3 outlets" in shown


def test_every_quote_has_its_context_button() -> None:
    card = quote_card(found(quote_line(public_id="q1"), quote_line(public_id="q2")))
    buttons = [section.button for section in card.sections]
    assert [button and button.action for button in buttons] == [
        ShowContext("q1"),
        ShowContext("q2"),
    ]


def test_pages_keep_the_question_and_its_filters() -> None:
    filters = QuoteFilters(by="Tolland", after="2022-03-01")
    answer = QuotesFound("sail", filters, (quote_line(),), Page(1, 1, 3))
    back, forth = quote_card(answer).buttons
    assert back.action == ShowQuotes("sail", by="Tolland", after="2022-03-01", page=0)
    assert forth.action == ShowQuotes("sail", by="Tolland", after="2022-03-01", page=2)
    assert not back.disabled
    assert not forth.disabled


@pytest.mark.parametrize(("number", "disabled"), [(0, [True, False]), (2, [False, True])])
def test_the_ends_of_a_list_cannot_be_turned_past(number: int, disabled: list[bool]) -> None:
    card = quote_card(found(quote_line(), page=Page(number, 1, 3)))
    assert [button.disabled for button in card.buttons] == disabled


def test_a_single_page_has_no_page_buttons() -> None:
    assert quote_card(found(quote_line())).buttons == ()


def test_nothing_found_shows_the_nearest_words() -> None:
    card = quote_card(
        NothingQuoted("sale", NO_FILTERS, (quote_line("We sail"),), library_empty=False)
    )
    shown = card_text(card).plain
    assert "No quote on record has “sale”" in shown
    assert "“We sail”" in shown
    assert card.accent is Accent.NOTHING


def test_an_empty_library_says_how_to_begin() -> None:
    card = quote_card(NothingQuoted("sale", NO_FILTERS, (), library_empty=True))
    assert "/ingest" in card_text(card).plain


CONTEXT = ContextFound(quote_line("sail"), "Tolland said they would sail at dawn.", (Span(24, 28),))


def test_the_context_is_the_paragraph_with_the_quote_in_bold() -> None:
    card = context_card(CONTEXT)
    body = [run for run in runs(card) if run.body]
    assert "".join(run.text for run in body) == CONTEXT.paragraph
    assert [run.text for run in body if run.bold] == ["sail"]


def test_a_long_paragraph_is_shown_round_the_quote() -> None:
    paragraph = "word " * 2000 + "they sail" + " word" * 2000
    at = paragraph.index("they")
    card = context_card(ContextFound(quote_line("they sail"), paragraph, (Span(at, at + 9),)))
    body = [run for run in runs(card) if run.body]
    assert [run.text for run in body if run.bold] == ["they sail"]
    assert body[0].text.startswith("…")
    assert body[-1].text.endswith("…")


def test_only_moderators_are_offered_to_hide_and_mark() -> None:
    changes = [Moderate("hide", "q1"), Moderate("wrong", "q1")]
    for moderator, offered in ((False, []), (True, changes)):
        actions = [button.action for button in context_card(CONTEXT, moderator=moderator).buttons]
        assert [action for action in actions if isinstance(action, Moderate)] == offered


def test_what_is_marked_wrong_can_be_unmarked() -> None:
    context = replace(CONTEXT, line=quote_line("sail", disputed=True))
    actions = [button.action for button in context_card(context, moderator=True).buttons]
    assert Moderate("unwrong", "q1") in actions


def test_a_quote_with_several_wordings_leads_to_them() -> None:
    context = replace(CONTEXT, line=quote_line("sail", wordings=2))
    actions = [button.action for button in context_card(context).buttons]
    assert actions == [ShowWordings("q1"), ShowReactions("q1")]


@pytest.mark.parametrize(
    ("change", "undo"),
    [("hide", "unhide"), ("unhide", "hide"), ("wrong", "unwrong"), ("unwrong", "wrong")],
)
def test_every_change_can_be_taken_back(change: str, undo: str) -> None:
    (button,) = moderated_card(Moderate(change, "q1")).buttons  # type: ignore[arg-type]
    assert button.action == Moderate(undo, "q1")  # type: ignore[arg-type]
