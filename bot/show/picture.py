"""A chart as a PNG that reads well on a phone: light on dark, 800 pixels wide.

Kinds of event differ by shape and by colour, so that either alone tells them apart. The colours
are light enough on the ground for text (WCAG 2.1 contrast of 4.5 and more). Matplotlib leaves the
types of its drawing methods open, so its objects are Untyped, here and nowhere else.
"""

from io import BytesIO
from textwrap import wrap
from threading import Lock
from typing import Any, TypeAlias

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from bot.show.catalogue import say
from bot.show.chart import Chart, Mark, kinds
from corpus.models import EventKind

Untyped: TypeAlias = Any

_ONE_AT_A_TIME = Lock()

DPI = 200
WIDTH = 4.0
"""Inches: 800 pixels."""

GROUND, INK, FAINT, SKIPPED = "#1e1f22", "#f2f3f5", "#4e5058", "#b5bac1"
TEXT, SMALL, TITLE = 8.0, 7.0, 10.0
"""Points; at 200 dots an inch 8 points are 22 pixels, about 11 on a phone."""

ROW, HEAD, LEGEND_ROW = 0.42, 0.78, 0.2
"""Inches of a row, of title and day labels, of a row of the legend."""

NAMES = 0.28
"""The part of the width that the names take."""

LEGEND_COLUMNS = 4
FEW_COLUMNS = 5
"""Of more days than this, labels and marks are smaller, so that they keep apart."""

MOST_IN_CELL = 4
LONGEST_NAME = 15

MARKS: dict[EventKind, tuple[str, str]] = {
    EventKind.ANNOUNCE: ("s", "#79c0ff"),
    EventKind.SAY: ("o", "#79c0ff"),
    EventKind.CLARIFY: ("D", "#79c0ff"),
    EventKind.ACCUSE: ("^", "#ff8a80"),
    EventKind.CONDEMN: ("v", "#ff8a80"),
    EventKind.THREATEN: ("X", "#ff8a80"),
    EventKind.DENY: ("X", "#ffb454"),
    EventKind.REJECT: ("P", "#ffb454"),
    EventKind.DECLINE: ("d", "#ffb454"),
    EventKind.SUPPORT: ("P", "#7ee787"),
    EventKind.DEFEND: ("D", "#7ee787"),
    EventKind.APOLOGISE: ("h", "#7ee787"),
    EventKind.DEMAND: (">", "#d2a8ff"),
    EventKind.PROMISE: ("*", "#d2a8ff"),
    EventKind.ACT: ("s", "#f2f3f5"),
}


def draw(chart: Chart, locale: str = "en") -> bytes:
    """The chart as PNG. This computes for some tenths of a second: call it in a worker.

    Matplotlib keeps fonts for the whole process, so one picture is drawn at a time.
    """
    with _ONE_AT_A_TIME:
        return _drawn(chart, locale)


def _drawn(chart: Chart, locale: str) -> bytes:
    shown = kinds(chart)
    legend_rows = -(-(len(shown) + 1) // LEGEND_COLUMNS)
    height = HEAD + ROW * len(chart.rows) + LEGEND_ROW * legend_rows + 0.3
    figure: Untyped = Figure(figsize=(WIDTH, height), dpi=DPI, facecolor=GROUND)
    canvas: Untyped = FigureCanvasAgg(figure)
    bottom = (LEGEND_ROW * legend_rows + 0.3) / height
    grid = figure.add_axes(
        (NAMES, bottom, 0.97 - NAMES, ROW * len(chart.rows) / height), facecolor=GROUND
    )
    _grid(grid, chart)
    _links(grid, chart)
    _marks(grid, chart)
    _words(figure, chart, height)
    _legend(figure, shown, chart, locale)
    png = BytesIO()
    canvas.print_png(png)
    return png.getvalue()


def _grid(grid: Untyped, chart: Chart) -> None:
    """Rows with names, columns with days, faint lines between."""
    grid.set_xlim(-0.5, len(chart.columns) - 0.5)
    grid.set_ylim(len(chart.rows) - 0.5, -0.5)
    grid.xaxis.tick_top()
    grid.tick_params(length=0, colors=INK, labelsize=TEXT)
    if len(chart.columns) > FEW_COLUMNS:
        grid.tick_params(axis="x", labelsize=SMALL)
    grid.set_xticks(range(len(chart.columns)), chart.columns, parse_math=False)
    names = ["\n".join(wrap(name, LONGEST_NAME)[:2]) for name in chart.rows]
    grid.set_yticks(range(len(chart.rows)), names, parse_math=False)
    for side in grid.spines.values():
        side.set_visible(False)
    for row in range(len(chart.rows)):
        grid.axhline(row, color=FAINT, linewidth=0.5, zorder=0)
    for column in range(1, len(chart.columns)):
        grid.axvline(column - 0.5, color=FAINT, linewidth=0.5, linestyle=":", zorder=0)
    for column in chart.gaps:
        grid.axvline(column - 0.5, color=SKIPPED, linewidth=0.9, zorder=0)


def _marks(grid: Untyped, chart: Chart) -> None:
    """Marks side by side in their cell; what does not fit is counted."""
    size = 40 if len(chart.columns) <= 4 else 30 if len(chart.columns) <= FEW_COLUMNS else 22
    for mark in chart.marks:
        if mark.place >= MOST_IN_CELL:
            continue
        shape, colour = MARKS[mark.kind]
        x, y = _place(mark, chart)
        fill = colour if mark.certain else GROUND
        grid.scatter(x, y, s=size, marker=shape, facecolor=fill, edgecolor=colour, zorder=3)
    for (row, column), count in _crowded(chart).items():
        grid.annotate(
            f"+{count}",
            (column + 0.48, row - 0.16),
            color=INK,
            fontsize=SMALL,
            ha="right",
            va="bottom",
            zorder=4,
        )


def _crowded(chart: Chart) -> dict[tuple[int, int], int]:
    """How many marks of each cell there was no room for."""
    over: dict[tuple[int, int], int] = {}
    for mark in chart.marks:
        if mark.place >= MOST_IN_CELL:
            over[mark.row, mark.column] = mark.place - MOST_IN_CELL + 1
    return over


def _place(mark: Mark, chart: Chart) -> tuple[float, float]:
    """Where a mark stands: those of one cell are spread about its middle."""
    together = sum((other.row, other.column) == (mark.row, mark.column) for other in chart.marks)
    shown = min(together, MOST_IN_CELL)
    step = 0.84 / MOST_IN_CELL
    return mark.column + (mark.place - (shown - 1) / 2) * step, mark.row


def _links(grid: Untyped, chart: Chart) -> None:
    """A line from each reaction to what it answers, dashed where that is not certain."""
    for link in chart.links:
        ends = chart.marks[link.reaction], chart.marks[link.answered]
        if any(mark.place >= MOST_IN_CELL for mark in ends):
            continue
        grid.annotate(
            "",
            _place(ends[1], chart),
            _place(ends[0], chart),
            arrowprops={
                "arrowstyle": "->",
                "color": "#b5bac1",
                "linewidth": 0.8,
                "linestyle": "-" if link.certain else (0, (3, 2)),
                "shrinkA": 4,
                "shrinkB": 4,
                "connectionstyle": "arc3,rad=0.15",
            },
            zorder=2,
        )


def _words(figure: Untyped, chart: Chart, height: float) -> None:
    title = "\n".join(wrap(chart.title, 42)[:2])
    figure.text(
        0.03,
        1 - 0.1 / height,
        title,
        color=INK,
        fontsize=TITLE,
        fontweight="bold",
        va="top",
        parse_math=False,
    )


def _legend(figure: Untyped, shown: tuple[EventKind, ...], chart: Chart, locale: str) -> None:
    handles = [_handle(*MARKS[kind], say(f"event.{kind.value}", locale)) for kind in shown]
    if not all(mark.certain for mark in chart.marks):
        handles.append(_handle("o", INK, say("picture.probably", locale), hollow=True))
    figure.legend(
        handles=handles,
        loc="lower left",
        bbox_to_anchor=(0.01, 0.01),
        ncols=LEGEND_COLUMNS,
        frameon=False,
        labelcolor=INK,
        fontsize=TEXT,
        handletextpad=0.1,
        columnspacing=0.9,
        borderpad=0.2,
    )


def _handle(shape: str, colour: str, label: str, *, hollow: bool = False) -> Line2D:
    return Line2D(
        [],
        [],
        linestyle="none",
        marker=shape,
        markersize=6,
        markerfacecolor=GROUND if hollow else colour,
        markeredgecolor=colour,
        label=label,
    )
