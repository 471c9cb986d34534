"""A card as Discord's components: always within the limits."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from simcord.components import validate_components, walk_components

from bot.newsroom.answers import Page, PersonFound, RoleLine, SeveralPeople
from bot.show.actions import LongIds, OpenIngest, ShowContext, ShowQuotes
from bot.show.cards import Button, Card, Choice, Menu, Section, Tone, plain
from bot.show.discord_view import MOST_COMPONENTS, MOST_TEXT, to_view
from bot.show.people import who_card
from tests.bot.show.samples import SOURCE, person_line, quote_line

V2_FLAG = 1 << 15
BUTTON, TEXT = 2, 10


async def drawn(card: Card, ids: LongIds | None = None) -> list[dict[str, Any]]:
    """The card's components, checked as Discord checks them."""
    view = to_view(card, ids or LongIds())
    assert view.is_finished()  # nothing is kept of it: presses are found by their custom ids
    components = validate_components(view.to_components(), flags=V2_FLAG)
    return list(walk_components(components))


def text_length(components: list[dict[str, Any]]) -> int:
    return sum(len(each["content"]) for each in components if each["type"] == TEXT)


def person(quotes: int, length: int) -> PersonFound:
    lines = tuple(
        quote_line("word_ " * (length // 6), public_id=f"q{number}") for number in range(quotes)
    )
    roles = tuple(RoleLine(f"role {number} " * 20, SOURCE) for number in range(9))
    return PersonFound("a", person_line(), ("Alias",) * 30, roles, lines, Page(1, 5, 99))


@pytest.mark.parametrize(("quotes", "length"), [(0, 0), (1, 9_000), (5, 600), (25, 2_000)])
async def test_a_person_however_talkative_fits(quotes: int, length: int) -> None:
    components = await drawn(who_card(person(quotes, length)))
    assert len(components) <= MOST_COMPONENTS
    assert text_length(components) <= MOST_TEXT


async def test_every_quote_stays_on_the_card_when_words_are_shortened() -> None:
    components = await drawn(who_card(person(5, 4_000)))
    said = [each["content"] for each in components if each["type"] == TEXT]
    assert sum("— **Mira Tolland**" in text for text in said) == 5
    assert sum(" …”" in text for text in said) == 5


async def test_when_components_run_out_the_text_stays_and_the_buttons_go() -> None:
    sections = tuple(
        Section((plain(f"line {number}"),), Button("Context", ShowContext(f"q{number}")))
        for number in range(30)
    )
    components = await drawn(Card("Many", sections))
    assert len(components) <= MOST_COMPONENTS
    text = "\n".join(each["content"] for each in components if each["type"] == TEXT)
    assert all(f"line {number}" in text for number in range(30))


async def test_buttons_stand_five_in_a_row() -> None:
    buttons = tuple(Button(f"{number}", ShowContext(f"q{number}")) for number in range(7))
    components = await drawn(Card("Row", buttons=buttons))
    assert [len(each["components"]) for each in components if each["type"] == 1] == [5, 2]


async def test_labels_choices_and_prompts_are_cut_to_their_limits() -> None:
    menu = Menu("p" * 400, (Choice("c" * 300, ShowContext("q1"), "d" * 300),))
    button = Button("b" * 300, OpenIngest(), Tone.MAIN)
    await drawn(Card("t" * 900, menus=(menu,), buttons=(button,)))


async def test_a_menu_holds_25_different_choices() -> None:
    people = tuple(person_line(f"p{number // 2}", f"Name {number}") for number in range(60))
    components = await drawn(who_card(SeveralPeople("name", people)))
    (menu,) = [each for each in components if each["type"] == 3]
    values = [option["value"] for option in menu["options"]]
    assert len(values) == len(set(values)) <= 25


async def test_a_question_too_long_for_a_custom_id_is_kept_under_a_mark() -> None:
    ids = LongIds()
    action = ShowQuotes("long " * 90)
    components = await drawn(Card("Long", buttons=(Button("Next", action),)), ids)
    (custom_id,) = [each["custom_id"] for each in components if each["type"] == BUTTON]
    assert len(custom_id) <= 100
    assert "long long" in ids.expand(custom_id.removeprefix("do|"))


@given(st.lists(st.text(max_size=3_000), min_size=1, max_size=9))
async def test_any_words_fit(pieces: list[str]) -> None:
    lines = tuple(quote_line(piece or "-", public_id=f"q{at}") for at, piece in enumerate(pieces))
    card = who_card(PersonFound("a", person_line(), (), (), lines, Page(0, 9, 9)))
    assert text_length(await drawn(card)) <= MOST_TEXT
