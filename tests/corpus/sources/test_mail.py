"""Articles that come as mails."""

from datetime import date

import pytest

from corpus.errors import UnreadableSource
from corpus.models import BlockKind, PublishedBasis
from corpus.sources.file import read_bytes

HEAD = (
    "From: desk@harbourpost.example\n"
    "Subject: =?utf-8?q?Harbour_stays_shut_=E2=80=93_again?=\n"
    "Date: Tue, 06 May 2031 23:30:00 -0400\n"
    "MIME-Version: 1.0\n"
)
BODY = "“We wait for the wind to turn,” said Mira Tolland, who runs the port of Hollin.\n"
ALTERNATIVE = (
    'Content-Type: multipart/alternative; boundary="b"\n\n'
    "--b\nContent-Type: text/html; charset=utf-8\n\n<p>The page.</p>\n"
    "--b\nContent-Type: text/plain; charset=utf-8\n\nThe text, said Mira Tolland.\n--b--\n"
)


def mail(rest: str, head: str = HEAD) -> bytes:
    """A mail's bytes."""
    return (head + rest).encode()


def test_a_mail_is_an_article_of_the_day_it_was_sent_in_the_senders_time() -> None:
    article = read_bytes("news.eml", mail(f"Content-Type: text/plain; charset=utf-8\n\n{BODY}"))
    assert article.text == BODY
    assert article.headline == "Harbour stays shut – again"
    assert article.publication.day == date(2031, 5, 6)
    assert article.publication.basis is PublishedBasis.METADATA


def test_what_the_bringer_says_goes_before_the_head() -> None:
    data = mail(f"Content-Type: text/plain; charset=utf-8\n\n{BODY}")
    article = read_bytes("news.eml", data, headline="Shut", published=date(2031, 5, 8))
    assert (article.headline, article.publication.day) == ("Shut", date(2031, 5, 8))
    assert article.publication.basis is PublishedBasis.GIVEN


def test_the_text_of_a_mail_goes_before_its_page_and_attachments_are_left() -> None:
    article = read_bytes("news.eml", mail(ALTERNATIVE))
    assert article.text.strip() == "The text, said Mira Tolland."


def test_a_mail_that_is_a_page_only_is_read_as_a_page() -> None:
    page = f"<html><body><article><h1>Shut</h1><p>{BODY * 5}</p></article></body></html>"
    article = read_bytes("news.eml", mail(f"Content-Type: text/html; charset=utf-8\n\n{page}"))
    assert article.text == f"Shut\n\n{' '.join([BODY.strip()] * 5)}"
    assert any(block.kind is BlockKind.PARAGRAPH for block in article.blocks)


@pytest.mark.parametrize(
    ("encoding", "charset", "body"),
    [
        ("base64", "utf-8", "4oCcTm8s4oCdIHNoZSBzYWlkLg=="),
        ("quoted-printable", "windows-1252", "=93No,=94 she said."),
        ("8bit", "no-such-charset", "“No,” she said."),
    ],
)
def test_bodies_are_unpacked_and_decoded(encoding: str, charset: str, body: str) -> None:
    rest = f"Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: {encoding}\n\n"
    assert read_bytes("a.eml", mail(rest + body)).text.strip() == "“No,” she said."


def test_a_date_that_is_none_is_no_day() -> None:
    head = HEAD.replace("Tue, 06 May 2031 23:30:00 -0400", "someday")
    assert read_bytes("a.eml", mail(f"\n{BODY}", head)).publication.day is None


@pytest.mark.parametrize(
    "rest",
    [
        "\n",
        'Content-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: image/png\n\nx\n--b--\n',
    ],
)
def test_a_mail_without_text_is_told(rest: str) -> None:
    with pytest.raises(UnreadableSource) as refused:
        read_bytes("a.eml", mail(rest))
    assert refused.value.key == "error.source.empty"
