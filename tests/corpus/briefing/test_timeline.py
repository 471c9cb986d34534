"""Statements become days: merged, reactions under what they answer, chosen by weight."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from corpus.briefing import timeline
from corpus.briefing.items import Statement, TimelineDay
from corpus.models import Day, DayBasis, EventKind, Precision, QuoteKind
from tests.corpus.briefing.building import MAY_6, MAY_7, day, said, source

OPENING = said("opening")
CUT = said("cut", "[The] harbour stays open …", source=source("b1"), group="g")
WHOLE = said("whole", group="g")
REPLY = said(
    "reply",
    "That promise is worth nothing",
    "Otto Brandl",
    kind=EventKind.CONDEMN,
    reaction=True,
    target="Ilse Varga",
    answers="opening",
    day=day(MAY_7),
    position=90,
)


def select(statements: Sequence[Statement], **bounds: Any) -> tuple[TimelineDay, ...]:
    """The days that a timeline shows."""
    return timeline.select(statements, **bounds).days


def shown(days: tuple[TimelineDay, ...]) -> list[str]:
    return [entry.statement.public_id for found in days for entry in found.entries]


def test_a_reaction_stands_under_what_it_answers_with_its_own_day() -> None:
    (only,) = select([REPLY, OPENING])
    assert only.day.value == MAY_6
    assert only.entries[0].statement == OPENING
    assert only.entries[0].reactions == (REPLY,)


def test_an_answer_to_a_wording_that_was_merged_is_tied_to_the_one_shown() -> None:
    answer = said("answer", "No", "Otto Brandl", answers="cut", reaction=True)
    (only,) = select([CUT, WHOLE, answer])
    assert only.entries[0].statement == WHOLE
    assert only.entries[0].reactions == (answer,)
    assert [other.article_id for other in only.entries[0].merged] == ["b1"]


def test_a_chain_of_answers_hangs_under_what_began_it() -> None:
    clarified = said("clarified", "She meant the old quay", "Mara Lind", answers="reply")
    (only,) = select([OPENING, REPLY, clarified])
    assert {reaction.public_id for reaction in only.entries[0].reactions} == {"reply", "clarified"}


def test_answers_in_a_circle_lose_no_statement() -> None:
    one = said("one", "No, you", answers="other")
    other = said("other", "No, he", "Otto Brandl", answers="one")
    assert sorted(shown(select([one, other]))) == ["one", "other"]


def answer(words: str) -> Statement:
    """An answer of Brandl's to Varga; what it answers is not told."""
    return said("answer", words, "Otto Brandl", reaction=True, target="Ilse Varga")


def test_a_named_target_is_tied_to_its_statement_of_the_same_things() -> None:
    school = said("school", "Three schools will be built by the river this year")
    about = answer("Those schools by the river are a dream")
    days = select([OPENING, school, about])
    (answered,) = [entry for entry in days[0].entries if entry.reactions]
    assert answered.statement == school
    assert answered.reactions == (about,)


def test_a_named_target_is_tied_to_nothing_it_does_not_speak_of() -> None:
    assert sorted(shown(select([OPENING, answer("Shameful")]))) == ["answer", "opening"]


def test_a_name_in_both_does_not_tie_an_answer_to_a_statement() -> None:
    named = said("named", "Amley and Brandlhof will have ferries")
    assert sorted(shown(select([named, answer("Amley and Brandlhof deserve more")]))) == [
        "answer",
        "named",
    ]


def test_a_named_target_of_another_article_is_no_link() -> None:
    far = said("far", "Bad", "Otto Brandl", reaction=True, target="Ilse Varga", source=source("b1"))
    assert sorted(shown(select([OPENING, far]))) == ["far", "opening"]


def test_a_reprint_of_the_same_sentence_counts_once() -> None:
    reprint = said("reprint", source=source("b1"))
    (only,) = select([OPENING, reprint])
    assert len(only.entries) == 1
    assert only.entries[0].merged == (source("b1"),)


def test_a_reprint_without_a_day_takes_the_day_of_the_dated_one() -> None:
    reprint = said("reprint", source=source("b1"), day=Day())
    (only,) = select([OPENING, reprint])
    assert only.day.value == MAY_6
    assert only.entries[0].merged == (source("b1"),)


def test_a_day_within_the_month_that_a_reprint_tells_says_more_than_the_month() -> None:
    month = Day(MAY_6.replace(day=1), Precision.MONTH, DayBasis.RESOLVED)
    first = said("first", day=day(MAY_6, DayBasis.PUBLICATION))
    (only,) = select([first, said("late", source=source("b1", MAY_7), day=month)])
    assert (only.day.value, only.day.precision) == (MAY_6, Precision.DAY)
    (other,) = select([said("late", day=month), said("year", day=Day())])
    assert other.day.precision is Precision.MONTH


def test_a_reprint_of_the_next_day_that_tells_no_day_is_no_second_statement() -> None:
    late = said("late", source=source("b1", MAY_7), day=day(MAY_7, DayBasis.PUBLICATION))
    (only,) = select([OPENING, late])
    assert only.day.value == MAY_6
    assert len(only.entries) == 1


def test_what_an_article_prints_in_its_headline_and_in_full_counts_once() -> None:
    headline = said("headline", "open to everyone")
    (only,) = select([headline, OPENING])
    assert [entry.statement.public_id for entry in only.entries] == ["opening"]
    assert only.entries[0].merged == ()


def test_two_acts_of_one_sentence_count_once() -> None:
    words = "She opened the gate and rang the bell"
    acts = [
        said(name, words, quote_id=None, quote_kind=None, position=at)
        for at, name in enumerate(("opened", "rang"))
    ]
    assert len(select(acts)[0].entries) == 1


def test_the_same_words_of_two_actors_or_two_days_stay_two() -> None:
    rival = said("rival", actor="Otto Brandl")
    again = said("again", day=day(MAY_7))
    assert sorted(shown(select([OPENING, rival, again]))) == ["again", "opening", "rival"]


def test_an_undated_wording_takes_its_day_from_a_dated_one_and_says_inferred() -> None:
    undated = said("undated", "The harbour stays open to everyone, always", group="g", day=Day())
    dated = said("dated", group="g", source=source("b1"), quote_kind=QuoteKind.INDIRECT)
    (only,) = select([undated, dated])
    assert only.day.value == MAY_6
    assert only.entries[0].statement.public_id == "undated"
    assert only.entries[0].statement.day.basis is DayBasis.INFERRED


def test_a_told_day_is_not_overruled_by_a_publication_day() -> None:
    late = said("late", "The harbour stays open to everyone, always", group="g")
    late = said("late", late.pieces[0], group="g", day=day(MAY_7, DayBasis.PUBLICATION), position=3)
    (only,) = select([late, said("told", group="g", source=source("b1"))])
    assert only.day.value == MAY_6


def test_days_asked_for_are_included_on_both_sides_and_unknown_days_left_out() -> None:
    unknown = said("unknown", "Some day we will dance on the quay", day=Day())
    next_day = said("next", "The market opens again", day=day(MAY_7))
    assert shown(select([OPENING, next_day, unknown], since=MAY_6, until=MAY_6)) == ["opening"]
    assert shown(select([OPENING, next_day, unknown], since=MAY_7)) == ["next"]
    assert shown(select([unknown, next_day, OPENING])) == ["opening", "next", "unknown"]


def test_a_month_belongs_to_a_range_that_it_reaches_into() -> None:
    month = Day(date(2031, 5, 1), Precision.MONTH, DayBasis.STATED)
    whole = said("month", day=month)
    assert shown(select([whole], since=MAY_6, until=MAY_7)) == ["month"]
    assert shown(select([whole], since=date(2031, 6, 1))) == []
    year = Day(date(2031, 1, 1), Precision.YEAR, DayBasis.STATED)
    assert shown(select([said("year", day=year)], since=date(2031, 12, 31))) == ["year"]


def test_a_limit_a_day_keeps_the_statements_that_weigh_most() -> None:
    idle = said("idle", "It rained", "Mara Lind", kind=EventKind.SAY, actor_certain=False)
    assert shown(select([idle, OPENING, REPLY], most_a_day=1)) == ["opening"]


def test_of_many_days_those_are_kept_that_more_articles_tell_of() -> None:
    opening = [
        said(f"o{n}", words, source=source(f"a{n}"))
        for n, words in enumerate(
            ("The harbour stays open to everyone", "The harbour gate stays open all night")
        )
    ]
    idle = said("idle", "It rained on the gate", "Mara Lind", source=source("c"), day=day(MAY_7))
    found = timeline.select([idle, *opening], most_days=1, most_a_day=2)
    assert [found.days[0].day.value, found.left_out] == [MAY_6, 1]
    assert timeline.select([idle, *opening], most_days=2).left_out == 0


def test_a_reaction_that_is_kept_stands_under_what_it_answers_on_a_chosen_day() -> None:
    idle = said("idle", "It rained on the gate", "Mara Lind", source=source("c"), day=day(MAY_7))
    found = timeline.select([OPENING, REPLY, idle], most_days=1, most_a_day=1)
    assert [entry.reactions for entry in found.days[0].entries] == [(REPLY,)]


@given(st.permutations([OPENING, CUT, WHOLE, REPLY, said("x", "Boats wait", day=Day())]))
def test_the_order_of_statements_changes_nothing(statements: list[Statement]) -> None:
    assert select(statements) == select(
        [OPENING, CUT, WHOLE, REPLY, said("x", "Boats wait", day=Day())]
    )
