"""Whom a source phrase stands for: names, pronouns, descriptions, bodies, groups, nobody named."""

import pytest

from corpus.models import SpeakerKind
from corpus.names import Gender
from tests.corpus.extraction.casting import scene

PALACE = scene(
    "President Ruth Okafor met Russian President Ivan Lund in Geneva. Okafor’s spokesman Nils Berg "
    "said the talks were short.",
    "She left early. Lund stayed for dinner, and he drank tea.",
    "White House officials said the ministry had known. A person close to him agreed.",
    "The Russian leader was angry, according to his aides.",
)


@pytest.mark.parametrize(
    ("printed", "nth", "name"),
    [
        ("President Ruth Okafor", 0, "Ruth Okafor"),
        ("Okafor’s spokesman Nils Berg", 0, "Nils Berg"),
        ("She", 0, "Ruth Okafor"),
        ("Lund", 1, "Ivan Lund"),
        ("he", 12, "Ivan Lund"),
        ("The Russian leader", 0, "Ivan Lund"),
    ],
)
def test_people_by_name_pronoun_and_description(printed: str, nth: int, name: str) -> None:
    if printed == "he":
        nth = PALACE.article.text[: PALACE.article.text.index("he drank")].count("he")
    speaker = PALACE.who(printed, nth=nth)
    assert (speaker.name, speaker.kind, speaker.certain) == (name, SpeakerKind.PERSON, True)


@pytest.mark.parametrize(
    ("printed", "kind", "name"),
    [
        ("White House officials", SpeakerKind.GROUP, "White House officials"),
        ("the ministry", SpeakerKind.ORGANISATION, "ministry"),
        ("A person close to him", SpeakerKind.UNNAMED, "A person close to him"),
        ("his aides", SpeakerKind.GROUP, "his aides"),
    ],
)  # fmt: skip
def test_bodies_groups_and_the_unnamed(printed: str, kind: SpeakerKind, name: str) -> None:
    speaker = PALACE.who(printed)
    assert (speaker.kind, speaker.name, speaker.certain) == (kind, name, True)


def test_the_span_is_the_source_as_printed() -> None:
    speaker = PALACE.who("White House officials")
    assert speaker.span is not None
    start, end = speaker.span
    assert PALACE.article.text[start:end] == "White House officials"


def test_a_name_in_somebodys_description_is_not_the_speaker() -> None:
    talk = scene(
        "Ivan Lund won. A spokesman for Ivan Lund said so. Lund's lawyer denied it. "
        "Lund supporters cheered, and the Lund campaign thanked them."
    )
    assert talk.who("A spokesman for Ivan Lund").kind is SpeakerKind.UNNAMED
    assert talk.who("Lund's lawyer").kind is SpeakerKind.UNRESOLVED
    assert talk.who("Lund supporters").kind is SpeakerKind.GROUP
    assert talk.who("the Lund campaign").kind is SpeakerKind.ORGANISATION


def test_his_spokesman_is_the_spokesman_printed_with_that_name() -> None:
    talk = scene(
        "Ivan Lund flew home on Friday. Lund's spokesman Nils Berg met Ruth Okafor's spokesman "
        "Emeka Obi.",
        "Lund slept on the plane. His spokesman told reporters so.",
    )
    assert talk.who("His spokesman").name == "Nils Berg"


def test_a_seat_of_office_tells_its_holder() -> None:
    talk = scene(
        "President Ruth Okafor accused Russian President Ivan Lund of fraud.",
        "The Oval Office bearer offered no proof.",
    )
    assert talk.who("The Oval Office bearer").name == "Ruth Okafor"


def test_a_description_without_a_role_in_print_is_offered_with_a_warning() -> None:
    talk = scene("Ruth Okafor called for a tribunal. The president spoke to reporters.")
    speaker = talk.who("The president")
    assert speaker.name == "Ruth Okafor"
    assert (speaker.certain, speaker.reason) == (False, "reason.description")


def test_gender_decides_between_two_people() -> None:
    talk = scene("Ruth Okafor met Ivan Lund. She laughed. He did not laugh.")
    assert talk.who("She").name == "Ruth Okafor"
    assert talk.who("He").name == "Ivan Lund"
    assert talk.cast.gender("Ruth Okafor") is Gender.FEMALE


def test_a_role_tells_the_gender_that_a_name_does_not() -> None:
    talk = scene("Spokeswoman Robin Achebe met Ivan Lund. She laughed.")
    assert talk.cast.gender("Robin Achebe") is Gender.FEMALE
    assert talk.who("She").name == "Robin Achebe"


def test_who_is_speaking_already_goes_on_speaking() -> None:
    talk = scene(
        "Ivan Lund met Nils Berg in Oslo.",
        "“I was early,” he said.",
    )
    assert talk.who("he", speaking="Nils Berg").name == "Nils Berg"
    assert talk.who("he", speaking="Ivan Lund").name == "Ivan Lund"


def test_whoever_the_quotation_names_does_not_say_it() -> None:
    talk = scene(
        "President Emeka Obi accused Ivan Lund of fraud.",
        "“I was blamed for calling Lund a thief. Well, he is a thief,” he said.",
    )
    second = talk.article.text.index("he said")
    nth = talk.article.text[:second].count("he")
    assert talk.who("he", nth=nth).name == "Emeka Obi"


def test_a_new_subject_ends_the_turn_of_whoever_spoke_before() -> None:
    talk = scene(
        "Ivan Lund called for sanctions.",
        "“It is late,” he said.",
        "Nils Berg, who had promised help, stopped short of that.",
        "“We have to wait,” he said.",
    )
    nth = talk.article.text[: talk.article.text.rindex("he said")].count("he")
    assert talk.who("he", nth=nth, speaking="Ivan Lund").name == "Nils Berg"


def test_two_clear_pronouns_tell_a_gender() -> None:
    talk = scene(
        "On Monday Achebe spoke in Lagos. She was late. She apologised.",
        "Ruth Okafor left. Ivan Lund stayed.",
    )
    assert talk.cast.gender("Achebe") is Gender.FEMALE


def test_the_president_alone_is_not_that_of_another_country() -> None:
    talk = scene(
        "President Obi met Russian President Ivan Lund. The president spoke to reporters.",
    )
    speaker = talk.who("The president")
    assert (speaker.name, speaker.certain) == ("Obi", True)


def test_a_pronoun_that_fits_nobody_is_unresolved() -> None:
    talk = scene("It rained. He went home.")
    speaker = talk.who("He")
    assert (speaker.name, speaker.kind) == (None, SpeakerKind.UNRESOLVED)
    assert speaker.reason == "reason.pronoun"


def test_a_bare_surname_of_two_people_is_a_guess() -> None:
    talk = scene(
        "Erik Lindqvist spoke after Marta Lindqvist did.",
        "Lindqvist said the budget was too small.",
    )
    speaker = talk.who("Lindqvist", nth=2)
    assert (speaker.certain, speaker.reason) == (False, "reason.surname_shared")


def test_somebodys_own_letter_speaks_for_him_with_a_warning() -> None:
    talk = scene("Ivan Lund resigned. Lund's letter said he was ill. The report blamed him.")
    letter = talk.who("Lund's letter")
    assert (letter.name, letter.certain, letter.reason) == ("Ivan Lund", False, "reason.document")
    assert talk.who("The report").kind is SpeakerKind.ORGANISATION


def test_bodies_go_by_one_name() -> None:
    talk = scene(
        "The United States warned China. The U.S. said more sanctions would come. The United "
        "States meant it. The Defence Ministry agreed, and later the ministry denied it."
    )
    assert talk.who("The U.S.").name == "United States"
    assert talk.who("the ministry").name == "Defence Ministry"
    spoke = [talk.who("The U.S."), talk.who("the ministry")]
    found = {body.name: body for body in talk.cast.organisations_with(spoke)}
    assert len(found["United States"].mentions) == 3
    assert "Defence Ministry" in found


def test_a_long_article_is_read_in_linear_time() -> None:
    paragraph = "Ruth Okafor met Ivan Lund. She said he was late. Lund's aide said nothing."
    talk = scene(*[paragraph] * 400)
    assert talk.names == ["Ruth Okafor", "Ivan Lund"]
    assert len(talk.person("Ivan Lund").mentions) == 800
    assert talk.who("She", nth=399).name == "Ruth Okafor"
