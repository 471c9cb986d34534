"""Cards of the library and of what is brought into it."""

from dataclasses import replace

import pytest

from bot.newsroom.answers import (
    Added,
    ArticleLine,
    ArticlesFound,
    Failed,
    IngestReport,
    Page,
    Unchanged,
)
from bot.show.actions import RestoreArticle, ShowArticles
from bot.show.articles import articles_card, ingest_card, progress_card, removed_card
from bot.show.cards import Accent
from bot.show.terminal import card_text
from corpus.errors import UnreadableSource
from corpus.models import Publication, PublishedBasis
from tests.bot.show.samples import SOURCE

ARTICLE = ArticleLine(SOURCE, PublishedBasis.STATED, "en", readable=True, people=2, quotes=1)
EMPTY = UnreadableSource("error.source.empty", name="empty.txt")


def test_an_article_shows_day_people_quotes_and_id() -> None:
    shown = card_text(articles_card(ArticlesFound((ARTICLE,), Page(0, 8, 1)))).plain
    assert "The Harbour Post: Ferry strike enters second week" in shown
    assert "16 March 2022 · 2 people · 1 quote · id a1" in shown


@pytest.mark.parametrize(
    ("article", "words"),
    [
        (replace(ARTICLE, basis=PublishedBasis.GIVEN), "as given by whoever added it"),
        (replace(ARTICLE, source=replace(SOURCE, publication=Publication())), "date not known"),
        (replace(ARTICLE, readable=False), "not read for people and quotes"),
        (replace(ARTICLE, readable=False, partial=True), "only a part of it could be had"),
    ],
)
def test_what_is_not_known_of_an_article_is_said(article: ArticleLine, words: str) -> None:
    assert words in card_text(articles_card(ArticlesFound((article,), Page(0, 8, 1)))).plain


def test_pages_of_articles_turn() -> None:
    card = articles_card(ArticlesFound((ARTICLE,), Page(1, 8, 20)))
    assert [button.action for button in card.buttons] == [ShowArticles(0), ShowArticles(2)]


def test_an_empty_library_says_how_to_begin() -> None:
    card = articles_card(ArticlesFound((), Page(0, 8, 0)))
    assert "/ingest" in card_text(card).plain
    assert card.accent is Accent.NOTHING


def test_a_batch_is_reported_item_by_item() -> None:
    report = IngestReport(
        (
            Added("ferry.txt", ARTICLE, notes=("note.nul",)),
            Unchanged("again.txt", ARTICLE),
            Failed("empty.txt", EMPTY),
        )
    )
    card = ingest_card(report)
    shown = card_text(card).plain
    assert shown.startswith("1 article added, 1 on record already, 1 not taken")
    assert "NUL characters were replaced" in shown
    assert "unchanged: this record has exactly this article already" in shown
    assert "empty.txt\n“empty.txt” holds no text." in shown
    assert card.accent is Accent.WARNING


def test_a_long_batch_shows_its_failures_first_and_counts_the_rest() -> None:
    items = tuple(Added(f"{number}.txt", ARTICLE) for number in range(30))
    card = ingest_card(IngestReport((*items, Failed("empty.txt", EMPTY))))
    shown = card_text(card).plain
    assert "“empty.txt” holds no text." in shown
    assert "and 11 more" in shown


def test_progress_counts() -> None:
    assert progress_card(3, 10).title == "Reading: 3 of 10 done"


def test_a_removed_article_can_be_brought_back() -> None:
    (undo,) = removed_card(ARTICLE).buttons
    assert undo.action == RestoreArticle("a1")
