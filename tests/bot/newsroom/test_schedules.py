"""The moderators' desk: made, listed, paused, deleted; each change on record with who made it."""

from collections.abc import AsyncGenerator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.newsroom.desk import Newsroom
from bot.newsroom.library import LibraryRef
from bot.newsroom.schedules import MOST_SCHEDULES, ScheduleRequest
from bot.newsroom.settings import LibrarySettings
from corpus.errors import BadInput, NotFound
from storage import audit
from tests.bot.post import CHANNEL, EDITOR, GUILD, MORNING, TurnedClock, at_eight, newsroom_on


@pytest.fixture
async def newsroom(tmp_path: Path) -> AsyncGenerator[Newsroom]:
    async with newsroom_on(tmp_path / "record.db", TurnedClock()) as opened:
        yield opened


async def test_a_schedule_is_listed_with_its_next_send(newsroom: Newsroom) -> None:
    asked = ScheduleRequest(CHANNEL, "18:30, 8:00", "europe/berlin", "weekdays")
    made = await newsroom.add_schedule(GUILD, asked, by=EDITOR)
    assert made.timetable.zone == "Europe/Berlin"
    assert made.next_at == MORNING + timedelta(hours=10, minutes=30)  # eight has just struck
    assert (await newsroom.schedules(GUILD)).lines == (made,)
    assert await newsroom.schedule(GUILD, made.public_id) == made


async def test_without_a_zone_the_librarys_own_is_taken(newsroom: Newsroom) -> None:
    await newsroom.change_settings(GUILD, LibrarySettings(zone="Asia/Tokyo"), by=EDITOR)
    made = await newsroom.add_schedule(GUILD, ScheduleRequest(CHANNEL, "8:00"), by=EDITOR)
    assert made.timetable.zone == "Asia/Tokyo"
    other = await newsroom.add_schedule(
        LibraryRef.guild(2), ScheduleRequest(CHANNEL, "8:00"), by=EDITOR
    )
    assert other.timetable.zone == "UTC"


@pytest.mark.parametrize("hours", [-1, 0, 25])
async def test_it_may_come_late_by_a_day_at_most(newsroom: Newsroom, hours: int) -> None:
    with pytest.raises(BadInput) as refused:
        await at_eight(newsroom, grace_hours=hours)
    assert refused.value.key == "error.input.late"
    assert (await newsroom.schedules(GUILD)).lines == ()


async def test_paused_there_is_no_next_send(newsroom: Newsroom) -> None:
    schedule_id = await at_eight(newsroom)
    paused = await newsroom.pause_schedule(GUILD, schedule_id, by=EDITOR)
    assert paused.paused
    assert paused.next_at is None
    resumed = await newsroom.resume_schedule(GUILD, schedule_id, by=EDITOR)
    assert resumed.next_at == MORNING + timedelta(hours=1)


async def test_every_change_is_on_record_with_who_made_it(newsroom: Newsroom) -> None:
    schedule_id = await at_eight(newsroom)
    await newsroom.pause_schedule(GUILD, schedule_id, by=1)
    await newsroom.resume_schedule(GUILD, schedule_id, by=2)
    await newsroom.delete_schedule(GUILD, schedule_id, by=3)
    library = await newsroom.library(GUILD)
    async with newsroom.database.read() as session:
        entries = await audit.history(session, library, limit=9, subject=schedule_id)
    assert [(entry.action, entry.change.by) for entry in reversed(entries)] == [
        ("schedule.add", EDITOR),
        ("schedule.pause", 1),
        ("schedule.resume", 2),
        ("schedule.delete", 3),
    ]


async def test_another_librarys_schedule_is_not_found(newsroom: Newsroom) -> None:
    schedule_id = await at_eight(newsroom)
    other = LibraryRef.guild(2)
    assert (await newsroom.schedules(other)).lines == ()
    for change in (newsroom.pause_schedule, newsroom.resume_schedule, newsroom.delete_schedule):
        with pytest.raises(NotFound):
            await change(other, schedule_id, by=EDITOR)
    assert not (await newsroom.schedule(GUILD, schedule_id)).paused


async def test_there_is_a_most(newsroom: Newsroom) -> None:
    for _ in range(MOST_SCHEDULES):
        await at_eight(newsroom)
    with pytest.raises(BadInput) as caught:
        await at_eight(newsroom)
    assert caught.value.key == "error.input.schedules"
