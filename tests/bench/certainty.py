"""`python -m tests.bench.certainty ARTICLES.jsonl OUT.png`: precision against coverage, drawn.

Quoted attributions of annotated articles are grouped by the rule that joined words and source and
by how the source is printed; the groups are then stated one after another, the most often right
first. The curve shows what share of the annotated quotations is covered by then, and how much of
what is stated is right; the cross shows what the bot states. The order is that of the same
articles, so draw it of articles whose annotations the rules were written by. A quotation is found
where its span overlaps an annotated one by half (Jaccard), and right where the source does too.
"""

import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from matplotlib.figure import Figure
from spacy.tokens import Doc

from corpus.extraction import nlp
from corpus.extraction.attribution import Attribution, attribute
from corpus.extraction.cast import find_cast
from corpus.extraction.quotes import find_stretches
from corpus.extraction.utterances import to_quotes
from corpus.models import Article, Quote, Span
from tests.bench.common import Record, article_of, records

_FOUND_FROM = 0.5


@dataclass(frozen=True, slots=True)
class Stated:
    """One quoted attribution: its rule and kind of source, and how it fared."""

    group: tuple[str, str]
    found: bool
    right: bool
    certain: bool


@dataclass(frozen=True, slots=True)
class Point:
    """What is covered of the annotated quotations, and what is right of the stated ones."""

    coverage: float
    precision: float
    precision_of_found: float


def main(articles: str, picture: str) -> None:
    """Draw the picture of the file at `articles` and print where the bot stands on it."""
    given = list(records(articles))
    read = [article_of(record) for record in given]
    judged: list[Stated] = []
    gold = 0
    for record, article, doc in zip(given, read, nlp.parse(read, nlp.load()), strict=True):
        wanted = quoted_units(record, article)
        gold += len(wanted)
        found = attribute(article, doc)
        by_cue = {doc[each.cue].idx: each for each in found if each.cue is not None}
        quotes = to_quotes(doc, found, find_cast(article, doc))
        judged += judge(doc, quotes, by_cue, wanted)
    curve = points(judged, gold)
    own = point([each for each in judged if each.certain], gold)
    print(f"{len(judged)} quotations told, {gold} annotated; the bot states with certainty:")
    print(f"coverage {own.coverage:.3f}, right {own.precision:.3f} of all stated,")
    print(f"{own.precision_of_found:.3f} of those whose words the annotators marked")
    draw(curve, own, Path(picture))


def quoted_units(record: Record, article: Article) -> list[tuple[list[Span], list[Span]]]:
    """Annotated words that stand between marks, in part at least, each with their sources."""
    blocks = [block.span for block in article.blocks]
    marked = [stretch.inner for stretch in find_stretches(article.text, blocks)]
    units: list[tuple[list[Span], list[Span]]] = []
    for each in record["attributions"]:
        content = [Span(*span) for span in each["content"]]
        if _shared(content, marked):
            units.append((content, [Span(*span) for span in each["source"]]))
    return units


def judge(
    doc: Doc,
    quotes: Iterable[Quote],
    by_cue: dict[int, Attribution],
    wanted: list[tuple[list[Span], list[Span]]],
) -> list[Stated]:
    """How each quotation fared against the annotated one that its words overlap most."""
    judged: list[Stated] = []
    for quote in quotes:
        if not quote.quoted or quote.cue is None or quote.cue.start not in by_cue:
            continue
        best = max(wanted, key=lambda unit: _jaccard(unit[0], quote.spans), default=None)
        found = best is not None and _jaccard(best[0], quote.spans) >= _FOUND_FROM
        printed = quote.speaker.span
        right = found and best is not None and _same(best[1], printed)
        group = by_cue[quote.cue.start].rule, _printed_as(doc, printed)
        judged.append(Stated(group, found, right, quote.speaker.certain))
    return judged


def _jaccard(one: Sequence[Span], other: Sequence[Span]) -> float:
    shared = _shared(one, other)
    return shared / (sum(end - start for start, end in (*one, *other)) - shared)


def _shared(one: Sequence[Span], other: Sequence[Span]) -> int:
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)


def _same(sources: list[Span], printed: Span | None) -> bool:
    if printed is None:
        return not sources
    return any(source.start < printed.end and printed.start < source.end for source in sources)


def _printed_as(doc: Doc, printed: Span | None) -> str:
    words = doc.char_span(*printed, alignment_mode="expand") if printed else None
    if words is None:
        return "none"
    if words.root.pos_ == "PRON":
        return "pronoun"
    return "name" if any(token.pos_ == "PROPN" for token in words) else "noun"


def point(stated: list[Stated], gold: int) -> Point:
    """Coverage and precision if just these are stated."""
    found = sum(each.found for each in stated)
    right = sum(each.right for each in stated)
    return Point(found / max(1, gold), right / max(1, len(stated)), right / max(1, found))


def points(judged: list[Stated], gold: int) -> list[Point]:
    """The curve: group after group, the most often right first."""
    groups: dict[tuple[str, str], list[Stated]] = defaultdict(list)
    for each in judged:
        groups[each.group].append(each)
    ranked = sorted(groups.values(), key=lambda group: -sum(e.right for e in group) / len(group))
    return [point(list(chain(*ranked[:count])), gold) for count in range(1, len(ranked) + 1)]


def draw(curve: list[Point], own: Point, path: Path) -> None:
    """Write the picture as a PNG file."""
    figure: Any = Figure(figsize=(7, 4.5), dpi=110, layout="constrained")  # half typed, matplotlib
    axes = figure.subplots()
    coverage = [each.coverage for each in curve]
    axes.plot(coverage, [each.precision for each in curve], label="right, of all stated")
    axes.plot(coverage, [each.precision_of_found for each in curve], label="right, of those found")
    axes.plot(own.coverage, own.precision, "kx", markersize=9, label="what the bot states")
    axes.plot(own.coverage, own.precision_of_found, "kx", markersize=9)
    axes.set(xlabel="share of annotated quotations covered", ylabel="share right")
    axes.set_ylim(0.8, 1.0)
    axes.grid(alpha=0.3)
    axes.legend(loc="lower left")
    figure.savefig(path)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
