"""Zip archives: what is in them, and all the ways in which one may be meant to do harm."""

import io
import struct
import tracemalloc
import zipfile
from collections.abc import Mapping

import pytest

from corpus.errors import UnreadableSource
from corpus.sources import archive
from corpus.sources.archive import Archive, Broken, is_archive, label

TEXT = "The ferry to Hollin did not sail on Friday, and nobody said why."
MEGABYTE = 1024 * 1024


def packed(members: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> io.BytesIO:
    """A zip archive of these members."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as made:
        for name, data in members.items():
            made.writestr(name, data)
    return file


def refusal(file: io.BytesIO, max_bytes: int = archive.MAX_BYTES) -> str:
    """The key of the error that the whole archive is refused with."""
    with pytest.raises(UnreadableSource) as refused:
        Archive("news.zip", file, max_bytes=max_bytes)
    assert refused.value.details["name"] == "news.zip"
    return refused.value.key


def faults(file: io.BytesIO, max_bytes: int = archive.MAX_BYTES) -> dict[str, str]:
    """The members that cannot be had, with the keys of the reasons."""
    found = Archive("news.zip", file, max_bytes=max_bytes)
    return {each.name: each.error.key for each in found if isinstance(each, Broken)}


def test_articles_come_one_by_one_in_their_order_and_the_rest_is_left() -> None:
    members = {
        "b/": "",
        "b/second.TXT": TEXT,
        "a.html": "<p>first</p>",
        "photo.png": "\x89PNG",
        "__MACOSX/a.html": "of the system",
        "b/.hidden.txt": "not seen",
        "mail.eml": "Subject: x\n\nBody",
    }
    found = Archive("news.zip", packed(members))
    assert len(found) == 3
    assert list(found) == [
        ("b/second.TXT", TEXT.encode()),
        ("a.html", b"<p>first</p>"),
        ("mail.eml", b"Subject: x\n\nBody"),
    ]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd.txt", "../../etc/passwd.txt"),
        ("C:\\Windows\\news.txt", "C:/Windows/news.txt"),
        ("two\nlines\x1b[2J.txt", "two�lines�[2J.txt"),
        ("x" * 500 + ".txt", "x" * 196 + ".txt"),
    ],
)
def test_a_name_is_a_label_and_nothing_more(name: str, shown: str) -> None:
    assert label(name) == shown


def test_what_unpacks_to_more_than_an_article_may_be_is_refused_alone() -> None:
    prose = "".join(f"{number}: {TEXT}\n" for number in range(5_000))
    assert faults(packed({"long.txt": prose, "short.txt": TEXT}), 100_000) == {
        "long.txt": "error.source.too_large"
    }


def test_a_hundred_megabytes_of_zeros_are_refused_and_take_no_memory() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made, made.open("0.txt", "w") as zeros:
        for _ in range(100):
            zeros.write(bytes(MEGABYTE))
    assert len(file.getvalue()) < MEGABYTE // 4
    tracemalloc.start()
    try:
        assert refusal(file) == "error.source.archive_swells"
        assert tracemalloc.get_traced_memory()[1] < MEGABYTE
    finally:
        tracemalloc.stop()


def test_a_directory_that_lies_about_the_size_gives_no_more_than_it_said() -> None:
    file = packed({"small.txt": "0" * (2 * MEGABYTE)})
    data = file.getvalue()
    lied = data.replace(struct.pack("<I", 2 * MEGABYTE), struct.pack("<I", 1_000))
    assert lied != data
    assert faults(io.BytesIO(lied)) == {"small.txt": "error.source.archive_member"}


def test_members_that_share_their_bytes_are_refused() -> None:
    file = packed({f"{number}.txt": str(number) * 5_000 for number in range(3)}, zipfile.ZIP_STORED)
    with zipfile.ZipFile(file) as made:
        first = made.infolist()[0].header_offset
        offsets = [each.header_offset for each in made.infolist()[1:]]
        directory = made.start_dir
    data = bytearray(file.getvalue())
    for offset in offsets:  # let every entry of the directory begin at the first member
        at = data.index(struct.pack("<I", offset), directory)
        data[at : at + 4] = struct.pack("<I", first)
    del data[offsets[0] : directory]
    moved = directory - offsets[0]
    end = data.rindex(b"PK\x05\x06")
    struct.pack_into("<I", data, end + 16, directory - moved)
    assert refusal(io.BytesIO(bytes(data))) == "error.source.archive_swells"


def test_more_in_all_than_a_library_of_articles_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_UNPACKED", 3 * len(TEXT) - 1)
    members = {f"{number}.txt": TEXT for number in range(3)}
    assert refusal(packed(members)) == "error.source.archive_swells"


def test_too_many_members_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_ENTRIES", 2)
    members = {f"{number}.txt": TEXT for number in range(3)}
    assert refusal(packed(members)) == "error.source.archive_entries"


def test_an_archive_in_the_archive_is_not_opened_and_that_is_said() -> None:
    inner = packed({"deep.txt": TEXT}).getvalue()
    assert faults(packed({"inner.zip": inner, "top.txt": TEXT})) == {
        "inner.zip": "error.source.archive_nested"
    }


def test_a_member_with_a_password_is_told() -> None:
    data = bytearray(packed({"secret.txt": TEXT}).getvalue())
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + flags] |= 0x1
    assert faults(io.BytesIO(bytes(data))) == {"secret.txt": "error.source.encrypted"}


def test_a_damaged_member_is_told_and_the_others_are_read() -> None:
    file = packed({"bad.txt": TEXT, "good.txt": TEXT}, zipfile.ZIP_STORED)
    data = file.getvalue().replace(TEXT.encode(), TEXT.upper().encode(), 1)
    found = list(Archive("news.zip", io.BytesIO(data)))
    assert isinstance(found[0], Broken)
    assert found[0].error.key == "error.source.archive_member"
    assert found[1] == ("good.txt", TEXT.encode())


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"no archive at all", bytes(1000)])
def test_what_is_no_archive_is_refused(data: bytes) -> None:
    assert refusal(io.BytesIO(data)) == "error.source.archive_broken"


def test_an_archive_cut_short_is_refused() -> None:
    data = packed({"a.txt": TEXT}).getvalue()
    assert refusal(io.BytesIO(data[:-10])) == "error.source.archive_broken"


def test_archives_are_known_by_their_names() -> None:
    assert is_archive("News.ZIP")
    assert not is_archive("news.zip.txt")
