"""A card: what an answer looks like, as data. Discord and the terminal each draw it.

Text in a card is plain and unescaped; whoever draws it escapes it. Style is said beside the
text, never in it, so that nothing an article wrote can style or ping anything.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.show.actions import Action


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style.

    `link` is an http(s) address; `instant` (UTC) is shown in each reader's own zone in place of
    the text, and so is the name of the Discord user with the id `user`. `body` marks words of an
    article, which are shortened first when room is short.
    """

    text: str
    bold: bool = False
    italic: bool = False
    link: str | None = None
    instant: datetime | None = None
    body: bool = False
    user: int | None = None


class LineKind(StrEnum):
    """How a whole line is set."""

    PLAIN = "plain"
    HEADING = "heading"
    QUOTE = "quote"
    SMALL = "small"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of runs."""

    runs: tuple[Run, ...]
    kind: LineKind = LineKind.PLAIN


class Tone(StrEnum):
    """What pressing a button means."""

    PLAIN = "plain"
    MAIN = "main"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Button:
    """A button and what it does."""

    label: str
    action: Action
    tone: Tone = Tone.PLAIN
    disabled: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a menu and what choosing it does."""

    label: str
    action: Action
    description: str | None = None


@dataclass(frozen=True, slots=True)
class Menu:
    """A menu of at most 25 choices, of which one is taken."""

    prompt: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Lines that belong together, with at most one button beside them."""

    lines: tuple[Line, ...]
    button: Button | None = None


class Accent(StrEnum):
    """What a card's edge says: an answer, nothing found, a warning, done."""

    ANSWER = "answer"
    NOTHING = "nothing"
    WARNING = "warning"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG under a file's name, and the same in words for whoever cannot see it."""

    name: str
    png: bytes
    alternative: str


@dataclass(frozen=True, slots=True)
class Card:
    """A whole answer: title, picture, sections, then menus and buttons, then the small print."""

    title: str
    sections: tuple[Section, ...] = ()
    menus: tuple[Menu, ...] = ()
    buttons: tuple[Button, ...] = ()
    footer: tuple[Line, ...] = ()
    accent: Accent = Accent.ANSWER
    picture: Picture | None = None


def plain(text: str) -> Line:
    """An unstyled line."""
    return Line((Run(text),))


def small(text: str) -> Line:
    """A line of small print."""
    return Line((Run(text),), LineKind.SMALL)


def heading(text: str) -> Line:
    """A line that heads what follows."""
    return Line((Run(text),), LineKind.HEADING)


def notice(title: str, *lines: str, accent: Accent = Accent.ANSWER) -> Card:
    """A card of plain sentences."""
    return Card(
        title, (Section(tuple(plain(line) for line in lines)),) if lines else (), accent=accent
    )
