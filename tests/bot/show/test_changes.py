"""Who changed what: by whom, when, and what is different since, in words."""

from dataclasses import asdict
from datetime import UTC, datetime

from bot.newsroom.answers import Page
from bot.newsroom.changes import ChangeLine, ChangesFound, Difference
from bot.show.cards import Card
from bot.show.catalogue import knows
from bot.show.changes import changes_card
from storage.records import LibrarySettings, Plan

NOW = datetime(2031, 5, 8, 8, tzinfo=UTC)


def card(*lines: ChangeLine, subject: str | None = None) -> Card:
    return changes_card(ChangesFound(lines, Page(0, 10, len(lines)), subject), {7: "desk"})


def text(shown: Card) -> str:
    lines = [line for section in shown.sections for line in section.lines]
    return "\n".join("".join(run.text for run in line.runs) for line in lines)


def test_values_are_told_by_the_names_of_what_they_stand_for() -> None:
    shown = text(
        card(
            ChangeLine(
                NOW,
                99,
                "schedule.edit",
                "s",
                (
                    Difference("channel_id", 7, 8),
                    Difference("thread", before=False, after=True),
                    Difference("tags", [], ["7", "9"]),
                    Difference("topic", None, "the bridge"),
                    Difference("grace_minutes", 360, 60),
                ),
            )
        )
    )
    assert "Channel: desk → 8" in shown
    assert "Thread: no → yes" in shown
    assert "Tags: nothing → desk, 9" in shown
    assert "Topic: nothing → the bridge" in shown
    assert "Late at most: 6 hours → 1 hour" in shown


def test_the_bot_itself_says_why() -> None:
    shown = text(card(ChangeLine(NOW, None, "schedule.pause", "s", reason="error.channel.gone")))
    assert "the bot itself · paused a briefing" in shown
    assert "That channel is gone" in shown


def test_no_change_yet_is_said_and_back_leads_where_one_came_from() -> None:
    assert "Nothing was changed yet." in text(card())
    assert [type(button.action).__name__ for button in card().buttons] == ["OpenSettingsCard"]
    assert [type(button.action).__name__ for button in card(subject="s").buttons] == ["ShowPanel"]


def test_every_field_that_moderators_set_has_a_name() -> None:
    plan, settings = Plan(1, "UTC", ()), LibrarySettings()
    as_one = {"times", "days", "month_days", "every_hours", "anchor", "quiet"}
    for name in {*asdict(plan), *asdict(settings)} - as_one:
        assert knows(f"change.field.{name}"), name
