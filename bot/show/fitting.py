"""Making a card fit: an article's words give way first, at a space, and say that they were cut."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from bot.show.cards import Card, Line, Run, Section

CUT = " …"
"""Stands where words were left out at the end. It is inside no quotation mark of its own."""

Measure = Callable[[Line], int]


def cut(text: str, room: int) -> str:
    """`text` in at most `room` characters, cut at a space where one is near, with "…"."""
    if len(text) <= room:
        return text
    if room <= len(CUT):
        return CUT.strip()[:room]
    kept = text[: room - len(CUT)]
    at_space = kept.rfind(" ")
    if at_space > len(kept) // 2:
        kept = kept[:at_space]
    return kept.rstrip() + CUT


def shortened(line: Line, room: int) -> Line:
    """The line with at most `room` characters of an article's words in it."""
    runs: list[Run] = []
    for run in line.runs:
        if not run.body:
            runs.append(run)
            continue
        if room > 0:
            runs.append(replace(run, text=cut(run.text, room)))
        room -= len(run.text)
    return replace(line, runs=tuple(runs))


def fitted(card: Card, room: int, measure: Measure) -> Card:
    """The card in at most `room` characters as `measure` counts a line (its newline is added).

    Words of articles are shortened to one common length, the greatest that fits. Where that is
    not enough, lines are left out from the end.
    """
    if _length(card, measure) <= room:
        return card
    low, high = 0, max((_body(line) for line in _lines(card)), default=0)
    while low < high:
        middle = (low + high + 1) // 2
        if _length(_with_body(card, middle), measure) <= room:
            low = middle
        else:
            high = middle - 1
    return _without_last_lines(_with_body(card, low), room, measure)


def _with_body(card: Card, room: int) -> Card:
    sections = tuple(
        replace(section, lines=tuple(shortened(line, room) for line in section.lines))
        for section in card.sections
    )
    return replace(card, sections=sections)


def _without_last_lines(card: Card, room: int, measure: Measure) -> Card:
    while _length(card, measure) > room and card.sections:
        *others, last = card.sections
        kept = (Section(last.lines[:-1], last.button),) if len(last.lines) > 1 else ()
        card = replace(card, sections=(*others, *kept))
    return card


def _lines(card: Card) -> Iterable[Line]:
    for section in card.sections:
        yield from section.lines
    yield from card.footer


def _body(line: Line) -> int:
    return sum(len(run.text) for run in line.runs if run.body)


def _length(card: Card, measure: Measure) -> int:
    title = measure(Line((Run(card.title),)))
    return title + sum(measure(line) + 1 for line in _lines(card))
