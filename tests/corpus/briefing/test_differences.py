"""Two outlets that print one utterance in different words."""

from dataclasses import replace

from corpus.briefing.digest import compose
from tests.corpus.briefing.building import MAY_7, said, source

FIRST = said("s1", "The fire destroyed 40 houses in the harbour", group="g1")
OTHER = "The fire destroyed 14 houses in the harbour"
SECOND = said("s2", OTHER, group="g1", source=source("a2", MAY_7))


def test_other_words_in_the_same_place_are_told_with_both_sources() -> None:
    (difference,) = compose((FIRST, SECOND)).differences
    assert (difference.first, difference.second) == (FIRST, SECOND)
    ((first,), (second,)) = difference.marked
    assert FIRST.pieces[0][first.start : first.end] == "40"
    assert OTHER[second.start : second.end] == "14"
    assert not difference.corrected


def test_one_outlet_that_prints_it_otherwise_corrects_itself() -> None:
    again = replace(source("a2", MAY_7), outlet=FIRST.source.outlet)
    (difference,) = compose((FIRST, replace(SECOND, source=again))).differences
    assert difference.corrected


def test_a_cut_and_another_utterance_are_no_difference() -> None:
    cut = said("s2", "The fire destroyed 40 houses", group="g1", source=source("a2"))
    apart = said("s3", OTHER, group="g2", source=source("a3"))
    assert compose((FIRST, cut, apart)).differences == ()


def test_a_difference_that_was_on_record_is_not_repeated() -> None:
    news = said("s4", "The harbour opens again", source=source("a4"))
    assert compose((news,), earlier=(FIRST, SECOND)).differences == ()
