"""A schedule that is not saved yet travels in its preview's button, as text."""

from bot.newsroom.schedules import ScheduleLine, ScheduleRequest
from bot.show.actions import SaveSchedule
from bot.show.timetables import days_words, times_words

YES = "yes"


def draft_of(asked: ScheduleRequest, schedule_id: str = "") -> SaveSchedule:
    """The button's action for what was asked; with an id it changes that schedule."""
    return SaveSchedule(
        channel=str(asked.channel_id),
        times=asked.times,
        zone=asked.zone or "",
        days=asked.days or "",
        about=asked.about or "",
        style=asked.style,
        skip_if_empty=_written(asked.skip_if_empty),
        role=str(asked.ping_role_id or ""),
        quiet=asked.quiet or "",
        thread=_written(asked.thread),
        picture=_written(asked.picture),
        tags=",".join(asked.tags),
        schedule_id=schedule_id,
    )


def request_of(draft: SaveSchedule) -> ScheduleRequest:
    """What was asked, back from the button's action."""
    return ScheduleRequest(
        channel_id=int(draft.channel),
        times=draft.times,
        zone=draft.zone or None,
        days=draft.days or None,
        skip_if_empty=draft.skip_if_empty == YES,
        style=draft.style,
        about=draft.about or None,
        ping_role_id=int(draft.role) if draft.role else None,
        quiet=draft.quiet or None,
        thread=draft.thread == YES,
        picture=draft.picture == YES,
        tags=tuple(filter(None, draft.tags.split(","))),
    )


def request_again(line: ScheduleLine) -> ScheduleRequest:
    """What would have to be asked to get this schedule."""
    plan = line.plan
    return ScheduleRequest(
        channel_id=plan.channel_id,
        times=times_words(line.timetable),
        zone=plan.zone,
        days=days_words(line.timetable),
        skip_if_empty=plan.skip_if_empty,
        style=plan.style,
        about=line.about,
        ping_role_id=plan.ping_role_id,
        quiet=plan.quiet,
        thread=plan.thread,
        picture=plan.picture,
        tags=plan.tags,
    )


def _written(value: bool) -> str:
    return YES if value else ""
