"""A timeline as a grid of marks, and the picture drawn of it."""

import struct
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.newsroom.answers import Page, TimelineFound
from bot.show.chart import MOST_ALTERNATIVE, MOST_COLUMNS, MOST_ROWS, chart, kinds
from bot.show.picture import MARKS, draw
from corpus.briefing.items import TimelineDay, TimelineEntry
from corpus.models import EventKind, SpeakerKind
from tests.corpus.briefing.building import MAY_6, MAY_7, day, said

CLAIM = said("s1", kind=EventKind.ACCUSE)
REPLY = said("s2", "No", "Otto Lind", kind=EventKind.DENY, certain=False, day=day(MAY_7))


def found(*days: TimelineDay) -> TimelineFound:
    return TimelineFound("harbour", None, days, Page(0, 3, len(days)))


def one_day(*entries: TimelineEntry, value: date = MAY_6) -> TimelineDay:
    return TimelineDay(day(value), entries)


ANSWERED = found(
    one_day(TimelineEntry(CLAIM, (REPLY,))), one_day(TimelineEntry(said("s3")), value=MAY_7)
)


def test_people_have_rows_and_days_columns() -> None:
    drawn = chart(ANSWERED)
    assert drawn.rows == ("Ilse Varga", "Otto Lind")
    assert drawn.columns == ("6 May\n2031", "7 May\n2031")
    places = [(mark.row, mark.column, mark.kind) for mark in drawn.marks]
    assert places[:2] == [(0, 0, EventKind.ACCUSE), (1, 1, EventKind.DENY)]


def test_a_reaction_points_at_what_it_answers_as_surely_as_is_known() -> None:
    (link,) = chart(ANSWERED).links
    assert (link.reaction, link.answered, link.certain) == (1, 0, False)


def test_the_alternative_text_tells_the_days_in_words() -> None:
    words = chart(ANSWERED).alternative
    assert words.startswith("Timeline: harbour. 6 May 2031: Ilse Varga accuses; Otto Lind denies.")


def test_more_than_fits_is_counted_and_the_words_are_cut() -> None:
    crowd = [TimelineEntry(said(f"s{n}", actor=f"Speaker {n} of many")) for n in range(60)]
    drawn = chart(found(one_day(*crowd)))
    assert len(drawn.rows) == MOST_ROWS
    assert drawn.left_out == 60 - MOST_ROWS
    assert len(drawn.alternative) <= MOST_ALTERNATIVE + 2
    days = [one_day(crowd[0], value=date(2031, 5, 1 + n)) for n in range(MOST_COLUMNS + 3)]
    assert len(chart(found(*days)).columns) == MOST_COLUMNS


def test_each_day_has_a_row_and_the_nameless_share_one() -> None:
    busy = [TimelineEntry(said(f"s{n}", actor=f"Speaker {n % MOST_ROWS}")) for n in range(40)]
    quiet = one_day(TimelineEntry(said("q", actor="Otto Lind")), value=MAY_7)
    assert "Otto Lind" in chart(found(one_day(*busy), quiet)).rows
    polls = said("p", actor="polls", actor_kind=SpeakerKind.GROUP)
    assert chart(found(one_day(TimelineEntry(polls)))).rows == ("not named",)


def test_of_many_days_those_that_weigh_most_are_drawn_and_the_others_named() -> None:
    answered = TimelineEntry(CLAIM, (replace(REPLY, certain=True),))
    days = [
        one_day(answered if n % 2 else TimelineEntry(said("s")), value=MAY_6 + timedelta(days=n))
        for n in range(2 * MOST_COLUMNS)
    ]
    drawn = chart(found(*days))
    assert len(drawn.columns) == MOST_COLUMNS
    assert drawn.columns[0] == "7 May\n2031"
    assert drawn.days_left_out[0] == "6 May 2031"
    assert len(drawn.days_left_out) == MOST_COLUMNS
    assert drawn.gaps == tuple(range(1, MOST_COLUMNS))
    assert drawn.left_out == 0
    assert chart(ANSWERED).gaps == ()


def test_whoever_is_not_resolved_shares_the_last_row() -> None:
    nobody = said("s4", actor=None, actor_kind=SpeakerKind.UNRESOLVED)
    drawn = chart(found(one_day(TimelineEntry(nobody), TimelineEntry(CLAIM))))
    assert drawn.rows == ("Ilse Varga", "not resolved")


def test_every_kind_has_a_mark_of_its_own() -> None:
    assert set(MARKS) == set(EventKind)
    assert len(set(MARKS.values())) == len(EventKind)


@pytest.mark.parametrize("words", ["$x_1$ and $y", "a" * 200, "Ünal Şimşek Ørsted\u200b"])
def test_any_name_is_drawn_as_it_is(words: str) -> None:
    entries = [TimelineEntry(said(f"s{n}", actor=words)) for n in range(6)]
    png = draw(chart(found(one_day(*entries))))
    width, height = struct.unpack(">II", png[16:24])
    assert width == 800
    assert 200 < height < 1_000


def test_the_legend_names_the_kinds_that_are_shown() -> None:
    assert kinds(chart(ANSWERED)) == (EventKind.ANNOUNCE, EventKind.ACCUSE, EventKind.DENY)
