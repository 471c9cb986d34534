"""Where quotation marks stand."""

from hypothesis import given
from hypothesis import strategies as st

from corpus.extraction.quotes import Stretch, find_stretches
from corpus.models import Span


def stretches(*paragraphs: str) -> list[tuple[str, Stretch]]:
    text = "\n\n".join(paragraphs)
    blocks: list[Span] = []
    for paragraph in paragraphs:
        start = blocks[-1].end + 2 if blocks else 0
        blocks.append(Span(start, start + len(paragraph)))
    return [(text[slice(*found.inner)], found) for found in find_stretches(text, blocks)]


def words(*paragraphs: str) -> list[str]:
    return [inside for inside, _ in stretches(*paragraphs)]


def test_curly_straight_and_doubled_marks() -> None:
    assert words("“One,” she said.") == ["One,"]
    assert words('"One," she said. "Two."') == ["One,", "Two."]
    assert words("''One,'' she said. ``Two,'' he said.") == ["One,", "Two,"]


def test_outer_takes_in_marks_and_inner_leaves_them_out() -> None:
    ((_, found),) = stretches("She said “ one ”.")
    assert found.outer == Span(9, 16)
    assert found.inner == Span(11, 14)


def test_single_marks_are_found_and_apostrophes_are_not() -> None:
    assert words("‘We won’t pay,’ said Ann.") == ["We won’t pay,"]
    assert words("'We can't pay,' said Ann.") == ["We can't pay,"]
    assert words("The mayor's men didn't see the teachers' strike.") == []


def test_nested_quotations_stay_inside() -> None:
    assert words("“He cried ‘stop’ and ran,” she said.") == ["He cried ‘stop’ and ran,"]
    assert words('"He read “the sign” twice," she said.') == ["He read “the sign” twice,"]


def test_marks_the_wrong_way_round() -> None:
    assert words("”A toll on families,” she said.") == ["A toll on families,"]
    assert words("“We see that. “ And he left.") == ["We see that."]


def test_a_quotation_of_several_paragraphs_continues() -> None:
    first, second = stretches("“We begin.", "“We end,” she said.")
    assert (first[0], first[1].closed, first[1].continues) == ("We begin.", False, False)
    assert (second[0], second[1].closed, second[1].continues) == ("We end,", True, True)


def test_an_inch_mark_opens_nothing() -> None:
    assert words('The board was 6" wide and red.') == []


def test_empty_marks_are_no_quotation() -> None:
    assert words("He wrote “” and “…” twice.") == []


@given(st.text(alphabet="ab \n.,“”„\"'‘’`«»", max_size=60))
def test_any_marks_give_ordered_stretches_inside_their_block(text: str) -> None:
    block = Span(0, len(text))
    found = find_stretches(text, [block])
    edges = [edge for stretch in found for edge in stretch.outer]
    assert edges == sorted(edges)
    for stretch in found:
        assert stretch.outer.start <= stretch.inner.start < stretch.inner.end <= stretch.outer.end
        assert stretch.outer.end <= block.end


def test_time_grows_linearly_with_unbalanced_marks() -> None:
    text = "‘a " * 3000 + "'b " * 3000 + "“c " * 3000
    assert find_stretches(text, [Span(0, len(text))])
