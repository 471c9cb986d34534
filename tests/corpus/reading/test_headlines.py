"""Headlines and sub-headings are told from paragraphs and from lists."""

import pytest

from corpus.models import BlockKind
from corpus.reading.blocks import segment


def kinds(text: str) -> list[BlockKind]:
    return [block.kind for block in segment(text)]


@pytest.mark.parametrize(
    "line",
    [
        "Mayor Rejects Harbour Plan",
        "Mayor rejects harbour plan as dockers march",
        "Who Will Buy the Harbour?",
        "Mayor calls plan a ‘joke’",
        "# Mayor rejects harbour plan",
        "“Yes, I called it a joke,” mayor says",
    ],
)
def test_headlines_on_top(line: str) -> None:
    assert kinds(f"{line}\n\nThe mayor said no.")[0] is BlockKind.HEADLINE


@pytest.mark.parametrize(
    "line",
    [
        "The mayor rejected the plan for the harbour on Monday.",
        "“There will be no sale,” she said",
        "Why did she go?",
        "The mayor told reporters that the plan was off",
    ],
)
def test_first_lines_that_are_the_report(line: str) -> None:
    assert kinds(f"{line}\n\nThe mayor said no.")[0] is BlockKind.PARAGRAPH


def test_a_line_above_a_byline_is_a_headline() -> None:
    assert kinds("Mayor said no, court told\n\nBy Ada Fenwick\n\nThe mayor left.") == [
        BlockKind.HEADLINE,
        BlockKind.BYLINE,
        BlockKind.PARAGRAPH,
    ]


def test_a_line_with_nothing_under_it_is_no_headline() -> None:
    assert kinds("Mayor Rejects Harbour Plan") == [BlockKind.PARAGRAPH]


def test_subheadings_stand_between_paragraphs() -> None:
    text = "The mayor said no.\n\nThe Dockers’ View\n\nThe dockers said yes.\n\nAnother Line"
    assert kinds(text) == [
        BlockKind.PARAGRAPH,
        BlockKind.HEADLINE,
        BlockKind.PARAGRAPH,
        BlockKind.PARAGRAPH,
    ]


def test_a_list_of_names_is_no_row_of_headings() -> None:
    text = "The injured are:\n\nAda Fenwick\n\nTom Reyes\n\nKarl Brandt\n\nAll are well."
    assert kinds(text) == [BlockKind.PARAGRAPH] * 5
