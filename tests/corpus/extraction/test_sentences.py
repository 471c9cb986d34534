"""Every quote knows the whole sentences that report it."""

import pytest

from corpus.extraction import nlp
from corpus.extraction.pipeline import extract
from corpus.models import QuoteKind
from corpus.reading.plain import read_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The bridge is closed. Mayor Ilse Varga denied that the money was gone. Rain fell.",
            "Mayor Ilse Varga denied that the money was gone.",
        ),
        (
            "Rain fell.\n\nCouncillor Jonas Beck called the plan a “costly toy” on Monday.",
            "Councillor Jonas Beck called the plan a “costly toy” on Monday.",
        ),
    ],
)
def test_reported_words_keep_the_sentence_that_reports_them(text: str, expected: str) -> None:
    """Cut out of it, "that the money was gone" would say the opposite of what was said."""
    quotes = extract(read_text(text), nlp.load()).quotes
    reported = [quote for quote in quotes if quote.kind is not QuoteKind.DIRECT]
    assert reported
    for quote in reported:
        assert quote.sentence is not None
        assert text[quote.sentence.start : quote.sentence.end] == expected
