"""Cards about the bot itself: help, settings, what is kept about a person, forms to open."""

from bot.newsroom.settings import LibrarySettings
from bot.show.actions import Action, ForgetMe, OpenSettings, ShowChanges, ShowPrivacy
from bot.show.cards import (
    Accent,
    Button,
    Card,
    Line,
    Run,
    Section,
    Tone,
    heading,
    notice,
    plain,
    small,
)
from bot.show.catalogue import FALLBACK, languages, say
from storage.records import KeptAboutUser

ASKING = (
    *("who", "quote", "compare", "timeline", "reactions", "story"),
    *("articles", "article", "privacy"),
)
KEEPING = ("ingest", "source", "quote_hide", "quote_wrong", "briefing", "settings")


def help_card(locale: str = "en") -> Card:
    """What one can ask, and what moderators look after."""
    return Card(
        say("help.title", locale),
        (
            Section((plain(say("help.about", locale)),)),
            Section((heading(say("help.asking", locale)), *_help_lines(ASKING, locale))),
            Section((heading(say("help.keeping", locale)), *_help_lines(KEEPING, locale))),
        ),
        footer=(small(say("help.doors", locale)),),
    )


def _help_lines(names: tuple[str, ...], locale: str) -> tuple[Line, ...]:
    return tuple(
        Line(
            (
                Run(say(f"help.example.{name}", locale), bold=True),
                Run(" · " + say(f"command.{name}.description", locale)),
            )
        )
        for name in names
    )


def settings_card(
    settings: LibrarySettings,
    role: str | None,
    channel: str | None,
    locale: str = "en",
    *,
    changed: bool = False,
) -> Card:
    """A server's settings; `role` and `channel` are the moderators', by name. A button opens the
    form.
    """
    where = f"#{channel}" if channel else say("settings.no_channel", locale)
    facts = (
        (say("settings.zone", locale), settings.zone or say("settings.no_zone", locale)),
        (say("settings.language", locale), languages()[settings.language or FALLBACK]),
        (say("settings.role", locale), role or say("settings.no_role", locale)),
        (say("settings.channel", locale), where),
        (say("settings.quiet", locale), settings.quiet or say("settings.no_quiet", locale)),
    )
    lines = (Line((Run(f"{name} "), Run(value, bold=True))) for name, value in facts)
    return Card(
        say("settings.changed" if changed else "settings.title", locale),
        (Section((*lines, small(say("settings.picker", locale)))),),
        buttons=(
            Button(say("button.change", locale), OpenSettings()),
            Button(say("schedule.button.changes", locale), ShowChanges()),
        ),
        accent=Accent.DONE if changed else Accent.ANSWER,
    )


def privacy_card(kept: KeptAboutUser, locale: str = "en") -> Card:
    """What is kept about whoever asks, and the button that deletes it."""
    counts = (
        ("privacy.own_articles", kept.own_articles),
        ("privacy.articles", kept.articles),
        ("privacy.marks", kept.marks),
        ("privacy.schedules", kept.schedules),
        ("privacy.sources", kept.sources),
        ("privacy.changes", kept.changes),
    )
    lines = [plain(say(key, locale, count=count)) for key, count in counts if count]
    if not lines:
        return notice(say("privacy.title", locale), say("privacy.nothing", locale))
    delete = Button(say("button.forget", locale), ForgetMe(), Tone.DANGER)
    return Card(
        say("privacy.title", locale),
        (Section((*lines, plain(say("privacy.deleting", locale)))),),
        buttons=(delete,),
    )


def privacy_door_card(locale: str = "en") -> Card:
    """The answer to a typed command, which everybody sees: a button that shows it to one alone."""
    return Card(
        say("privacy.title", locale),
        (Section((plain(say("privacy.door", locale)),)),),
        buttons=(Button(say("button.show", locale), ShowPrivacy(), Tone.MAIN),),
    )


def forgotten_card(locale: str = "en") -> Card:
    """What was kept about whoever asked is deleted."""
    return notice(
        say("privacy.forgotten", locale), say("privacy.from_now", locale), accent=Accent.DONE
    )


def door_card(name: str, action: Action, locale: str = "en") -> Card:
    """The answer to a `!` command that needs a form: a button that opens it."""
    return Card(
        say("door.title", locale, command=name),
        (Section((plain(say("door.why", locale)),)),),
        buttons=(Button(say("button.open", locale), action, Tone.MAIN),),
    )
