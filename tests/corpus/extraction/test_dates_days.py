"""The day on which something was said or done."""

from datetime import date

import pytest

from corpus.extraction.dates import day_of, find_timexes
from corpus.extraction.nlp import load, parse
from corpus.models import (
    Article,
    Block,
    BlockKind,
    Day,
    DayBasis,
    Precision,
    Publication,
    PublishedBasis,
    Span,
)

WEDNESDAY = date(2022, 3, 16)


def day(text: str, words: str, published: date | None = WEDNESDAY, *, parsed: bool = True) -> Day:
    """The day of what the cue `words` reports, in an article of one paragraph a line."""
    basis = PublishedBasis.GIVEN if published else PublishedBasis.UNKNOWN
    starts = [0, *(place + 1 for place, char in enumerate(text) if char == "\n")]
    ends = [*(start - 1 for start in starts[1:]), len(text)]
    blocks = tuple(
        Block(BlockKind.PARAGRAPH, Span(*edges)) for edges in zip(starts, ends, strict=True)
    )
    article = Article(text, blocks, publication=Publication(published, basis))
    doc = next(parse([article], load())) if parsed else None
    start = text.index(words)
    where = Span(start, start + len(words))
    return day_of(where, article, doc, find_timexes(article, doc))


@pytest.mark.parametrize("parsed", [True, False])
def test_the_day_beside_the_cue_is_the_day_of_speaking(*, parsed: bool) -> None:
    told = day("The mayor told reporters on Monday that the bridge is safe.", "told", parsed=parsed)
    assert (told.value, told.basis, told.words) == (
        date(2022, 3, 14),
        DayBasis.RESOLVED,
        "Monday",
    )


def test_a_day_inside_the_quoted_words_is_not_the_day_of_speaking() -> None:
    told = day("“We close the bridge on Monday,” the mayor said.", "said")
    assert (told.value, told.basis) == (WEDNESDAY, DayBasis.PUBLICATION)


def test_a_day_inside_the_reported_clause_is_not_the_day_of_speaking() -> None:
    told = day("The mayor said the bridge will open again next Friday.", "said")
    assert told.value == WEDNESDAY


def test_a_full_date_is_stated() -> None:
    told = day("The mayor resigned on March 3, 2020, after the flood.", "resigned")
    assert (told.value, told.basis, told.precision) == (
        date(2020, 3, 3),
        DayBasis.STATED,
        Precision.DAY,
    )


def test_a_year_alone_has_the_precision_of_a_year() -> None:
    told = day("The mayor resigned in 2011.", "resigned")
    assert (told.value, told.precision) == (date(2011, 1, 1), Precision.YEAR)


def test_an_anniversary_tells_the_day_of_what_it_remembers() -> None:
    text = "The vote came one day before the anniversary of Lee calling Marsh a thief."
    assert day(text, "calling").value == date(2021, 3, 17)
    assert day(text, "came").value == WEDNESDAY


def test_a_tenth_anniversary_is_ten_years_back() -> None:
    text = "Lee spoke on the tenth anniversary of Marsh opening the dam."
    assert day(text, "opening").value == date(2012, 3, 16)


def test_the_interview_spoken_of_keeps_its_day() -> None:
    text = (
        "The vote came one day before the anniversary of Lee calling Marsh a thief during an "
        "interview with Dana Holt.\nIn the interview, Lee said the dam was unsafe.\nAsked by Holt "
        "about the dam, Lee answered yes.\nMarsh said the dam stands."
    )
    assert day(text, "said the dam was").value == date(2021, 3, 17)
    assert day(text, "answered").value == date(2021, 3, 17)
    assert day(text, "said the dam stands").value == WEDNESDAY


def test_he_added_goes_on_from_the_sentence_before() -> None:
    text = "The mayor said on March 3 that the dam was safe. He added that it had been tested."
    assert day(text, "added").value == date(2022, 3, 3)


def test_nobody_goes_on_from_a_season() -> None:
    told = day("Lee led the race last fall. She said she is still here.", "said")
    assert (told.value, told.basis) == (WEDNESDAY, DayBasis.PUBLICATION)


def test_what_was_said_previously_has_no_day() -> None:
    assert day("The mayor had previously said the dam was safe.", "said") == Day()


def test_without_a_publication_day_the_words_are_kept() -> None:
    told = day("The mayor told reporters on Monday that the bridge is safe.", "told", None)
    assert (told.value, told.precision, told.words) == (None, Precision.UNKNOWN, "Monday")
    assert day("The mayor said the bridge is safe.", "said", None) == Day()


@pytest.mark.parametrize(
    ("text", "value", "precision"),
    [
        ("Last summer, the mayor said the bridge is safe.", date(2021, 1, 1), Precision.YEAR),
        ("The mayor said last week that the bridge is safe.", date(2022, 3, 1), Precision.MONTH),
        ("In the early 1990s, the mayor said, the bridge was safe.", None, Precision.UNKNOWN),
    ],
)
def test_a_longer_time_is_told_as_far_as_it_is_sure(
    text: str, value: date | None, precision: Precision
) -> None:
    told = day(text, "said")
    assert (told.value, told.precision) == (value, precision)


def test_a_week_in_two_months_tells_no_month() -> None:
    told = day("The mayor said last week that all is safe.", "said", date(2022, 3, 9))
    assert told.basis is DayBasis.PUBLICATION


def test_a_day_that_opens_the_sentence_holds_for_all_its_clauses() -> None:
    text = (
        "By early 2012, Lee was on the radio, where she sang as she discussed and lambasted rivals."
    )
    told = day(text, "lambasted")
    assert (told.value, told.precision) == (date(2012, 1, 1), Precision.YEAR)
