"""A briefing in as many messages as Discord's limits ask for; every line with outlet and date."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import discord
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.newsroom.briefings import BriefingFound
from bot.show.actions import AboutBriefing, LongIds
from bot.show.briefing import briefing_cards, shown_in
from bot.show.cards import Card, LineKind
from bot.show.discord_view import MOST_COMPONENTS, MOST_TEXT, to_view
from corpus.briefing.digest import compose
from corpus.briefing.items import Correction, EarlierWording, Source, Statement
from corpus.briefing.notices import Notice
from corpus.models import QuoteKind
from storage.corrected import Corrected
from tests.corpus.briefing.building import MAY_7, day, said, source

NOW = datetime(2031, 5, 8, 8, tzinfo=UTC)
OPENING = said("opening")
REPLY = said(
    "reply",
    "That promise is worth nothing",
    "Otto Brandl",
    reaction=True,
    answers="opening",
    day=day(MAY_7),
    source=source("b1"),
)


def found(*new: Statement, earlier: tuple[Statement, ...] = ()) -> BriefingFound:
    return BriefingFound(compose(new, earlier=earlier), NOW - timedelta(days=1), NOW)


def text(card: Card) -> str:
    lines = [*(line for section in card.sections for line in section.lines), *card.footer]
    return "\n".join("".join(run.text for run in line.runs) for line in lines)


def headings(card: Card) -> list[str]:
    lines = (line for section in card.sections for line in section.lines)
    return [
        "".join(run.text for run in line.runs) for line in lines if line.kind is LineKind.HEADING
    ]


def test_every_statement_stands_verbatim_with_outlet_and_date() -> None:
    (card,) = briefing_cards(found(OPENING, REPLY))
    shown = text(card)
    assert "“The harbour stays open to everyone”" in shown
    assert "Ilse Varga · announces · 6 May 2031" in shown
    assert "↳ Otto Brandl" in shown
    assert "7 May 2031" in shown
    assert "The b1 Courier" in shown
    assert headings(card) == ["Headline of a1"]


def corrected(*corrections: Correction, withdrawn: tuple[Source, ...] = ()) -> BriefingFound:
    return BriefingFound(
        compose(()), NOW - timedelta(days=1), NOW, Corrected(corrections, withdrawn)
    )


def test_a_correction_stands_with_both_wordings_and_is_something_to_say() -> None:
    before = EarlierWording(("It opens on Monday",), None, QuoteKind.DIRECT, "Ilse Varga", NOW)
    words, direct = ("It opens on Friday",), QuoteKind.DIRECT
    now = Correction(source("a1"), NOW, before, "q1", words, None, direct, "Ilse Varga")
    (card,) = briefing_cards(corrected(now))
    shown = text(card)
    assert headings(card) == ["Ilse Varga: printed otherwise since"]
    assert "“It opens on Monday”\nThe article now prints:\n“It opens on Friday”" in shown
    assert "The a1 Courier" in shown
    assert "Nothing new" not in shown
    moved = replace(now, pieces=before.pieces, speaker="Otto Brandl")
    assert "The article now gives it to Otto Brandl:" in text(briefing_cards(corrected(moved))[0])
    told = replace(now, kind=QuoteKind.INDIRECT, sentence="It opens on Friday, Varga said.")
    shown = text(briefing_cards(corrected(told))[0])
    assert "Reported: It opens on Friday, Varga said." in shown


def test_a_quote_or_a_page_that_is_gone_is_named() -> None:
    before = EarlierWording(("It opens on Monday",), None, QuoteKind.DIRECT, None, NOW)
    gone = Correction(source("a1"), NOW, before, None)
    page = replace(source("b1"), withdrawn=NOW)
    (card,) = briefing_cards(corrected(*[gone] * 7, withdrawn=(page,)))
    assert headings(card)[0] == "⚠ speaker not resolved: no longer printed"
    assert headings(card)[-1] == "Articles whose pages are gone"
    assert "and 2 more corrections" in text(card)
    assert "withdrawn: the page was gone on" in text(card)


def test_what_was_said_earlier_is_marked() -> None:
    (card,) = briefing_cards(found(REPLY, earlier=(OPENING,)))
    assert "earlier: Ilse Varga" in text(card)


def test_what_was_left_out_is_counted_with_the_reason() -> None:
    (card,) = briefing_cards(found(OPENING, said("copy", source=source("b1"))))
    assert "Left out: 1 other wording of what is above" in text(card)


def test_nothing_new_is_said_in_a_line() -> None:
    (card,) = briefing_cards(found())
    assert "Nothing new has come into the record." in text(card)


def test_each_message_of_a_delivery_carries_its_number() -> None:
    cards = briefing_cards(found(*long_stories(10)), delivery_id="0123456789ab")
    assert len(cards) > 1
    actions = [card.buttons[0].action for card in cards]
    assert actions == [AboutBriefing("0123456789ab", str(part)) for part in range(len(cards))]


def test_a_heading_is_repeated_where_a_story_goes_on_and_never_stands_last() -> None:
    cards = briefing_cards(found(*long_stories(10, articles=1)))
    assert len(cards) > 1
    assert all(headings(card) == ["Headline of a1"] for card in cards)


def test_a_late_one_says_when_it_was_due() -> None:
    due = NOW - timedelta(hours=2)
    (card,) = briefing_cards(found(OPENING), late_since=due)
    instants = [run.instant for line in card.sections[0].lines for run in line.runs if run.instant]
    assert instants == [NOW - timedelta(days=1), due]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=2500), st.booleans()), max_size=12))
def test_any_briefing_keeps_to_the_limits_of_discord(drawn: list[tuple[str, bool]]) -> None:
    statements = [
        said(f"s{at}", words, f"Person {at}", source=source(f"a{at if apart else 0}"))
        for at, (words, apart) in enumerate(drawn)
    ]
    for card in briefing_cards(found(*statements), delivery_id="0123456789ab", late_since=NOW):
        view = to_view(card, LongIds())
        assert len(list(view.walk_children())) <= MOST_COMPONENTS
        shown = (item for item in view.walk_children() if isinstance(item, discord.ui.TextDisplay))
        assert sum(len(item.content) for item in shown) <= MOST_TEXT


def test_each_statement_is_known_to_be_in_the_message_that_shows_it() -> None:
    briefing = found(*long_stories(30))
    cards = briefing_cards(briefing)
    parts = shown_in(briefing)
    assert max(parts.values()) == len(cards) - 1
    assert set(parts) == {each.public_id for each in briefing.digest.carried}
    for statement in briefing.digest.carried:
        assert statement.pieces[0][:40] in text(cards[parts[statement.public_id]])


def long_stories(count: int, *, articles: int = 5) -> list[Statement]:
    """Statements longer than a briefing shows, of so many articles."""
    return [
        said(
            f"long{at}",
            " ".join(f"gate {at}.{n} stays locked" for n in range(40)),
            f"Person {at}",
            source=source(f"a{at % articles + 1}"),
        )
        for at in range(count)
    ]


def test_what_outlets_correct_in_their_own_words_is_told_with_its_source() -> None:
    texts = [f"Correction: The ferry number {n} sails on Friday." for n in range(7)]
    told = tuple(Notice(source(), text) for text in texts)
    found = BriefingFound(compose([said("s1")]), None, NOW, notices=told)
    shown = "\n".join(text(card) for card in briefing_cards(found))
    assert shown.count("Corrections that outlets print") == 1
    assert texts[0] in shown
    assert "Headline of a1" in shown
    assert "and 2 more corrections" in shown
    alone = BriefingFound(compose([]), None, NOW, notices=told[:1])
    assert not alone.says_nothing
    assert texts[0] in "".join(text(card) for card in briefing_cards(alone))
