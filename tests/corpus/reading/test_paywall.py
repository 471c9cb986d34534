"""A page that shows only the beginning of its article is marked, and nothing is read from it."""

import json

import pytest

from corpus.models import PARTIAL, Article
from corpus.reading import lexicon
from corpus.reading.page import read_page
from tests.corpus.reading.test_page import BODY, page

WEB = "https://ledger.example/2022/harbour"
LEAD = (
    "<p>Mayor Lena Ortiz rejected on Wednesday a plan to sell the harbour of Port Sorrel, which "
    "the council had prepared for two years and which the dockers had fought from the first day. "
    "“There will be no sale,” Ms Ortiz told reporters.</p>"
)
LONG = "".join(
    LEAD.replace("Wednesday", f"the {day}th of March").replace("told", f"then told all {day}")
    for day in range(4, 12)
)


def linked(**said: object) -> str:
    data = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Mayor", **said}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def article(head: str = "", body: str = LONG, address: str | None = WEB) -> Article:
    return read_page(page(head, f"<article>{body}</article>"), address=address)


@pytest.mark.parametrize(
    ("said", "part"),
    [
        (False, True),
        ("False", True),
        ("false", True),
        ("http://schema.org/False", True),
        (True, False),
        ("True", False),
        (None, False),
    ],
)
def test_a_page_says_that_it_is_not_free(said: object, part: bool) -> None:
    read = article(linked(isAccessibleForFree=said))
    assert (read.partial, read.readable) == (part, not part)
    assert read.notes == ((PARTIAL,) if part else ())


@pytest.mark.parametrize("several", [True, False])
def test_a_part_of_a_page_is_not_free(several: bool) -> None:
    locked = {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".rest"}
    assert article(linked(hasPart=[locked] if several else locked)).partial
    assert not article(linked(hasPart=[{"@type": "WebPageElement"}, "elsewhere", None])).partial


@pytest.mark.parametrize(("tier", "part"), [("locked", True), ("free", False), ("metered", False)])
def test_a_page_says_its_tier(tier: str, part: bool) -> None:
    assert article(f'<meta property="article:content_tier" content="{tier}">').partial == part


@pytest.mark.parametrize("phrase", lexicon.words("paywall"))
def test_a_short_text_with_a_prompt_is_a_part(phrase: str) -> None:
    prompt = f"<div class='wall'><b>{phrase.capitalize()}</b> us</div>"
    assert article(body=LEAD + prompt).partial


@pytest.mark.parametrize("apostrophe", ["'", "’"])
def test_a_prompt_with_either_apostrophe(apostrophe: str) -> None:
    prompt = f"<aside>You{apostrophe}ve read your last\n free article.</aside>"
    assert article(body=LEAD + prompt, address=None).partial


def test_a_long_text_with_a_prompt_is_whole() -> None:
    assert not article(
        body=LONG + "<aside>Already a subscriber? Sign in to read more.</aside>"
    ).partial


def test_a_prompt_in_a_script_is_nobodys_words() -> None:
    assert not article(body=LEAD + "<script>var wall = 'subscribe to continue';</script>").partial


@pytest.mark.parametrize("ending", ["…", "...", "[…]"])
def test_a_fetched_page_that_breaks_off_is_a_part(ending: str) -> None:
    body = LEAD + f"<p>The council, which met on Thursday, had {ending}</p>"
    assert article(body=body).partial
    assert not article(body=body, address=None).partial


def test_a_fetched_page_of_a_few_words_is_a_part() -> None:
    body = "<p>Mayor Lena Ortiz rejected the plan. “No sale,” she said.</p>"
    assert article(body=body).partial
    assert not article(body=body, address="pasted").partial


def test_an_ordinary_page_is_whole() -> None:
    assert not read_page(page(body=BODY + LONG), address=WEB).partial
    assert not article(body=LEAD).partial  # a short report


@pytest.mark.parametrize(
    ("canonical", "kept"),
    [
        ("https://ledger.example/harbour", "https://ledger.example/harbour"),
        ("https://www.ledger.example/harbour", "https://www.ledger.example/harbour"),
        ("https://quay.example/harbour", WEB),
        ("https://notledger.example/harbour", WEB),
    ],
)
def test_a_fetched_page_speaks_for_addresses_of_its_site_only(canonical: str, kept: str) -> None:
    assert article(f'<link rel="canonical" href="{canonical}">').address == kept
