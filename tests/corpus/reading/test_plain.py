"""Plain text becomes an article with what it states about itself."""

import time
from datetime import UTC, date, datetime

import pytest

from corpus.errors import UnreadableSource
from corpus.models import Publication, PublishedBasis
from corpus.reading.plain import read_text

TEXT = """Mayor Rejects Harbour Plan

By Ada Fenwick

Updated March 17, 2022 9:00 am EDT

Published March 16, 2022 3:04 pm EDT

Mayor Lena Ortiz rejected a plan for the harbour. “There will be no sale,” she told reporters.

© 2022 The Harbour Ledger. All rights reserved.
"""


def test_what_the_text_states() -> None:
    article = read_text(TEXT, address="harbour.txt")
    assert article.text == TEXT
    assert article.headline == "Mayor Rejects Harbour Plan"
    assert article.author == "Ada Fenwick"
    assert article.outlet == "The Harbour Ledger"
    assert article.address == "harbour.txt"
    assert article.publication == Publication(
        day=date(2022, 3, 16),
        basis=PublishedBasis.STATED,
        instant=datetime(2022, 3, 16, 19, 4, tzinfo=UTC),
        offset_minutes=-240,
    )


def test_what_the_caller_knows_wins() -> None:
    article = read_text(TEXT, headline="Plan", published=date(2022, 3, 18), outlet="Quay Post")
    assert article.headline == "Plan"
    assert article.outlet == "Quay Post"
    assert article.publication == Publication(date(2022, 3, 18), PublishedBasis.GIVEN)


def test_an_update_counts_where_no_publication_is_printed() -> None:
    article = read_text("Updated March 17, 2022\n\nThe mayor said no.")
    assert article.publication == Publication(date(2022, 3, 17), PublishedBasis.STATED)


def test_nothing_is_guessed() -> None:
    article = read_text("The mayor said no on March 16.\n\nShe left.")
    assert article.headline is None
    assert article.author is None
    assert article.outlet is None
    assert article.publication == Publication()


def test_a_place_line_without_a_year_is_no_publication_date() -> None:
    article = read_text("PORT SORREL, March 16 (Northern Press) - The mayor said no.")
    assert article.publication.basis is PublishedBasis.UNKNOWN


def test_the_outlet_on_a_line_of_its_own() -> None:
    assert read_text("Mayor Rejects Plan\n\nThe Guardian\n\nShe said no.").outlet == "The Guardian"


@pytest.mark.parametrize(
    ("byline", "author", "outlet"),
    [
        ("By Ada Fenwick, Harbour Courier", "Ada Fenwick", "Harbour Courier"),
        ("By Ada Fenwick and Tom Reyes, CNN", "Ada Fenwick and Tom Reyes", "CNN"),
        ("By Ada Fenwick, Tom Reyes", "Ada Fenwick, Tom Reyes", None),
        ("BY ADA FENWICK, TOM REYES", "ADA FENWICK, TOM REYES", None),
        ("By Ada Fenwick for the Quay Post", "Ada Fenwick", None),
        ("Ada Fenwick\nMarch 16, 2022", "Ada Fenwick", None),
    ],
)
def test_bylines(byline: str, author: str, outlet: str | None) -> None:
    article = read_text(f"Mayor Rejects Plan\n\n{byline}\n\nShe said no.")
    assert (article.author, article.outlet) == (author, outlet)


def test_who_filed_the_report() -> None:
    assert read_text("PORT SORREL (Northern Press) - The mayor said no.").outlet == "Northern Press"
    assert read_text("PORT SORREL - The mayor said no.").outlet is None


def test_contributors_are_no_authors() -> None:
    assert read_text("The mayor said no.\n\nTom Reyes contributed to this report.").author is None


def test_page_furniture_in_capitals_is_no_author() -> None:
    assert read_text("TOP STORIES\n\nThe mayor said no.\n\nFULL TEXT").author is None


def test_the_owner_and_the_writer_below_the_article() -> None:
    article = read_text(
        "The mayor said no.\n\nThis article is owned by Harbour Ledger.\n\nWritten by: Ada Fenwick"
    )
    assert (article.outlet, article.author) == ("Harbour Ledger", "Ada Fenwick")


def test_a_markdown_headline_is_told_without_its_mark() -> None:
    article = read_text("# Mayor rejects plan\n\nShe said no.")
    assert article.headline == "Mayor rejects plan"
    assert article.text.startswith("# Mayor")


@pytest.mark.parametrize("text", ["", " \n", "…", "\ufeff"])
def test_a_text_without_words_is_refused(text: str) -> None:
    with pytest.raises(UnreadableSource) as raised:
        read_text(text, address="pasted")
    assert raised.value.key == "error.source.empty"
    assert raised.value.details == {"name": "pasted"}


def test_reading_takes_time_in_proportion_to_length() -> None:
    paragraph = "“There will be no sale,” the mayor told reporters at the quay on Monday. " * 4
    read_text(paragraph)  # loads the lists and the language model
    started = time.process_time()
    article = read_text("\n\n".join([paragraph] * 2000))
    assert len(article.text) > 580_000
    assert time.process_time() - started < 2
