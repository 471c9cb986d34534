"""What became of an article, painted; and what lists say of an earlier version."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.newsroom.answers import ArticleLine, Changed, ContextFound, IngestReport, Page
from bot.newsroom.versions import ChangeOfArticle, HistoryFound, PrintedLine, QuoteVersions
from bot.show.actions import LongIds, ShowHistory, TurnHistory
from bot.show.articles import ingest_card
from bot.show.cards import Card
from bot.show.discord_view import MOST_COMPONENTS, to_view
from bot.show.lines import quote_lines
from bot.show.quotes import context_card
from bot.show.terminal import card_text, line_text
from bot.show.versions import MOST_QUOTES, history_card
from corpus.briefing.items import EarlierWording
from corpus.linking.versions import QuoteFate
from corpus.models import PublishedBasis, QuoteKind, Span
from storage.versions import ChangeKind
from tests.bot.show.samples import SOURCE, quote_line

CAME = datetime(2022, 3, 16, 9, 30, tzinfo=UTC)
LATER = datetime(2022, 3, 16, 11, 0, tzinfo=UTC)
ARTICLE = ArticleLine(SOURCE, PublishedBasis.STATED, "en", readable=True, people=2, quotes=1)
BEFORE = EarlierWording(("We will sail on Friday",), None, QuoteKind.DIRECT, "Mira Tolland", CAME)


def printed(words: str, speaker: str | None = "Mira Tolland", *marked: Span) -> PrintedLine:
    return PrintedLine((words,), None, QuoteKind.DIRECT, speaker, marked)


REWORDED = QuoteVersions(
    QuoteFate.REWORDED,
    printed("We will sail on Friday"),
    printed("We will not sail on Friday", "Mira Tolland", Span(8, 11)),
)


def history(*quotes: QuoteVersions, kind: ChangeKind = ChangeKind.CHANGED, kept: int = 0) -> Card:
    """The card of an article that changed once."""
    change = ChangeOfArticle(kind, LATER, None, quotes, kept)
    return history_card(HistoryFound(ARTICLE, CAME, (change,), Page(0, 1, 1)))


def shown(card: Card) -> str:
    return card_text(card).plain


def test_old_and_new_words_stand_side_by_side_with_the_difference_in_bold() -> None:
    card = history(REWORDED, kept=3)
    text = shown(card)
    assert "Before:\n  “We will sail on Friday”" in text
    assert "Now:\n  “We will not sail on Friday”" in text
    assert "On record since 2022-03-16 09:30 UTC" in text
    assert "Changed 2022-03-16 11:00 UTC" in text
    assert "1 quote in other words · 3 quotes as they were" in text
    bold = [run.text for s in card.sections for line in s.lines for run in line.runs if run.bold]
    assert "not" in bold


def test_another_speaker_is_named_on_both_sides() -> None:
    moved = QuoteVersions(
        QuoteFate.REASSIGNED,
        printed("We are ready to talk"),
        printed("We are ready to talk", "Oskar Lindqvist"),
    )
    text = shown(history(moved))
    assert "Mira Tolland / Oskar Lindqvist: another speaker" in text
    assert "Before, by Mira Tolland:" in text
    assert "Now, by Oskar Lindqvist:" in text


def test_what_is_gone_and_what_is_new_is_said() -> None:
    lost = QuoteVersions(QuoteFate.LOST, printed("They left us no choice"), None)
    gained = QuoteVersions(QuoteFate.GAINED, None, printed("We are ready to talk", None))
    text = shown(history(lost, gained))
    assert "Mira Tolland: no longer printed\n  “They left us no choice”" in text
    assert "speaker not resolved: new\n  “We are ready to talk”" in text


def test_reported_words_are_shown_in_their_sentence() -> None:
    told = PrintedLine(
        ("no offer",), "Tolland said there was no offer.", QuoteKind.INDIRECT, "Mira Tolland"
    )
    text = shown(history(QuoteVersions(QuoteFate.LOST, told, None)))
    assert "Reported: Tolland said there was no offer." in text


def test_a_page_that_went_or_came_back_is_told_with_when() -> None:
    assert "Withdrawn: its page was gone 2022-03-16 11:00 UTC" in shown(
        history(kind=ChangeKind.WITHDRAWN)
    )
    assert "Its page was there again" in shown(history(kind=ChangeKind.RETURNED))


def test_a_changed_headline_is_told_and_that_no_quote_changed() -> None:
    change = ChangeOfArticle(ChangeKind.CHANGED, LATER, ("Strike ends", None), (), 0)
    text = shown(history_card(HistoryFound(ARTICLE, CAME, (change,), Page(0, 1, 1))))
    assert "Headline before: Strike ends" in text
    assert "Headline now: no headline" in text
    assert "No quote changed." in text


def test_an_article_with_one_version_says_so() -> None:
    text = shown(history_card(HistoryFound(ARTICLE, CAME, (), Page(0, 1, 0))))
    assert "nothing has changed since" in text


def test_changes_turn_like_pages() -> None:
    change = ChangeOfArticle(ChangeKind.CHANGED, LATER, None, (REWORDED,), 0)
    card = history_card(HistoryFound(ARTICLE, CAME, (change,), Page(1, 1, 3)))
    assert [button.action for button in card.buttons] == [
        TurnHistory("a1", 0),
        TurnHistory("a1", 2),
    ]


def test_a_rewritten_article_fits_into_a_message() -> None:
    card = history(*[REWORDED] * (MOST_QUOTES + 30))
    assert "and 30 more quotes" in shown(card)
    view = to_view(card, LongIds())
    assert view.total_children_count <= MOST_COMPONENTS


def test_a_list_says_what_an_earlier_version_printed() -> None:
    line = replace(quote_line("We will not sail on Friday"), before=BEFORE)
    text = "\n".join(line_text(each).plain for each in quote_lines(line, "en"))
    assert "An earlier version, of 2022-03-16 09:30 UTC, printed: “We will sail on Friday”" in text


def test_a_list_says_whom_an_earlier_version_named() -> None:
    line = replace(quote_line(), before=replace(BEFORE, speaker="Oskar Lindqvist"))
    text = "\n".join(line_text(each).plain for each in quote_lines(line, "en"))
    assert "had it from Oskar Lindqvist: “We will sail on Friday”" in text
    told = replace(BEFORE, kind=QuoteKind.INDIRECT, sentence="They will sail, Tolland said.")
    line = replace(quote_line(), before=told)
    assert "printed: They will sail, Tolland said." in line_text(quote_lines(line, "en")[-1]).plain


def test_a_withdrawn_source_is_marked_and_leads_to_the_history() -> None:
    line = quote_line(source=replace(SOURCE, withdrawn=LATER))
    card = context_card(ContextFound(line, "We will not sail on Friday", (Span(0, 26),)))
    assert "withdrawn: the page was gone on 2022-03-16 11:00 UTC" in shown(card)
    assert ShowHistory("a1") in [button.action for button in card.buttons]
    card = context_card(ContextFound(quote_line(), "We will not sail on Friday", (Span(0, 26),)))
    assert ShowHistory("a1") not in [button.action for button in card.buttons]


def test_a_batch_tells_what_became_of_a_changed_article() -> None:
    changed = Changed("ferry.html", ARTICLE, gained=1, lost=2, changed=1, notes=("note.nul",))
    text = shown(ingest_card(IngestReport((changed, Changed("same.html", ARTICLE)))))
    assert text.startswith("2 articles changed")
    assert "1 quote changed · 2 quotes gone · 1 quote added" in text
    assert "its quotes are the same" in text
    assert "NUL characters were replaced" in text
