"""The card of who changed what."""

from collections.abc import Iterator

from bot.newsroom.changes import ChangeLine, ChangesFound, Difference
from bot.schedule import Timetable
from bot.show.actions import OpenSettingsCard, ShowChanges, ShowPanel
from bot.show.cards import Accent, Button, Card, Line, LineKind, Run, Section, plain
from bot.show.catalogue import knows, say
from bot.show.lines import page_buttons, page_line
from bot.show.timetables import quiet_words, timetable_words

Names = dict[int, str]
"""The names of channels, roles and tags by their Discord ids."""

_SHORT = 60
GRACE = "grace_minutes"


def changes_card(found: ChangesFound, names: Names, locale: str = "en") -> Card:
    """Each change with its time, who made it and what is different since."""
    subject = found.subject or ""
    back = ShowPanel(subject) if subject else OpenSettingsCard()
    sections = tuple(Section(tuple(_lines(line, names, locale))) for line in found.lines)
    return Card(
        say("change.title", locale),
        sections or (Section((plain(say("change.none", locale)),)),),
        buttons=(
            *page_buttons(
                found.page,
                ShowChanges(subject, max(0, found.page.number - 1)),
                ShowChanges(subject, found.page.number + 1),
                locale,
            ),
            Button(say("schedule.button.back", locale), back),
        ),
        footer=page_line(found.page, locale),
        accent=Accent.ANSWER if sections else Accent.NOTHING,
    )


def _lines(line: ChangeLine, names: Names, locale: str) -> Iterator[Line]:
    who = Run(say("change.bot", locale)) if line.by is None else Run("", user=line.by)
    key = f"change.{line.action}"
    done = say(key, locale) if knows(key) else line.action
    yield Line((Run("", instant=line.at), Run(" · "), who, Run(" · "), Run(done, bold=True)))
    if line.reason is not None:
        yield Line((Run(say(line.reason, locale)),), LineKind.SMALL)
    for difference in line.differences:
        if (told := _told(difference, names, locale)) is not None:
            yield Line((Run(told),), LineKind.SMALL)


def _told(difference: Difference, names: Names, locale: str) -> str | None:
    """ "Times: 08:00 → 09:00"; None for what follows from another field."""
    key = f"change.field.{difference.name}"
    if not knows(key):
        return None
    before = _value(difference.name, difference.before, names, locale)
    after = _value(difference.name, difference.after, names, locale)
    return say("change.from_to", locale, field=say(key, locale), before=before, after=after)


def _value(name: str, value: object, names: Names, locale: str) -> str:
    words = str(value)[:_SHORT]
    match value:
        case None | "" | []:
            words = say("change.nothing", locale)
        case Timetable():
            quiet = quiet_words(value, locale)
            words = timetable_words(value, locale) + (f" ({quiet})" if quiet else "")
        case bool():
            words = say("change.yes" if value else "change.no", locale)
        case int() if name == GRACE:
            words = say("change.hours", locale, count=value // 60)
        case int():
            words = names.get(value, words)
        case list():
            each: list[object] = value  # pyright: ignore[reportUnknownVariableType]  # from JSON
            words = ", ".join(_value(name, item, names, locale) for item in each)
        case str() if value.isdigit():
            words = names.get(int(value), words)
        case _:
            pass
    return words
