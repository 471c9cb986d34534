"""A briefing says what is new, once, with who answered, and counts what it leaves out."""

from corpus.briefing.digest import LeftOut, LeftOutReason, compose
from corpus.models import EventKind, QuoteKind
from tests.corpus.briefing.building import MAY_7, day, said, source

OPENING = said("opening")
REPLY = said(
    "reply",
    "That promise is worth nothing",
    "Otto Brandl",
    reaction=True,
    target="Ilse Varga",
    answers="opening",
    day=day(MAY_7),
    source=source("b1"),
)


def test_nothing_new_has_no_stories() -> None:
    digest = compose([], earlier=[OPENING, REPLY])
    assert digest.stories == ()
    assert digest.carried == ()
    assert digest.articles == 0


def test_a_new_statement_carries_its_reactions_under_its_articles_headline() -> None:
    digest = compose([OPENING, REPLY])
    (story,) = digest.stories
    assert story.lead == source()
    assert [found.article_id for found in story.sources] == ["a1", "b1"]
    assert story.entries[0].reactions == (REPLY,)
    assert digest.carried == (OPENING, REPLY)
    assert digest.articles == 2


def test_an_old_statement_is_repeated_only_under_a_new_answer_and_marked() -> None:
    digest = compose([REPLY], earlier=[OPENING])
    (story,) = digest.stories
    assert story.entries[0].earlier
    assert story.lead == source("b1")
    assert digest.carried == (REPLY,)


def test_an_old_reaction_is_not_told_again_under_something_new() -> None:
    second = said("second", "Shame", "Mara Lind", answers="opening", reaction=True)
    digest = compose([second], earlier=[OPENING, REPLY])
    assert digest.stories[0].entries[0].reactions == (second,)


def test_a_new_wording_of_an_old_utterance_is_no_news_and_is_counted() -> None:
    again = said("again", "[The] harbour stays open", group="g", source=source("b1"))
    digest = compose([again], earlier=[said("first", group="g")])
    assert digest.stories == ()
    assert digest.left_out == (LeftOut(LeftOutReason.KNOWN, 1),)


def test_reprints_count_once_and_are_counted() -> None:
    digest = compose([OPENING, said("copy", source=source("b1"))])
    assert len(digest.stories[0].entries) == 1
    assert digest.left_out == (LeftOut(LeftOutReason.REPRINT, 1),)


def test_an_unresolved_speaker_is_left_out_unless_somebody_answers() -> None:
    nobody = said("nobody", "It will be sold", None)
    digest = compose([nobody])
    assert digest.stories == ()
    assert digest.left_out == (LeftOut(LeftOutReason.UNRESOLVED, 1),)
    answer = said("answer", "It will not", answers="nobody", reaction=True)
    assert compose([nobody, answer]).stories[0].entries[0].statement == nobody


def test_a_report_of_too_few_words_is_left_out_and_counted() -> None:
    fragment = said("fragment", "what she thought of Brandl", quote_kind=QuoteKind.INDIRECT)
    digest = compose([fragment])
    assert digest.stories == ()
    assert digest.left_out == (LeftOut(LeftOutReason.FRAGMENT, 1),)
    answer = said("answer", "the remark", quote_kind=QuoteKind.INDIRECT, answers="opening")
    (story,) = compose([OPENING, answer]).stories
    assert story.entries[0].reactions == ()


def test_a_sentence_that_only_leads_to_an_answer_is_left_out() -> None:
    lead = said("lead", "The ministry hit back on Monday", kind=EventKind.DEFEND, quote_kind=None)
    assert compose([lead]).left_out == (LeftOut(LeftOutReason.FRAGMENT, 1),)
    deed = said("deed", "The council met on Monday", kind=EventKind.ACT, quote_kind=None)
    assert compose([deed]).carried == (deed,)


def test_articles_of_one_story_stand_under_its_central_headline() -> None:
    other = said("other", "The quay needs repair", "Mara Lind", source=source("b1"))
    apart = compose([OPENING, other])
    assert len(apart.stories) == 2
    digest = compose([OPENING, other], story_of={"a1": "b1", "b1": "b1"})
    assert [story.lead.article_id for story in digest.stories] == ["b1"]


def test_what_weighs_less_is_left_out_and_counted() -> None:
    idle = said("idle", "It rained", "Mara Lind", kind=EventKind.SAY)
    elsewhere = said("else", "A goat won", "Mara Lind", kind=EventKind.SAY, source=source("c1"))
    digest = compose([idle, OPENING, REPLY, elsewhere], most_stories=1, most_entries=1)
    assert digest.carried == (OPENING, REPLY)
    assert digest.left_out == (LeftOut(LeftOutReason.LESS, 2),)


def test_the_order_of_statements_changes_nothing() -> None:
    statements = [OPENING, REPLY, said("copy", source=source("b1"))]
    assert compose(statements) == compose(statements[::-1])
