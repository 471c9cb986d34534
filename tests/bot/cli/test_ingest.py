"""`onrecord ingest`: a batch with all that can be wrong in it."""

import os
import signal
import sqlite3
import threading
import time
import zipfile
from contextlib import closing, suppress
from pathlib import Path

import pytest

from tests.bot.cli.conftest import Type
from tests.cogs.articles import FERRY

STRIKE = (
    "Fährstreik geht in die zweite Woche\n\n„Wir werden am Freitag nicht fahren“, sagte die "
    "Vorsitzende der Gewerkschaft am Mittwoch im Hafen. Die Reederei wollte sich dazu nicht "
    "äußern, und die Gespräche sollen in der kommenden Woche weitergehen."
)


def test_a_folder_goes_in_with_what_lies_deeper(onrecord: Type, folder: Path) -> None:
    ran = onrecord("ingest", folder)
    assert ran.code == 0
    assert "2 articles added" in ran.out
    assert "The Harbour Post: Ferry strike enters second week" in ran.out
    assert ran.err == ""


def test_broken_files_are_told_with_their_reasons_and_the_others_go_in(
    onrecord: Type, folder: Path
) -> None:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "photo.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    ran = onrecord("ingest", folder, folder / "nowhere.txt", "long" * 100 + ".txt")
    assert ran.code == 1
    assert "2 articles added, 5 not taken" in ran.out
    assert "“empty.txt” holds no text" in ran.out
    assert "“photo.txt” is not text" in ran.out
    assert "“huge.txt” is too large: 52,428,800 bytes, and at most 5,242,880" in ran.out
    assert "There is no file “nowhere.txt”" in ran.out
    assert "cannot be opened (File name too long)" in ran.out
    assert "Mira Tolland" in onrecord("ask", "who Mira").out


def test_every_broken_file_of_many_is_told(onrecord: Type, folder: Path) -> None:
    for number in range(25):
        (folder / f"empty-{number}.txt").write_bytes(b"")
    ran = onrecord("ingest", folder)
    assert all(f"“empty-{number}.txt” holds no text" in ran.out for number in range(25))
    assert "2 articles added, 25 not taken" in ran.out


def test_the_operators_limit_of_size_counts(
    onrecord: Type, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ONRECORD_MAX_ARTICLE_BYTES", str(len(FERRY) - 1))
    ran = onrecord("ingest", folder)
    assert ran.code == 1
    assert "1 article added, 1 not taken" in ran.out
    assert f"{len(FERRY)} bytes, and at most {len(FERRY) - 1} are taken" in ran.out


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + FERRY.replace("\n", "\r\n").encode(),
        FERRY.replace("islander.", "islander\x00.").encode(),
        FERRY.replace('"', "\x93", 1).replace('"', "\x94", 1).encode("latin-1"),
    ],
    ids=["byte-order mark and CRLF", "NUL", "windows-1252"],
)
def test_odd_bytes_are_read_all_the_same(onrecord: Type, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "ferry.txt").write_bytes(data)
    assert onrecord("ingest", tmp_path / "ferry.txt").code == 0
    answer = onrecord("ask", "quote sail on Friday").out
    assert "“We will not sail on Friday, … They left us no choice.”" in answer
    assert "— Mira Tolland" in answer


def test_an_article_in_another_language_is_kept_and_said_not_to_be_read(
    onrecord: Type, tmp_path: Path
) -> None:
    (tmp_path / "streik.txt").write_text(STRIKE, encoding="utf-8")
    ran = onrecord("ingest", tmp_path / "streik.txt")
    assert ran.code == 0
    assert "not read for people and quotes" in ran.out
    assert "not read for people and quotes" in onrecord("ask", "articles").out


def test_the_day_and_the_outlet_that_are_given_are_taken(onrecord: Type, folder: Path) -> None:
    ran = onrecord("ingest", folder, "--published", "2022-05-01", "--outlet", "Island Times")
    assert ran.out.count("Island Times: ") == 2
    assert ran.out.count("1 May 2022 (as given by whoever added it)") == 2


def test_the_same_files_again_change_nothing_at_all(stocked: Type, folder: Path) -> None:
    before = stocked("export").out
    (folder / "copy.txt").write_text(FERRY, encoding="utf-8")
    ran = stocked("ingest", folder)
    assert ran.code == 0
    assert "3 on record already" in ran.out
    assert "added" not in ran.out
    assert stocked("export").out == before
    assert len(before.splitlines()) > 10


def test_one_library_knows_nothing_of_another(stocked: Type, folder: Path) -> None:
    elsewhere = ("--library", "elsewhere")
    before = stocked("export").out
    assert "The record is empty so far" in stocked("ask", "who Mira", *elsewhere).out
    assert stocked("export", *elsewhere).out == ""
    assert "2 articles added" in stocked("ingest", folder, *elsewhere).out
    assert stocked("export").out == before


def test_an_archive_goes_in_and_what_is_in_already_is_not_read_twice(
    onrecord: Type, folder: Path, tmp_path: Path
) -> None:
    with zipfile.ZipFile(tmp_path / "news.zip", "w") as made:
        made.writestr("ferry.txt", FERRY)
        made.writestr("zeros.txt", "")
    assert onrecord("ingest", folder / "more").code == 0
    ran = onrecord("ingest", folder, tmp_path / "news.zip")
    assert ran.code == 1
    assert "1 article added, 2 on record already, 1 not taken" in ran.out
    assert "“zeros.txt” holds no text" in ran.out


def test_a_file_in_a_folder_is_named_by_the_way_to_it(onrecord: Type, folder: Path) -> None:
    (folder / "more" / "empty.txt").write_bytes(b"")
    assert "“more/empty.txt” holds no text" in onrecord("ingest", folder).out


def test_a_damaged_archive_is_told_and_the_files_beside_it_go_in(
    onrecord: Type, folder: Path
) -> None:
    (folder / "news.zip").write_bytes(b"PK\x03\x04 and nothing else")
    ran = onrecord("ingest", folder / "news.zip", folder, folder / "gone.zip")
    assert "2 articles added, 2 not taken" in ran.out
    assert "“news.zip” is damaged and cannot be unpacked" in ran.out
    assert "“gone.zip” cannot be opened (No such file or directory)" in ran.out


def test_ctrl_c_stops_and_the_same_command_goes_on(onrecord: Type, tmp_path: Path) -> None:
    many = tmp_path / "many"
    many.mkdir()
    for week in range(2, 42):
        (many / f"{week}.txt").write_text(FERRY.replace("second week", f"week {week}"), "utf-8")
    ctrl_c = threading.Thread(target=press_when_some_are_in, args=(tmp_path / "record.db",))
    ctrl_c.start()
    ran = onrecord("ingest", many)
    ctrl_c.join()
    assert ran.code == 1
    assert "Stopped before the end" in ran.out
    ran = onrecord("ingest", many)
    assert ran.code == 0
    assert "on record already" in ran.out
    assert "40 in all" in onrecord("ask", "articles").out


def press_when_some_are_in(database: Path) -> None:
    """Send what Ctrl-C sends as soon as the library holds an article."""
    for _ in range(6_000):
        time.sleep(0.01)
        if database.exists():
            with closing(sqlite3.connect(database)) as connection, suppress(sqlite3.Error):
                if connection.execute("SELECT count(*) FROM memberships").fetchone()[0]:
                    os.kill(os.getpid(), signal.SIGINT)
                    return
