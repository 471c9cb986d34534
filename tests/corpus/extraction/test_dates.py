"""Expressions of time: where they stand, and which value they name."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.extraction.dates import find_timexes
from corpus.extraction.timex_patterns import fold
from corpus.models import Article, Publication, PublishedBasis, TimexType

WEDNESDAY = date(2022, 3, 16)


def article(text: str, published: date | None = WEDNESDAY) -> Article:
    """An article of one paragraph."""
    basis = PublishedBasis.GIVEN if published else PublishedBasis.UNKNOWN
    return Article(text, (), publication=Publication(published, basis))


def found(text: str, published: date | None = WEDNESDAY) -> list[tuple[str, str, str]]:
    """Words, type and value of each expression in `text`."""
    return [
        (text[timex.span.start : timex.span.end], str(timex.type), timex.value)
        for timex in find_timexes(article(text, published))
    ]


def values(text: str, published: date | None = WEDNESDAY) -> list[str]:
    """The values alone."""
    return [value for _, _, value in found(text, published)]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("She spoke on Wednesday.", "Wednesday", "2022-03-16"),
        ("The mayor resigned Monday.", "Monday", "2022-03-14"),
        ("The mayor resigned last Wednesday.", "last Wednesday", "2022-03-09"),
        ("The council will meet on Friday.", "Friday", "2022-03-18"),
        ("On Friday, the court will hear the case.", "Friday", "2022-03-18"),
        ("The boat is scheduled to leave Monday.", "Monday", "2022-03-21"),
        ("Trains resume next Tuesday.", "next Tuesday", "2022-03-22"),
        ("He was arrested on Wednesday due to a warrant.", "Wednesday", "2022-03-16"),
        ("Rain had been expected to end Tuesday.", "Tuesday", "2022-03-15"),
        ("The offer had been due to expire Tuesday.", "Tuesday", "2022-03-15"),
        ("The two mayors meet separately Monday.", "Monday", "2022-03-21"),
        ("The fair opens Friday in Oslo.", "Friday", "2022-03-18"),
        ("The governor vowed to leave Monday.", "Monday", "2022-03-21"),
        ("The governor Wednesday vowed to leave.", "Wednesday", "2022-03-16"),
        ("A stone flew through the window and into the hall Friday.", "Friday", "2022-03-11"),
        ("The town is going to the polls Wednesday.", "Wednesday", "2022-03-16"),
        ("The bridge is closed through Friday.", "Friday", "2022-03-18"),
        ("The vote took place on Friday of last week.", "Friday of last week", "2022-03-11"),
        ("Earlier Wednesday, the court ruled.", "Earlier Wednesday", "2022-03-16"),
        ("He left yesterday.", "yesterday", "2022-03-15"),
        ("It opened the day before yesterday.", "the day before yesterday", "2022-03-14"),
    ],
)
def test_a_weekday_is_the_most_recent_one_unless_its_clause_looks_ahead(
    text: str, words: str, value: str
) -> None:
    assert found(text) == [(words, "DATE", value)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The bridge fell on 16 March 2022.", "2022-03-16"),
        ("The bridge fell on March 3, 2020.", "2020-03-03"),
        ("The bridge fell on Feb. 24.", "2022-02-24"),
        ("The bridge fell on Oct. 30.", "2021-10-30"),
        ("The deadline was extended to April 4.", "2022-04-04"),
        ("The bridge opens on Monday, March 21.", "2022-03-21"),
        ("The bridge fell on Sunday, March 15.", "2020-03-15"),
        ("Filed 2022-03-16.", "2022-03-16"),
        ("Filed 3/14/2022.", "2022-03-14"),
        ("Filed 25/12/21.", "2021-12-25"),
        ("It rained on Christmas Day.", "2021-12-25"),
        ("They met on Easter 2021.", "2021-04-04"),
        ("They met on Thanksgiving.", "2021-11-25"),
    ],
)
def test_a_printed_day_takes_the_nearest_year_that_fits(text: str, value: str) -> None:
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Sales fell last month.", "2022-02"),
        ("Sales fell in January.", "2022-01"),
        ("Sales fell in November.", "2021-11"),
        ("Sales fell last November.", "2021-11"),
        ("She was elected in late June 2019.", "2019-06"),
        ("Sales fell this week.", "2022-W11"),
        ("Sales fell last week.", "2022-W10"),
        ("Sales fell last year.", "2021"),
        ("Sales fell two years ago.", "2020"),
        ("Sales fell a decade ago.", "2012"),
        ("Sales fell two weeks ago.", "2022-W09"),
        ("Sales fell ten days ago.", "2022-03-06"),
        ("Sales fell in the third quarter of 2020.", "2020-Q3"),
        ("Sales fell in the fourth quarter.", "2021-Q4"),
        ("Sales fell last fall.", "2021-FA"),
        ("Prices soared in the 1970s.", "197"),
        ("Prices soared in the late '90s.", "199"),
        ("The house is from the 19th century.", "18"),
        ("The treaty of 1987 ended it.", "1987"),
        ("He was born in nineteen ninety-six.", "1996"),
        ("It is raining now.", "PRESENT_REF"),
        ("It rained recently.", "PAST_REF"),
    ],
)
def test_periods_have_the_value_of_their_size(text: str, value: str) -> None:
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("During the 21-day-long siege they hid.", TimexType.DURATION, "P21D"),
        ("They waited for two weeks.", TimexType.DURATION, "P2W"),
        ("They waited at least five and a half hours.", TimexType.DURATION, "PT5H30M"),
        ("They waited 5 1/2 hours.", TimexType.DURATION, "PT5H30M"),
        ("They waited half an hour.", TimexType.DURATION, "PT30M"),
        ("They waited for several months.", TimexType.DURATION, "PXM"),
        ("They waited two decades.", TimexType.DURATION, "P20Y"),
        ("It rained over the past three days.", TimexType.DURATION, "P3D"),
        ("She swims every Thursday.", TimexType.SET, "XXXX-WXX-4"),
        ("She swims every day.", TimexType.SET, "P1D"),
        ("Rent is $900 a month.", TimexType.SET, "P1M"),
        ("The blast came at 10:35 a.m. on Monday.", TimexType.TIME, "2022-03-14T10:35"),
        ("The blast came at noon.", TimexType.TIME, "2022-03-16T12:00"),
        ("They met on Tuesday night.", TimexType.DATE, "2022-03-15"),
        ("They met last night.", TimexType.TIME, "2022-03-15TNI"),
        ("They met this morning.", TimexType.TIME, "2022-03-16TMO"),
    ],
)
def test_lengths_sets_and_times_of_day(text: str, kind: TimexType, value: str) -> None:
    assert [(kind_found, value_found) for _, kind_found, value_found in found(text)] == [
        (str(kind), value)
    ]


def test_weekdays_that_share_a_plural_part_of_the_day_are_sets() -> None:
    told = found("It sails on Monday and Tuesday nights.")
    assert told == [("Monday", "SET", "XXXX-WXX-1TNI"), ("Tuesday nights", "SET", "XXXX-WXX-2TNI")]


def test_a_month_near_the_turn_of_the_year_may_be_next_years() -> None:
    before_christmas = date(2021, 12, 11)
    assert values("In January, the singer moves north.", before_christmas) == ["2022-01"]
    assert values("She took office in January.", before_christmas) == ["2021-01"]


def test_narrative_counts_from_the_day_told_last() -> None:
    text = "The siege began on March 1, 1994. The next day a bridge fell. Two weeks later it ended."
    assert values(text) == ["1994-03-01", "1994-03-02", "1994-W11"]


def test_that_day_and_the_previous_weekday_count_from_the_day_told_last() -> None:
    text = "The strike began on May 10, 2021. That day a port closed. The previous Friday it ran."
    assert values(text) == ["2021-05-10", "2021-05-10", "2021-05-07"]


def test_a_year_earlier_is_a_year_before_the_quarter_told() -> None:
    text = "Profit rose in the third quarter of 2021. A year earlier the firm had lost money."
    assert values(text) == ["2021-Q3", "2020-Q3"]


def test_without_a_publication_day_what_cannot_be_told_is_left_open() -> None:
    text = "He spoke on Wednesday, left yesterday, and had come on May 3, 2021."
    assert values(text, None) == ["XXXX-WXX-3", "XXXX-XX-XX", "2021-05-03"]


@pytest.mark.parametrize(
    "text",
    [
        "May I come in?",
        "They march on the capital.",
        "In a second attempt they won.",
        "The boy is 6 years old.",
        "A 52-year-old man was hurt.",
        "He sold 2000 people a dream for $1999.",
        "Sun, a maker of computers, grew.",
        "The Daily News was sold.",
        "The fall of the capital shocked them.",
    ],
)
def test_words_that_only_look_like_times_are_left_alone(text: str) -> None:
    assert found(text) == []


@given(st.text(max_size=200))
def test_any_text_is_read_with_spans_inside_it_in_order(text: str) -> None:
    timexes = find_timexes(article(text))
    assert len(fold(text)) == len(text)
    last = 0
    for timex in timexes:
        assert last <= timex.span.start < timex.span.end <= len(text)
        assert timex.value
        last = timex.span.end


def test_a_hundred_thousand_characters_take_less_than_a_second() -> None:
    text = "On Monday, the mayor of Amley told reporters that 14 roads had been closed. " * 4000
    started = time.process_time()
    assert len(find_timexes(article(text))) == 4000
    assert len(text) / (time.process_time() - started) > 100_000
