"""A schedule that is not saved yet travels in its preview's button, as text."""

from bot.newsroom.schedules import USUAL_GRACE_HOURS, ScheduleLine, ScheduleRequest
from bot.show.actions import SaveSchedule
from bot.show.timetables import days_words, times_words

SKIPS, THREAD, PICTURE = "s", "t", "p"
"""The letters of `SaveSchedule.how`."""


def draft_of(asked: ScheduleRequest, schedule_id: str = "") -> SaveSchedule:
    """The button's action for what was asked; with an id it changes that schedule."""
    return SaveSchedule(
        channel=str(asked.channel_id),
        times=asked.times,
        zone=asked.zone or "",
        days=asked.days or "",
        about=asked.about or "",
        style=asked.style,
        how="".join(letter for letter, said in _letters(asked).items() if said),
        role=str(asked.ping_role_id or ""),
        quiet=asked.quiet or "",
        tags=",".join(asked.tags),
        late="" if asked.grace_hours == USUAL_GRACE_HOURS else str(asked.grace_hours),
        schedule_id=schedule_id,
    )


def request_of(draft: SaveSchedule) -> ScheduleRequest:
    """What was asked, back from the button's action."""
    return ScheduleRequest(
        channel_id=int(draft.channel),
        times=draft.times,
        zone=draft.zone or None,
        days=draft.days or None,
        skip_if_empty=SKIPS in draft.how,
        style=draft.style,
        about=draft.about or None,
        ping_role_id=int(draft.role) if draft.role else None,
        quiet=draft.quiet or None,
        thread=THREAD in draft.how,
        picture=PICTURE in draft.how,
        tags=tuple(filter(None, draft.tags.split(","))),
        grace_hours=int(draft.late or USUAL_GRACE_HOURS),
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
        grace_hours=plan.grace_minutes // 60,
    )


def _letters(asked: ScheduleRequest) -> dict[str, bool]:
    return {SKIPS: asked.skip_if_empty, THREAD: asked.thread, PICTURE: asked.picture}
