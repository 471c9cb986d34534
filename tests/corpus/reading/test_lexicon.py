"""Every phrase of the lists fits its own examples, and no phrase takes a reported statement."""

import pytest

from corpus.reading import lexicon

LISTS = ("boilerplate", "bylines", "captions")
CASES = [
    pytest.param(name, phrase, example, id=f"{name}: {example}")
    for name in LISTS
    for phrase in lexicon.phrases(name)
    for example in phrase.examples
]
ORDINARY = (
    "By Tuesday evening the harbour was empty again.",
    "By the end of the week, the mayor had resigned.",
    "Watch makers in the valley have lost half of their orders.",
    "Copyright law was not on the agenda of the meeting.",
    "With little left to burn, the fire went out.",
    "A map of the old town was shown to the court on Friday.",
    "Sign up to " + "twelve thousand people may, and many did, the ministry found. " * 4,
    "Follow-up talks are to be held in Elmstead.",
    "Related costs have risen by a third.",
    "Casualties were reported from the valley.",
)


@pytest.mark.parametrize(("name", "phrase", "example"), CASES)
def test_a_phrase_fits_its_examples(name: str, phrase: lexicon.Phrase, example: str) -> None:
    assert phrase.match(example), f"{name}: {phrase.text}"


@pytest.mark.parametrize("name", LISTS)
def test_every_phrase_has_an_example(name: str) -> None:
    assert [phrase.text for phrase in lexicon.phrases(name) if not phrase.examples] == []


@pytest.mark.parametrize("line", ORDINARY)
def test_ordinary_sentences_fit_no_phrase(line: str) -> None:
    assert [name for name in LISTS if lexicon.find(name, line)] == []


@pytest.mark.parametrize("name", ["agencies", "outlets", "photo_verbs", "speech_verbs"])
def test_word_lists_name_each_word_once(name: str) -> None:
    words = lexicon.words(name)
    assert len(words) > 30
    assert not any(word.startswith("#") for word in words)


def test_names_and_outlets_are_read() -> None:
    byline = lexicon.find("bylines", "By Ada Fenwick and Tom Reyes")
    assert byline is not None
    assert byline["names"] == "Ada Fenwick and Tom Reyes"
    owner = lexicon.find("boilerplate", "This article is owned by Harbour Ledger")
    assert owner is not None
    assert owner["outlet"] == "Harbour Ledger"


def test_a_reported_statement_has_quotation_marks_and_a_verb() -> None:
    assert lexicon.reports_speech("“No,” the mayor said.")
    assert lexicon.reports_speech("The mayor called it ''madness.''")
    assert not lexicon.reports_speech("The mayor said no.")
    assert not lexicon.reports_speech("The “Iron” bridge")
