"""The moderators' desk: when briefings go out, and what became of each."""

from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from datetime import datetime, time

from sqlalchemy.ext.asyncio import AsyncSession

from bot.newsroom.asked import checked
from bot.newsroom.briefings import STYLES, BriefingFound, Focus, brief_library
from bot.newsroom.library import LibraryRef
from bot.newsroom.means import Means
from bot.newsroom.settings import known_zone
from bot.newsroom.timetable_input import parse_days, parse_times
from bot.schedule import Timetable, next_occurrences
from corpus.errors import BadInput, NotFound
from storage import audit, deliveries, libraries, people
from storage import schedules as stored
from storage.records import AuditEntry, Delivery, DeliveryState, Plan, Schedule
from storage.types import LibraryId

MOST_SCHEDULES = 25
"""Schedules in a library: as many as a menu of Discord's can offer."""

SENDS_SHOWN = 10
SENDS_KNOWN = 1_000
"""How many of a library's latest sends a button still finds."""


@dataclass(frozen=True, slots=True)
class ScheduleRequest:
    """What a moderator typed: `times` like "8:00, 18:30", a zone's name (None: the library's own,
    else UTC), `days` like "Mon-Fri" (None: every day), and Discord's ids of the channel and of the
    role to ping. `about` narrows it to a person (by name), or else to a topic (words).
    """

    channel_id: int
    times: str
    zone: str | None = None
    days: str | None = None
    skip_if_empty: bool = True
    style: str = "full"
    about: str | None = None
    ping_role_id: int | None = None


@dataclass(frozen=True, slots=True)
class SendLine:
    """One send: when it was due and done (UTC), how it ended, and why (a key), if it did not."""

    public_id: str
    channel_id: int
    due_at: datetime
    state: DeliveryState
    finished_at: datetime | None
    reason: str | None
    messages: int
    statements: int


@dataclass(frozen=True, slots=True)
class ScheduleLine:
    """A schedule with its next send (UTC; None where it is paused) and its last one.

    `about` is the name of the person that it is about, or the words of its topic.
    """

    public_id: str
    channel_id: int
    timetable: Timetable
    skip_if_empty: bool
    paused: bool
    next_at: datetime | None
    last: SendLine | None
    style: str
    about: str | None
    ping_role_id: int | None


@dataclass(frozen=True, slots=True)
class Preview:
    """A schedule as it would be, and what it would say now if all on record were new."""

    line: ScheduleLine
    briefing: BriefingFound


@dataclass(frozen=True, slots=True)
class SchedulesFound:
    """A library's schedules, the oldest first."""

    lines: tuple[ScheduleLine, ...]


@dataclass(frozen=True, slots=True)
class SendsFound:
    """What went out, or did not, the latest first."""

    lines: tuple[SendLine, ...]


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
    plan = await _plan(means, library, asked)

    async def edit(session: AsyncSession, library: LibraryId) -> Schedule:
        return await stored.change(session, library, schedule_id, plan)

    return await _changed(means, ref, "schedule.edit", by, edit)


async def preview_schedule(means: Means, ref: LibraryRef, asked: ScheduleRequest) -> Preview:
    """What a schedule would be, without making it. Raises BadInput as above."""
    library = await means.library(ref)
    plan, now = await _plan(means, library, asked), means.clock()
    async with means.database.read() as session:
        draft = Schedule("", library, plan, paused=False, created_by=None, created_at=now)
        line = await _line(session, draft, now)
    briefing = await brief_library(means, library, None, now, Focus.of(plan))
    return Preview(line, briefing)


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


async def sends(means: Means, ref: LibraryRef, schedule_id: str | None = None) -> SendsFound:
    """The latest sends of a library, or of one schedule."""
    library = await means.library(ref)
    async with means.database.read() as session:
        found = await deliveries.history(session, library, schedule_id, limit=SENDS_SHOWN)
        return SendsFound(tuple([await send_line(session, delivery) for delivery in found]))


async def send(means: Means, ref: LibraryRef, delivery_id: str) -> SendLine:
    """One send of the library's latest. Raises NotFound."""
    library = await means.library(ref)
    async with means.database.read() as session:
        for delivery in await deliveries.history(session, library, limit=SENDS_KNOWN):
            if delivery.public_id == delivery_id:
                return await send_line(session, delivery)
    raise NotFound("error.not_found.briefing")


def timetable_of(plan: Plan) -> Timetable:
    """When a plan is due."""
    return Timetable(
        tuple(time.fromisoformat(at) for at in plan.times),
        plan.zone,
        frozenset(day for day in range(7) if plan.days >> day & 1),
    )


async def send_line(session: AsyncSession, delivery: Delivery) -> SendLine:
    """A delivery as history shows it."""
    parts = await deliveries.parts(session, delivery)
    return SendLine(
        delivery.public_id,
        delivery.occurrence.channel_id,
        delivery.occurrence.due_at,
        delivery.state,
        delivery.finished_at,
        delivery.reason,
        messages=sum(part.message_id is not None for part in parts),
        statements=len(await deliveries.items(session, delivery)),
    )


async def _changed(
    means: Means,
    ref: LibraryRef,
    action: str,
    by: int | None,
    change: Callable[[AsyncSession, LibraryId], Awaitable[Schedule]],
) -> ScheduleLine:
    """Make a change to a schedule and record who made it, together."""
    library = await means.library(ref)
    async with means.database.write() as session:
        schedule = await change(session, library)
        made = means.change(by)
        entry = AuditEntry(made, action, schedule.public_id, asdict(schedule.plan))
        await audit.write(session, library, entry)
        return await _line(session, schedule, made.at)


async def _plan(means: Means, library: LibraryId, asked: ScheduleRequest) -> Plan:
    """What was typed, read and checked."""
    times, days = parse_times(asked.times), parse_days(asked.days)
    if asked.style not in STYLES:
        raise BadInput("error.input.style", typed=asked.style)
    async with means.database.read() as session:
        zone = known_zone(asked.zone or await _own_zone(session, library) or "UTC")
    person, topic = await _subject(means, library, asked.about)
    return Plan(
        channel_id=asked.channel_id,
        zone=zone,
        times=tuple(f"{at:%H:%M}" for at in times),
        days=sum(1 << day for day in days),
        style=asked.style,
        skip_if_empty=asked.skip_if_empty,
        person_id=person,
        topic=topic,
        ping_role_id=asked.ping_role_id,
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


async def _own_zone(session: AsyncSession, library: LibraryId) -> str | None:
    record = await libraries.by_id(session, library)
    return record.settings.zone if record else None


async def _line(session: AsyncSession, schedule: Schedule, now: datetime) -> ScheduleLine:
    plan = schedule.plan
    timetable = timetable_of(plan)
    following = () if schedule.paused else next_occurrences(timetable, now, 1)
    last = await deliveries.history(session, schedule.library, schedule.public_id, limit=1)
    return ScheduleLine(
        schedule.public_id,
        plan.channel_id,
        timetable,
        plan.skip_if_empty,
        schedule.paused,
        following[0].instant if following else None,
        await send_line(session, last[0]) if last else None,
        plan.style,
        await _about(session, schedule.library, plan),
        plan.ping_role_id,
    )
