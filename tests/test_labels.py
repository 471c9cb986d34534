"""The label files themselves: sound by their own rules, and true of the articles they describe."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from corpus.models import BlockKind, EventKind, PublishedBasis, QuoteKind, SpeakerKind
from tests.labels.labelled import (
    FILES,
    Labels,
    Offsets,
    Unit,
    labelled_article,
    read_labels,
    read_wordings,
)

OPENING, CLOSING = "“\"”'‘", "”\"'’"

each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def offsets_of(labels: Labels) -> Iterator[Offsets]:
    """Every pair of offsets in a label file."""
    for unit in labels["units"]:
        yield from unit["spans"] + unit["quoted"]
        yield from (span for span in (unit["speaker_span"], unit["cue"]) if span)
    for role in labels["roles"]:
        yield from role["spans"]
    yield from labels["not_speech"] + labels["barred"]
    yield from (block["span"] for block in labels["blocks"])
    yield from (event["span"] for event in labels["events"])


def test_four_files_are_labelled() -> None:
    assert len(FILES) == 4


@each_file
def test_only_known_values_are_used(path: Path) -> None:
    labels = read_labels(path)
    PublishedBasis(labels["published_basis"])
    for block in labels["blocks"]:
        BlockKind(block["kind"])
    for unit in labels["units"]:
        QuoteKind(unit["kind"])
        SpeakerKind(unit["speaker_kind"])
    for event in labels["events"]:
        assert {EventKind(kind) for kind in event["kinds"]}
    days = [unit[key] for unit in labels["units"] for key in ("day", "true_day")]
    assert all(date.fromisoformat(day) for day in days if day is not None)


@each_file
def test_ids_are_unique_and_in_text_order(path: Path) -> None:
    units = read_labels(path)["units"]
    ids = [unit["id"] for unit in units]
    assert ids == sorted(set(ids))
    assert [unit["spans"] for unit in units] == sorted(unit["spans"] for unit in units)


@each_file
def test_quoted_words_stand_inside_the_words_said(path: Path) -> None:
    for unit in read_labels(path)["units"]:
        assert unit["kind"] != "indirect" or not unit["quoted"], unit["id"]
        assert unit["kind"] != "direct" or unit["quoted"] == unit["spans"], unit["id"]
        for start, end in unit["quoted"]:
            assert any(a <= start and end <= b for a, b in unit["spans"]), unit["id"]


@each_file
def test_an_event_names_units_of_its_own_file(path: Path) -> None:
    labels = read_labels(path)
    ids = {unit["id"] for unit in labels["units"]}
    for event in labels["events"]:
        assert ids.issuperset(event["answers"]), event["id"]
        assert event["unit"] is None or event["unit"] in ids, event["id"]


def test_wordings_name_labelled_units() -> None:
    ids = {unit["id"] for path in FILES for unit in read_labels(path)["units"]}
    wordings = read_wordings()
    for group in wordings["same"]:
        assert len(group["units"]) > 1
        assert ids.issuperset(group["units"])
    assert all(ids.issuperset(pair) for pair in wordings["different"])


@each_file
def test_offsets_fit_the_article(path: Path) -> None:
    article = labelled_article(path)
    for start, end in offsets_of(article.labels):
        assert 0 <= start < end <= len(article.text)
        words = article.text[start:end]
        assert words == words.strip()


@each_file
def test_direct_words_stand_between_marks(path: Path) -> None:
    article = labelled_article(path)
    for unit in article.labels["units"]:
        for start, end in unit["quoted"]:
            assert article.text[start - 1] in OPENING, unit["id"]
            assert stands_before_a_mark(article.text, unit, end), unit["id"]


def stands_before_a_mark(text: str, unit: Unit, end: int) -> bool:
    """Whether a closing mark follows, or the quotation goes on in the next paragraph."""
    goes_on = any(start > end for start, _ in unit["quoted"]) and text[end] == "\n"
    return text[end] in CLOSING or goes_on
