"""The documents that make promises about the code, held against the code."""

import re
from enum import StrEnum
from pathlib import Path

import pytest

from corpus import models, record
from corpus.models import (
    Article,
    Block,
    BlockKind,
    DayBasis,
    Event,
    EventKind,
    Extraction,
    Person,
    Precision,
    PublishedBasis,
    Quote,
    QuoteKind,
    Role,
    Span,
    SpeakerKind,
)

DOCS = Path(__file__).parents[1] / "docs"
FORMAT = (DOCS / "extract-format.md").read_text(encoding="utf-8")

CLOSED_SETS = {
    "blocks.kind": BlockKind,
    "published_basis": PublishedBasis,
    "quotes.kind": QuoteKind,
    "quotes.speaker_kind": SpeakerKind,
    "date_basis": DayBasis,
    "events.precision": Precision,
    "events.kind": EventKind,
}


def section(title: str) -> str:
    """The text under a heading, to the next one."""
    found = re.search(
        rf"^#+ `{re.escape(title)}`\n(.*?)(?=^#|\Z)", FORMAT, re.MULTILINE | re.DOTALL
    )
    assert found, title
    return found.group(1)


@pytest.mark.parametrize(("field", "values"), CLOSED_SETS.items())
def test_every_value_of_a_closed_set_is_listed(field: str, values: type[StrEnum]) -> None:
    listed = re.findall(r"^- `(\w+)`", section(field), re.MULTILINE)
    assert listed == [value.value for value in values]


def fields_of(title: str) -> set[str]:
    """The names in the first column of a section's table."""
    first_column = re.findall(r"^\|([^|]+)\|", section(title), re.MULTILINE)
    return set(re.findall(r"`(\w+)`", " ".join(first_column)))


def test_every_field_that_is_printed_is_explained() -> None:
    words = Span(0, 5)
    printed = record.as_record(
        Article("Words", (Block(BlockKind.PARAGRAPH, words),)),
        Extraction(
            people=(Person("Ada Voss", roles=(Role("minister", words),)),),
            quotes=(Quote("q1", QuoteKind.DIRECT, (words,)),),
            events=(Event("e1", EventKind.SAY, words),),
        ),
    )
    for field in ("people", "quotes", "events"):
        assert set(printed[field][0]) == fields_of(field), field
    assert all(f"`{field}`" in FORMAT for field in printed)


def test_no_closed_set_is_forgotten() -> None:
    enums = {value for value in vars(models).values() if is_closed_set(value)}
    timex_only = {models.TimexType}  # `extract` prints no expressions of time
    assert enums - timex_only == set(CLOSED_SETS.values())


def is_closed_set(value: object) -> bool:
    """Whether a member of the module is one of its enumerations."""
    return isinstance(value, type) and issubclass(value, StrEnum) and value is not StrEnum
