"""Files, attachments and pasted texts, as users bring them."""

import time
from datetime import date
from pathlib import Path

import pytest

from corpus.errors import UnreadableSource
from corpus.models import BlockKind, PublishedBasis
from corpus.sources.file import MAX_BYTES, find_files, read_bytes, read_file

TEXT = "Mayor Rejects Plan\r\n\r\n“There will be no sale,” she told reporters.\r\n"


def error_of(path: Path, max_bytes: int = MAX_BYTES) -> UnreadableSource:
    with pytest.raises(UnreadableSource) as raised:
        read_file(path, max_bytes=max_bytes)
    return raised.value


def test_a_text_file(tmp_path: Path) -> None:
    path = tmp_path / "harbour.txt"
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.encode())
    article = read_file(path, published=date(2022, 3, 16), outlet="Quay Post")
    assert article.text == TEXT
    assert article.address == "harbour.txt"
    assert article.headline == "Mayor Rejects Plan"
    assert article.outlet == "Quay Post"
    assert article.publication.basis is PublishedBasis.GIVEN


@pytest.mark.parametrize("charset", ["utf-16", "cp1252"])
def test_files_in_other_charsets(tmp_path: Path, charset: str) -> None:
    path = tmp_path / "harbour.txt"
    path.write_bytes(TEXT.encode(charset))
    assert read_file(path).text == TEXT


def test_a_nul_is_replaced_with_a_note(tmp_path: Path) -> None:
    path = tmp_path / "harbour.txt"
    path.write_bytes(TEXT.encode().replace(b"sale", b"sa\0le"))
    article = read_file(path)
    assert article.text == TEXT.replace("sale", "sa\ufffdle")
    assert article.notes == ("note.nul",)


@pytest.mark.parametrize("name", ["page.html", "page.HTM", "page"])
def test_a_page_is_told_by_its_name_or_its_beginning(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("\n<!DOCTYPE html><html><body><p>The mayor said no.</p></body></html>")
    assert read_file(path).text == "The mayor said no."


def test_a_page_declares_its_charset() -> None:
    html = (
        '<html><head><meta charset="iso-8859-2"></head><body><p>Gęś mówi: nie, powiedział Zdzisław '
        "Żółtko w środę w Łodzi.</p></body></html>"
    )
    assert read_bytes("page.html", html.encode("iso8859-2")).text.startswith("Gęś mówi")


def test_what_the_server_said_of_an_attachment() -> None:
    html = b"<p>The mayor said \x93no\x94.</p>"
    article = read_bytes("upload", html, "text/html; charset=windows-1252")
    assert article.text == "The mayor said “no”."


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "error.source.empty"),
        (b" \r\n", "error.source.empty"),
        (bytes(99), "error.source.binary"),
    ],
)
def test_empty_and_binary_files(tmp_path: Path, data: bytes, key: str) -> None:
    path = tmp_path / "harbour.txt"
    path.write_bytes(data)
    error = error_of(path)
    assert error.key == key
    assert error.details == {"name": "harbour.txt"}


def test_a_large_file_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    size = 50 * 1024 * 1024
    with path.open("wb") as file:
        file.truncate(size)
    started = time.perf_counter()
    error = error_of(path)
    assert time.perf_counter() - started < 0.5
    assert error.key == "error.source.too_large"
    assert error.details == {"name": "large.txt", "size": size, "limit": MAX_BYTES}


def test_the_limit_can_be_set(tmp_path: Path) -> None:
    path = tmp_path / "harbour.txt"
    path.write_bytes(TEXT.encode())
    assert error_of(path, max_bytes=10).details["limit"] == 10
    assert read_file(path, max_bytes=len(TEXT.encode())).text == TEXT


def test_a_large_attachment_is_refused() -> None:
    with pytest.raises(UnreadableSource) as raised:
        read_bytes("large.txt", b"a" * (MAX_BYTES + 1))
    assert raised.value.key == "error.source.too_large"


def test_files_that_are_not_there(tmp_path: Path) -> None:
    assert error_of(tmp_path / "none.txt").key == "error.source.missing"
    assert error_of(tmp_path).key == "error.source.missing"


def test_an_article_in_another_language_is_stored_and_says_so() -> None:
    text = "Мэр отвергла обвинения. Порт не будет продан, заявила она журналистам в среду."
    article = read_bytes("harbour.txt", text.encode("utf-8"))
    assert article.text == text
    assert (article.language, article.readable) == ("ru", False)
    assert article.notes == ("note.language",)


@pytest.mark.parametrize("name", ["pasted.txt", "page.html"])
def test_a_headline_that_the_bringer_knows_is_marked(name: str) -> None:
    text = "<p>The mayor rejects the plan.</p>\n\n<p>She said no.</p>"
    data = text if name.endswith("html") else text.replace("<p>", "").replace("</p>", "")
    article = read_bytes(name, data.encode(), headline="The mayor rejects the plan")
    assert article.headline == "The mayor rejects the plan"
    assert article.blocks[0].kind is BlockKind.HEADLINE


def test_finding_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "sub/c.HTML", "sub/d.htm", "sub/e.pdf", "f.docx"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    found = find_files([tmp_path / "f.docx", tmp_path, tmp_path / "b.txt"])
    assert list(found.values()) == [
        "f.docx",
        "a.md",
        "b.txt",
        "sub/c.HTML",
        "sub/d.htm",
        "sub/e.pdf",
    ]
    assert list(found) == [tmp_path / name for name in found.values()]
