"""Cutting to fit: nothing gets longer, and a cut is always shown."""

from hypothesis import assume, given
from hypothesis import strategies as st

from bot.show.cards import Card, Line, Run, Section
from bot.show.fitting import CUT, cut, fitted, window
from bot.show.markup import line_markup
from corpus.models import Span


@given(st.text(max_size=200), st.integers(min_value=1, max_value=80))
def test_cut_text_fits_and_says_so(text: str, room: int) -> None:
    short = cut(text, room)
    assert len(short) <= room
    assert short == text or short.endswith(CUT.strip()[: len(short)])


def test_words_are_cut_at_a_space() -> None:
    assert cut("one two three four", 12) == "one two …"


def card_of(*bodies: str) -> Card:
    sections = tuple(
        Section((Line((Run("“"), Run(body, body=True), Run("”"))), Line((Run("— Mira Tolland"),))))
        for body in bodies
    )
    return Card("Words", sections)


def length(card: Card) -> int:
    lines = [line for section in card.sections for line in section.lines]
    return len(card.title) + sum(len(line_markup(line)) + 1 for line in lines)


@given(st.lists(st.text(max_size=900), min_size=1, max_size=6))
def test_a_card_is_cut_to_its_room_and_keeps_every_speaker(bodies: list[str]) -> None:
    card = fitted(card_of(*bodies), 400, lambda line: len(line_markup(line)))
    assert length(card) <= 400
    assert [section.lines[-1] for section in card.sections] == [
        section.lines[-1] for section in card_of(*bodies).sections
    ]


def test_only_the_long_quotation_is_shortened() -> None:
    card = fitted(card_of("short words", "long " * 300), 400, lambda line: len(line_markup(line)))
    first, second = (section.lines[0].runs[1].text for section in card.sections)
    assert first == "short words"
    assert second.endswith(CUT)


def test_a_card_that_fits_is_left_alone() -> None:
    card = card_of("short")
    assert fitted(card, 400, lambda line: len(line_markup(line))) is card


def test_lines_go_from_the_end_when_nothing_else_helps() -> None:
    lines = tuple(Line((Run(f"line {number:03}"),)) for number in range(100))
    card = fitted(Card("t", (Section(lines),)), 300, lambda line: len(line_markup(line)))
    assert card.sections[0].lines == lines[: len(card.sections[0].lines)]
    assert 200 < length(card) <= 300


@given(
    st.text(st.sampled_from("ab cd "), min_size=1, max_size=400),
    st.integers(0, 399),
    st.integers(1, 30),
)
def test_a_window_shows_the_same_words_in_its_spans(text: str, start: int, length: int) -> None:
    span = Span(min(start, len(text) - 1), min(start + length, len(text)))
    assume(span.start < span.end)
    shown, moved = window(text, [span], 100)
    assert len(shown) <= 100 + len(CUT)
    (there,) = moved
    assert text[span.start : span.end].startswith(shown[there.start : there.end])


def test_a_window_shows_what_it_leaves_out_on_both_sides() -> None:
    text = "before " * 30 + "the words " + "after " * 30
    at = text.index("the words")
    shown, (span,) = window(text, [Span(at, at + 9)], 80)
    assert shown.startswith("… before")
    assert shown.endswith("after …")
    assert shown[span.start : span.end] == "the words"


def test_a_short_text_is_its_own_window() -> None:
    assert window("all of it", [Span(0, 3)], 80) == ("all of it", (Span(0, 3),))
