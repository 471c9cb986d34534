"""One person in many articles: who is joined, on what evidence, and who stays apart."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.linking.people import EvidenceKey, Figure, KnownPerson, link_people, place
from corpus.models import SpeakerKind


def figure(
    name: str, article: str = "a1", *roles: str, day: date | None = None, kind: str = "person"
) -> Figure:
    return Figure(name, article, roles=roles, day=day, kind=SpeakerKind(kind))


def joined(*people: Figure) -> list[tuple[int, ...]]:
    return [linked.figures for linked in link_people(people)]


def why(one: Figure, other: Figure) -> EvidenceKey | None:
    """The evidence that joins two figures, None where they stay apart."""
    linked = link_people([one, other])
    if len(linked) == 2:
        return None
    evidence = next(each for each in linked[0].evidence if each is not None)
    return evidence.key


@pytest.mark.parametrize(
    ("one", "other", "key"),
    [
        ("Marta Lindqvist", "Marta Lindqvist", EvidenceKey.SAME_NAME),
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy", EvidenceKey.SPELLING),
        ("Volodymyr Zelenskiy", "Volodymyr Zelensky", EvidenceKey.SPELLING),
        ("Dmitry Peskov", "Dmitri Peskov", EvidenceKey.SPELLING),
        ("Emanuel Ångström", "Emanuel Angstrom", EvidenceKey.SAME_NAME),
        ("José Ibarra", "Jose Ibarra", EvidenceKey.SAME_NAME),
        ("William Ferris", "Bill Ferris", EvidenceKey.NICKNAME),
        ("Ruth B. Okafor", "Ruth Okafor", EvidenceKey.INITIAL),
        ("Lryna Venediktova", "Iryna Venediktova", EvidenceKey.MISPRINT),
    ],
)
def test_two_printed_names_of_one_person(one: str, other: str, key: EvidenceKey) -> None:
    assert why(figure(one), figure(other, "a2")) is key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Marta Lindqvist", "Erik Lindqvist"),
        ("Paul Ferris", "Paul Ferris Jr."),
        ("Ruth B. Okafor", "Ruth C. Okafor"),
        ("Peter Anderson", "Peter Andersen"),
        ("Erin Marsh", "Aaron Marsh"),
        ("Maria Costa", "Marie Costa"),
    ],
)
def test_names_that_are_alike_stay_apart(one: str, other: str) -> None:
    assert why(figure(one), figure(other, "a2")) is None


def test_a_misprinted_surname_needs_a_shared_role() -> None:
    one = figure("Peter Andersen", "a1", "mayor of Malmo")
    assert why(one, figure("Peter Anderson", "a2", "mayor")) is EvidenceKey.MISPRINT
    assert why(one, figure("Peter Anderson", "a2", "goalkeeper")) is None


def test_a_bare_surname_joins_its_only_bearer_and_is_not_certain() -> None:
    known = [KnownPerson("p1", ("Marta Lindqvist",)), KnownPerson("p2", ("Ruth Okafor",))]
    placement = place(figure("Lindqvist", "a2"), known)
    assert placement.public_id == "p1"
    assert placement.evidence is not None
    assert placement.evidence.key is EvidenceKey.SURNAME_ONLY
    assert placement.evidence.detail == "Marta Lindqvist"
    assert not placement.certain


def test_a_bare_surname_with_the_same_role_is_certain() -> None:
    known = [
        KnownPerson("p1", ("Marta Lindqvist",), ("Swedish Prime Minister",)),
        KnownPerson("p2", ("Erik Lindqvist",), ("film director",)),
    ]
    placement = place(figure("Lindqvist", "a2", "Prime Minister"), known)
    assert (placement.public_id, placement.certain) == ("p1", True)


def test_a_bare_surname_of_several_without_a_role_is_new_and_not_certain() -> None:
    known = [KnownPerson("p1", ("Marta Lindqvist",)), KnownPerson("p2", ("Erik Lindqvist",))]
    placement = place(figure("Lindqvist", "a2"), known)
    assert placement.public_id is None
    assert not placement.certain


def test_a_bare_surname_goes_to_the_far_more_printed_bearer_uncertainly() -> None:
    known = [
        KnownPerson("p1", ("Marta Lindqvist",), articles=20),
        KnownPerson("p2", ("Erik Lindqvist",), articles=2),
    ]
    placement = place(figure("Lindqvist", "a2"), known)
    assert (placement.public_id, placement.certain) == ("p1", False)


def test_a_role_of_another_country_does_not_join() -> None:
    known = [
        KnownPerson("p1", ("Ivan Park",), ("Russian president",)),
        KnownPerson("p2", ("Min Park",), ("South Korean president",)),
    ]
    placement = place(figure("Park", "a2", "president of South Korea"), known)
    assert placement.public_id == "p2"


def test_a_surname_from_long_ago_is_not_joined() -> None:
    known = [KnownPerson("p1", ("Marta Lindqvist",), last_day=date(2010, 5, 1))]
    assert place(figure("Ruiz", "a2", day=date(2022, 3, 1)), known).public_id is None
    late = place(figure("Lindqvist", "a2", day=date(2022, 3, 1)), known)
    assert late.public_id is None


def test_a_full_name_joins_whoever_was_known_by_the_surname_only() -> None:
    people = [figure("Okafor", "a1", "Senator"), figure("Ruth Okafor", "a2", "Sen.")]
    assert joined(*people) == [(0, 1)]


def test_full_names_are_placed_before_bare_surnames_whatever_the_order() -> None:
    people = [figure("Lindqvist", "a1"), figure("Marta Lindqvist", "a2"), figure("Erik Lindqvist")]
    assert joined(*people) == [(0,), (1,), (2,)]


def test_bodies_join_by_name_and_countries_by_any_of_their_names() -> None:
    bodies = [
        figure("United States", "a1", kind="organisation"),
        figure("the U.S.", "a2", kind="organisation"),
        figure("Foreign Ministry", "a1", kind="organisation"),
        figure("foreign ministry", "a2", kind="organisation"),
    ]
    assert joined(*bodies) == [(0, 1), (2, 3)]


def test_a_body_never_joins_a_person() -> None:
    assert joined(figure("Lund"), figure("Lund", "a2", kind="organisation")) == [(0,), (1,)]


NAMES = st.sampled_from(
    ["Marta Lindqvist", "Erik Lindqvist", "Lindqvist", "Ruth B. Okafor", "Ruth Okafor", "Okafor"]
)


@given(st.lists(NAMES, max_size=8))
def test_every_figure_is_in_one_cluster_and_first_names_are_never_mixed(printed: list[str]) -> None:
    linked = link_people([figure(name, f"a{at}") for at, name in enumerate(printed)])
    places = sorted(at for each in linked for at in each.figures)
    assert places == list(range(len(printed)))
    for each in linked:
        given_names = {printed[at].split()[0] for at in each.figures if " " in printed[at]}
        assert len(given_names) <= 1
