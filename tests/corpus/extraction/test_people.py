"""Who is a person in an article, under which names and with which roles."""

import pytest

from corpus.models import BlockKind, Span
from tests.corpus.extraction.casting import scene


def test_full_name_gathers_surname_title_and_possessive() -> None:
    people = scene(
        "Foreign Minister Marta Lindqvist arrived in Oslo on Monday.",
        "Lindqvist met reporters. Minister Lindqvist's plane was late, and Marta Lindqvist's "
        "aides waited.",
    )
    assert people.names == ["Marta Lindqvist"]
    person = people.person("Marta Lindqvist")
    assert person.aliases == ("Lindqvist",)
    printed = [people.article.text[start:end] for start, end in person.mentions]
    assert printed == ["Marta Lindqvist", "Lindqvist", "Lindqvist", "Marta Lindqvist"]


def test_middle_initial_nickname_and_accent_are_one_person() -> None:
    people = scene(
        "William J. Ferris said the bridge was safe. Bill Ferris built it. José Ibarra disagreed, "
        "and Jose Ibarra said so twice.",
    )
    assert people.names == ["William J. Ferris", "José Ibarra"]


def test_a_misprinted_name_joins_the_right_one() -> None:
    people = scene(
        "Iryna Kovalchuk said the trains were running. Lryna Kovalchuk, a rail official, said "
        "tickets were free.",
    )
    assert people.names == ["Iryna Kovalchuk"]


def test_two_people_with_one_surname_stay_apart() -> None:
    people = scene(
        "Erik Lindqvist and Marta Lindqvist disagreed in public.",
        "Mr. Lindqvist said the budget was too small. Mrs. Lindqvist said it was too large.",
    )
    assert people.names == ["Erik Lindqvist", "Marta Lindqvist"]
    assert people.who("Mr. Lindqvist").name == "Erik Lindqvist"
    assert people.who("Mrs. Lindqvist").name == "Marta Lindqvist"


def test_a_courtesy_title_of_the_other_sex_is_somebody_else() -> None:
    people = scene(
        "Mr. Okafor spoke first. Ruth Okafor listened, and Mr. Okafor thanked her.",
    )
    assert people.names == ["Okafor", "Ruth Okafor"]
    assert people.who("Mr. Okafor", nth=1).name == "Okafor"


def test_a_father_and_a_junior_stay_apart() -> None:
    people = scene("Paul Ferris Jr. spoke before Paul Ferris did.")
    assert people.names == ["Paul Ferris Jr.", "Paul Ferris"]


@pytest.mark.parametrize(
    "words",
    [
        "The White House said no. Kremlin officials agreed. Fox News reported it.",
        "The Violence Against Women Act passed. Getty Images sold the picture.",
        "Downing Street declined to comment. The Pentagon did not.",
        "The Lindholm Foundation gave money to Uppsala University.",
    ],
)
def test_bodies_and_laws_are_never_people(words: str) -> None:
    assert scene(words).names == []


def test_a_name_inside_the_name_of_a_body_is_no_mention() -> None:
    people = scene("Karin Holmberg left the Holmberg Foundation. Holmberg founded it.")
    person = people.person("Karin Holmberg")
    printed = [people.article.text[end : end + 11] for _, end in person.mentions]
    assert " Foundation" not in printed


def test_surnames_that_are_words_of_bodies_too() -> None:
    people = scene("Ben Hall spoke to reporters. Doris Day sang.")
    assert people.names == ["Ben Hall", "Doris Day"]


def test_bylines_forms_and_credits_are_nobody() -> None:
    people = scene(
        (BlockKind.HEADLINE, "Marta Lindqvist Warns Of Flood"),
        (BlockKind.BYLINE, "By Olof Palmgren"),
        "Marta Lindqvist warned of a flood on Tuesday. Photo by Greta Sund/Getty Images",
        (BlockKind.CAPTION, "Marta Lindqvist and Nils Berg at the river. Anna Dahl/AFP"),
        (BlockKind.BOILERPLATE, "Written by: Sven Ek"),
    )
    assert people.names == ["Marta Lindqvist"]
    assert len(people.person("Marta Lindqvist").mentions) == 3


@pytest.mark.parametrize(
    ("words", "name", "role"),
    [
        ("Palace press secretary Ruth Okafor spoke.", "Ruth Okafor", "Palace press secretary"),
        ("Kremlin spokesman Ivan Lund spoke.", "Ivan Lund", "Kremlin spokesman"),
        ("Secretary of State Nils Berg spoke.", "Nils Berg", "Secretary of State"),
        ("Ukraine’s leader Petro Lund visited.", "Petro Lund", "Ukraine’s leader"),
        ("The lie was spread by Lund’s spokesman Nils Berg.", "Nils Berg", "Lund’s spokesman"),
        ("France’s Marcel Aubert said no.", "Marcel Aubert", "France’s"),
        ("Ruth Okafor, the palace press officer, spoke.", "Ruth Okafor", "palace press officer"),
        ("Ruth Okafor, 45, a retired plumber, spoke.", "Ruth Okafor", "retired plumber"),
        ("Ruth Okafor, who is the mayor of Lagos, spoke.", "Ruth Okafor", "mayor of Lagos"),
        ("Ruth Okafor is the mayor of Lagos.", "Ruth Okafor", "mayor of Lagos"),
        ("His campaign manager, Ruth Okafor, spoke.", "Ruth Okafor", "campaign manager"),
    ],
)  # fmt: skip
def test_roles_as_printed(words: str, name: str, role: str) -> None:
    assert scene(words).roles(name) == [role]


def test_title_and_party_are_two_roles() -> None:
    people = scene("The bill was written by Sen. Leslie Graves (R-SC).")
    assert people.roles("Leslie Graves") == ["Sen.", "R-SC"]


def test_a_nickname_between_marks_belongs_to_the_name() -> None:
    people = scene("Robert C. “Bobby” Larkin voted no. Bobby Larkin was alone.")
    assert people.names == ["Robert C. “Bobby” Larkin"]
    assert people.person("Robert C. “Bobby” Larkin").aliases == ("Bobby Larkin",)


def test_courtesy_titles_are_no_roles() -> None:
    assert scene("Mr. Lund met Ruth Okafor. Mrs. Okafor smiled.").roles("Ruth Okafor") == []


def test_roles_are_not_read_out_of_headlines_and_quotations() -> None:
    people = scene(
        (BlockKind.HEADLINE, "Mayor Ruth Okafor Brands Killer Ivan Lund"),
        "Ruth Okafor called Ivan Lund names on Sunday.",
        "“Liar and embezzler Ivan Lund must go,” she said.",
    )
    assert people.roles("Ivan Lund") == []
    assert people.roles("Ruth Okafor") == []


def test_mentions_are_exact_in_an_undivided_text() -> None:
    people = scene("Ruth Okafor spoke.")
    assert people.person("Ruth Okafor").mentions == (Span(0, 11),)
    entity = people.cast.mention_at(5, 11)
    assert entity is not None
    assert entity.name == "Ruth Okafor"
    assert people.cast.mention_at(12, 17) is None
