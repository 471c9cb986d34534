"""Articles from files, attachments and pasted text."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from email.message import Message
from pathlib import Path

from corpus.errors import UnreadableSource
from corpus.models import Article
from corpus.reading.decode import decode
from corpus.reading.plain import read_text

MAX_BYTES = 5 * 1024 * 1024
_PAGE_SUFFIXES = {".html", ".htm", ".xhtml"}
_TEXT_SUFFIXES = {".txt", ".md"}


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
    try:
        if not path.is_file():
            raise UnreadableSource("error.source.missing", name=path.name)
        _check_size(path.name, path.stat().st_size, max_bytes)
        with path.open("rb") as file:
            data = file.read(max_bytes + 1)  # it may have grown since
    except OSError as error:
        raise UnreadableSource(
            "error.source.unreadable", name=path.name, reason=error.strerror or ""
        ) from error
    _check_size(path.name, len(data), max_bytes)
    return _read(path.name, data, None, published, outlet)


def read_bytes(
    name: str,
    data: bytes,
    content_type: str | None = None,
    *,
    published: date | None = None,
    outlet: str | None = None,
) -> Article:
    """Read `data`, an upload or a pasted text that came as `name`, of at most MAX_BYTES.

    `content_type` is what a server said, charset included. Raises UnreadableSource where it is
    too large, empty or binary.
    """
    _check_size(name, len(data), MAX_BYTES)
    return _read(name, data, content_type, published, outlet)


def find_files(paths: Iterable[Path]) -> list[Path]:
    """The files to read under `paths`: those named, and text and pages in folders, by path."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(
                file
                for file in path.rglob("*")
                if file.is_file() and file.suffix.lower() in _TEXT_SUFFIXES | _PAGE_SUFFIXES
            )
        else:
            found.append(path)
    return list(dict.fromkeys(found))


def _check_size(name: str, size: int, limit: int) -> None:
    if size > limit:
        raise UnreadableSource("error.source.too_large", name=name, size=size, limit=limit)


def _read(
    name: str, data: bytes, content_type: str | None, published: date | None, outlet: str | None
) -> Article:
    text, notes = decode(name, data, _declared_charset(content_type))
    article = read_text(text, published=published, outlet=outlet, address=name)
    return replace(article, notes=(*notes, *article.notes))


def _declared_charset(content_type: str | None) -> str | None:
    header = Message()
    header["content-type"] = content_type or "text/plain"
    charset = header.get_param("charset")
    return charset if isinstance(charset, str) else None
