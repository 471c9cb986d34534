"""The moderators' panel: all schedules in one message, and what can be done with each."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from bot.newsroom.answers import Page
from bot.newsroom.briefings import BriefingFound
from bot.newsroom.schedules import Preview, ScheduleLine, SchedulesFound
from bot.show.actions import (
    ChangeSchedule,
    DropSchedule,
    OpenBriefing,
    SaveSchedule,
    ShowPanel,
    ShowSends,
)
from bot.show.briefing import briefing_cards
from bot.show.cards import (
    Accent,
    Button,
    Card,
    Choice,
    Line,
    LineKind,
    Menu,
    Picture,
    Run,
    Section,
    Tone,
    notice,
    plain,
    small,
)
from bot.show.catalogue import say
from bot.show.lines import page_buttons, page_line
from bot.show.sends import last_line
from bot.show.timetables import quiet_words, timetable_words
from storage.records import USUAL_GRACE_MINUTES

Names = Mapping[int, str]
"""The names of channels, roles and tags by their Discord ids; what is not in it is gone."""

ON_A_PAGE = 5
"""Schedules of which one message has room for all that is said."""

CHOSEN = "▸ "


def panel_card(
    found: SchedulesFound,
    names: Names,
    locale: str = "en",
    *,
    chosen: str = "",
    done: str | None = None,
) -> Card:
    """All schedules with their state, and the buttons of the one that is chosen.

    `done` is a key of what was just done.
    """
    news = (Section((Line((Run(say(done, locale), bold=True),)),)),) if done else ()
    title = say("schedule.list", locale)
    if not found.lines:
        none = Section((plain(say("schedule.none", locale)),))
        return Card(title, (*news, none), buttons=(_new(locale),), accent=Accent.NOTHING)
    at = next((at for at, line in enumerate(found.lines) if line.public_id == chosen), 0)
    page = Page(at // ON_A_PAGE, ON_A_PAGE, len(found.lines))
    shown, line = found.lines[page.part], found.lines[at]
    return Card(
        title,
        (*news, *(_section(each, names, locale, chosen=each is line) for each in shown)),
        menus=(_menu(found, names, locale),),
        buttons=(*_buttons(line, locale), *_pages(found, page, locale), _new(locale)),
        footer=page_line(page, locale),
        accent=Accent.DONE if done else Accent.ANSWER,
    )


def draft_card(
    preview: Preview,
    save: SaveSchedule,
    names: Names,
    locale: str = "en",
    *,
    picture: Picture | None = None,
) -> Card:
    """How a schedule would be and what it would say; saved only by its button."""
    count = len(preview.briefing.digest.carried)
    told = small(say("schedule.preview_says", locale, count=count))
    own = Section((*_schedule(preview.line, names, locale), told))
    said = _said(preview.briefing, locale)
    buttons = (
        Button(say("schedule.button.save", locale), save, Tone.MAIN),
        Button(say("schedule.button.drop", locale), DropSchedule()),
    )
    return Card(
        say("schedule.preview", locale),
        (own, *said.sections),
        buttons=buttons,
        footer=said.footer,
        picture=picture,
    )


def preview_card(
    found: BriefingFound, schedule_id: str, locale: str = "en", *, picture: Picture | None = None
) -> Card:
    """What a schedule would say if it were sent now."""
    back = Button(say("schedule.button.back", locale), ShowPanel(schedule_id))
    title = say("schedule.would_say", locale)
    return replace(_said(found, locale), title=title, buttons=(back,), picture=picture)


def question_card(line: ScheduleLine, names: Names, locale: str = "en") -> Card:
    """Asks once whether a schedule is to be deleted."""
    delete = ChangeSchedule("delete", line.public_id)
    return Card(
        say("schedule.ask", locale),
        (Section((*_schedule(line, names, locale), small(say("schedule.ask_what", locale)))),),
        buttons=(
            Button(say("schedule.button.delete", locale), delete, Tone.DANGER),
            Button(say("schedule.button.keep", locale), ShowPanel(line.public_id)),
        ),
        accent=Accent.WARNING,
    )


def dropped_card(locale: str = "en") -> Card:
    """A previewed schedule is forgotten."""
    return notice(say("schedule.dropped", locale), accent=Accent.NOTHING)


def _said(found: BriefingFound, locale: str) -> Card:
    """The first message of a briefing, without its menus; says how many more there would be."""
    first, *more = briefing_cards(found, locale)
    further = (small(say("schedule.more_messages", locale, count=len(more))),) if more else ()
    return Card(first.title, first.sections, footer=(*first.footer, *further))


def _section(line: ScheduleLine, names: Names, locale: str, *, chosen: bool) -> Section:
    first, *rest = _schedule(line, names, locale)
    if chosen:
        first = replace(first, runs=(Run(CHOSEN), *first.runs))
    last = () if line.last is None else (last_line(line.last, locale),)
    return Section((first, *rest, *last))


def _schedule(line: ScheduleLine, names: Names, locale: str) -> Iterator[Line]:
    yield Line((Run(timetable_words(line.timetable, locale), bold=True),))
    yield Line((Run(_channel(line, names, locale) + " · "), *_state(line, locale)))
    if line.paused and line.paused_reason is not None:
        yield small(say(line.paused_reason, locale))
    if facts := tuple(_facts(line, names, locale)):
        yield Line((Run(" · ".join(facts)),), LineKind.SMALL)


def _channel(line: ScheduleLine, names: Names, locale: str) -> str:
    channel = names.get(line.plan.channel_id)
    key = "schedule.channel" if channel else "schedule.channel_gone"
    return say(key, locale, channel=channel)


def _state(line: ScheduleLine, locale: str) -> tuple[Run, ...]:
    if line.paused:
        key = "is_paused" if line.paused_reason is None else "bot_paused"
        return (Run(say(f"schedule.{key}", locale), bold=True),)
    if line.next_at is None:
        return (Run(say("schedule.never", locale)),)
    return (Run(say("schedule.next", locale) + " "), Run("", instant=line.next_at))


def _facts(line: ScheduleLine, names: Names, locale: str) -> Iterator[str]:
    """What it is about, and how it goes out, where that is not the usual."""
    plan = line.plan
    if line.about is not None:
        yield say("schedule.about", locale, about=line.about)
    if plan.ping_role_id is not None:
        role = names.get(plan.ping_role_id)
        yield say("schedule.pings" if role else "schedule.pings_gone", locale, role=role)
    unusual = {
        f"style.{plan.style}": plan.style != "full",
        "sent_if_empty": not plan.skip_if_empty,
        "with_thread": plan.thread,
        "with_picture": plan.picture,
    }
    yield from (say(f"schedule.{key}", locale) for key, is_so in unusual.items() if is_so)
    if plan.grace_minutes != USUAL_GRACE_MINUTES:
        yield say("schedule.late", locale, count=plan.grace_minutes // 60)
    if tags := [names[int(tag)] for tag in plan.tags if int(tag) in names]:
        yield say("schedule.tags", locale, tags=", ".join(tags))
    if (quiet := quiet_words(line.timetable, locale)) is not None:
        yield quiet


def _buttons(line: ScheduleLine, locale: str) -> tuple[Button, ...]:
    change = "resume" if line.paused else "pause"

    def button(name: str, label: str = "", tone: Tone = Tone.PLAIN) -> Button:
        action = ChangeSchedule(name, line.public_id)
        return Button(say(f"schedule.button.{label or name}", locale), action, tone)

    history = Button(say("schedule.button.history", locale), ShowSends(line.public_id))
    changing = (button(change), button("now"), button("edit"), button("preview"))
    return (*changing, history, button("ask", "delete", Tone.DANGER))


def _pages(found: SchedulesFound, page: Page, locale: str) -> tuple[Button, ...]:
    """To the neighbouring schedules, where one message has not room for all."""
    before = max(0, (page.number - 1) * ON_A_PAGE)
    after = min(len(found.lines) - 1, (page.number + 1) * ON_A_PAGE)
    back, forth = (ShowPanel(found.lines[at].public_id) for at in (before, after))
    return page_buttons(page, back, forth, locale)


def _menu(found: SchedulesFound, names: Names, locale: str) -> Menu:
    """Every schedule, to be chosen."""
    choices = tuple(
        Choice(
            timetable_words(line.timetable, locale),
            ShowPanel(line.public_id),
            _channel(line, names, locale),
        )
        for line in found.lines
    )
    return Menu(say("schedule.choose", locale), choices)


def _new(locale: str) -> Button:
    return Button(say("schedule.button.new", locale), OpenBriefing(), Tone.MAIN)
