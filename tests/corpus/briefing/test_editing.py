"""What an editor strikes from a briefing: the nameless, headlines, background, the thin."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from corpus.briefing.digest import compose
from corpus.briefing.editing import LeftOutReason, in_full, same, struck
from corpus.briefing.items import Statement
from corpus.models import Article, Block, BlockKind, Day, EventKind, QuoteKind, Span, SpeakerKind
from tests.corpus.briefing.building import MAY_6, day, said, source


def deed(clause: str, sentence: str, **changes: Any) -> Statement:
    """A deed of Ilse Varga's, told by a clause of a sentence."""
    statement = said("deed", clause, kind=EventKind.ACT, sentence=sentence, **changes)
    return replace(statement, quote_id=None, quote_kind=None)


@pytest.mark.parametrize(
    ("actor", "kind"),
    [
        ("polls", SpeakerKind.GROUP),
        ("The commission", SpeakerKind.ORGANISATION),
        ("His own staff", SpeakerKind.GROUP),
        ("Both", SpeakerKind.GROUP),
        ("a federal judge", SpeakerKind.UNNAMED),
    ],
)
def test_who_has_no_name_is_struck(actor: str, kind: SpeakerKind) -> None:
    assert struck(said("s", actor=actor, actor_kind=kind)) is LeftOutReason.NAMELESS


@pytest.mark.parametrize(
    ("actor", "kind"),
    [
        ("Harbour Commission", SpeakerKind.ORGANISATION),
        ("the Harbour Commission", SpeakerKind.ORGANISATION),
        ("a Town Hall official", SpeakerKind.UNNAMED),
        ("Norwegians", SpeakerKind.GROUP),
        ("ilse", SpeakerKind.PERSON),
    ],
)
def test_a_name_or_whose_people_they_are_is_enough(actor: str, kind: SpeakerKind) -> None:
    assert struck(said("s", actor=actor, actor_kind=kind)) is None


def test_what_a_headline_alone_tells_is_struck() -> None:
    headed = replace(source(), headline="Varga opens the old quay to all ferries")
    told = deed("Varga opens the old quay", "Varga opens the old quay.", source=headed)
    assert struck(told) is LeftOutReason.HEADLINE
    full = deed("Varga opened the old quay", "Varga opened the old quay at dawn.", source=headed)
    assert struck(full) is None


def test_what_is_of_long_before_its_article_is_background() -> None:
    last_year, last_month = date(2030, 5, 6), date(2031, 4, 6)
    assert struck(said("s", day=day(last_year))) is LeftOutReason.BACKGROUND
    assert struck(said("s", day=day(last_month))) is None
    assert struck(said("s", day=Day())) is LeftOutReason.BACKGROUND
    assert struck(said("s", day=Day(), source=source(published=None))) is None


@pytest.mark.parametrize(
    ("clause", "sentence"),
    [
        ("Varga opened the quay", "Boats came a week after Varga opened the quay."),
        ("she opened the quay", "It was a win because she opened the quay."),
    ],
)
def test_what_is_told_in_passing_is_background(clause: str, sentence: str) -> None:
    assert struck(deed(clause, sentence)) is LeftOutReason.BACKGROUND


def test_words_reported_in_passing_are_background_but_not_after_a_question() -> None:
    passing = "He had no answer when Varga called the quay a ruin."
    asked = "When Varga was asked, she called the quay a ruin."
    for sentence, reason in ((passing, LeftOutReason.BACKGROUND), (asked, None)):
        told = said("s", "the quay a ruin", quote_kind=QuoteKind.INDIRECT, sentence=sentence)
        assert struck(told) is reason


def test_background_stands_above_a_new_answer_and_the_nameless_do_not() -> None:
    reply = said("reply", "That was a mistake then", "Otto Brandl", answers="old", reaction=True)
    (kept,) = compose([said("old", day=day(date(2030, 5, 6))), reply]).stories[0].entries
    assert kept.reactions == (reply,)
    nameless = said("old", actor="polls", actor_kind=SpeakerKind.GROUP)
    (alone,) = compose([nameless, reply]).stories[0].entries
    assert alone.statement == reply


def test_two_deeds_of_one_sentence_are_told_once() -> None:
    sentence = "Varga denounced the strike and opened the old quay."
    first = deed("Varga denounced the strike", sentence)
    second = replace(deed("opened the old quay", sentence), public_id="second", position=30)
    assert same(first, second)
    digest = compose([first, second])
    assert len(digest.stories[0].entries) == 1


def test_a_deed_is_told_in_the_whole_of_its_sentence() -> None:
    text = "Old news. Mr. Varga told J. Brandl off, and opened the quay to all. Boats came.\nMore."
    clause = "opened the quay"
    blocks = (Block(BlockKind.PARAGRAPH, Span(0, 79)), Block(BlockKind.PARAGRAPH, Span(80, 85)))
    told = deed(clause, clause, position=text.index(clause))
    (full,) = in_full([told], {"a1": Article(text, blocks)})
    assert full.sentence == "Mr. Varga told J. Brandl off, and opened the quay to all."
    assert in_full([told], {}) == [told]
    assert in_full([said("quote")], {"a1": Article(text, blocks)}) == [said("quote")]


def test_the_day_of_its_article_is_no_background() -> None:
    assert struck(said("s", day=day(MAY_6))) is None


def test_an_answer_printed_whole_and_in_part_stands_once_in_its_own_words() -> None:
    whole = said("whole", "He never met me and knows nothing of ferries", "Otto Brandl")
    part = said(
        "part",
        "He never met me",
        "Otto Brandl",
        quote_kind=QuoteKind.MIXED,
        sentence="Asked about it on the quay, Brandl said: “He never met me.”",
    )
    answers = [replace(each, answers="opening", reaction=True) for each in (part, whole)]
    (entry,) = compose([said("opening"), *answers]).stories[0].entries
    assert [each.public_id for each in entry.reactions] == ["whole"]


def test_what_is_told_in_passing_stands_above_no_answer() -> None:
    sentence = "Boats came a week after Varga opened the quay."
    reply = said("reply", "That was a mistake then", "Otto Brandl", answers="deed", reaction=True)
    (alone,) = compose([deed("Varga opened the quay", sentence), reply]).stories[0].entries
    assert alone.statement == reply
