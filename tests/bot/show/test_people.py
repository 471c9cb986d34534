"""Cards of `who`."""

from bot.newsroom.answers import (
    NobodyFound,
    Page,
    PersonFound,
    RoleLine,
    SeveralPeople,
)
from bot.show.actions import ShowContext, ShowPerson, ShowReactions, ShowTimeline
from bot.show.cards import Accent
from bot.show.people import who_card
from bot.show.terminal import card_text
from tests.bot.show.samples import SOURCE, person_line, quote_line

PERSON = PersonFound(
    asked="tolland",
    person=person_line(),
    aliases=("Tolland", "M. Tolland"),
    roles=(RoleLine("union leader", SOURCE),),
    quotes=(quote_line("We will not sail"),),
    page=Page(0, 1, 3),
)


def test_a_person_has_roles_names_counts_and_quotes() -> None:
    shown = card_text(who_card(PERSON)).plain
    assert shown.startswith("Mira Tolland")
    assert "union leader (The Harbour Post)" in shown
    assert "Also printed as: Tolland, M. Tolland" in shown
    assert "3 quotes in 2 articles" in shown
    assert "“We will not sail”" in shown
    assert "Page 1 of 3 · 3 in all" in shown


def test_a_persons_quotes_have_context_and_pages() -> None:
    card = who_card(PERSON)
    assert card.sections[1].button is not None
    assert card.sections[1].button.action == ShowContext("q1")
    assert [button.action for button in card.buttons] == [
        ShowPerson("p1", 0),
        ShowPerson("p1", 1),
        ShowTimeline("p1"),
        ShowReactions("p1"),
    ]


def test_a_person_who_said_nothing_is_told_as_such() -> None:
    silent = PersonFound("tolland", person_line(), (), (), (), Page(0, 5, 0))
    assert "no words of this person yet" in card_text(who_card(silent)).plain


def test_several_people_are_offered_to_choose_from() -> None:
    people = (person_line("p1", "Mira Tolland"), person_line("p2", "Mark Tolland"))
    card = who_card(SeveralPeople("tolland", people))
    (menu,) = card.menus
    assert [choice.action for choice in menu.choices] == [ShowPerson("p1"), ShowPerson("p2")]
    assert "Mark Tolland, union leader" in card_text(card).plain


def test_more_people_than_a_menu_holds_are_cut_to_its_size() -> None:
    people = tuple(person_line(f"p{number}", f"Tolland {number}") for number in range(40))
    (menu,) = who_card(SeveralPeople("tolland", people)).menus
    assert len(menu.choices) == 25


def test_nobody_found_offers_the_nearest_names() -> None:
    card = who_card(NobodyFound("toland", (person_line(),), library_empty=False))
    assert "Nobody on record fits “toland”" in card_text(card).plain
    assert card.menus[0].choices[0].action == ShowPerson("p1")
    assert card.accent is Accent.NOTHING


def test_nobody_near_says_what_to_try() -> None:
    card = who_card(NobodyFound("xyz", (), library_empty=False))
    assert "/articles" in card_text(card).plain
    assert card.menus == ()


def test_an_empty_library_says_how_to_begin() -> None:
    assert "/ingest" in card_text(who_card(NobodyFound("x", (), library_empty=True))).plain
