"""Making a card fit: an article's words give way first, at a space, and say that they were cut."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from bot.show.cards import Card, Line, Run, Section
from corpus.models import Span

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


def window(text: str, kept: Sequence[Span], room: int) -> tuple[str, tuple[Span, ...]]:
    """About `room` characters of `text` round the first of the spans `kept`, and the spans in it.

    What is left out on either side is shown as "…". Spans outside the window are dropped.
    """
    if len(text) <= room:
        return text, tuple(kept)
    first = min(kept, default=Span(0, 0))
    start = max(0, min(first.start - room // 4, len(text) - room))
    if start:
        start = text.find(" ", start, first.start) + 1 or start
    lead = CUT.strip() + " " if start else ""
    shown = lead + cut(text[start:], room)
    inside = len(shown) - len(CUT) if len(text) - start > room else len(shown)
    moved = (Span(span.start - start + len(lead), span.end - start + len(lead)) for span in kept)
    fit = (Span(max(span.start, len(lead)), min(span.end, inside)) for span in moved)
    return shown, tuple(span for span in fit if span.start < span.end)


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
