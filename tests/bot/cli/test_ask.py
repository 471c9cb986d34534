"""`onrecord ask`: what one asks in Discord, asked in a terminal."""

import json
from pathlib import Path

import pytest

from tests.bot.cli.conftest import Type
from tests.cogs.articles import FERRY


@pytest.mark.parametrize("asked", ["who Mira Tolland", "!who mira", "who Toland Mira"])
def test_who(stocked: Type, asked: str) -> None:
    ran = stocked("ask", asked)
    assert ran.code == 0
    assert ran.out.startswith("Mira Tolland\n")
    assert "union leader (The Harbour Post)" in ran.out
    assert "— Mira Tolland · 16 March 2022" in ran.out
    assert "Coast Radio: Union stands firm as ferries stay idle" in ran.out


def test_quote(stocked: Type) -> None:
    ran = stocked("ask", "quote slap in the face")
    assert ran.code == 0
    assert "a slap in the face of every islander" in ran.out
    assert "Oskar Lindqvist" in ran.out
    assert "The Harbour Post: Ferry strike enters second week" in ran.out


def test_words_of_an_article_are_printed_as_they_are_and_never_as_markup(stocked: Type) -> None:
    assert "“@everyone should read the **whole** offer before they vote,”" in (
        stocked("ask", "quote whole offer").out
    )


def test_timeline(stocked: Type) -> None:
    ran = stocked("ask", "timeline Tolland Mark")
    assert ran.code == 0
    assert "17 March 2022" in ran.out
    assert "Mark Tolland · condemns" in ran.out


def test_articles(stocked: Type) -> None:
    ran = stocked("ask", "articles")
    assert ran.code == 0
    assert "The Harbour Post: Ferry strike enters second week" in ran.out
    assert "2 articles" in ran.out


def test_history(stocked: Type, folder: Path) -> None:
    changed = FERRY.replace("We will not sail on Friday", "We will not sail on Saturday")
    (folder / "ferry.txt").write_text(changed, encoding="utf-8")
    brought = stocked("ingest", folder / "ferry.txt").out
    assert brought.strip().startswith("1 article changed")
    ran = stocked("ask", "history ferry strike")
    assert ran.code == 0
    assert "1 quote in other words" in ran.out
    assert "Before:\n  “We will not sail on Friday, … They left us no choice.”" in ran.out
    assert "Now:\n  “We will not sail on Saturday, … They left us no choice.”" in ran.out
    assert "printed: “We will not sail on Friday, …" in stocked("ask", "quote sail Saturday").out
    assert "nothing has changed since" in stocked("ask", "history union stands firm").out
    assert "not on this record" in stocked("ask", "history no such article").err


def test_a_name_nobody_has(stocked: Type) -> None:
    ran = stocked("ask", "who Zebediah Quux")
    assert ran.code == 0
    assert "Nobody on record fits “Zebediah Quux”" in ran.out


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("", "is no question the record understands"),
        ("weather tomorrow", "“weather tomorrow” is no question the record understands"),
        ("who", "There is nothing to look for"),
        ("quote " + "x" * 7000, "7,000 characters, and at most 500 are taken"),
    ],
    ids=["nothing", "no such question", "nobody named", "7,000 characters"],
)
def test_a_question_that_cannot_be_taken_is_told_in_a_sentence(
    stocked: Type, asked: str, told: str
) -> None:
    ran = stocked("ask", asked)
    assert ran.code == 1
    assert told in ran.err
    assert ran.out == ""


def test_json_holds_the_answer_whole(stocked: Type) -> None:
    ran = stocked("ask", "--json", "who Mira")
    answer = json.loads(ran.out)
    assert answer["answer"] == "PersonFound"
    assert answer["person"]["name"] == "Mira Tolland"
    assert [role["text"] for role in answer["roles"]] == ["union leader"]
    latest = answer["quotes"][0]
    assert latest["pieces"] == ["We will not sail on Friday,"]
    assert latest["speaker"] == "Mira Tolland"
    assert latest["source"]["outlet"] == "Coast Radio"
    assert latest["day"]["value"] == "2022-03-16"
    assert latest["certain"] is True


def test_json_of_nothing_found(stocked: Type) -> None:
    answer = json.loads(stocked("ask", "--json", "quote unheard-of zeppelins").out)
    assert answer["answer"] == "NothingQuoted"
    assert answer["library_empty"] is False
