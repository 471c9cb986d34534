"""Blocks hold all of a text, and put aside only what is not the report itself."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus.models import BlockKind
from corpus.reading.blocks import segment
from corpus.reading.plain import read_text

ARTICLE = """Mayor Rejects Harbour Plan

By Ada Fenwick and Tom Reyes

Published March 16, 2022 3:04 pm EDT

PORT SORREL, March 16 (Northern Press) - Mayor Lena Ortiz rejected a plan for the harbour on Monday.

“There will be no sale,” Ortiz told reporters. “Not now, not ever.”

Mayor Lena Ortiz speaks at the quay on March 16. Jo Park/Getty Images

Dockers React

Karl Brandt, who leads the dockers, called the mayor’s words “a relief”.

A ferry is towed into the harbour after the storm.

JO PARK/AFP via Getty Images

The council votes on Friday.

A map of the harbour as of March 16, 2022.

This article is owned by Harbour Ledger.

Written by: Ada Fenwick

WATCH: Mayor calls the plan a 'joke' - from Harbour TV

With Ledger wires

Sign up to receive our latest news!

By submitting this form, I agree to the terms.
"""


def kinds(
    text: str, headline: str | None = None, outlet: str | None = None
) -> list[tuple[str, str]]:
    return [
        (block.kind.value, text[block.span.start : block.span.end])
        for block in segment(text, headline=headline, outlet=outlet)
    ]


def only(text: str) -> list[str]:
    return [kind for kind, _ in kinds(text)]


def test_an_article_with_everything_around_it() -> None:
    assert [(kind, words[:24]) for kind, words in kinds(ARTICLE)] == [
        ("headline", "Mayor Rejects Harbour Pl"),
        ("byline", "By Ada Fenwick and Tom R"),
        ("dateline", "Published March 16, 2022"),
        ("dateline", "PORT SORREL, March 16 (N"),
        ("paragraph", "Mayor Lena Ortiz rejecte"),
        ("paragraph", "“There will be no sale,”"),
        ("caption", "Mayor Lena Ortiz speaks "),
        ("headline", "Dockers React"),
        ("paragraph", "Karl Brandt, who leads t"),
        ("caption", "A ferry is towed into th"),
        ("caption", "JO PARK/AFP via Getty Im"),
        ("paragraph", "The council votes on Fri"),
        ("caption", "A map of the harbour as "),
        ("boilerplate", "This article is owned by"),
        ("boilerplate", "Written by: Ada Fenwick"),
        ("boilerplate", "WATCH: Mayor calls the p"),
        ("boilerplate", "With Ledger wires"),
        ("boilerplate", "Sign up to receive our l"),
        ("boilerplate", "By submitting this form,"),
    ]


def test_crlf_changes_no_kind() -> None:
    assert only(ARTICLE.replace("\n", "\r\n")) == only(ARTICLE)


def test_a_date_glued_to_the_first_paragraph_is_split_off() -> None:
    assert kinds(" date 2022-03-16 The mayor said no.\n\nShe left.") == [
        ("dateline", "date 2022-03-16"),
        ("paragraph", "The mayor said no."),
        ("paragraph", "She left."),
    ]


def test_a_sentence_about_dates_is_no_date_line() -> None:
    assert only("Dates for the trial were set.\n\n2022-03-16 is a Wednesday.") == [
        "paragraph",
        "paragraph",
    ]


@pytest.mark.parametrize(
    "place",
    [
        "ELMSTEAD —",
        "PORT SORREL, Tasmania -",
        "PORT SORREL, March 16 (Northern Press) -",
        "ST. LOUIS, Mo., Dec. 11, 2021 (UPI) --",
        "Port Sorrel (AFP) –",
        "ÉVREUX, France (AP) —",
        "(Reuters) -",
        "(CNN)",
    ],
)
def test_date_lines_before_the_first_sentence(place: str) -> None:
    assert kinds(f"{place} The mayor left.\n\nNobody saw it.")[:2] == [
        ("dateline", place),
        ("paragraph", "The mayor left."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Elmstead - a small town - was quiet.",
        "THE MAYOR NOW SAYS THE PLAN IS DEAD - That was not her view in May.",
        "NATO-led troops left.",
        "Ortiz (Labour) - who left - said no.",
        "I - we - left.",
    ],
)
def test_dashes_that_end_no_date_line(text: str) -> None:
    assert only(text) == ["paragraph"]


def test_where_the_words_before_a_credit_report_speech_only_the_credit_is_put_aside() -> None:
    text = "The mayor said on Monday that the plan is “a joke,” at the quay. Jo Park/Getty Images"
    assert kinds(text) == [
        ("paragraph", "The mayor said on Monday that the plan is “a joke,” at the quay."),
        ("caption", "Jo Park/Getty Images"),
    ]


def test_a_caption_that_the_report_repeats_is_a_caption_with_all_its_words() -> None:
    words = "The mayor said on Monday that the plan is “a joke,” at the quay."
    text = f"Mayor Speaks\n{words} Jo Park/Getty Images\n\n{words.replace('“', '”')}"
    assert kinds(text)[1:] == [
        ("caption", f"{words} Jo Park/Getty Images"),
        ("paragraph", words.replace("“", "”")),
    ]


def test_a_reported_statement_is_never_put_aside() -> None:
    for text in (
        "“Sign up to receive help,” the mayor told the dockers.",
        "Read more: “We will not go,” the mayor said.",
        "WATCH: “We will not go,” said the mayor",
        "A map of the harbour hung there, and “it is wrong,” the mayor said.",
    ):
        assert only(f"The mayor spoke.\n\n{text}\n\nShe left.")[1] == "paragraph"


def test_the_sentence_above_a_credit_is_a_caption_only_if_a_picture_would_show_it() -> None:
    report = "The plan was put forward by the council."
    assert only(f"{report}\n\nGetty Images\n\nShe left.") == ["paragraph", "caption", "paragraph"]


def test_a_known_headline_is_marked_with_or_without_its_full_stop() -> None:
    text = "The mayor rejects the plan.\n\nShe said no."
    assert only(text)[0] == "paragraph"
    assert kinds(text, headline="The Mayor rejects the plan")[0][0] == "headline"


def test_a_known_outlet_is_marked() -> None:
    text = "Mayor Rejects Plan\n\nHarbour Ledger\n\nShe said no."
    assert kinds(text, outlet="Harbour Ledger")[1] == ("outlet", "Harbour Ledger")


def test_an_outlet_that_the_lists_know_is_marked() -> None:
    assert kinds("Mayor Rejects Plan\n\nThe Guardian\n\nShe said no.")[1] == (
        "outlet",
        "The Guardian",
    )


def test_names_between_headline_and_date_are_a_byline() -> None:
    text = "Mayor Rejects Plan\n\nAda Fenwick\n\nMarch 16, 2022\n\nShe said no."
    assert [kind for kind, _ in kinds(text)] == ["headline", "byline", "dateline", "paragraph"]
    other = "Mayor Rejects Plan\n\nAda Fenwick\n\nShe said no.\n\nMarch 16, 2022"
    assert "byline" not in only(other)


def test_kinds_that_a_page_tells_are_taken() -> None:
    text = "She waves.\n\nShe said no."
    assert [block.kind for block in segment(text, marked={0: BlockKind.CAPTION})] == [
        BlockKind.CAPTION,
        BlockKind.PARAGRAPH,
    ]


@pytest.mark.parametrize("line", ["___", "***", '<tweet id="1"/>', "@ledger", "https://a.example"])
def test_lines_without_words_are_boilerplate(line: str) -> None:
    assert only(f"The mayor left.\n\n{line}\n\nShe said no.")[1] == "boilerplate"


@given(
    st.lists(
        st.one_of(
            st.sampled_from([*ARTICLE.splitlines(), " date 2022-03-16 ", "___", "# Title"]),
            st.text(max_size=80),
        )
    ),
    st.sampled_from(["\n", "\n\n", "\r\n", "\r\n\r\n", "\u2028", " \n "]),
)
@example(["date 2022-03-16"], "\n")
@example(["(AP Photo/Jo Park)", "Getty"], "\n\n")
def test_blocks_hold_every_character_but_space_once(lines: list[str], line_end: str) -> None:
    text = line_end.join(lines)
    at = 0
    for block in segment(text):
        assert block.span.start >= at
        assert not text[at : block.span.start].strip()
        words = text[block.span.start : block.span.end]
        assert words
        assert words == words.strip()
        at = block.span.end
    assert not text[at:].strip()


def test_an_outlet_and_a_date_on_one_line_are_told_apart() -> None:
    text = "Ferries stay in port\n\nThe Harbour Ledger, 17 March 2031\n\nNo ship sailed on Monday."
    read = read_text(text)
    kinds = [(block.kind, text[slice(*block.span)]) for block in read.blocks]
    assert (BlockKind.OUTLET, "The Harbour Ledger,") in kinds
    assert (BlockKind.DATELINE, "17 March 2031") in kinds
    assert read.outlet == "The Harbour Ledger"
    assert read.publication.day == date(2031, 3, 17)


def test_a_credit_of_a_house_that_no_list_knows_is_a_credit() -> None:
    text = "The ferry left.\n\nThe pier on May 3. Lena Okafor/Sorrel Pictures\n\nIt sank."
    assert [block.kind for block in read_text(text).blocks][1] is BlockKind.CAPTION
