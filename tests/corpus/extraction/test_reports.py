"""Where reports end, whose they are, and whom a description may not mean: sentences of our own."""

from corpus.extraction import nlp
from corpus.extraction.pipeline import extract
from corpus.models import Quote
from tests.corpus.extraction.test_attribution import article, quotes, told


def test_what_is_denied_or_fired_back_is_reported() -> None:
    assert ("The ministry", "asking Norland for help") in told(
        "The ministry denied asking Norland for help."
    )
    assert ("The mayor", "that the plan was a joke") in told(
        "The mayor fired back that the plan was a joke."
    )


def test_a_report_ends_where_the_same_source_tells_more() -> None:
    found = told(
        "Mayor Ruth Okafor said the bridge is safe, pointing out the long list of tests it passed."
    )
    assert ("Mayor Ruth Okafor", "the bridge is safe") in found


def test_who_is_asked_does_not_ask() -> None:
    found = told("Asked whether the bridge was safe, Okafor said it had passed every test.")
    assert ("Okafor", "it had passed every test") in found
    assert not any("whether" in words for _, words in found)


def test_a_question_is_not_run_together_with_its_answer() -> None:
    found = told("Asked by Harlan if she thought the rival was “a cheat,” Okafor replied, “I do.”")
    assert ("Okafor", "I do.") in found


def test_a_hearer_may_stand_before_a_word() -> None:
    assert ("Okafor", "no") in told("Initially, Okafor told Lindgren “no” as she left.")


def test_a_bare_object_needs_somebody_who_speaks() -> None:
    assert not told("The retreat has revealed streets strewn with broken glass.")
    assert not told("Ruth Okafor praised him.")


def the_quote(words: str, *paragraphs: str) -> Quote:
    found = quotes(*paragraphs)
    text = "\n\n".join(paragraphs)
    return next(q for q in found if any(words in text[slice(*span)] for span in q.spans))


def test_a_description_with_a_country_never_means_for_certain_whose_country_is_untold() -> None:
    quote = the_quote(
        "True words",
        "President Ruth Okafor promised help on Tuesday.",
        "Hartmann praised her. “True words of a true friend,” the Hungarian president wrote.",
    )
    assert quote.speaker.name != "Ruth Okafor" or not quote.speaker.certain


def test_a_lone_name_that_opens_a_sentence_and_judges_is_somebody() -> None:
    people = extract(
        article("The court ruled on Monday. Hartmann praised the ruling on Twitter."), nlp.load()
    ).people
    assert [person.name for person in people] == ["Hartmann"]
