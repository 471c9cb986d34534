"""The panel keeps to Discord's limits and says what is set, what is next, why it stands still."""

from dataclasses import replace
from datetime import UTC, datetime, time

import discord

from bot.newsroom.schedules import MOST_SCHEDULES, ScheduleLine, SchedulesFound
from bot.newsroom.sends import SendLine
from bot.quiet import Quiet
from bot.schedule import WEEKDAYS, Timetable
from bot.show.actions import ChangeSchedule, LongIds, ShowPanel
from bot.show.cards import Card
from bot.show.discord_view import MOST_COMPONENTS, MOST_TEXT, to_view
from bot.show.panel import ON_A_PAGE, panel_card, question_card
from storage.records import DeliveryState, Plan

NOW = datetime(2031, 5, 8, 8, tzinfo=UTC)
NAMES = {1: "desk", 2: "Readers", 3: "Harbour"}
LINE = ScheduleLine(
    "s00",
    Plan(1, "Europe/Berlin", ("08:00",)),
    Timetable((time(8),), "Europe/Berlin"),
    paused=False,
    paused_reason=None,
    next_at=NOW,
    last=None,
    about=None,
)
FULL = replace(
    LINE,
    plan=replace(
        LINE.plan,
        style="short",
        skip_if_empty=False,
        ping_role_id=2,
        thread=True,
        picture=True,
        tags=("3", "4"),
        grace_minutes=1440,
    ),
    timetable=Timetable(
        tuple(time(hour) for hour in range(12)),
        "America/Argentina/ComodRivadavia",
        WEEKDAYS,
        quiet=Quiet(time(22), time(7), "America/North_Dakota/New_Salem"),
    ),
    paused=True,
    paused_reason="error.channel.missing.mention_everyone",
    next_at=None,
    about="the harbour bridge " * 5,
    last=SendLine(
        "d", "s", 1, NOW, DeliveryState.FAILED, NOW, "error.channel.missing.mention_everyone", 0
    ),
)


def text(card: Card) -> str:
    lines = [line for section in card.sections for line in section.lines]
    return "\n".join("".join(run.text for run in line.runs) for line in lines)


def many(line: ScheduleLine) -> SchedulesFound:
    return SchedulesFound(
        tuple(replace(line, public_id=f"s{at:02}") for at in range(MOST_SCHEDULES))
    )


def test_as_many_as_there_may_be_each_with_all_that_can_be_set_keep_to_discords_limits() -> None:
    for at in range(MOST_SCHEDULES):
        card = panel_card(many(FULL), NAMES, chosen=f"s{at:02}", done="schedule.done.pause")
        view = to_view(card, LongIds())
        assert len(list(view.walk_children())) <= MOST_COMPONENTS
        shown = [item for item in view.walk_children() if isinstance(item, discord.ui.TextDisplay)]
        assert sum(len(item.content) for item in shown) <= MOST_TEXT
        on_page = min(ON_A_PAGE, MOST_SCHEDULES - at // ON_A_PAGE * ON_A_PAGE)
        assert "".join(item.content for item in shown).count("Not sent <t:") == on_page
        assert text(card).count("▸ ") == 1


def test_all_that_is_unusual_is_said_and_what_is_gone_left_out() -> None:
    shown = text(panel_card(SchedulesFound((FULL,)), NAMES))
    for part in (
        "In #desk · Paused by the bot",
        "Mention Everyone",
        "In short",
        "Pings @Readers",
        "Sent even when nothing is new",
        "Opens a thread",
        "With a picture of its days",
        "Tags: Harbour",
        "At most 24 hours late",
        "Quiet from 22:00 to 07:00, America/North_Dakota/New_Salem",
    ):
        assert part in shown
    gone = text(panel_card(SchedulesFound((FULL,)), {}))
    assert "In a channel that is gone" in gone
    assert "Pings a role that is gone" in gone


def test_the_usual_is_not_said() -> None:
    shown = text(panel_card(SchedulesFound((LINE,)), NAMES))
    assert shown.splitlines() == ["▸ 08:00, every day, Europe/Berlin", "In #desk · Next: "]


def test_the_buttons_are_those_of_the_chosen_one_and_every_one_can_be_chosen() -> None:
    card = panel_card(many(LINE), NAMES, chosen="s07")
    acted = [b.action.schedule_id for b in card.buttons if isinstance(b.action, ChangeSchedule)]
    assert set(acted) == {"s07"}
    (menu,) = card.menus
    assert [choice.action for choice in menu.choices] == [
        ShowPanel(f"s{at:02}") for at in range(MOST_SCHEDULES)
    ]


def test_deleting_is_asked_with_a_way_back() -> None:
    delete, keep = question_card(LINE, NAMES).buttons
    assert delete.action == ChangeSchedule("delete", "s00")
    assert keep.action == ShowPanel("s00")
