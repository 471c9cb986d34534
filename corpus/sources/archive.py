"""Zip archives of articles: opened one member at a time, and nothing is ever unpacked to the disk.

A member's name is a label and never a path. Archives that are made to swell (Fifield, "A better zip
bomb", WOOT 2019) are refused before anything is unpacked, by what their directory says; where the
directory lies, unpacking stops at what it said.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO, NamedTuple

from corpus.errors import UnreadableSource
from corpus.sources.file import MAX_BYTES, reads

MOST_ENTRIES = 20_000
MOST_UNPACKED = 1024 * 1024 * 1024
MOST_RATIO = 100
"""What is packed more tightly is no text: prose shrinks to a third, repetitive pages to a tenth."""
_SMALL = 1024 * 1024  # what unpacks to less does no harm, however tightly it is packed
_NESTED = {".zip", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".rar", ".tar", ".jar"}
_ENCRYPTED = 0x1
_LONGEST_NAME = 200

Member = tuple[str, bytes]
"""A member's name, as it is shown, and its bytes."""


class Broken(NamedTuple):
    """A member that cannot be had: its name and why."""

    name: str
    error: UnreadableSource


class Archive:
    """An archive that has been looked through and may be opened."""

    def __init__(self, name: str, file: BinaryIO, *, max_bytes: int = MAX_BYTES) -> None:
        """Look through the archive in `file`; `max_bytes` bounds each member.

        Raises UnreadableSource where it is damaged, has more than MOST_ENTRIES members, unpacks to
        more than MOST_UNPACKED bytes in all, or shrinks anything more than MOST_RATIO times.
        """
        self._name = name
        self._max_bytes = max_bytes
        self._source = file
        try:
            size = file.seek(0, io.SEEK_END)
            self._file = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise UnreadableSource("error.source.archive_broken", name=name) from error
        entries = self._file.infolist()
        self._refuse(entries, size)
        self._members = [each for each in entries if _is_wanted(each)]

    def __len__(self) -> int:
        """How many members it gives."""
        return len(self._members)

    def __iter__(self) -> Iterator[Member | Broken]:
        """Each member that may be an article, or why it cannot be had, in the archive's order."""
        for entry in self._members:
            name = label(entry.filename)
            try:
                yield name, self._unpacked(name, entry)
            except UnreadableSource as error:
                yield Broken(name, error)

    def close(self) -> None:
        """Close the file; no member can be had any more."""
        self._file.close()
        self._source.close()

    def _refuse(self, entries: list[zipfile.ZipInfo], size: int) -> None:
        """Raise UnreadableSource for what is made to swell."""
        if len(entries) > MOST_ENTRIES:
            raise UnreadableSource(
                "error.source.archive_entries", name=self._name, most=MOST_ENTRIES
            )
        unpacked = sum(each.file_size for each in entries)
        overlapping = sum(each.compress_size for each in entries) > size
        swelling = any(
            each.file_size > max(_SMALL, MOST_RATIO * each.compress_size) for each in entries
        )
        if unpacked > MOST_UNPACKED or overlapping or swelling:
            raise UnreadableSource("error.source.archive_swells", name=self._name)

    def _unpacked(self, name: str, entry: zipfile.ZipInfo) -> bytes:
        if PurePosixPath(name).suffix.lower() in _NESTED:
            raise UnreadableSource("error.source.archive_nested", name=name)
        if entry.flag_bits & _ENCRYPTED:
            raise UnreadableSource("error.source.encrypted", name=name)
        limit = self._max_bytes
        if entry.file_size > limit:
            raise UnreadableSource(
                "error.source.too_large", name=name, size=entry.file_size, limit=limit
            )
        try:
            with self._file.open(entry) as member:
                return member.read(limit)
        except (
            *(zipfile.BadZipFile, zlib.error, EOFError, OSError),
            *(NotImplementedError, RuntimeError, ValueError),
        ) as error:
            raise UnreadableSource("error.source.archive_member", name=name) from error


def is_archive(name: str) -> bool:
    """Whether it is a zip archive, by its name."""
    return PurePosixPath(name).suffix.lower() == ".zip"


def label(name: str) -> str:
    """A member's name to show: in one line, with slashes, not too long."""
    shown = "".join(each if each.isprintable() else "\N{REPLACEMENT CHARACTER}" for each in name)
    return shown.replace("\\", "/")[-_LONGEST_NAME:]


def _is_wanted(entry: zipfile.ZipInfo) -> bool:
    """Text and pages, as in a folder, and archives, of which it is said that they are not opened.

    Not what systems leave behind for themselves.
    """
    path = PurePosixPath(entry.filename)
    hidden = path.name.startswith(".") or "__MACOSX" in path.parts
    return not entry.is_dir() and not hidden and (reads(path) or path.suffix.lower() in _NESTED)
