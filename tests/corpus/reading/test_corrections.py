"""Notices of correction are told from news, and read as being about the page."""

import pytest

from corpus.models import BlockKind
from corpus.reading.corrections import is_correction, is_notice
from corpus.reading.plain import read_text

NOTICES = [
    "This article was amended on 3 May 2031 to correct the name of the harbour.",
    "This story has been corrected because Ms. Varga said she would sail, not stay.",
    "An earlier version of this article misstated the number of ferries.",
    "Correction: The ferry sails on Friday.",
    "CORRECTION (May 4, 10 a.m.): The ferry sails on Friday.",
    "*Clarification: the mayor spoke in March.",
    "Editor's note: An earlier version of this story named the wrong quay.",
    "Because of an editing error, a headline gave the wrong day.",
    "An article on Thursday about the harbour misstated the day of the strike.",
    "On May 4, this article was updated to clarify who owns the quay.",
]


@pytest.mark.parametrize("line", NOTICES)
def test_a_notice_is_recognised(line: str) -> None:
    assert is_correction(line)


@pytest.mark.parametrize(
    "line",
    [
        "This article was updated with a comment from the harbour.",
        "This post has been updated to include the mayor's answer.",
        "CORRECTION:",
    ],
)
def test_an_addition_or_a_bare_title_is_about_the_page_and_corrects_nothing(line: str) -> None:
    assert is_notice(line)
    assert not is_correction(line)


@pytest.mark.parametrize(
    "line",
    [
        "This article of the treaty was never signed, the mayor said.",
        "The story was amended by parliament, she said.",
        "An earlier version of the bill was rejected.",
        "The correction of prices went on.",
        "This story was first published in May.",
        "She said that this article was wrong.",
        "Corrections officers walked out on Monday.",
    ],
)
def test_news_is_no_notice(line: str) -> None:
    assert not is_notice(line)


def test_a_notice_is_about_the_page_though_it_reports_words() -> None:
    notice = "This story has been corrected because Ms. Varga said she would sail, not stay."
    article = read_text(f"Ferries\n\nThe ferries of Amley sail again today.\n\n{notice}\n")
    kinds = {
        article.text[block.span.start : block.span.end]: block.kind for block in article.blocks
    }
    assert kinds[notice] is BlockKind.BOILERPLATE
