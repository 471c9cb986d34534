"""A card becomes Discord's Components V2, within their limits.

Limits (Discord, Components V2): 40 components a message, counted with children; 4,000
characters of text in all; labels of buttons 80, texts of choices 100, a menu's prompt 150;
25 choices a menu; custom ids 100.
"""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import discord
from discord import ui

from bot.show.actions import LONGEST, LongIds, written
from bot.show.cards import Accent, Button, Card, Line, Menu, Section, Tone
from bot.show.fitting import cut, fitted
from bot.show.markup import line_markup, title_markup

MOST_TEXT = 4_000
MOST_COMPONENTS = 40
MOST_CHOICES = 25
BUTTON_LABEL = 80
CHOICE_TEXT = 100
PROMPT_TEXT = 150
TITLE_TEXT = 250
BUTTONS_A_ROW = 5
PRESS = "do|"
"""Begins the custom id of every button drawn here."""
CHOOSE = "choose|"
"""Begins the custom id of every menu drawn here; what a choice does is in its value."""

_COLOURS = {
    Accent.ANSWER: discord.Colour(0x3B6EA5),
    Accent.NOTHING: discord.Colour(0x7A7F87),
    Accent.WARNING: discord.Colour(0xC98A1B),
    Accent.DONE: discord.Colour(0x3F8F5B),
}
_STYLES = {
    Tone.PLAIN: discord.ButtonStyle.secondary,
    Tone.MAIN: discord.ButtonStyle.primary,
    Tone.DANGER: discord.ButtonStyle.danger,
}


def to_view(card: Card, ids: LongIds) -> ui.LayoutView:
    """The card as a view whose buttons outlive the process: nothing of it is kept in memory."""
    title = ui.TextDisplay[ui.LayoutView](title_markup(cut(card.title, TITLE_TEXT)))
    shown = _picture(card)
    tail = [*_menus(card, ids), *_rows(card, ids), *_text(card.footer)]
    room = MOST_COMPONENTS - 2 - len(shown) - sum(1 + len(_children(item)) for item in tail)
    card = fitted(card, MOST_TEXT - len(title.content), _length)
    container = ui.Container[ui.LayoutView](
        title,
        *shown,
        *_sections(card.sections, room, ids),
        *tail,
        accent_colour=_COLOURS[card.accent],
    )
    view = ui.LayoutView(timeout=None)
    view.add_item(container)
    view.stop()  # presses are found by their custom ids, so discord.py need not keep the view
    return view


def files(card: Card) -> list[discord.File]:
    """The files that go with a card's view."""
    picture = card.picture
    if picture is None:
        return []
    png = BytesIO(picture.png)
    return [discord.File(png, filename=picture.name, description=picture.alternative)]


def _picture(card: Card) -> list[ui.Item[ui.LayoutView]]:
    if card.picture is None:
        return []
    gallery = ui.MediaGallery[ui.LayoutView]()
    gallery.add_item(
        media=f"attachment://{card.picture.name}", description=card.picture.alternative
    )
    return [gallery]


def _length(line: Line) -> int:
    return len(line_markup(line))


def _children(item: ui.Item[ui.LayoutView]) -> Sequence[Any]:
    return item.children if isinstance(item, ui.ActionRow) else ()


def _text(lines: Sequence[Line]) -> list[ui.Item[ui.LayoutView]]:
    return [ui.TextDisplay("\n".join(line_markup(line) for line in lines))] if lines else []


def _sections(sections: Sequence[Section], room: int, ids: LongIds) -> list[ui.Item[ui.LayoutView]]:
    """Each section with its button; when components run out, the rest as one text without."""
    drawn: list[ui.Item[ui.LayoutView]] = []
    for number, section in enumerate(sections):
        needed = 3 if section.button else 1
        if needed + 1 > room:
            rest = [line for later in sections[number:] for line in later.lines]
            return drawn + _text(rest)
        room -= needed
        if section.button is None:
            drawn += _text(section.lines)
        else:
            drawn.append(ui.Section(*_text(section.lines), accessory=_button(section.button, ids)))
    return drawn


def _rows(card: Card, ids: LongIds) -> list[ui.Item[ui.LayoutView]]:
    starts = range(0, len(card.buttons), BUTTONS_A_ROW)
    rows = (card.buttons[start : start + BUTTONS_A_ROW] for start in starts)
    return [ui.ActionRow(*(_button(button, ids) for button in row)) for row in rows]


def _button(button: Button, ids: LongIds) -> ui.Button[ui.LayoutView]:
    return ui.Button(
        label=cut(button.label, BUTTON_LABEL),
        style=_STYLES[button.tone],
        disabled=button.disabled,
        custom_id=PRESS + ids.shorten(written(button.action), LONGEST - len(PRESS)),
    )


def _menus(card: Card, ids: LongIds) -> list[ui.Item[ui.LayoutView]]:
    return [ui.ActionRow(_menu(menu, at, ids)) for at, menu in enumerate(card.menus)]


def _menu(menu: Menu, at: int, ids: LongIds) -> ui.Select[ui.LayoutView]:
    options = {
        value: discord.SelectOption(
            label=cut(choice.label, CHOICE_TEXT),
            value=value,
            description=cut(choice.description, CHOICE_TEXT) if choice.description else None,
        )
        for choice in menu.choices[:MOST_CHOICES]
        if (value := ids.shorten(written(choice.action), CHOICE_TEXT))
    }
    return ui.Select(
        custom_id=f"{CHOOSE}{at}",
        placeholder=cut(menu.prompt, PROMPT_TEXT),
        options=list(options.values()),
    )
