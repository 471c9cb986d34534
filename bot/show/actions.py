"""What a button or a choice does, as data, and how it travels in a component's custom id.

A custom id holds at most 100 characters and is all that survives a restart of the bot, so an
action is written out in it with public ids only. A question too long for that is kept for a
while under a short mark (`LongIds`).
"""

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Literal, cast, get_args

from corpus.errors import NotFound

LONGEST = 100
SEPARATOR = "|"
MARK = "~"

Change = Literal["hide", "unhide", "wrong", "unwrong"]
"""What a moderator does to a quote."""


@dataclass(frozen=True, slots=True)
class ShowPerson:
    """Show a page of a person's quotes."""

    person_id: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class ShowQuotes:
    """Show a page of a search for quotes; empty strings are filters not set."""

    asked: str
    by: str = ""
    outlet: str = ""
    after: str = ""
    before: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True)
class ShowTimeline:
    """Show a page of a timeline; empty strings are limits not set."""

    asked: str
    since: str = ""
    until: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True)
class ShowPicture:
    """Show a timeline as a picture; `page` is where the text goes on."""

    asked: str
    since: str = ""
    until: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True)
class ShowArticles:
    """Show a page of the library's articles."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class ShowContext:
    """Show a quote in its paragraph."""

    quote_id: str


@dataclass(frozen=True, slots=True)
class ShowWordings:
    """Show all wordings of the utterance that a quote is one wording of."""

    quote_id: str


@dataclass(frozen=True, slots=True)
class ShowComparison:
    """Turn the message to a page of the wordings of a quote's utterance."""

    quote_id: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class ShowReactions:
    """Show a page of who answered a person, a statement (public ids) or an event (words)."""

    asked: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class ShowStories:
    """Show a page of the library's stories; `asked` narrows them by words of a headline."""

    asked: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True)
class ShowStory:
    """Show the story that an article (public id) belongs to."""

    article_id: str


@dataclass(frozen=True, slots=True)
class Moderate:
    """A moderator's change to a quote."""

    change: Change
    quote_id: str


@dataclass(frozen=True, slots=True)
class RestoreArticle:
    """Bring back an article that was taken out of the library."""

    article_id: str


@dataclass(frozen=True, slots=True)
class ShowSources:
    """Turn the message to a page of the library's sources."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class ChangeSource:
    """What a moderator does with a source: "pause", "resume", "remove"; "open" and "check" change
    nothing of it.
    """

    change: str
    source_id: str


@dataclass(frozen=True, slots=True)
class ShowHistory:
    """Show what became of an article."""

    article_id: str


@dataclass(frozen=True, slots=True)
class TurnHistory:
    """Turn the message to another change of an article."""

    article_id: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class StopWork:
    """Stop a long work that goes on in this process (by its key)."""

    key: str


@dataclass(frozen=True, slots=True)
class OpenIngest:
    """Open the form that brings an article in (a `!` command cannot open one itself)."""


@dataclass(frozen=True, slots=True)
class OpenModerate:
    """Open the form that hides a quote ("hide") or marks its speaker as wrong ("wrong")."""

    change: Change


@dataclass(frozen=True, slots=True)
class OpenRemove:
    """Open the form that takes an article out."""


@dataclass(frozen=True, slots=True)
class OpenSettings:
    """Open the form of a server's settings."""


@dataclass(frozen=True, slots=True)
class ShowPrivacy:
    """Show whoever presses what is kept about them."""


@dataclass(frozen=True, slots=True)
class ForgetMe:
    """Delete what is kept about whoever presses."""


@dataclass(frozen=True, slots=True)
class OpenBriefing:
    """Open the form that schedules a briefing."""


@dataclass(frozen=True, slots=True)
class ShowPanel:
    """Turn the message to the panel of all schedules, with this one chosen; empty for the first."""

    schedule_id: str = ""


@dataclass(frozen=True, slots=True)
class ChangeSchedule:
    """What a moderator does with a schedule: "pause", "resume", "delete"; "ask" (whether to delete
    it), "edit" (opens the form), "preview" and "now" change nothing of it.
    """

    change: str
    schedule_id: str


@dataclass(frozen=True, slots=True)
class ShowSends:
    """Turn the message to a page of what became of briefings; empty for all schedules."""

    schedule_id: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True)
class ShowChanges:
    """Turn the message to a page of who changed what; of one subject (public id) if it is named."""

    subject: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True)
class OpenSettingsCard:
    """Turn the message back to the settings."""


@dataclass(frozen=True, slots=True)
class SaveSchedule:
    """Save a previewed schedule: what was typed, as text; of one that there is if it has an id.

    `how` has a letter for each thing that was said yes to, `late` the hours that it may come late,
    empty for the usual (bot/drafts.py).
    """

    channel: str
    times: str
    zone: str = ""
    days: str = ""
    about: str = ""
    style: str = ""
    how: str = ""
    role: str = ""
    quiet: str = ""
    tags: str = ""
    late: str = ""
    schedule_id: str = ""


@dataclass(frozen=True, slots=True)
class DropSchedule:
    """Forget a previewed schedule."""


@dataclass(frozen=True, slots=True)
class AboutBriefing:
    """Tell when a briefing was due and sent, and what it carried.

    Each message of a briefing has this button, by which it is found again after a crash.
    """

    delivery_id: str
    part: str


Action = (
    ShowPerson
    | ShowQuotes
    | ShowTimeline
    | ShowPicture
    | ShowArticles
    | ShowContext
    | ShowWordings
    | ShowComparison
    | ShowReactions
    | ShowStories
    | ShowStory
    | Moderate
    | RestoreArticle
    | ShowHistory
    | TurnHistory
    | ShowSources
    | ChangeSource
    | StopWork
    | OpenIngest
    | OpenModerate
    | OpenRemove
    | OpenSettings
    | OpenBriefing
    | ShowPanel
    | ChangeSchedule
    | ShowSends
    | ShowChanges
    | OpenSettingsCard
    | SaveSchedule
    | DropSchedule
    | AboutBriefing
    | ShowPrivacy
    | ForgetMe
)


def written(action: Action) -> str:
    """An action as text: its kind and its fields. A separator inside a question becomes a space."""
    values = (str(getattr(action, field.name)) for field in fields(action))
    return SEPARATOR.join((type(action).__name__, *(_whole(value) for value in values)))


def _whole(value: str) -> str:
    return value.replace(SEPARATOR, " ")


def read(text: str) -> Action:
    """The action that `written` wrote. Raises NotFound for text of an older version's button."""
    name, *values = text.split(SEPARATOR)
    try:
        kind = _KINDS[name]
        build = cast(Callable[..., Action], kind)
        names = (field.name for field in fields(kind))
        given = zip(names, values, strict=True)
        return build(**{name: int(value) if name == "page" else value for name, value in given})
    except (KeyError, ValueError) as error:
        raise NotFound("error.button") from error


_KINDS: dict[str, type[Action]] = {kind.__name__: kind for kind in get_args(Action)}


class LongIds:
    """Texts too long for a custom id, under short marks, the latest `capacity` of them.

    They live as long as the process: a button that outlived its text says so when pressed.
    """

    def __init__(self, capacity: int = 2_000) -> None:
        """Keep `capacity` texts; the one used longest ago goes first."""
        self._capacity = capacity
        self._texts: OrderedDict[str, str] = OrderedDict()

    def shorten(self, text: str, room: int = LONGEST) -> str:
        """`text` itself if it fits into `room` characters, else a mark that stands for it."""
        if len(text) <= room:
            return text
        mark = MARK + hashlib.sha256(text.encode()).hexdigest()[:24]
        self._texts[mark] = text
        self._texts.move_to_end(mark)
        if len(self._texts) > self._capacity:
            self._texts.popitem(last=False)
        return mark

    def expand(self, text: str) -> str:
        """What `shorten` was given. Raises NotFound when that is no longer known."""
        if not text.startswith(MARK):
            return text
        if text not in self._texts:
            raise NotFound("error.button_expired")
        self._texts.move_to_end(text)
        return self._texts[text]
