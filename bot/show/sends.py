"""Cards of what became of briefings: history, one send, and an alert for moderators."""

from collections.abc import Iterator, Mapping

from bot.newsroom.sends import MessageLine, SendLine, SendsFound
from bot.show.actions import ShowChanges, ShowPanel, ShowSends
from bot.show.cards import Accent, Button, Card, Line, LineKind, Run, Section, notice, plain
from bot.show.catalogue import say
from bot.show.lines import page_buttons, page_line, source_runs

MOST_ARTICLES = 5
MOST_LINKS = 10


Names = Mapping[int, str]
"""The names of channels by their Discord ids; what is not in it is gone."""


def sends_card(found: SendsFound, names: Names, locale: str = "en") -> Card:
    """What went out and what did not, with the reason; buttons turn it and lead back."""
    which = found.schedule_id or ""
    ways = (
        *page_buttons(
            found.page,
            ShowSends(which, max(0, found.page.number - 1)),
            ShowSends(which, found.page.number + 1),
            locale,
        ),
        Button(say("schedule.button.changes", locale), ShowChanges(which)),
        Button(say("schedule.button.back", locale), ShowPanel(which)),
    )
    sections = tuple(
        Section((_place(line, names, locale), *_lines(line, locale))) for line in found.lines
    )
    return Card(
        say("schedule.history", locale),
        sections or (Section((plain(say("schedule.no_sends", locale)),)),),
        buttons=ways,
        footer=page_line(found.page, locale),
        accent=Accent.ANSWER if sections else Accent.NOTHING,
    )


def about_card(send: SendLine, locale: str = "en") -> Card:
    """When a briefing was due and sent, in which messages, and out of which articles."""
    return Card(say("briefing.about", locale), (Section(tuple(_lines(send, locale))),))


def alert_card(key: str, channel_id: int, locale: str = "en", *, paused: bool) -> Card:
    """For moderators: a briefing could not be sent, and why (`key`); its schedule may be paused."""
    title = say("alert.paused" if paused else "alert.failed", locale)
    why = say("alert.where", locale, channel=channel_id, why=say(key, locale))
    how = (say("alert.how", locale),) if paused else ()
    return notice(title, why, *how, accent=Accent.WARNING)


def last_line(send: SendLine, locale: str) -> Line:
    """One send in one line: how it ended, when, how much or why not."""
    state = say(f"briefing.state.{send.state.value}", locale)
    told = (
        say("briefing.carried", locale, count=send.statements)
        if send.reason is None
        else say(send.reason, locale)
    )
    when = Run("", instant=send.finished_at or send.due_at)
    return Line((Run(f"{state} "), when, Run(f" · {told}")), LineKind.SMALL)


def _lines(send: SendLine, locale: str) -> Iterator[Line]:
    yield Line((Run(say("briefing.due", locale) + " "), Run("", instant=send.due_at)))
    yield _ended(send, locale)
    if send.reason is not None:
        yield plain(say(send.reason, locale))
    counts = (
        say("briefing.carried", locale, count=send.statements),
        say("briefing.articles", locale, count=len(send.articles)),
    )
    if send.statements:
        yield plain(" · ".join(counts))
    for source in send.articles[:MOST_ARTICLES]:
        yield Line(source_runs(source, locale), LineKind.SMALL)
    if (more := len(send.articles) - MOST_ARTICLES) > 0:
        yield Line((Run(say("briefing.more_articles", locale, count=more)),), LineKind.SMALL)


def _place(send: SendLine, names: Names, locale: str) -> Line:
    """The channel that it was for."""
    channel = names.get(send.channel_id)
    key = "schedule.channel" if channel else "schedule.channel_gone"
    return Line((Run(say(key, locale, channel=channel), bold=True),))


def _ended(send: SendLine, locale: str) -> Line:
    """How it ended and when, and its messages, each linked."""
    runs = [Run(say(f"briefing.state.{send.state.value}", locale), bold=True)]
    if send.finished_at is not None:
        runs += [Run(" "), Run("", instant=send.finished_at)]
    if send.messages:
        runs.append(Run(" · " + say("briefing.messages", locale, count=len(send.messages)) + ":"))
    for number, message in enumerate(send.messages[:MOST_LINKS], 1):
        runs += [Run(" "), Run(str(number), link=_address(message))]
    return Line(tuple(runs))


def _address(message: MessageLine) -> str | None:
    """Where Discord shows the message."""
    if message.guild_id is None:
        return None
    place = f"{message.guild_id}/{message.place_id}/{message.message_id}"
    return f"https://discord.com/channels/{place}"
