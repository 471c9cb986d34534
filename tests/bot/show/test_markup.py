"""Discord's markdown: nothing that an article wrote styles, links or pings."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.show.cards import Line, LineKind, Run
from bot.show.markup import escaped, line_markup, run_markup, title_markup

HOSTILE = [
    "@everyone look",
    "<@123456789012345678> and <@&1> and <#2>",
    "**bold** _it_ ~~gone~~ ||secret|| `code`",
    "[click](https://evil.example)",
    "> quoted\n# big\n- item\n-# small\n1. one",
    "https://evil.example/a_b_c",
    "<t:0:f> </command:1>",
    r"back\slash \* star",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_discord_shows_is_what_was_written(text: str) -> None:
    assert shown(escaped(text)) == text


@given(st.text(st.sampled_from("ab1 \n\\*_~`|<>@[]()#-+.:/!"), max_size=40))
def test_escaping_never_changes_what_is_shown(text: str) -> None:
    assert shown(escaped(text)) == text


@given(st.text(st.sampled_from("ab \n\\*_~`|<>@[]#-+.:/1"), max_size=40))
def test_no_special_sign_stays_bare(text: str) -> None:
    bare = re.sub(r"\\[^0-9A-Za-z\s]", "x", escaped(text))
    assert not re.search(r"[*_~`|<@\[\]\\]|://", bare)
    assert not re.search(r"^\s*(?:[>#+-]|\d+[.)])", bare, re.MULTILINE)


def shown(markdown: str) -> str:
    """What Discord shows of text whose signs are all escaped: a backslash before a sign goes."""
    return re.sub(r"\\([^0-9A-Za-z\s])", r"\1", markdown)


def test_bold_is_put_round_the_words_and_not_the_spaces() -> None:
    assert run_markup(Run(" war criminal ", bold=True)) == " **war criminal** "


def test_bold_does_not_cross_a_line_end() -> None:
    assert run_markup(Run("one\ntwo", bold=True)) == "**one**\n**two**"


def test_a_link_keeps_its_brackets() -> None:
    run = Run("A [sic] title", link="https://a.example/x")
    assert run_markup(run) == r"[A \[sic\] title](https://a.example/x)"


def test_a_quotation_of_two_paragraphs_is_one_block() -> None:
    line = Line((Run("“first\nsecond”"),), LineKind.QUOTE)
    assert line_markup(line) == "> “first\n> second”"


def test_a_title_is_one_line() -> None:
    assert title_markup("two\nlines") == "## two lines"
