"""Cards of the moderators' desk: schedules, their changes, and what became of each send."""

from collections.abc import Iterator, Mapping, Sequence
from zoneinfo import ZoneInfo

from bot.newsroom.schedules import Preview, ScheduleLine, SchedulesFound, SendLine, SendsFound
from bot.schedule import EVERY_DAY, WEEKDAYS, Occurrence, Timetable
from bot.show.actions import ChangeSchedule, DropSchedule, OpenBriefing, SaveSchedule
from bot.show.cards import (
    Accent,
    Button,
    Card,
    Choice,
    Line,
    LineKind,
    Menu,
    Run,
    Section,
    Tone,
    notice,
    plain,
    small,
)
from bot.show.catalogue import say

Channels = Mapping[int, str]
"""The names of channels by their Discord ids; one that is not in it is gone."""


def schedules_card(found: SchedulesFound, channels: Channels, locale: str = "en") -> Card:
    """All schedules of a library, each with a menu entry for what can be done to it."""
    if not found.lines:
        card = notice(say("schedule.none", locale), accent=Accent.NOTHING)
        return Card(card.title, card.sections, buttons=(_new(locale),), accent=card.accent)
    sections = tuple(Section(tuple(_schedule(line, channels, locale))) for line in found.lines)
    return Card(
        say("schedule.list", locale),
        sections,
        menus=(_menu(found, locale),),
        buttons=(_new(locale),),
    )


def schedule_card(line: ScheduleLine, done: str, channels: Channels, locale: str = "en") -> Card:
    """What was done to a schedule ("add", "pause", "resume", "delete"; "open" for nothing)."""
    buttons = () if done == "delete" else _buttons(line, locale)
    return Card(
        say(f"schedule.done.{done}", locale),
        (Section(tuple(_schedule(line, channels, locale))),),
        buttons=buttons,
        accent=Accent.DONE,
    )


def preview_card(
    preview: Preview, save: SaveSchedule, channels: Channels, locale: str = "en"
) -> Card:
    """How a schedule would be, and how much it would say now; saved only by its button."""
    says = say("schedule.preview_says", locale, count=len(preview.briefing.digest.carried))
    lines = (*_schedule(preview.line, channels, locale), small(says))
    buttons = (
        Button(say("schedule.button.save", locale), save, Tone.MAIN),
        Button(say("schedule.button.drop", locale), DropSchedule()),
    )
    return Card(say("schedule.preview", locale), (Section(lines),), buttons=buttons)


def dropped_card(locale: str = "en") -> Card:
    """A previewed schedule is forgotten."""
    return notice(say("schedule.dropped", locale), accent=Accent.NOTHING)


def sends_card(found: SendsFound, locale: str = "en") -> Card:
    """What went out and what did not, with the reason."""
    if not found.lines:
        return notice(say("schedule.no_sends", locale), accent=Accent.NOTHING)
    lines = tuple(Section(tuple(_send(line, locale))) for line in found.lines)
    return Card(say("schedule.history", locale), lines)


def next_sends_card(timetable: Timetable, found: Sequence[Occurrence], locale: str = "en") -> Card:
    """The next sends in UTC and local time, with a word where a clock change moved one."""
    zone = ZoneInfo(timetable.zone)
    lines = tuple(plain(_next_send(each, zone, locale)) for each in found)
    title = _timetable_words(timetable, locale)
    return Card(title, (Section(lines or (plain(say("schedule.never", locale)),)),))


def _next_send(occurrence: Occurrence, zone: ZoneInfo, locale: str) -> str:
    local = occurrence.instant.astimezone(zone)
    words = f"{occurrence.instant:%Y-%m-%dT%H:%MZ}  {local.isoformat(timespec='minutes')}"
    nominal = f"{occurrence.nominal:%H:%M}"
    if f"{local:%H:%M}" != nominal:
        return f"{words}  {say('schedule.missing', locale, at=nominal, day=occurrence.day)}"
    if local.utcoffset() != local.replace(fold=1).utcoffset():
        return f"{words}  {say('schedule.repeated', locale, at=nominal)}"
    return words


def day_suggestions(locale: str = "en") -> tuple[str, ...]:
    """What is offered for the days, in words that are understood when typed."""
    return tuple(say(f"schedule.{key}", locale) for key in ("every_day", "weekdays", "weekends"))


def timetable_words(line: ScheduleLine, locale: str) -> str:
    """ "08:00, 18:30, weekdays, Europe/Berlin"."""
    return _timetable_words(line.timetable, locale)


def _timetable_words(timetable: Timetable, locale: str) -> str:
    times = ", ".join(f"{at:%H:%M}" for at in sorted(timetable.times))
    days = days_words(timetable.days, locale)
    return say("schedule.when", locale, times=times, days=days, zone=timetable.zone)


def days_words(days: frozenset[int], locale: str = "en") -> str:
    """ "weekdays", "Monday, Thursday": in English as it is understood when typed."""
    if days == EVERY_DAY:
        return say("schedule.every_day", locale)
    if days == WEEKDAYS:
        return say("schedule.weekdays", locale)
    return ", ".join(say(f"weekday.{day}", locale) for day in sorted(days))


def _schedule(line: ScheduleLine, channels: Channels, locale: str) -> Iterator[Line]:
    yield Line((Run(timetable_words(line, locale), bold=True),))
    channel = channels.get(line.channel_id)
    key = "schedule.channel" if channel else "schedule.channel_gone"
    yield plain(say(key, locale, channel=channel))
    yield from _focus(line, locale)
    if line.paused:
        yield plain(say("schedule.is_paused", locale))
    elif line.next_at is not None:
        yield Line((Run(say("schedule.next", locale) + " "), Run("", instant=line.next_at)))
    if line.last is not None:
        yield from _send(line.last, locale)


def _focus(line: ScheduleLine, locale: str) -> Iterator[Line]:
    """What it is about, and how, where that is not the usual."""
    if line.about is not None:
        yield plain(say("schedule.about", locale, about=line.about))
    if line.style != "full":
        yield plain(say(f"schedule.style.{line.style}", locale))
    if line.ping_role_id is not None:
        yield plain(say("schedule.pings", locale))
    if not line.skip_if_empty:
        yield plain(say("schedule.sent_if_empty", locale))


def _send(line: SendLine, locale: str) -> Iterator[Line]:
    state = say(f"briefing.state.{line.state.value}", locale)
    counts = say("briefing.carried", locale, count=line.statements)
    when = Run("", instant=line.finished_at or line.due_at)
    yield Line((Run(f"{state} "), when, Run(f" · {counts}")), LineKind.SMALL)
    if line.reason is not None:
        yield Line((Run(say(line.reason, locale)),), LineKind.SMALL)


def _buttons(line: ScheduleLine, locale: str) -> tuple[Button, ...]:
    change = "resume" if line.paused else "pause"
    return tuple(
        Button(
            say(f"schedule.button.{name}", locale),
            ChangeSchedule(name, line.public_id),
            Tone.DANGER if name == "delete" else Tone.PLAIN,
        )
        for name in (change, "now", "edit", "history", "delete")
    )


def _menu(found: SchedulesFound, locale: str) -> Menu:
    """Every schedule, to be taken up: its own card has the buttons."""
    choices = tuple(
        Choice(timetable_words(line, locale), ChangeSchedule("open", line.public_id))
        for line in found.lines
    )
    return Menu(say("schedule.choose", locale), choices)


def _new(locale: str) -> Button:
    return Button(say("schedule.button.new", locale), OpenBriefing(), Tone.MAIN)
