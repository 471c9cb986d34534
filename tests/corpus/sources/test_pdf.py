"""Articles in PDFs: their text, and what cannot be read told clearly."""

import warnings

import pytest

from corpus.errors import UnreadableSource
from corpus.models import BlockKind
from corpus.sources import pdf as reader
from corpus.sources.file import read_bytes
from corpus.sources.pdf import paragraphs, pdf_text
from tests.corpus.sources.pdfs import pdf

FIRST = [
    "Harbour stays shut",
    "The harbour of Hollin stays shut until Friday, its master said, and the",
    "ferries will not sail before then. “We wait for the wind to turn,” said Mira",
    "Tolland, who runs the port.",
    "The council meets on Thursday to hear what the shut harbour has cost, and",
    "the islanders have been told to keep what fuel they have for the long-",
    "distance boats.",
]
SECOND = ["Nobody was hurt in the storm, the coast guard said late on Tuesday night."]


def test_lines_are_joined_to_paragraphs_and_pages_follow_each_other() -> None:
    text = pdf_text("harbour.pdf", pdf([FIRST, SECOND]))
    found = text.split("\n\n")
    assert found[0] == FIRST[0]
    assert found[1] == " ".join(FIRST[1:4])
    assert found[2] == " ".join(FIRST[4:]).replace("long- ", "long-")
    assert found[3:] == SECOND


def test_a_pdf_is_read_as_an_article_whatever_its_name() -> None:
    article = read_bytes("download", pdf([FIRST]))
    assert article.blocks[0].kind is BlockKind.HEADLINE
    assert article.headline == "Harbour stays shut"
    assert "“We wait for the wind to turn,” said Mira Tolland" in article.text


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (pdf([FIRST], "secret"), "error.source.encrypted"),
        (pdf([[], []]), "error.source.pdf_scanned"),
        (pdf([]), "error.source.pdf_scanned"),
        (b"%PDF-1.7\nnothing that follows from it", "error.source.pdf_broken"),
        (pdf([FIRST])[:400], "error.source.pdf_broken"),
        (b"%PDF-1.4\n" + bytes(range(256)) * 40, "error.source.pdf_broken"),
    ],
    ids=["password", "scanned", "no page", "no objects", "cut short", "noise"],
)
def test_what_cannot_be_read_is_told(data: bytes, key: str) -> None:
    with pytest.raises(UnreadableSource) as refused:
        pdf_text("harbour.pdf", data)
    assert refused.value.key == key
    assert refused.value.details["name"] == "harbour.pdf"


def test_one_without_a_password_to_open_it_is_read() -> None:
    assert "Harbour stays shut" in pdf_text("harbour.pdf", pdf([FIRST], ""))


def test_a_book_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_PAGES", 1)
    with pytest.raises(UnreadableSource) as refused:
        pdf_text("book.pdf", pdf([FIRST, SECOND]))
    assert refused.value.key == "error.source.pdf_pages"


def test_every_way_to_damage_it_is_told_and_none_surprises() -> None:
    data = pdf([FIRST])
    for at in range(0, len(data), 7):
        damaged = bytearray(data)
        damaged[at] ^= 0x55
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                read_bytes("harbour.pdf", bytes(damaged))
        except UnreadableSource:
            pass  # and no other error


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("", []),
        ("\n \n", []),
        ("alone", ["alone"]),
        ("one\n\ntwo", ["one", "two"]),
        (
            "a long first line of the text\nand its end",
            ["a long first line of the text and its end"],
        ),
    ],
)
def test_paragraphs(page: str, found: list[str]) -> None:
    assert list(paragraphs(page)) == found
