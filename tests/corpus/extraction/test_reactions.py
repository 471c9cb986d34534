"""What statements do, and whom they answer: on articles of our own."""

from datetime import date
from functools import cache

import pytest

from corpus.extraction.kinds import kind_of_cue, kind_of_words
from corpus.extraction.nlp import load
from corpus.extraction.pipeline import extract
from corpus.models import Event, EventKind
from corpus.reading.plain import read_text


@cache
def events(text: str) -> tuple[Event, ...]:
    """The events of an article published on 16 March 2022."""
    return extract(read_text(text, published=date(2022, 3, 16)), load()).events


def event(text: str, cue: str) -> Event:
    """The event whose cue begins with the word `cue`."""
    found = [
        told
        for told in events(text)
        if told.cue is not None and text[slice(*told.cue)].startswith(cue)
    ]
    assert found, [text[slice(*told.cue)] for told in events(text) if told.cue]
    return found[0]


@pytest.mark.parametrize(
    ("sentence", "cue", "kind"),
    [
        ("Dana Lee condemned the raid.", "condemned", EventKind.CONDEMN),
        ("Dana Lee did not condemn the raid.", "condemn", EventKind.SAY),
        ("Dana Lee did not comment.", "comment", EventKind.DECLINE),
        ("Dana Lee refused to answer questions.", "refused", EventKind.DECLINE),
        ("Dana Lee refused the offer.", "refused", EventKind.REJECT),
        ("Dana Lee refused to back down.", "refused", EventKind.DEFEND),
        ("Dana Lee called for an inquiry.", "called", EventKind.DEMAND),
        ("Dana Lee sought to clarify her remarks.", "sought", EventKind.CLARIFY),
        ("Dana Lee pledged to rebuild the dam.", "pledged", EventKind.PROMISE),
        ("Dana Lee voted against the plan.", "voted", EventKind.REJECT),
        ("Dana Lee fired back at the critics.", "fired", EventKind.DEFEND),
        ("Dana Lee endorsed Omar Marsh.", "endorsed", EventKind.SUPPORT),
        ("Dana Lee apologized for the delay.", "apologized", EventKind.APOLOGISE),
    ],
)
def test_a_cue_that_names_the_act_decides_unless_it_is_negated(
    sentence: str, cue: str, kind: EventKind
) -> None:
    (token,) = [token for token in load()(sentence) if token.text == cue]
    assert kind_of_cue(token) is kind


def test_a_neutral_cue_names_no_kind() -> None:
    (token,) = [token for token in load()("Dana Lee said it rained.") if token.text == "said"]
    assert kind_of_cue(token) is None


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("I never met him", EventKind.DENY),
        ("We condemn this raid", EventKind.CONDEMN),
        ("This is an outrage", EventKind.CONDEMN),
        ("This is not an outrage", None),
        ("I am sorry for the delay", EventKind.APOLOGISE),
        ("I was only joking", EventKind.CLARIFY),
        ("I make no apologies for it", EventKind.DEFEND),
        ("They lied to the council", EventKind.ACCUSE),
        ("We will rebuild the dam", None),
        ("We will fight this", EventKind.PROMISE),
        ("Omar must resign", EventKind.DEMAND),
        ("Release the files", EventKind.DEMAND),
        ("That figure is wrong", EventKind.REJECT),
        ("I am proud of her", EventKind.SUPPORT),
        ("Rain is likely", None),
        ("Are you ready to call him a thief and a liar?", None),
    ],
)
def test_under_a_neutral_cue_the_words_decide(words: str, kind: EventKind | None) -> None:
    assert kind_of_words(words, first_person=True, speaker="Dana Lee") is kind


def test_in_reported_words_the_speaker_is_he_or_named() -> None:
    said = "Lee regretted the delay"
    assert kind_of_words(said, first_person=False, speaker="Dana Lee") is EventKind.APOLOGISE
    assert kind_of_words(said, first_person=False, speaker="Omar Marsh") is None


CHAIN = (
    "Mayor Dana Lee said on Monday that the council had “failed the town”.\n\n"
    "Council chairman Omar Marsh called Lee's remarks “shameful”.\n\n"
    "The town's court ordered Marsh to halt the sale of the harbour.\n\n"
    "Rosa Vidal visited the harbour on Tuesday."
)


def test_what_is_called_shameful_is_condemned_and_answered() -> None:
    answer = event(CHAIN, "called")
    first = event(CHAIN, "said")
    assert answer.kind is EventKind.CONDEMN
    assert answer.reaction
    assert answer.target == "Dana Lee"
    assert answer.answers == first.local_id
    assert answer.evidence is not None
    assert "remarks" in CHAIN[slice(*answer.evidence)]
    assert answer.certain


def test_an_order_is_a_demand_and_answers_what_is_to_be_undone() -> None:
    order = event(CHAIN, "ordered")
    assert order.kind is EventKind.DEMAND
    assert order.reaction


def test_a_deed_that_says_nothing_is_an_act_on_its_day() -> None:
    visit = event(CHAIN, "visited")
    assert (visit.kind, visit.actor, visit.quote) == (EventKind.ACT, "Rosa Vidal", None)
    assert visit.day.value == date(2022, 3, 15)


def test_ids_are_in_text_order_and_spans_inside() -> None:
    told = events(CHAIN)
    assert [event.local_id for event in told] == [f"e{n}" for n in range(1, len(told) + 1)]
    assert all(0 <= event.span.start < event.span.end <= len(CHAIN) for event in told)
    ids = {event.local_id for event in told}
    assert all(event.answers is None or event.answers in ids for event in told)


def test_nothing_is_linked_without_words_that_say_so() -> None:
    text = (
        "Mayor Dana Lee said the harbour would close.\n\n"
        "Council chairman Omar Marsh said the town needed rain."
    )
    assert all(told.answers is None and not told.reaction for told in events(text))


def test_a_label_is_no_answer_to_a_deed() -> None:
    text = "Mayor Dana Lee blasted Omar Marsh as a bully."
    assert not event(text, "blasted").reaction


def test_plans_and_hypotheses_are_no_deeds() -> None:
    text = "Dana Lee would visit the harbour. Omar Marsh wants to arrest the pilot."
    assert not [told for told in events(text) if told.kind is EventKind.ACT]
