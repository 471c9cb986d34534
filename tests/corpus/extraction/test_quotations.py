"""Quotations whose source is hard to see: signed, led up to, in transcripts, or without any."""

from corpus.extraction import nlp
from corpus.models import SpeakerKind
from tests.corpus.extraction.test_attribution import quotes, told


def test_a_mark_parts_words_where_no_space_does() -> None:
    assert ("Okafor", "Look, the bridge is safe.") in told(
        "Okafor said,“Look, the bridge is safe.”"
    )
    assert told("REYES:“We open at dawn today.”") == [("REYES", "We open at dawn today.")]


def test_feet_inches_and_apostrophes_stay_whole() -> None:
    words = [token.text for token in nlp.load().make_doc("She is 5'10\" and didn't mind.")]
    assert "5'10" in words
    assert "n't" in words


def test_a_relative_clause_tells_what_was_said() -> None:
    assert ("who", "We shall open in May, rain or shine.") in told(
        "The prize went to Ruth Okafor, who said on Monday, “We shall open in May, rain or shine.”"
    )


def test_a_no_break_space_may_stand_before_a_quotation() -> None:
    found = told("The board was clear in its findings:\u00a0“Nothing more is to be said.”")
    assert [words for _, words in found] == ["Nothing more is to be said."]


def test_a_paragraph_of_quoted_words_alone_is_kept_without_a_source() -> None:
    (quote,) = quotes("Rain fell on Orrin.", "“We shall open in May, rain or shine.”")
    assert quote.speaker.name is None
    assert not quote.speaker.certain
    assert quote.cue is None


def test_a_paragraph_of_quoted_words_alone_belongs_to_who_was_reported_before() -> None:
    quote = quotes("Ruth Okafor said the bridge is safe.", "“It passed every test we made.”")[-1]
    assert quote.speaker.name == "Ruth Okafor"
    assert not quote.speaker.certain


def test_applause_and_headings_in_single_marks_are_not_said() -> None:
    assert not told("Rain fell on Orrin.", "“(Applause and some booing.)”")
    assert not told("Rain fell on Orrin.", "‘A change that lasts.’", "It fell on.")


def test_a_quoted_transcript_goes_on_from_a_turn() -> None:
    assert told(
        '"REYES: Will the bridge open?',
        '"OKAFOR: It will open in May.',
        '"We have tested it twice.',
        '"(CROSSTALK)',
        '"REYES: Thank you for that.',
    ) == [
        ("REYES", "Will the bridge open?"),
        ("OKAFOR", "It will open in May."),
        ("OKAFOR", "We have tested it twice."),
        ("REYES", "Thank you for that."),
    ]


def test_an_unnamed_speaker_stays_unnamed() -> None:
    (quote,) = quotes("“It is over,” a person familiar with the plan said.")
    assert quote.speaker.kind is SpeakerKind.UNNAMED
