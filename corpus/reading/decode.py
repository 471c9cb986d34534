"""Bytes to text that may be stored: the first step of reading, the same for every source.

Nothing is translated: line ends stay as they are. Only what no database or protocol can carry
(NUL, lone surrogates) and what no charset explains becomes U+FFFD, and a note says so.
"""

import codecs
import re
from typing import NamedTuple

from charset_normalizer import from_bytes

from corpus.errors import UnreadableSource

REPLACEMENT = "\ufffd"

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: it begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Formats whose first bytes tell them; others give themselves away by their control characters.
_BINARY_SIGNATURES = (
    b"%PDF-", b"PK\x03\x04", b"PK\x05\x06", b"\x89PNG", b"\xff\xd8\xff", b"GIF87a", b"GIF89a",
    b"\x1f\x8b", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!\x1a", b"\x7fELF", b"MZ\x90\x00",
    b"\xd0\xcf\x11\xe0", b"OggS\x00", b"SQLite format 3\x00", b"{\\rtf",
)  # fmt: skip
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1b") + b"\x7f"
_SAMPLE_BYTES = 65_536
_SHORTEST_UTF16 = 8
# Text with fewer bytes than this share beyond ASCII is in a Western language, where guessing
# mistakes windows-1252 for its neighbours: the few are quotation marks, dashes and accents.
_FEW_BEYOND_ASCII = 0.12
# Browsers read these labels as windows-1252 (WHATWG Encoding Standard), and so must we: pages
# that declare them carry curly quotation marks at 0x93 and 0x94.
_WINDOWS_1252_LABELS = {"ascii", "iso8859-1", "us-ascii", "latin-1"}
# Where a page must declare its charset (HTML standard: within 1,024 bytes; pages are late).
_HEAD_BYTES = 4096
_META_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_BEYOND_ASCII = re.compile("[^\x00-\x7f]+")


class Decoded(NamedTuple):
    """Storable text with the notes (catalogue keys) on what had to be replaced."""

    text: str
    notes: tuple[str, ...]


def decode(name: str, data: bytes, declared: str | None = None) -> Decoded:
    """Decode `data`, which came as `name` (used in errors only).

    A byte-order mark decides; else valid UTF-8 with a character beyond ASCII; else the `declared`
    charset, unless it is UTF-8 and cannot be; else the best guess. Raises UnreadableSource for
    empty and for binary data.
    """
    if not data.strip():
        raise UnreadableSource("error.source.empty", name=name)
    charset, body = _marked(data)
    if charset is None:
        _refuse_signature(name, body)
        charset = _unmarked_utf16(body) or _charset(name, body, declared)
    raw = _to_text(body, charset)
    text, notes = clean(raw)
    if REPLACEMENT in raw and REPLACEMENT.encode(charset, "ignore") not in body:
        notes = (*notes, "note.undecodable")
    if not any(character.isalnum() for character in text):
        raise UnreadableSource("error.source.empty", name=name)
    return Decoded(text, notes)


def declared_charset(data: bytes) -> str | None:
    """The charset that the head of an HTML page declares."""
    match = _META_CHARSET.search(data[:_HEAD_BYTES])
    return match[1].decode("ascii") if match else None


def clean(text: str) -> Decoded:
    """Drop a leading byte-order mark; replace NULs and lone surrogates by U+FFFD, with a note."""
    notes: list[str] = []
    text = text.removeprefix("\ufeff")
    if "\0" in text:
        text = text.replace("\0", REPLACEMENT)
        notes.append("note.nul")
    if _SURROGATE.search(text):
        # A pair that arrived in two halves (JSON escapes, CESU-8) is one character; a half is none.
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        if REPLACEMENT in text:
            notes.append("note.surrogates")
    return Decoded(text, tuple(notes))


def _marked(data: bytes) -> tuple[str | None, bytes]:
    for mark, charset in _MARKS:
        if data.startswith(mark):
            return charset, data[len(mark) :]
    return None, data


def _refuse_signature(name: str, body: bytes) -> None:
    if body.startswith(_BINARY_SIGNATURES):
        raise UnreadableSource("error.source.binary", name=name)


def _unmarked_utf16(body: bytes) -> str | None:
    """UTF-16 without a mark: Latin text has a NUL in every second byte, on one side only."""
    sample = body[:_SAMPLE_BYTES]
    if len(sample) < _SHORTEST_UTF16:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = max(1, len(sample) // 2)
    if odd / half > 0.7 and even / half < 0.1:
        return "utf-16-le"
    if even / half > 0.7 and odd / half < 0.1:
        return "utf-16-be"
    return None


def _charset(name: str, body: bytes, declared: str | None) -> str:
    known = _known(declared)
    valid = _is_valid_utf8(body)
    sample = body[:_SAMPLE_BYTES]
    controls = sum(sample.count(control) for control in _CONTROLS)
    # Any bytes decode in an 8-bit charset, and a tenth of random bytes are control characters:
    # what is not UTF-8 must be nearly free of them, while a UTF-8 text may hold a few NULs.
    if controls > max(2, len(sample) * (0.1 if valid else 0.02)):
        raise UnreadableSource("error.source.binary", name=name)
    if valid and not (known and body.isascii()):
        return "utf-8"
    if known and known != "utf-8":
        return known
    if _is_nearly_utf8(body):  # else a declaration of UTF-8 is wrong
        return "utf-8"
    if _is_western(body):
        return "cp1252"
    sample = body[:_SAMPLE_BYTES].rpartition(b"\n")[0] if len(body) > _SAMPLE_BYTES else body
    best = from_bytes(sample or body).best()
    return (best and _known(best.encoding)) or "cp1252"


def _is_western(body: bytes) -> bool:
    sample = body[:_SAMPLE_BYTES]
    return sum(byte > 0x7F for byte in sample) <= len(sample) * _FEW_BEYOND_ASCII


def _known(declared: str | None) -> str | None:
    if not declared:
        return None
    try:
        charset = codecs.lookup(declared.strip().strip("\"'")).name
    except LookupError:
        return None
    if charset.startswith(("utf-16", "utf-32", "utf-7")) or not _is_text(charset):
        return None  # declared in bytes that were read as ASCII: the declaration is wrong
    return "cp1252" if charset in _WINDOWS_1252_LABELS else charset


def _is_text(charset: str) -> bool:
    """Python's registry also holds codecs that are no charsets (hex, zip, rot13)."""
    try:
        return b"a".decode(charset) == "a"
    except (LookupError, ValueError):
        return False


def _is_valid_utf8(body: bytes) -> bool:
    try:
        body.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


def _is_nearly_utf8(body: bytes) -> bool:
    """A damaged UTF-8 text: at least nine of ten sequences beyond ASCII are whole."""
    text = body.decode("utf-8", "replace")
    damaged = text.count(REPLACEMENT)
    beyond = sum(map(len, _BEYOND_ASCII.findall(text)))
    return damaged <= beyond * 0.1


def _to_text(body: bytes, charset: str) -> str:
    try:
        return body.decode(charset, "surrogatepass")
    except UnicodeDecodeError:
        return body.decode(charset, "replace")
