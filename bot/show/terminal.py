"""A card as text for a terminal. Articles' words are printed as they are, never as markup."""

from rich.console import Console
from rich.text import Text

from bot.show.cards import Card, Line, LineKind, Run
from bot.show.catalogue import tell
from corpus.errors import OnRecordError

_STYLES = {
    LineKind.PLAIN: "",
    LineKind.HEADING: "bold",
    LineKind.QUOTE: "",
    LineKind.SMALL: "dim",
}
INDENT = "  "


def print_card(card: Card) -> None:
    """Print a card to standard output, styled where that is a terminal."""
    Console(highlight=False).print(card_text(card))


def print_error(error: OnRecordError) -> None:
    """Print the sentence of an expected error to standard error."""
    Console(stderr=True, highlight=False).print(Text(_printable(tell(error)), style="red"))


def card_text(card: Card) -> Text:
    """A card as styled text; its buttons and menus are Discord's and left out."""
    parts = [Text(_printable(card.title), style="bold underline")]
    for section in card.sections:
        parts += [Text(), *(line_text(line) for line in section.lines)]
    parts += [line_text(line) for line in card.footer]
    return Text("\n").join(parts)


def line_text(line: Line) -> Text:
    """A line with its runs; quotations are set in."""
    text = Text(style=_STYLES[line.kind])
    for run in line.runs:
        text.append(_words(run), style=_style(run))
    if line.kind is LineKind.QUOTE:
        return Text("\n").join(Text(INDENT).append_text(part) for part in text.split("\n"))
    return text


def _words(run: Run) -> str:
    if run.instant is not None:
        return run.instant.strftime("%Y-%m-%d %H:%M UTC")
    if run.user is not None:
        return f"@{run.user}"
    if run.link:
        return _printable(f"{run.text} <{run.link}>")
    return _printable(run.text)


def _printable(text: str) -> str:
    """Without control characters: an article must not steer the terminal."""
    return "".join(sign for sign in text if sign.isprintable() or sign in "\n\t")


def _style(run: Run) -> str:
    return " ".join(name for name, on in (("bold", run.bold), ("italic", run.italic)) if on)
