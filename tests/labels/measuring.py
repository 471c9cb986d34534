"""How what a system read is held against the labels (GUIDE.md says it in words)."""

from collections.abc import Iterable, Sequence

from tests.labels.labelled import Offsets, Unit

FOUND_FROM = 0.5

Stretch = Offsets | tuple[int, int]


def characters(spans: Iterable[Stretch]) -> set[int]:
    """All offsets that spans cover."""
    return {offset for start, end in spans for offset in range(start, end)}


def overlap(spans: Sequence[Stretch], unit: Unit) -> float:
    """The best Jaccard overlap of spans with a unit: all that was said, or what stands in marks."""
    said = characters(spans)
    fair = [characters(unit["spans"]), characters(unit["quoted"])]
    return max(len(said & words) / len(said | words) for words in fair)


def plain(name: str) -> str:
    """A name without case and article, to compare."""
    return name.casefold().removeprefix("the ").strip()
