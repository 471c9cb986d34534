"""Pages that lie, hide, inject or burst: what is stored and shown of them, if anything."""

import re
import time

import pytest

from bot.newsroom.answers import Added, ArticleLine, IngestReport
from bot.show.articles import ingest_card
from bot.show.markup import card_markup
from corpus.errors import FetchFailed, UnreadableSource
from corpus.models import Article, Publication, PublishedBasis
from corpus.reading.intricacy import MOST_TAGS
from corpus.sources.fetch import Door, Fetched
from corpus.sources.file import MOST_CHARACTERS, read_bytes
from corpus.sources.page import fetch_page
from storage.records import Source
from tests.hostile.server import PAGE, Site, says

QUOTE = "“There will be no sale,” Ms Ortiz told reporters on the quay."


async def read(door: Door, address: str) -> Article:
    """The page at `address`, as a poller fetches it and a worker reads it."""
    page = await fetch_page(door, address)
    assert isinstance(page, Fetched)
    return read_bytes(page.address, page.body, page.content_type, partial=page.partial)


@pytest.mark.parametrize(
    ("declared", "sent"),
    [
        ("utf-8", "cp1252"),  # the header is wrong
        ("iso-8859-1", "cp1252"),  # as browsers take it
        ("windows-1252", "utf-8"),
        ("utf-7", "utf-8"),  # a way to hide a script
        ("utf-16", "utf-8"),
        ("klingon", "utf-8"),
        ("zip", "utf-8"),  # a codec of Python's that is no charset
    ],
)
async def test_a_wrong_charset_does_no_harm(
    site: Site, door: Door, declared: str, sent: str
) -> None:
    body = PAGE.encode(sent)
    site.answers["/"] = says(body, Content_Type=f"text/html; charset={declared}")
    article = await read(door, site.at("/"))
    assert QUOTE in article.text
    assert article.readable


async def test_scripts_and_what_is_hidden_are_no_text(site: Site, door: Door) -> None:
    active = (
        "<script>document.write('“I resign,” Ms Ortiz said.')</script>"
        "<style>p::after { content: '“I resign,” Ms Ortiz said.' }</style>"
        "<noscript>“I resign,” Ms Ortiz said.</noscript>"
        "<template><p>“I resign,” Ms Ortiz said.</p></template>"
        "<div hidden>“I resign,” Ms Ortiz said.</div>"
        "<p style='color: red; DISPLAY: none'>“I resign,” Ms Ortiz said.</p>"
        "<!-- “I resign,” Ms Ortiz said. -->"
        "<iframe srcdoc='<p>“I resign,” Ms Ortiz said.</p>'></iframe>"
        "<img src=x onerror='alert(“I resign,” Ms Ortiz said.)'>"
    )
    site.answers["/"] = says(PAGE.replace("</article>", f"{active}</article>"))
    article = await read(door, site.at("/"))
    assert QUOTE in article.text
    assert "resign" not in article.text
    assert "<" not in article.text


@pytest.mark.parametrize(
    "headline",
    [
        "@everyone the mayor rejects the plan",
        "<@&42> and <#7> and <@13>",
        "**Mayor** [rejects](https://evil.example/) `plan` ||now||",
        "# Mayor\n> rejects\n- plan\n1. now",
        "https://evil.example/ rejects <https://evil.example/>",
    ],
)
async def test_a_title_neither_pings_nor_styles_nor_links(
    site: Site, door: Door, headline: str
) -> None:
    told = headline.replace("&", "&amp;").replace("<", "&lt;")
    tag = f'<meta property="og:title" content="{told}">'
    site.answers["/"] = says(re.sub("<title>.*</title>", f"<title>{told}</title>{tag}", PAGE))
    article = await read(door, site.at("/"))
    assert article.headline is not None
    source = Source("a1", article.outlet, article.headline, Publication(), None)
    line = ArticleLine(source, PublishedBasis.UNKNOWN, "en", readable=True, people=1, quotes=1)
    shown = card_markup(ingest_card(IngestReport((Added("page", line),))))
    plain = re.sub(r"\\.", "", shown.partition("\n\n")[2])
    assert not re.search(r"[@<`|\[\]]|\*\*\[|https?://", plain)
    assert not re.search(r"^\s*(?:[>#]|\d\.)", plain, re.MULTILINE)


@pytest.mark.parametrize("status", [200, 401, 402, 403])
async def test_of_an_article_behind_a_paywall_nothing_is_read(
    site: Site, door: Door, status: int
) -> None:
    wall = "<p>Subscribe to continue reading.</p></article>"
    site.answers["/"] = says(PAGE.replace("</article>", wall), status)
    article = await read(door, site.at("/"))
    assert article.partial
    assert not article.readable
    assert article.headline == "Mayor rejects harbour plan"


@pytest.mark.parametrize("status", [401, 402, 403])
async def test_a_guard_against_programs_is_no_article(site: Site, door: Door, status: int) -> None:
    site.answers["/"] = says("<html><body><h1>Just a moment…</h1><p>Checking you.</p>", status)
    with pytest.raises(FetchFailed) as raised:
        await read(door, site.at("/"))
    assert (raised.value.key, raised.value.status) == ("error.fetch.forbidden", status)


async def test_a_refusal_that_is_no_page_is_not_read(site: Site, door: Door) -> None:
    site.answers["/"] = says(b"\0" * 100, 403, Content_Type="image/png")
    with pytest.raises(FetchFailed) as raised:
        await read(door, site.at("/"))
    assert (raised.value.key, raised.value.status) == ("error.fetch.forbidden", 403)


async def test_an_article_that_leads_to_the_front_page_is_gone(site: Site, door: Door) -> None:
    site.answers |= {"/2022/harbour": says("", 302, Location="/"), "/": says()}
    with pytest.raises(FetchFailed) as raised:
        await read(door, site.at("/2022/harbour"))
    assert raised.value.key == "error.fetch.front"


async def test_a_page_cannot_claim_the_address_of_another_site(site: Site, door: Door) -> None:
    claim = '<link rel="canonical" href="https://times.example/2022/harbour"></head>'
    site.answers["/2022/harbour"] = says(PAGE.replace("</head>", claim))
    article = await read(door, site.at("/2022/harbour"))
    assert article.address == site.at("/2022/harbour")


ATTRIBUTES = "\n".join(f"a{number}" for number in range(300_000))
ENTITIES = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))


@pytest.mark.parametrize(
    ("body", "key"),
    [
        ("<p>x y z." * (MOST_TAGS + 1), "error.source.too_intricate"),
        (f"<p {ATTRIBUTES}>hi</p>", "error.source.too_intricate"),
        (f"<p a='>' {ATTRIBUTES}>hi</p>", "error.source.too_intricate"),
        ("<p>" + "word " * (MOST_CHARACTERS // 5 + 1), "error.source.too_long"),
        ("<div>" * 200_000 + "deep", "error.source.too_intricate"),
        ("<blockquote>" * 50_000 + "deep", "error.source.no_text"),
        ("<!--" * 500_000, "error.source.too_intricate"),
        (f"<!DOCTYPE html [{ENTITIES}]><p>&a11;</p>", None),
        (f'<script type="application/ld+json">{"[" * 400_000}</script><p>The mayor spoke.', None),
    ],
    ids=["tags", "attributes", "hidden attributes", "words", "depth", "quotes", "comments",
         "entities", "json"],
)  # fmt: skip
async def test_a_page_made_to_cost_is_refused_or_read_quickly(
    site: Site, door: Door, body: str, key: str | None
) -> None:
    site.answers["/page"] = says(f"<!DOCTYPE html><html><body>{body}")
    began = time.process_time()
    if key is None:
        assert len((await read(door, site.at("/page"))).text) < 1000
    else:
        with pytest.raises(UnreadableSource) as raised:
            await read(door, site.at("/page"))
        assert raised.value.key == key
    assert time.process_time() - began < 5
