"""Articles of one thing fall together; one text under two mastheads is a reprint."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from corpus.linking.stories import Paper, reprints, stories

DAY = date(2031, 5, 6)
FERRY = (
    "The night ferry struck the breakwater outside the harbour in thick fog. Divers searched the"
    " flooded car deck until dawn, and the pilot told investigators that the radar had failed."
)
FERRY_LATER = (
    "Investigators questioned the ferry pilot about the failed radar and the fog. The breakwater"
    " lamp was dark, divers said, when the ferry left the harbour."
)
HARVEST = (
    "Olive growers expect the poorest harvest in a decade after a dry spring. Cooperatives asked"
    " the regional bank for loans, and presses in three valleys will open a month late."
)
ALBUM = "The singer returned with an album of shanties, recorded in a chapel with a brass band."


def papers() -> list[Paper]:
    return [
        Paper("ferry-1", FERRY, DAY),
        Paper("olives", HARVEST, DAY),
        Paper("ferry-2", FERRY_LATER, DAY + timedelta(days=1)),
        Paper("album", ALBUM, DAY + timedelta(days=1)),
    ]


def members(found: list[Paper]) -> set[frozenset[str]]:
    return {frozenset(story.article_ids) for story in stories(found)}


def test_articles_about_the_same_thing_are_one_story() -> None:
    found = {story.article_ids: story for story in stories(papers())}
    story = found["ferry-1", "ferry-2"]
    assert (story.first, story.last) == (DAY, DAY + timedelta(days=1))
    assert story.central in story.article_ids
    assert len(found) == 3


def test_a_story_that_fell_silent_is_closed() -> None:
    later = Paper("ferry-2", FERRY_LATER, DAY + timedelta(days=30))
    assert frozenset({"ferry-2"}) in members([*papers()[:2], later])


def test_an_undated_article_joins_the_story_it_is_like() -> None:
    undated = [Paper(paper.article_id, paper.text) for paper in papers()]
    assert frozenset({"ferry-1", "ferry-2"}) in members(undated)


def test_utterances_that_both_report_bring_articles_together() -> None:
    one = Paper("one", HARVEST, DAY, frozenset({"u1", "u2", "u3", "u4"}))
    other = Paper("other", ALBUM, DAY, frozenset({"u1", "u2", "u3", "u4"}))
    assert members([one, other]) == {frozenset({"one", "other"})}


def test_a_text_cut_short_under_another_masthead_is_a_reprint() -> None:
    wire = f"{FERRY} {HARVEST}"
    cut = Paper("cut", "MARINA (Wire) — " + FERRY, DAY)
    assert reprints([Paper("whole", wire, DAY), cut, Paper("album", ALBUM)]) == (("cut", "whole"),)
    (story,) = [story for story in stories([Paper("whole", wire, DAY), cut]) if story.reprints]
    assert story.reprints == (("cut", "whole"),)


def test_two_reports_of_one_thing_are_no_reprints() -> None:
    assert reprints(papers()) == ()


def test_empty_texts_are_stories_of_their_own_and_no_reprints() -> None:
    empty = [Paper("a", "", DAY), Paper("b", "", DAY)]
    assert len(stories(empty)) == 2
    assert reprints(empty) == ()


@given(st.permutations(papers()))
def test_the_order_of_articles_changes_nothing(found: list[Paper]) -> None:
    assert stories(found) == stories(papers())
