"""Quotations whose source is hard to see: signed, led up to, in transcripts, or without any."""

import pytest

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


@pytest.mark.parametrize(
    ("signature", "source"),
    [
        ("― Ada P. Lund", "Ada P. Lund"),
        ("-- Omar Reyes", "Omar Reyes"),
        ("– the River Board.", "the River Board"),
    ],
)
def test_a_dash_signs_a_quotation(signature: str, source: str) -> None:
    assert told(f"“No bridge was ever safer than this.” {signature}") == [
        (source, "No bridge was ever safer than this.")
    ]


def test_a_sentence_after_a_dash_signs_nothing() -> None:
    assert not told("The “bridge” — The mayor had it built in May.")
    assert not told("The “bridge” — built. Then shut.")


def test_a_mark_may_stand_before_a_turn() -> None:
    assert told('"HOLT: We open at dawn.', '"LUND: We open at noon.') == [
        ("HOLT", "We open at dawn."),
        ("LUND", "We open at noon."),
    ]


def test_a_clause_goes_on_after_its_quoted_words() -> None:
    found = told("Ruth Okafor said the “huge” gains were near. Rain fell.")
    assert ("Ruth Okafor", "the “huge” gains were near") in found


def test_a_bare_object_that_nobody_tells_is_no_quotation() -> None:
    assert not told("The tweeted “fifteen” was on every wall.")


def test_the_name_of_a_work_is_not_said() -> None:
    assert told("On the show “Good Day,” Ruth Okafor said the bridge was safe.") == [
        ("Ruth Okafor", "the bridge was safe")
    ]
    assert all(
        "River" not in words
        for _, words in told("“We lost,” Ruth Okafor wrote in her book, “The Long River.”")
    )


def test_a_name_given_is_still_quoted() -> None:
    assert ("Ruth Okafor", "the bridge the “Iron Lady.”") in told(
        "Ruth Okafor called the bridge the “Iron Lady.”"
    )


def test_that_begins_a_report_which_leads_on_to_a_sentence() -> None:
    assert ("Ruth Okafor", "that by the end of May, “We shall all be across.”") in told(
        "Ruth Okafor said on Monday that by the end of May, “We shall all be across.”"
    )


def test_what_follows_a_dash_is_the_writer_s() -> None:
    found = told("Ruth Okafor said the bridge was “safe” — a claim that surprised the board.")
    assert ("Ruth Okafor", "the bridge was “safe") in [
        (source, words.rstrip("”")) for source, words in found
    ]


def test_a_noun_tells_what_a_clause_further_on_says() -> None:
    found = told("Nobody believed Okafor's warning this week that “the bridge may fall.”")
    assert ("Okafor's", "that “the bridge may fall.”") in found


def test_a_verb_that_the_parse_takes_for_a_noun() -> None:
    assert ("the letter", "If you want the bridge, come and build it,") in told(
        "“If you want the bridge, come and build it,” the letter read."
    )


def test_a_full_stop_may_stand_for_the_comma_before_who_said_it() -> None:
    assert ("Okafor", "We shall all be across by the end of May.") in told(
        "“We shall all be across by the end of May.” Okafor said."
    )


def test_the_words_before_a_quotation_belong_to_its_sentence() -> None:
    assert ("Okafor", "The bridge was put on the list because of its “great weight,”") in told(
        "The bridge was put on the list because of its “great weight,” Okafor said, last year."
    )
