"""Wordings word by word: cuts, additions, brackets, ellipses; what is said is verbatim."""

from hypothesis import given
from hypothesis import strategies as st

from corpus.linking.comparing import compare, contradicts, fullest, has_ellipsis, shared
from corpus.models import Span

FULL = "We will not sail on Friday, and we will not sail on Monday"


def of(text: str, spans: tuple[Span, ...]) -> list[str]:
    return [text[span.start : span.end] for span in spans]


def test_what_was_cut_is_named_and_nothing_else() -> None:
    trimmed = "We will not sail on Friday"
    difference = compare(FULL, trimmed)
    assert of(FULL, difference.cut) == ["and we will not sail on Monday"]
    assert difference.own == ()


def test_what_was_added_is_marked() -> None:
    longer = "We will certainly not sail on Friday, and we will not sail on Monday"
    assert of(longer, compare(FULL, longer).own) == ["certainly"]


def test_brackets_are_told_apart_from_words() -> None:
    edited = "We will not sail on Friday, and [the crews] will not sail on Monday"
    difference = compare(FULL, edited)
    assert of(edited, difference.brackets) == ["[the crews]"]
    assert of(FULL, difference.cut) == ["we"]


def test_a_bracket_round_the_same_word_is_no_difference() -> None:
    assert compare("Putin is a liar", "[Putin] is a liar").none


def test_an_ellipsis_and_typography_are_no_words() -> None:
    assert compare("We can't sail on Friday", "We can’t … sail on Friday").none
    assert has_ellipsis("We can’t … sail")
    assert has_ellipsis("We can't ... sail")
    assert not has_ellipsis("We can't sail.")


def test_shared_runs_are_of_the_wording_as_printed() -> None:
    told = "Tolland said they Will Not Sail on Friday."
    assert of(told, shared(FULL, told)) == ["Will Not Sail on Friday"]


def test_other_words_in_the_same_place_contradict() -> None:
    ((theirs, mine),) = contradicts("The ships killed 40 people", "The ships killed 14 people")
    assert (theirs, mine) == (Span(17, 19), Span(17, 19))


def test_a_cut_a_bracket_and_another_form_do_not_contradict() -> None:
    assert contradicts(FULL, "We will not sail on Friday") == ()
    assert contradicts("He is a liar", "[The mayor] is a liar") == ()
    assert contradicts("He sails on Friday", "He sailed on Friday") == ()
    assert contradicts("He is on the pier", "He is at the pier") == ()


def test_the_first_of_equally_full_texts_is_taken() -> None:
    assert fullest(["one two", "one two three", "three two one"]) == 1


WORDS = st.lists(st.sampled_from(["we", "will", "not", "sail", "[they]", "…", "on"]), max_size=12)


@given(WORDS, WORDS)
def test_cut_and_own_words_account_for_every_difference(
    fuller: list[str], other: list[str]
) -> None:
    whole, wording = " ".join(fuller), " ".join(other)
    difference = compare(whole, wording)

    def without(text: str, spans: tuple[Span, ...]) -> list[str]:
        for span in reversed(spans):
            text = text[: span.start] + text[span.end :]
        return text.replace("[", "").replace("]", "").replace("…", "").split()

    assert without(whole, difference.cut) == without(wording, difference.own)


@given(WORDS)
def test_a_text_does_not_differ_from_itself(text: list[str]) -> None:
    assert compare(" ".join(text), " ".join(text)).none
