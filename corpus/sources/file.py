"""Articles from files, attachments and pasted text."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from email.message import Message
from pathlib import Path
from typing import NamedTuple

from corpus.errors import UnreadableSource
from corpus.models import PARTIAL, Article
from corpus.reading.decode import declared_charset, decode
from corpus.reading.page import read_page
from corpus.reading.plain import read_text

MAX_BYTES = 5 * 1024 * 1024
_PAGE_SUFFIXES = {".html", ".htm", ".xhtml"}
_TEXT_SUFFIXES = {".txt", ".md"}
_PAGE_TYPES = {"text/html", "application/xhtml+xml"}
_PAGE_BEGINNINGS = (b"<!doctype html", b"<html")
_SNIFFED = 1024
_BEFORE_TAGS = b"\xef\xbb\xbf \t\r\n"


class _Known(NamedTuple):
    """What whoever brings an article knows of it."""

    headline: str | None
    published: date | None
    outlet: str | None
    partial: bool


def read_file(
    path: Path,
    *,
    published: date | None = None,
    outlet: str | None = None,
    max_bytes: int = MAX_BYTES,
) -> Article:
    """Read the file at `path`; its size is checked before a byte of it is read.

    Raises UnreadableSource where it is missing, no file, too large, empty or binary.
    """
    return read_bytes(
        path.name,
        load_file(path, max_bytes=max_bytes),
        published=published,
        outlet=outlet,
        max_bytes=max_bytes,
    )


def load_file(path: Path, *, max_bytes: int = MAX_BYTES) -> bytes:
    """The bytes of the file at `path`; its size is checked before any is read.

    Raises UnreadableSource where it is missing, no file, or too large.
    """
    try:
        if not path.is_file():
            raise UnreadableSource("error.source.missing", name=path.name)
        _check_size(path.name, path.stat().st_size, max_bytes)
        with path.open("rb") as file:
            data = file.read(max_bytes + 1)  # it may have grown since
    except OSError as error:
        raise UnreadableSource(
            "error.source.no_access", name=path.name, reason=error.strerror or ""
        ) from error
    _check_size(path.name, len(data), max_bytes)
    return data


def read_bytes(
    name: str,
    data: bytes,
    content_type: str | None = None,
    *,
    headline: str | None = None,
    published: date | None = None,
    outlet: str | None = None,
    partial: bool = False,
    max_bytes: int = MAX_BYTES,
) -> Article:
    """Read `data`, an upload or a pasted text that came as `name`, of at most `max_bytes`.

    `content_type` is what a server said, charset included. `headline`, `published` and `outlet`
    are what the bringer knows; they win over what the article says; `partial` marks a part of an
    article, which is not read for quotes. Raises UnreadableSource where it is too large, empty or
    binary.
    """
    _check_size(name, len(data), max_bytes)
    return _read(name, data, content_type, _Known(headline, published, outlet, partial))


def find_files(paths: Iterable[Path]) -> list[Path]:
    """The files to read under `paths`: those named, and text and pages in folders, by path."""
    found: list[Path] = []
    for path in paths:
        if _is_folder(path):
            found += sorted(
                file
                for file in path.rglob("*")
                if file.is_file() and file.suffix.lower() in _TEXT_SUFFIXES | _PAGE_SUFFIXES
            )
        else:
            found.append(path)
    return list(dict.fromkeys(found))


def _is_folder(path: Path) -> bool:
    """Whether it can be searched; what cannot even be looked at is told when it is read."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _check_size(name: str, size: int, limit: int) -> None:
    if size > limit:
        raise UnreadableSource("error.source.too_large", name=name, size=size, limit=limit)


def _read(name: str, data: bytes, content_type: str | None, known: _Known) -> Article:
    header = Message()
    header["content-type"] = content_type or ""
    declared = header.get_param("charset")
    charset = declared if isinstance(declared, str) else None
    is_page = _is_page(name, data, header.get_content_type() if content_type else None)
    text, notes = decode(name, data, charset or (declared_charset(data) if is_page else None))
    read = read_page if is_page else read_text
    article = read(
        text,
        headline=known.headline,
        published=known.published,
        outlet=known.outlet,
        address=name,
    )
    if known.partial and not article.partial:
        article = replace(article, readable=False, notes=(*article.notes, PARTIAL))
    return replace(article, notes=(*notes, *article.notes))


def _is_page(name: str, data: bytes, media_type: str | None) -> bool:
    """HTML by what the server said, by the name, or by how it begins."""
    return (
        media_type in _PAGE_TYPES
        or Path(name).suffix.lower() in _PAGE_SUFFIXES
        or data[:_SNIFFED].lstrip(_BEFORE_TAGS).lower().startswith(_PAGE_BEGINNINGS)
    )
