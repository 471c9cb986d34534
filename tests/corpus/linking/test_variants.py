"""One utterance told from another, on invented people and sentences of our own."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from corpus.linking.variants import Wording, group, same_utterance
from corpus.models import QuoteKind, SpeakerKind

DAY = date(2031, 5, 6)
FULL = Wording(
    "full",
    ("The harbour belongs to everyone who works in it, and no minister will sell it by night",),
    QuoteKind.DIRECT,
    "courier",
    "Ilse Varga",
    SpeakerKind.PERSON,
    DAY,
)
TRIMMED = replace(
    FULL,
    public_id="trimmed",
    article_id="gazette",
    pieces=("[The] harbour belongs to everyone who works in it …",),
)
REPORTED = replace(
    FULL,
    public_id="reported",
    article_id="herald",
    kind=QuoteKind.MIXED,
    pieces=("that no minister “will sell it by night”, because the harbour belongs to everyone",),
)
OTHER = replace(
    FULL,
    public_id="other",
    article_id="herald",
    pieces=("We shall open three new schools before the first snow falls",),
)


def test_trimmed_with_brackets_and_an_ellipsis_is_the_same_utterance() -> None:
    judgement = same_utterance(FULL, TRIMMED)
    assert judgement.same
    assert judgement.evidence == "The harbour belongs to everyone who works in it"


def test_direct_in_one_and_reported_in_another_is_the_same_utterance() -> None:
    assert same_utterance(FULL, REPORTED).same


def test_other_words_of_the_same_speaker_are_another_utterance() -> None:
    assert not same_utterance(FULL, OTHER).same


def test_the_same_words_on_another_told_day_are_another_utterance() -> None:
    again = replace(FULL, public_id="again", day=DAY + timedelta(days=4), day_told=True)
    judgement = same_utterance(replace(FULL, day_told=True), again)
    assert judgement.barred
    assert not judgement.same


def test_a_rival_who_repeats_the_words_makes_his_own_utterance() -> None:
    rival = replace(FULL, public_id="rival", speaker="Otto Brandl", article_id="herald")
    assert not same_utterance(FULL, rival).same


def test_a_pronoun_held_for_another_person_yields_to_a_name_for_the_very_same_words() -> None:
    mistaken = replace(FULL, public_id="he", speaker="Otto Brandl", printed="he")
    assert same_utterance(FULL, mistaken).same
    assert not same_utterance(TRIMMED, mistaken).same
    assert not same_utterance(FULL, replace(mistaken, day=DAY + timedelta(days=3))).same
    short = replace(mistaken, pieces=("We shall see",))
    assert not same_utterance(replace(FULL, pieces=("We shall see",)), short).same


def test_words_about_the_speaker_by_somebody_unresolved_are_not_the_speakers() -> None:
    near = "Varga’s promise that the harbour belongs to everyone"
    about = replace(REPORTED, public_id="about", pieces=(near,), speaker=None)
    own = replace(about, pieces=("that the harbour belongs to everyone",))
    assert same_utterance(FULL, about).barred
    assert not same_utterance(FULL, about).same
    assert not same_utterance(FULL, own).barred


def test_an_organisation_and_its_spokesman_may_be_one_source() -> None:
    body = replace(
        FULL, public_id="body", speaker="The Port Office", speaker_kind=SpeakerKind.ORGANISATION
    )
    assert same_utterance(FULL, body).same


def test_a_shared_name_and_title_alone_do_not_make_one_utterance() -> None:
    a = replace(
        FULL,
        kind=QuoteKind.INDIRECT,
        speaker=None,
        pieces=("that former prime minister Ilse Varga was tired",),
    )
    b = replace(a, public_id="b", pieces=("former prime minister Ilse Varga of a plot",))
    assert not same_utterance(a, b).same


def test_grouping_keeps_order_singles_and_speakers_apart() -> None:
    rival = replace(FULL, public_id="rival", speaker="Otto Brandl")
    groups = group([OTHER, TRIMMED, rival, FULL, REPORTED])
    assert groups == (("other",), ("trimmed", "full", "reported"), ("rival",))


def test_two_trimmed_ends_join_through_the_whole() -> None:
    head = replace(FULL, public_id="head", pieces=("The harbour belongs to everyone who works",))
    tail = replace(FULL, public_id="tail", pieces=("no minister will sell it by night",))
    assert group([head, tail]) == (("head",), ("tail",))
    assert group([head, tail, FULL]) == (("head", "tail", "full"),)


def test_an_unresolved_wording_does_not_carry_words_from_one_person_to_another() -> None:
    nobody = replace(FULL, public_id="nobody", speaker=None, speaker_kind=SpeakerKind.UNRESOLVED)
    rival = replace(FULL, public_id="rival", speaker="Otto Brandl")
    groups = group([FULL, nobody, rival])
    assert not any({"full", "rival"} <= set(members) for members in groups)


def test_words_that_recall_an_earlier_day_are_not_the_words_of_that_day() -> None:
    told = "You may remember I said the harbour belongs to everyone who works in it"
    later = replace(FULL, public_id="later", article_id="herald", pieces=(told,), day=None)
    assert same_utterance(FULL, later).barred
    assert not same_utterance(FULL, replace(later, day=FULL.day)).barred


@given(st.text(max_size=200), st.text(max_size=200))
def test_judging_is_symmetric_bounded_and_never_fails(a: str, b: str) -> None:
    one = replace(FULL, pieces=(a,))
    other = replace(TRIMMED, pieces=(b,))
    judgement, mirrored = same_utterance(one, other), same_utterance(other, one)
    assert 0.0 <= judgement.score <= 1.0
    assert judgement == mirrored


@given(st.permutations([FULL, TRIMMED, REPORTED, OTHER]))
def test_groups_do_not_depend_on_the_order(wordings: list[Wording]) -> None:
    found = {frozenset(members) for members in group(wordings)}
    assert found == {frozenset({"full", "trimmed", "reported"}), frozenset({"other"})}
