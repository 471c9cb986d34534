"""Lines of a card as Discord's markdown, everything escaped that could style, link or ping."""

import re

from bot.show.cards import Card, Line, LineKind, Run

_ANYWHERE = re.compile(r"([\\*_~`|<@\[\]])")
_AT_LINE_START = re.compile(r"^(\s*)([>#+-]|\d+(?=[.)]))", re.MULTILINE)
_ADDRESS = re.compile(r":(?=//)")


def escaped(text: str) -> str:
    """Text that Discord shows as it is: no style, no mention, no link, no list."""
    text = _ANYWHERE.sub(r"\\\1", text)
    text = _ADDRESS.sub(r"\\:", text)
    return _AT_LINE_START.sub(_escape_start, text)


def _escape_start(match: re.Match[str]) -> str:
    space, sign = match.groups()
    return f"{space}{sign}\\" if sign.isdigit() else f"{space}\\{sign}"


def line_markup(line: Line) -> str:
    """A line as Discord's markdown; a quotation of several paragraphs stays one block."""
    text = "".join(run_markup(run) for run in line.runs)
    match line.kind:
        case LineKind.PLAIN:
            return text
        case LineKind.HEADING:
            return f"### {_one_line(text)}"
        case LineKind.SMALL:
            return f"-# {_one_line(text)}"
        case LineKind.QUOTE:
            return "\n".join(f"> {part}" for part in text.split("\n"))


def card_markup(card: Card) -> str:
    """A whole card as one text, for a page; its buttons and menus are Discord's and left out."""
    parts = [title_markup(card.title)]
    parts += ["\n".join(map(line_markup, section.lines)) for section in card.sections]
    parts += ["\n".join(map(line_markup, card.footer))] if card.footer else []
    return "\n\n".join(parts) + "\n"


def title_markup(title: str) -> str:
    """A card's title."""
    return f"## {_one_line(escaped(title))}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def run_markup(run: Run) -> str:
    """A run as Discord's markdown; an instant is shown in the reader's own zone, a user by name."""
    if run.instant is not None:
        return f"<t:{int(run.instant.timestamp())}:f>"
    if run.user is not None:
        return f"<@{run.user}>"
    text = escaped(run.text)
    if run.italic:
        text = _around(text, "*")
    if run.bold:
        text = _around(text, "**")
    if run.link:
        text = f"[{text}]({run.link})"
    return text


def _around(text: str, mark: str) -> str:
    """Marks go inside spaces and never across lines, where Discord would not see them."""
    return "\n".join(_around_line(line, mark) for line in text.split("\n"))


def _around_line(text: str, mark: str) -> str:
    core = text.strip()
    if not core:
        return text
    start = text.index(core)
    return f"{text[:start]}{mark}{core}{mark}{text[start + len(core) :]}"
