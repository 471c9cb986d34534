"""Bytes become text that can be stored, or are refused with the reason."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import UnreadableSource
from corpus.reading.decode import clean, declared_charset, decode

WORDS = "“We will not go,” the minister said — “never”. The café was naïve."
NOISE = hashlib.shake_256(b"noise").digest(100_000)
RUSSIAN = "Мэр отверг обвинения. Пресс-секретарь заявил в среду, что слова неприемлемы. " * 3


@pytest.mark.parametrize(
    "charset", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_text_survives_its_charset(charset: str) -> None:
    assert decode("a.txt", WORDS.encode(charset)) == (WORDS, ())


@pytest.mark.parametrize("charset", ["koi8-r", "cp1251", "utf-16"])
def test_cyrillic_is_guessed(charset: str) -> None:
    assert decode("a.txt", RUSSIAN.encode(charset)).text == RUSSIAN


def test_line_ends_and_spaces_stay_as_they_are() -> None:
    text = "One.\r\nTwo.\rThree.\n\u00a0Four.\u2028Five."
    assert decode("a.txt", text.encode()).text == text


def test_a_declared_charset_is_used() -> None:
    data = "Zażółć gęślą jaźń".encode("iso8859-2")
    assert decode("a.html", data, "ISO-8859-2").text == "Zażółć gęślą jaźń"


def test_latin_1_means_windows_1252() -> None:
    assert decode("a.html", "“No,” she said".encode("cp1252"), "iso-8859-1").text == (
        "“No,” she said"
    )


@pytest.mark.parametrize("declared", ["utf-16", "no-such-charset", "hex", "iso-8859-1"])
def test_a_wrong_declaration_does_not_spoil_utf8(declared: str) -> None:
    assert decode("a.html", WORDS.encode(), declared).text == WORDS


def test_a_nul_is_replaced_and_noted() -> None:
    assert decode("a.txt", b"The mayor\0 said no.") == ("The mayor\ufffd said no.", ("note.nul",))


def test_a_lone_surrogate_is_replaced_and_noted() -> None:
    assert decode("a.txt", b"The mayor \xed\xa0\x80 said no.") == (
        "The mayor \ufffd said no.",
        ("note.surrogates",),
    )
    assert clean("a\ud800b") == ("a\ufffdb", ("note.surrogates",))


def test_a_character_in_two_halves_is_joined() -> None:
    assert clean("a \ud83d\ude00 b") == ("a 😀 b", ())


def test_a_truncated_utf8_text_stays_utf8() -> None:
    text, notes = decode("a.txt", (WORDS * 3).encode() + b"\xe2\x80")
    assert text == WORDS * 3 + "\ufffd"
    assert notes == ("note.undecodable",)


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\xef\xbb\xbf", "\u00a0\n".encode(), b"..."])
def test_nothing_to_read_is_said_so(data: bytes) -> None:
    with pytest.raises(UnreadableSource) as raised:
        decode("a.txt", data)
    assert raised.value.key == "error.source.empty"
    assert raised.value.details == {"name": "a.txt"}


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\nhello",
        b"PK\x03\x04hello",
        b"\x89PNG\r\n\x1a\n" + bytes(100),
        bytes(5000),
        NOISE,
        NOISE[:4000],
    ],
)
def test_binary_data_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableSource) as raised:
        decode("a.txt", data)
    assert raised.value.key == "error.source.binary"


def test_declared_charset_of_a_page() -> None:
    assert declared_charset(b'<html><meta charset="windows-1251">') == "windows-1251"
    old = b"<meta http-equiv='Content-Type' content='text/html; charset=koi8-r'>"
    assert declared_charset(old) == "koi8-r"
    assert declared_charset(b"<html><p>charset=utf-8") is None


@given(st.text(st.characters()))
def test_cleaned_text_can_be_stored(text: str) -> None:
    cleaned = clean(text).text
    assert "\0" not in cleaned
    cleaned.encode("utf-8")


@given(st.binary())
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    try:
        text = decode("a.txt", data).text
    except UnreadableSource:
        return
    text.encode("utf-8")
    assert "\0" not in text
