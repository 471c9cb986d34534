"""The demo's articles: there, marked as samples, as long and as varied as news is."""

import re

import pytest

from corpus.samples import samples

OUTLETS = ("Harbour Courier", "Meridian Wire", "Northgate Post", "Daily Lantern")
MARK = "Sample article written for On Record."

TEXTS = {name: data.decode("utf-8") for name, data in samples()}
each_sample = pytest.mark.parametrize("name", TEXTS)


def words(text: str) -> int:
    """How many words a reader sees: tags, scripts and styles are none."""
    seen = re.sub(r"(?s)<head>.*?</head>|<[^>]+>", " ", text)
    return len(seen.split())


def test_there_are_twelve_in_the_order_of_their_names() -> None:
    assert len(TEXTS) == 12
    assert list(TEXTS) == sorted(TEXTS)


@each_sample
def test_each_says_that_it_is_a_sample_and_names_one_invented_outlet_as_its_own(name: str) -> None:
    assert MARK in TEXTS[name]
    slug = re.sub(r"^\d+-", "", name)
    own = [outlet for outlet in OUTLETS if slug.startswith(outlet.lower().replace(" ", "-"))]
    assert len(own) == 1
    assert own[0] in TEXTS[name]


@each_sample
def test_each_is_as_long_as_a_short_news_report(name: str) -> None:
    assert 150 <= words(TEXTS[name]) <= 400


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param("“", id="curly marks"),
        pytest.param(r'\A[^“<]*"[^“<]*\Z', id="straight marks"),
        pytest.param("''", id="doubled marks"),
        pytest.param("application/ld\\+json", id="a page with metadata"),
        pytest.param(r"\A date 2022-\d\d-\d\d", id="a leading date"),
        pytest.param(r"\A(?!(?s:.*)2022)", id="no date at all"),
        pytest.param("With Meridian Wire", id="a reprint"),
        pytest.param("Meridian Pictures\n|<figcaption>", id="a caption"),
    ],
)
def test_the_formats_that_readers_meet_are_among_them(pattern: str) -> None:
    assert any(re.search(pattern, text) for text in TEXTS.values())


def test_one_statement_is_worded_differently_by_several_outlets() -> None:
    telling = [name for name, text in TEXTS.items() if "unacceptable" in text]
    assert len(telling) >= 4
