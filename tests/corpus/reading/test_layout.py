"""Paragraphs are found however lines end."""

from corpus.reading.layout import paragraphs

WRAPPED = """The mayor of Port Sorrel said on Monday that the harbour would stay
closed until the last of the damaged cranes had been taken away, and
that nobody had been hurt.

"We were lucky," she told reporters at the quay, where two ferries had
been waiting since the morning and a third was turned back to sea by
the coast guard.
"""


def pieces(text: str) -> list[str]:
    return [text[span.start : span.end] for span in paragraphs(text)]


def test_blank_lines_part_paragraphs() -> None:
    assert pieces("One.\n\nTwo.\n \nThree.") == ["One.", "Two.", "Three."]


def test_single_line_ends_part_paragraphs_of_a_line_each() -> None:
    text = (
        "The mayor said the harbour would stay closed until the last crane was gone.\n"
        "She had met the dockers on Monday.\n"
        "“We were lucky,” she told reporters at the quay, where two ferries waited.\n"
        "Nobody was hurt."
    )
    assert pieces(text) == text.split("\n")


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    found = pieces(WRAPPED)
    assert len(found) == 2
    assert found[1].startswith('"We were lucky,"')
    assert found[1].endswith("coast guard.")


def test_a_sentence_that_goes_on_in_the_next_line_is_joined() -> None:
    assert pieces("The mayor said the harbour\nwould stay closed.") == [
        "The mayor said the harbour\nwould stay closed."
    ]


def test_short_lines_are_not_taken_for_wrapped_ones() -> None:
    assert pieces("He said no.\nShe said yes.\nThey left it.") == [
        "He said no.",
        "She said yes.",
        "They left it.",
    ]


def test_crlf_and_old_line_ends() -> None:
    assert pieces("One.\r\n\r\nTwo.\r\nThree.\rFour.\u2028Five.") == [
        "One.",
        "Two.",
        "Three.",
        "Four.",
        "Five.",
    ]
