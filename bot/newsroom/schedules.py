"""The moderators' desk: when briefings go out, and what became of each."""

from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.newsroom.asked import checked
from bot.newsroom.briefings import STYLES, BriefingFound, Focus, brief_library
from bot.newsroom.library import LibraryRef
from bot.newsroom.means import Means
from bot.newsroom.sends import SendLine, send_line
from bot.newsroom.settings import known_zone
from bot.newsroom.timetable_input import parse_days, parse_quiet, parse_when
from bot.newsroom.timing import kept_days, kept_times, timetable_of
from bot.schedule import Timetable, next_occurrences
from corpus.errors import BadInput, NotFound
from storage import audit, deliveries, libraries, people
from storage import schedules as stored
from storage.records import USUAL_GRACE_MINUTES, AuditEntry, LibrarySettings, Plan, Schedule
from storage.types import LibraryId

MOST_SCHEDULES = 25
"""Schedules in a library: as many as a menu of Discord's can offer."""

USUAL_GRACE_HOURS = USUAL_GRACE_MINUTES // 60
LONGEST_GRACE_HOURS = 24
"""Later than a day, a daily briefing's next one has been due."""


@dataclass(frozen=True, slots=True)
class ScheduleRequest:
    """What a moderator typed: `times` like "8:00, 18:30" or "every 6 hours", a zone's name (None:
    the library's own, else UTC), `days` like "Mon-Fri" or "1st and 15th" (None: every day), and
    Discord's ids of the channel, of the role to ping and of a forum's tags. `about` narrows it to
    a person (by name), or else to a topic (words). `quiet` are hours like "22:00-07:00", "none",
    or None for the library's. One later than `grace_hours` is skipped. `thread` and `picture` as in
    `storage.records.Plan`.
    """

    channel_id: int
    times: str
    zone: str | None = None
    days: str | None = None
    skip_if_empty: bool = True
    style: str = "full"
    about: str | None = None
    ping_role_id: int | None = None
    quiet: str | None = None
    thread: bool = False
    picture: bool = False
    tags: tuple[str, ...] = ()
    grace_hours: int = USUAL_GRACE_HOURS


@dataclass(frozen=True, slots=True)
class ScheduleLine:
    """A schedule with its next send (UTC; None where it is paused) and its last one.

    `about` is the name of the person that it is about, or the words of its topic;
    `paused_reason` (a key) is why the bot paused it itself.
    """

    public_id: str
    plan: Plan
    timetable: Timetable
    paused: bool
    paused_reason: str | None
    next_at: datetime | None
    last: SendLine | None
    about: str | None


@dataclass(frozen=True, slots=True)
class Preview:
    """A schedule as it would be, and what it would say now if all on record were new."""

    line: ScheduleLine
    briefing: BriefingFound


@dataclass(frozen=True, slots=True)
class SchedulesFound:
    """A library's schedules, the oldest first."""

    lines: tuple[ScheduleLine, ...]


async def add_schedule(
    means: Means, ref: LibraryRef, asked: ScheduleRequest, *, by: int
) -> ScheduleLine:
    """Make a schedule. Raises BadInput for a time, zone or days that cannot be read."""
    library = await means.library(ref)
    plan = await _plan(means, library, asked)
    async with means.database.write() as session:
        if len(await stored.all_of(session, library)) >= MOST_SCHEDULES:
            raise BadInput("error.input.schedules", most=MOST_SCHEDULES)
        change = means.change(by)
        made = await stored.add(session, library, plan, change)
        entry = AuditEntry(change, "schedule.add", made.public_id, None, asdict(plan))
        await audit.write(session, library, entry)
        return await _line(session, made, change.at)


async def edit_schedule(
    means: Means, ref: LibraryRef, schedule_id: str, asked: ScheduleRequest, *, by: int
) -> ScheduleLine:
    """Change a schedule, from its next occurrence on. Raises NotFound, and BadInput as above."""
    library = await means.library(ref)
    async with means.database.read() as session:
        before = (await stored.get(session, library, schedule_id)).plan
    plan = await _plan(means, library, asked, before)

    async def edit(session: AsyncSession, library: LibraryId) -> Schedule:
        return await stored.change(session, library, schedule_id, plan)

    return await _changed(means, ref, "schedule.edit", by, edit, asdict(before))


async def preview_schedule(means: Means, ref: LibraryRef, asked: ScheduleRequest) -> Preview:
    """What a schedule would be, without making it. Raises BadInput as above."""
    library = await means.library(ref)
    plan, now = await _plan(means, library, asked), means.clock()
    async with means.database.read() as session:
        house = await _house(session, library)
        draft = Schedule(
            "", library, plan, paused=False, created_by=None, created_at=now, house=house
        )
        line = await _line(session, draft, now)
    briefing = await brief_library(means, library, None, now, Focus.of(plan))
    return Preview(line, briefing)


async def preview_next(means: Means, ref: LibraryRef, schedule_id: str) -> BriefingFound:
    """What a schedule would say now: what is new since its last one. Raises NotFound."""
    library = await means.library(ref)
    async with means.database.read() as session:
        plan = (await stored.get(session, library, schedule_id)).plan
        last = await deliveries.last_sent(session, library, schedule_id)
    since = last.claimed_at if last else None
    return await brief_library(means, library, since, means.clock(), Focus.of(plan))


async def schedules(means: Means, ref: LibraryRef) -> SchedulesFound:
    """All schedules of a library."""
    library = await means.library(ref)
    async with means.database.read() as session:
        found = await stored.all_of(session, library)
        return SchedulesFound(tuple([await _line(session, each, means.clock()) for each in found]))


async def schedule(means: Means, ref: LibraryRef, schedule_id: str) -> ScheduleLine:
    """One schedule. Raises NotFound."""
    library = await means.library(ref)
    async with means.database.read() as session:
        found = await stored.get(session, library, schedule_id)
        return await _line(session, found, means.clock())


async def pause_schedule(
    means: Means, ref: LibraryRef, schedule_id: str, *, by: int | None
) -> ScheduleLine:
    """Send no more until it is resumed. Raises NotFound."""

    async def pause(session: AsyncSession, library: LibraryId) -> Schedule:
        return await stored.set_paused(session, library, schedule_id, paused=True)

    return await _changed(means, ref, "schedule.pause", by, pause)


async def resume_schedule(
    means: Means, ref: LibraryRef, schedule_id: str, *, by: int
) -> ScheduleLine:
    """Send again, from the next occurrence on. Raises NotFound."""

    async def resume(session: AsyncSession, library: LibraryId) -> Schedule:
        return await stored.set_paused(session, library, schedule_id, paused=False)

    return await _changed(means, ref, "schedule.resume", by, resume)


async def delete_schedule(
    means: Means, ref: LibraryRef, schedule_id: str, *, by: int
) -> ScheduleLine:
    """Delete a schedule; its history stays. Raises NotFound."""

    async def remove(session: AsyncSession, library: LibraryId) -> Schedule:
        return await stored.remove(session, library, schedule_id)

    return await _changed(means, ref, "schedule.delete", by, remove)


async def _changed(
    means: Means,
    ref: LibraryRef,
    action: str,
    by: int | None,
    change: Callable[[AsyncSession, LibraryId], Awaitable[Schedule]],
    before: dict[str, Any] | None = None,
) -> ScheduleLine:
    """Make a change to a schedule and record who made it, together."""
    library = await means.library(ref)
    async with means.database.write() as session:
        schedule = await change(session, library)
        made = means.change(by)
        entry = AuditEntry(made, action, schedule.public_id, before, asdict(schedule.plan))
        await audit.write(session, library, entry)
        return await _line(session, schedule, made.at)


async def _plan(
    means: Means, library: LibraryId, asked: ScheduleRequest, before: Plan | None = None
) -> Plan:
    """What was typed, read and checked; `before` is what it is to replace."""
    when, days, quiet = parse_when(asked.times), parse_days(asked.days), parse_quiet(asked.quiet)
    if asked.style not in STYLES:
        raise BadInput("error.input.style", typed=asked.style)
    if not 1 <= asked.grace_hours <= LONGEST_GRACE_HOURS:
        raise BadInput("error.input.late", most=LONGEST_GRACE_HOURS)
    async with means.database.read() as session:
        zone = known_zone(asked.zone or (await _house(session, library)).zone or "UTC")
    person, topic = await _subject(means, library, asked.about)
    timing: dict[str, Any] = kept_times(when, zone, means.clock(), before) | kept_days(days)
    return Plan(
        channel_id=asked.channel_id,
        zone=zone,
        style=asked.style,
        skip_if_empty=asked.skip_if_empty,
        person_id=person,
        topic=topic,
        ping_role_id=asked.ping_role_id,
        quiet=quiet,
        thread=asked.thread,
        picture=asked.picture,
        tags=asked.tags,
        grace_minutes=asked.grace_hours * 60,
        **timing,
    )


async def _subject(
    means: Means, library: LibraryId, about: str | None
) -> tuple[str | None, str | None]:
    """A person's public id where the words name one person of the library, else a topic."""
    if not about:
        return None, None
    about = checked(about)
    hits = await means.search.people(library, about, limit=2)
    fitting = [hit.public_id for hit in hits if hit.fits]
    return (fitting[0], None) if len(fitting) == 1 else (None, about)


async def _about(session: AsyncSession, library: LibraryId, plan: Plan) -> str | None:
    if plan.person_id is None:
        return plan.topic
    try:
        return (await people.get(session, library, plan.person_id)).name
    except NotFound:  # the last article that named them was taken out
        return plan.person_id


async def _house(session: AsyncSession, library: LibraryId) -> LibrarySettings:
    record = await libraries.by_id(session, library)
    return record.settings if record else LibrarySettings()


async def _line(session: AsyncSession, schedule: Schedule, now: datetime) -> ScheduleLine:
    timetable = timetable_of(schedule.plan, schedule.house)
    following = () if schedule.paused else next_occurrences(timetable, now, 1)
    last = await deliveries.history(session, schedule.library, schedule.public_id, limit=1)
    return ScheduleLine(
        schedule.public_id,
        schedule.plan,
        timetable,
        schedule.paused,
        schedule.paused_reason,
        following[0].instant if following else None,
        await send_line(session, last[0]) if last else None,
        await _about(session, schedule.library, schedule.plan),
    )
