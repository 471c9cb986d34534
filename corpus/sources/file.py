"""Articles from files, attachments and pasted text."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from email.message import Message
from pathlib import Path, PurePath
from typing import NamedTuple

from corpus.errors import UnreadableSource
from corpus.models import PARTIAL, Article
from corpus.reading.decode import Decoded, declared_charset, decode
from corpus.reading.page import read_page
from corpus.reading.plain import read_text
from corpus.sources import mail, pdf

MAX_BYTES = 5 * 1024 * 1024
# 50,000 words: a day's debate in parliament is shorter. The language model needs some 3.5 KB of
# memory for each character (measured with 1.1 million of them), so that this is a gigabyte.
MOST_CHARACTERS = 300_000
_PAGE_SUFFIXES = {".html", ".htm", ".xhtml"}
_TEXT_SUFFIXES = {".txt", ".md"}
_OTHER_SUFFIXES = {".pdf", mail.SUFFIX}
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


def find_files(paths: Iterable[Path]) -> dict[Path, str]:
    """The files to read under `paths`, each with a name to show.

    Those named, and in folders those that `reads`, in the order of their paths and named by the way
    from the folder.
    """
    found: dict[Path, str] = {}
    for path in paths:
        if _is_folder(path):
            for file in sorted(path.rglob("*")):
                if reads(file) and file.is_file():
                    found.setdefault(file, file.relative_to(path).as_posix())
        else:
            found.setdefault(path, path.name)
    return found


def reads(path: PurePath) -> bool:
    """Whether a file found in a folder or an archive may be an article, by its name."""
    return path.suffix.lower() in _TEXT_SUFFIXES | _PAGE_SUFFIXES | _OTHER_SUFFIXES


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
    media_type = header.get_content_type() if content_type else None
    if media_type == mail.MEDIA_TYPE or Path(name).suffix.lower() == mail.SUFFIX:
        return _read_mail(name, data, known)
    if data.startswith(pdf.SIGNATURE):
        text = pdf.pdf_text(name, data)
        return _made(read_text, Decoded(text, ()), name, known)
    declared = header.get_param("charset")
    charset = declared if isinstance(declared, str) else None
    is_page = _is_page(name, data, media_type)
    decoded = decode(name, data, charset or (declared_charset(data) if is_page else None))
    return _made(read_page if is_page else read_text, decoded, name, known)


def _read_mail(name: str, data: bytes, known: _Known) -> Article:
    """The article in a mail; what whoever brings it knows goes before what its head says."""
    body, is_page, charset, subject, sent = mail.read_mail(name, data)
    known = known._replace(headline=known.headline or subject)
    read = read_page if is_page else read_text
    article = _made(read, decode(name, body, charset), name, known)
    return article if known.published or sent.day is None else replace(article, publication=sent)


def _made(read: Callable[..., Article], decoded: Decoded, name: str, known: _Known) -> Article:
    text, notes = decoded
    article = read(
        text,
        headline=known.headline,
        published=known.published,
        outlet=known.outlet,
        address=name,
    )
    if len(article.text) > MOST_CHARACTERS:
        raise UnreadableSource("error.source.too_long", name=name, limit=MOST_CHARACTERS)
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
