"""How a briefing goes out: quiet hours, threads, pictures, a role; and what a refusal does."""

from collections.abc import AsyncGenerator
from datetime import time
from pathlib import Path

import pytest

from bot.alerts import Alerts
from bot.courier import Courier
from bot.newsroom.desk import Newsroom
from bot.newsroom.schedules import ScheduleRequest
from bot.newsroom.settings import LibrarySettings
from bot.schedule import Timetable
from bot.sending import CannotSend
from storage.deliveries import LEASE
from tests.bot.post import (
    CHANNEL,
    EDITOR,
    GUILD,
    OTHER_CHANNEL,
    Crashed,
    PostOffice,
    TurnedClock,
    add_article,
    at_eight,
    crash,
    newsroom_on,
)
from tests.storage.texts import statement


@pytest.fixture
async def newsroom(tmp_path: Path, clock: TurnedClock) -> AsyncGenerator[Newsroom]:
    async with newsroom_on(tmp_path / "record.db", clock) as opened:
        await add_article(opened, statement("the bridge will stay closed"))
        yield opened


async def test_every_three_hours_with_quiet_hours_sends_once_at_their_end(
    newsroom: Newsroom, clock: TurnedClock, office: PostOffice
) -> None:
    """From seven in the morning, quiet until half past twelve: nine and twelve go at its end."""
    await at_eight(newsroom, times="every 3 hours", quiet="7:00-12:30", skip_if_empty=False)
    courier, sent = Courier(newsroom, office), list[str]()
    for _ in range(24 * 4):
        clock.turn(minutes=15)
        before = len(office.posted)
        await courier.run_due()
        sent += [f"{clock():%H:%M}"] * (len(office.posted) - before)
    assert sent == ["12:30", "15:00", "18:00", "21:00", "00:00", "03:00", "06:00"]
    assert not any("This comes late" in posted.text for posted in office.posted)


async def test_what_came_due_while_the_bot_was_away_waits_for_the_end_of_quiet_hours(
    newsroom: Newsroom, clock: TurnedClock, office: PostOffice
) -> None:
    """Due at eight, back at noon, quiet from nine to five: the grace does not run meanwhile."""
    await newsroom.change_settings(GUILD, LibrarySettings(quiet="9:00-17:00"), by=EDITOR)
    await at_eight(newsroom)
    clock.turn(hours=5)
    courier = Courier(newsroom, office)
    await courier.run_due()
    assert office.posted == []
    clock.turn(hours=5)
    await courier.run_due()
    (posted,) = office.posted
    assert "This comes late" in posted.text


async def test_a_schedule_may_have_no_quiet_hours_although_its_library_has(
    newsroom: Newsroom, clock: TurnedClock, office: PostOffice
) -> None:
    await newsroom.change_settings(GUILD, LibrarySettings(quiet="7:30-17:00"), by=EDITOR)
    await at_eight(newsroom, quiet="none")
    clock.turn(hours=1)
    await Courier(newsroom, office).run_due()
    assert len(office.posted) == 1


async def test_a_broken_send_is_not_resumed_in_quiet_hours(
    newsroom: Newsroom, clock: TurnedClock, office: PostOffice
) -> None:
    await at_eight(newsroom, quiet="8:01-12:00")
    clock.turn(hours=1)
    office.before_posting = crash
    with pytest.raises(Crashed):
        await Courier(newsroom, office).run_due()
    office.before_posting = lambda: None
    clock.turn(seconds=LEASE.total_seconds() + 1)
    await Courier(newsroom, office).run_due()
    assert office.posted == []
    clock.turn(hours=4)
    await Courier(newsroom, office).run_due()
    assert len(office.posted) == 1


async def test_a_thread_is_opened_under_the_first_message_and_a_picture_goes_with_it(
    newsroom: Newsroom, clock: TurnedClock, office: PostOffice
) -> None:
    await at_eight(newsroom, thread=True, picture=True, ping_role_id=77, tags=("5", "6"))
    clock.turn(hours=1)
    await Courier(newsroom, office).run_due()
    (posted,) = office.posted
    assert office.threads == {posted.id: (CHANNEL, posted.card.title)}
    picture = posted.card.picture
    assert picture is not None
    assert picture.png.startswith(b"\x89PNG")
    assert "Ada Lindqvist" in picture.alternative
    assert (posted.manner.ping_role_id, posted.manner.tags) == (77, (5, 6))


async def test_a_crash_before_the_thread_is_healed_with_one_thread(
    newsroom: Newsroom, clock: TurnedClock, office: PostOffice
) -> None:
    await at_eight(newsroom, thread=True)
    clock.turn(hours=1)
    office.remembers_nonces = False
    office.after_posting = crash
    with pytest.raises(Crashed):
        await Courier(newsroom, office).run_due()
    assert office.threads == {}
    office.after_posting = lambda: None
    clock.turn(seconds=LEASE.total_seconds() + 1)
    await Courier(newsroom, office).run_due()
    assert len(office.posted) == 1
    assert list(office.threads) == [office.posted[0].id]


async def test_history_has_the_messages_and_the_articles(
    newsroom: Newsroom, clock: TurnedClock, office: PostOffice
) -> None:
    await at_eight(newsroom)
    clock.turn(hours=1)
    await Courier(newsroom, office).run_due()
    (line,) = (await newsroom.sends(GUILD)).lines
    (message,) = line.messages
    assert (message.guild_id, message.place_id, message.message_id) == (1, CHANNEL, 1)
    assert [source.outlet for source in line.articles] == ["The Quay Courier"]


async def test_a_deleted_channel_pauses_what_runs_there_at_once_and_tells(
    newsroom: Newsroom, office: PostOffice
) -> None:
    settings = LibrarySettings(moderator_channel=OTHER_CHANNEL)
    await newsroom.change_settings(GUILD, settings, by=EDITOR)
    gone = await at_eight(newsroom)
    other = await at_eight(newsroom, channel_id=OTHER_CHANNEL)
    assert await Alerts(newsroom, office).channel_gone(CHANNEL) == 1
    assert (await newsroom.schedule(GUILD, gone)).paused_reason == "error.channel.gone"
    assert not (await newsroom.schedule(GUILD, other)).paused
    (told,) = office.posted
    assert (told.channel_id, str(CHANNEL) in told.text) == (OTHER_CHANNEL, True)
    assert await Alerts(newsroom, office).channel_gone(CHANNEL) == 0
    (change, *_) = (await newsroom.changes(GUILD, gone)).lines
    assert (change.by, change.action, change.reason) == (
        None,
        "schedule.pause",
        "error.channel.gone",
    )


async def test_back_in_a_guild_the_bot_tells_what_was_paused_when_it_was_taken_out(
    newsroom: Newsroom, clock: TurnedClock, office: PostOffice
) -> None:
    settings = LibrarySettings(moderator_channel=OTHER_CHANNEL)
    await newsroom.change_settings(GUILD, settings, by=EDITOR)
    await at_eight(newsroom)
    alerts = Alerts(newsroom, office)
    await newsroom.library_joined(GUILD)
    await alerts.returned(GUILD)
    assert office.posted == []
    await newsroom.library_left(GUILD)
    clock.turn(hours=1)
    await newsroom.library_joined(GUILD)
    await Courier(newsroom, office).run_due()
    await alerts.returned(GUILD)
    (told,) = office.posted
    assert told.channel_id == OTHER_CHANNEL
    assert "The bot was taken out of the server" in told.text


async def test_a_moderators_channel_that_refuses_too_stops_nothing(
    newsroom: Newsroom, clock: TurnedClock, office: PostOffice
) -> None:
    settings = LibrarySettings(moderator_channel=OTHER_CHANNEL)
    await newsroom.change_settings(GUILD, settings, by=EDITOR)
    await at_eight(newsroom)
    refusal = CannotSend("error.channel.missing.send_messages")
    office.refusals |= {CHANNEL: refusal, OTHER_CHANNEL: refusal}
    clock.turn(hours=1)
    await Courier(newsroom, office).run_due()
    (line,) = (await newsroom.schedules(GUILD)).lines
    assert line.paused_reason == refusal.key


async def test_an_edit_tells_what_was_and_what_is(newsroom: Newsroom) -> None:
    schedule_id = await at_eight(newsroom)
    asked = ScheduleRequest(CHANNEL, "9:00", "UTC", "1st")
    await newsroom.edit_schedule(GUILD, schedule_id, asked, by=EDITOR)
    (edit, _) = (await newsroom.changes(GUILD, schedule_id)).lines
    assert edit.by == EDITOR
    (when,) = edit.differences
    assert when.name == "when"
    assert when.before == Timetable((time(8),), "UTC")
    assert when.after == Timetable((time(9),), "UTC", month_days=frozenset({1}))
