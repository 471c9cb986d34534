"""A schedule that is not saved yet travels in its preview's button, as text."""

from bot.newsroom.schedules import ScheduleLine, ScheduleRequest
from bot.show.actions import SaveSchedule

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
        skip_if_empty=YES if asked.skip_if_empty else "",
        role=str(asked.ping_role_id or ""),
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
    )


def request_again(line: ScheduleLine, days: str) -> ScheduleRequest:
    """What would have to be asked to get this schedule; `days` are its days in words."""
    return ScheduleRequest(
        channel_id=line.channel_id,
        times=", ".join(f"{at:%H:%M}" for at in sorted(line.timetable.times)),
        zone=line.timetable.zone,
        days=days,
        skip_if_empty=line.skip_if_empty,
        style=line.style,
        about=line.about,
        ping_role_id=line.ping_role_id,
    )
