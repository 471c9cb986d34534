"""Web pages become articles: the text as extracted, facts from the page's tags."""

from datetime import UTC, date, datetime

import pytest

from corpus.errors import UnreadableSource
from corpus.models import Article, Publication, PublishedBasis
from corpus.reading.page import read_page

BODY = """
<nav><a href="/">Home</a> <a href="/news">News</a></nav>
<article><h1>Mayor rejects harbour plan</h1>
<p class="byline">By Ada Fenwick and Tom Reyes</p>
<p>Mayor Lena Ortiz rejected on Wednesday a plan to sell the harbour of Port Sorrel, which the
council had prepared for two years.</p>
<p>&ldquo;There will be no sale,&rdquo; Ms Ortiz told reporters, calling the plan
&#8220;a joke&#8221;.</p>
<p class="wp-caption-text">Lena Ortiz arrives at the quay on Wednesday.</p>
<h2>Dockers relieved</h2>
<p>Karl Brandt, who leads the dockers, was relieved. &ldquo;She kept her word,&rdquo; he said.</p>
<blockquote><p>&ldquo;We will publish the letters,&rdquo; he said in a statement.</p></blockquote>
<ul><li>The harbour has belonged to the town since 1921.</li><li>It employs 400 people.</li></ul>
<p>Sign up to receive our newsletter!</p>
</article><footer>Imprint</footer>"""
LINKED_DATA = """<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
 {"@type": "WebSite", "name": "Ledger"},
 {"@type": "NewsArticle", "headline": "Mayor rejects harbour plan",
  "datePublished": "2022-03-16T23:04:00-04:00",
  "author": [{"@type": "Person", "name": "Ada Fenwick"}, {"@type": "Person", "name": "Tom Reyes"}],
  "publisher": {"@type": "Organization", "name": "The Harbour Ledger"}}]}</script>"""
CANONICAL = '<link rel="canonical" href="https://ledger.example/2022/harbour">'


def page(head: str = "", body: str = BODY) -> str:
    return f"<!DOCTYPE html><html lang='en'><head>{head}</head><body>{body}</body></html>"


def kinds(article: Article) -> list[tuple[str, str]]:
    return [
        (block.kind.value, article.text[block.span.start : block.span.end][:20])
        for block in article.blocks
    ]


def test_facts_from_linked_data() -> None:
    article = read_page(page(LINKED_DATA + CANONICAL), address="page.html")
    assert article.headline == "Mayor rejects harbour plan"
    assert article.author == "Ada Fenwick, Tom Reyes"
    assert article.outlet == "The Harbour Ledger"
    assert article.address == "https://ledger.example/2022/harbour"
    assert article.publication == Publication(
        day=date(2022, 3, 16),  # as printed there: in UTC it was the 17th already
        basis=PublishedBasis.METADATA,
        instant=datetime(2022, 3, 17, 3, 4, tzinfo=UTC),
        offset_minutes=-240,
    )
    assert (article.language, article.readable, article.notes) == ("en", True, ())


def test_the_text_and_its_blocks() -> None:
    article = read_page(page(LINKED_DATA))
    assert "“There will be no sale,” Ms Ortiz told reporters, calling" in article.text
    assert "Home" not in article.text
    found = kinds(article)
    assert found[0] == ("headline", "Mayor rejects harbou")
    assert ("paragraph", "“There will be no sa") in found
    assert ("headline", "Dockers relieved") in found
    assert ("paragraph", "“We will publish the") in found
    assert ("paragraph", "The harbour has belo") in found
    assert ("boilerplate", "Sign up to receive o") in found
    assert ("paragraph", "Lena Ortiz arrives a") not in found
    assert "\n\n“There will be no sale" in article.text


def test_facts_from_meta_tags() -> None:
    head = (
        '<meta property="og:title" content="Mayor rejects harbour plan">'
        '<meta property="og:site_name" content="The Harbour Ledger">'
        '<meta property="article:published_time" content="2022-03-16T19:04:00Z">'
    )
    article = read_page(page(head), address="page.html")
    assert article.headline == "Mayor rejects harbour plan"
    assert article.outlet == "The Harbour Ledger"
    assert article.address == "page.html"
    assert article.publication.instant == datetime(2022, 3, 16, 19, 4, tzinfo=UTC)
    assert article.publication.offset_minutes == 0


def test_what_the_caller_knows_wins() -> None:
    article = read_page(page(LINKED_DATA), published=date(2022, 3, 18), outlet="Quay Post")
    assert article.outlet == "Quay Post"
    assert article.publication == Publication(date(2022, 3, 18), PublishedBasis.GIVEN)


@pytest.mark.parametrize(
    "script",
    ["{broken", "[" * 100_000, '{"@type": "NewsArticle", "datePublished": "yesterday"}', "null"],
)
def test_broken_linked_data_is_passed_over(script: str) -> None:
    head = f'<script type="application/ld+json">{script}</script>'
    article = read_page(page(head))
    assert article.publication == Publication()
    assert "There will be no sale" in article.text


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        ("<p>The mayor said no.</p>", ["The mayor said no."]),
        (
            """<html><body><nav><a href='/'>Home</a></nav><article><h1>Harbour</h1>
            <p>He said no.</p><p>She left.</p></article></body></html>""",
            ["Harbour", "He said no.", "She left."],
        ),
        (
            """<html><body><div><h1>Mayor resigns</h1>The mayor said no.<br><br>He left.</div>
            </body></html>""",
            ["Mayor resigns", "The mayor said no.", "He left."],
        ),
    ],
)
def test_short_pages(html: str, texts: list[str]) -> None:
    article = read_page(html)
    spans = [block.span for block in article.blocks]
    assert [article.text[span.start : span.end] for span in spans] == texts


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<html></html>",
        "<html><head><title>Mayor</title></head><body></body></html>",
        "<html><body><script>alert('mayor')</script></body></html>",
    ],
)
def test_a_page_without_an_article_is_refused(html: str) -> None:
    with pytest.raises(UnreadableSource) as raised:
        read_page(html, address="page.html")
    assert raised.value.key == "error.source.no_text"
    assert raised.value.details == {"name": "page.html"}


def test_a_page_in_another_language_is_stored_and_not_read() -> None:
    body = "<article>" + "<p>Die Bürgermeisterin sagte am Mittwoch, der Hafen bleibe.</p>" * 6
    article = read_page(page(body=body))
    assert (article.language, article.readable) == ("de", False)
    assert article.notes == ("note.language",)
