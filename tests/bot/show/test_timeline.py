"""Cards of `timeline`: days, statements, reactions under what they answer."""

from dataclasses import replace
from datetime import UTC, date, datetime

from bot.newsroom.answers import NothingHappened, Page, SeveralPeople, TimelineFound
from bot.show.actions import ShowContext, ShowTimeline
from bot.show.cards import Accent
from bot.show.terminal import card_text
from bot.show.timeline import timeline_card
from corpus.briefing.items import Statement, TimelineDay, TimelineEntry
from corpus.models import Day, DayBasis, EventKind, Precision, QuoteKind, SpeakerKind
from tests.bot.show.samples import SOURCE, STATED, person_line


def statement(
    public_id: str,
    actor: str | None,
    kind: EventKind,
    words: str,
    *,
    quote_id: str | None = None,
    quote_kind: QuoteKind | None = None,
    actor_certain: bool = True,
    target: str | None = None,
    certain: bool = True,
    day: Day = STATED,
) -> Statement:
    """A statement of the ferry article."""
    return Statement(
        public_id=public_id,
        source=SOURCE,
        kind=kind,
        actor=actor,
        actor_kind=SpeakerKind.PERSON if actor else SpeakerKind.UNRESOLVED,
        actor_certain=actor_certain,
        target=target,
        reaction=target is not None,
        answers=None,
        certain=certain,
        day=day,
        pieces=(words,),
        sentence=None,
        quote_id=quote_id,
        quote_kind=quote_kind,
        group=None,
        added=datetime(2022, 3, 17, tzinfo=UTC),
        position=0,
    )


SAID = statement(
    "s1",
    "Mira Tolland",
    EventKind.ANNOUNCE,
    "We will not sail",
    quote_id="q1",
    quote_kind=QuoteKind.DIRECT,
)
ANSWER = statement(
    "s2",
    "Oskar Lindqvist",
    EventKind.CONDEMN,
    "a slap in the face",
    quote_id="q2",
    quote_kind=QuoteKind.DIRECT,
    target="Mira Tolland",
)


def found(*entries: TimelineEntry, page: Page | None = None) -> TimelineFound:
    day = TimelineDay(STATED, entries)
    return TimelineFound("Tolland", "Mira Tolland", (day,), page or Page(0, 3, 1))


def test_reactions_stand_under_what_they_answer() -> None:
    shown = card_text(timeline_card(found(TimelineEntry(SAID, (ANSWER,))))).plain
    assert shown.startswith("Timeline: Mira Tolland")
    assert "16 March 2022" in shown
    first = shown.index("Mira Tolland · announces")
    assert first < shown.index("“We will not sail”") < shown.index("↳ Oskar Lindqvist · condemns")
    assert "“a slap in the face”" in shown
    assert shown.count("The Harbour Post: Ferry strike enters second week") == 2


def test_an_answer_that_is_not_certain_is_said_to_be_perhaps_one() -> None:
    unsure = statement("s2", "Oskar Lindqvist", EventKind.SAY, "No comment", certain=False)
    shown = card_text(timeline_card(found(TimelineEntry(SAID, (unsure,))))).plain
    assert "↳ perhaps in answer: Oskar Lindqvist" in shown


def test_an_actor_who_is_not_certain_or_not_known_is_said_so() -> None:
    probable = statement("s1", "Mira Tolland", EventKind.SAY, "x", actor_certain=False)
    unknown = statement("s2", None, EventKind.SAY, "y")
    card = timeline_card(found(TimelineEntry(probable), TimelineEntry(unknown)))
    shown = card_text(card).plain
    assert "probably Mira Tolland" in shown
    assert "speaker not resolved" in shown


def test_a_deed_is_told_in_the_articles_words_without_quotation_marks() -> None:
    deed = statement("s1", "The port", EventKind.ACT, "The port closed its gates on Monday.")
    shown = card_text(timeline_card(found(TimelineEntry(deed)))).plain
    assert "The port closed its gates on Monday." in shown
    assert "“The port" not in shown


def test_a_sentence_that_tells_an_answer_too_is_printed_once() -> None:
    words = "Tolland called off the ferries and Lindqvist condemned it."
    said = replace(SAID, quote_kind=QuoteKind.INDIRECT, sentence=words)
    answer = replace(ANSWER, quote_kind=QuoteKind.INDIRECT, sentence=words)
    shown = card_text(timeline_card(found(TimelineEntry(said, (answer,))))).plain
    assert shown.count(words) == 1
    assert "↳ Oskar Lindqvist · condemns" in shown


def test_one_quoted_word_is_shown_in_its_sentence() -> None:
    sentence = "Lindqvist found the plan “distasteful” on Monday."
    thin = replace(ANSWER, pieces=("distasteful",), sentence=sentence)
    shown = card_text(timeline_card(found(TimelineEntry(thin)))).plain
    assert sentence in shown


def test_pages_count_days() -> None:
    shown = card_text(timeline_card(found(TimelineEntry(SAID), page=Page(1, 3, 13)))).plain
    assert "Page 2 of 5 · 13 days" in shown


def test_reprints_are_counted() -> None:
    shown = card_text(timeline_card(found(TimelineEntry(SAID, merged=(SOURCE, SOURCE))))).plain
    assert "also printed by 2 other articles" in shown


def test_the_menu_opens_each_quote_once() -> None:
    entry = TimelineEntry(SAID, (ANSWER,))
    (menu,) = timeline_card(found(entry, TimelineEntry(SAID))).menus
    assert [choice.action for choice in menu.choices] == [ShowContext("q1"), ShowContext("q2")]


def test_pages_ask_again_between_the_same_days() -> None:
    answer = found(TimelineEntry(SAID), page=Page(0, 3, 9))
    card = timeline_card(answer, since="2022-03-01", until="2022-04-01")
    assert card.buttons[1].action == ShowTimeline("Tolland", "2022-03-01", "2022-04-01", 1)


def test_several_people_are_asked_about_with_the_days_kept() -> None:
    card = timeline_card(SeveralPeople("Tolland", (person_line(),)), since="2022-03-01")
    assert card.menus[0].choices[0].action == ShowTimeline("p1", "2022-03-01")


def test_nothing_found_says_what_to_try() -> None:
    card = timeline_card(NothingHappened("zeppelins", (), library_empty=False))
    assert "Nothing on record about “zeppelins”" in card_text(card).plain
    assert card.accent is Accent.NOTHING
    empty = timeline_card(NothingHappened(None, (), library_empty=True))
    assert "/ingest" in card_text(empty).plain


def test_a_day_that_is_not_known_is_said_so() -> None:
    month = Day(date(2022, 3, 1), Precision.MONTH, DayBasis.STATED)
    answer = TimelineFound(
        None, None, (TimelineDay(Day(), ()), TimelineDay(month, ())), Page(0, 3, 2)
    )
    shown = card_text(timeline_card(answer)).plain
    assert "Timeline of the whole record" in shown
    assert "date not known" in shown
    assert "March 2022" in shown


def test_days_that_had_no_room_are_counted() -> None:
    answer = TimelineFound(None, None, (TimelineDay(Day(), ()),), Page(0, 3, 1), 41)
    assert "41 days that matter less" in card_text(timeline_card(answer)).plain
