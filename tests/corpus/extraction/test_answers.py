"""Whom a statement answers, and which deeds are told: headlines, nouns, passives, replies."""

from functools import cache

import pytest

from corpus.extraction.nlp import load
from corpus.extraction.pipeline import extract
from corpus.models import Event, EventKind
from corpus.reading.plain import read_text


@cache
def events(text: str, headline: str | None = None) -> tuple[Event, ...]:
    """The events of an article."""
    return extract(read_text(text, headline=headline), load()).events


def told_by(text: str, word: str) -> Event:
    """The event whose cue, or whose span where it has none, begins with `word`."""
    found = [e for e in events(text) if text[slice(*(e.cue or e.span))].startswith(word)]
    assert found, [text[slice(*(e.cue or e.span))] for e in events(text)]
    return found[0]


LED = "Mayor Dana Lee announced a ban on barges. The council's Omar Marsh was in the hall. "


@pytest.mark.parametrize(
    ("sentence", "cue", "kind"),
    [
        ("Eight years after backing Lee, Omar Marsh has left the party.", "backing", "support"),
        ("Several of the mayor's aides contradicted Dana Lee's account.", "contradicted", "reject"),
        ("In an effort to clarify her remarks, Dana Lee met reporters.", "clarify", "clarify"),
        ("Omar Marsh was critical of Dana Lee's plan.", "was", "condemn"),
        ("The paper printed Omar Marsh's criticism of the plan.", "criticism", "condemn"),
        ("It prompted a rebuke from Omar Marsh of the mayor.", "rebuke", "condemn"),
        ("Omar Marsh knocked the council's rules as unfair.", "knocked", "condemn"),
    ],
)
def test_deeds_are_told_by_gerunds_nouns_and_copulas(
    sentence: str, cue: str, kind: EventKind
) -> None:
    assert told_by(sentence, cue).kind == kind


@pytest.mark.parametrize(
    "sentence",
    [
        "The town has enough votes to break a deadlock or block the plan.",
        "The measures block the road.",
        "You question my judgment.",
        "Before backing Lee, Omar Marsh wants a debate.",
        "The town speaks with one voice: investigate Omar Marsh.",
    ],
)
def test_things_readers_and_what_is_not_done_make_no_deeds(sentence: str) -> None:
    assert [told for told in events(sentence) if told.quote is None] == []


def test_a_headline_in_capitals_tells_its_deeds() -> None:
    text = (
        "Dana Lee Says Harbour Is Safe, Slams Omar Marsh’s Remarks\n\n"
        "Mayor Dana Lee spoke on Monday. Omar Marsh was not there."
    )
    slam = told_by(text, "Slams")
    assert (slam.kind, slam.actor, slam.target) == (EventKind.CONDEMN, "Dana Lee", "Omar Marsh")
    assert text[slice(*slam.span)] == "Slams Omar Marsh’s Remarks"


def test_a_noun_in_a_headline_is_no_verb() -> None:
    text = "Attacks on Harbour Stop\n\nThe harbour was quiet on Monday."
    assert [told for told in events(text) if told.kind is EventKind.CONDEMN] == []


def test_nobody_slams_his_own_plan() -> None:
    text = LED + "Marsh met Lee on Friday, slamming his ban on barges in the harbour."
    answer = told_by(text, "slamming")
    assert answer.reaction
    assert (answer.actor, answer.target) == ("Omar Marsh", "Dana Lee")
    assert not answer.certain


def test_the_ban_is_that_of_whoever_was_told_to_propose_it() -> None:
    text = (
        "Mayor Dana Lee proposed a sale of the harbour on Monday.\n\n"
        "Fishermen were in the hall. Omar Marsh criticized the proposal."
    )
    answer = told_by(text, "criticized")
    assert (answer.target, answer.certain) == ("Dana Lee", False)


def test_who_fires_back_answers_whoever_spoke_before() -> None:
    text = (
        "Mayor Dana Lee said the council was asleep.\n\n"
        "Omar Marsh fired back. “The harbour is full,” he said."
    )
    answer = events(text)[-1]
    assert answer.reaction
    assert (answer.target, answer.certain) == ("Dana Lee", False)


def test_a_reply_is_told_by_the_sentence_before() -> None:
    text = (
        "Mayor Dana Lee posted a letter. Omar Marsh responded to Lee's letter. "
        "“Nobody here has time for this,” he said."
    )
    answer = events(text)[-1]
    assert answer.reaction
    assert answer.target == "Dana Lee"


def test_a_marker_outside_a_relative_clause_says_nothing_of_it() -> None:
    text = (
        "Mayor Dana Lee reacted to a fire on the pier, where officials reported two broken cranes."
    )
    assert not told_by(text, "reported").reaction


def test_a_denied_deed_names_no_accuser() -> None:
    text = "Omar Marsh denied asking Dana Lee for help."
    denial = told_by(text, "denied")
    assert denial.reaction
    assert denial.target is None


def test_a_report_denied_in_the_same_sentence_is_answered() -> None:
    text = (
        "Rosa Vidal wrote that the mill would close, but Omar Marsh denied that he would sell it."
    )
    assert told_by(text, "denied").target == "Rosa Vidal"


def test_charges_under_a_neutral_cue_answer_whoever_they_name() -> None:
    text = "Mayor Dana Lee spoke first. “Lee broke the rules,” said Omar Marsh, a councillor."
    charge = told_by(text, "said")
    assert (charge.kind, charge.reaction, charge.target) == (EventKind.ACCUSE, True, "Dana Lee")


def test_what_moved_a_speaker_is_answered() -> None:
    text = "“I was disgusted,” said Omar Marsh."
    assert told_by(text, "said").reaction


def test_the_author_and_orphaned_words_react_to_nobody() -> None:
    text = "Mayor Dana Lee sold the pier. I find the mayor's plan outrageous."
    assert not any(told.reaction for told in events(text))


def test_who_is_asked_to_undo_a_deed_is_answered_under_a_neutral_cue() -> None:
    text = "Mayor Dana Lee sold the pier. Omar Marsh said that Lee should apologize."
    demand = told_by(text, "said")
    assert (demand.kind, demand.target) == (EventKind.DEMAND, "Dana Lee")


def test_who_declines_to_respond_hits_at_nobody() -> None:
    text = "Omar Marsh did not respond to a request for comment."
    assert not any(told.reaction for told in events(text))


def test_a_second_statement_goes_on_about_the_same_person() -> None:
    text = (
        "Mayor Dana Lee made a speech.\n\n"
        "Omar Marsh called Lee's speech “shameful”. He criticized it as an insult."
    )
    told = [each for each in events(text) if each.actor == "Omar Marsh"]
    assert [each.target for each in told] == ["Dana Lee", "Dana Lee"]
    assert [each.certain for each in told] == [True, False]


@pytest.mark.parametrize(
    "sentence",
    [
        "Omar Marsh defended Dana Lee's plan.",
        "Omar Marsh stood by Dana Lee's remarks.",
    ],
)
def test_a_defence_answers_the_critics_not_the_one_defended(sentence: str) -> None:
    text = "Mayor Dana Lee spoke. Councillor Omar Marsh was there. " + sentence
    (defence,) = [told for told in events(text) if told.kind is EventKind.DEFEND]
    assert defence.reaction
    assert defence.target is None


def test_what_would_be_done_answers_nobody() -> None:
    text = "Omar Marsh would oppose Dana Lee's plan."
    assert not any(told.reaction for told in events(text))


def test_a_bare_question_is_not_answered_as_a_statement() -> None:
    text = "“The pier is safe,” Omar Marsh said in response to a question."
    assert not told_by(text, "said").reaction


def test_a_description_means_nobody_whose_office_is_another() -> None:
    text = (
        "President Omar Marsh called the harbour a swamp. "
        "Rosa Vidal, his press secretary, nodded. "
        "Dana Lee denounced such rhetoric of the head of a state."
    )
    assert told_by(text, "denounced").target == "Omar Marsh"
