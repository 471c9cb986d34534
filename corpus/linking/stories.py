"""Articles about the same thing over days, and the same text under two mastheads.

Stories are found in one pass in the order of publication, as topic detection and tracking does it
(Allan and others, "Topic Detection and Tracking", 1998): an article joins the story that it is most
like, or begins one. Likeness is the cosine of idf-weighted stems, and more for every utterance that
both report. Reprints share most of their overlapping runs of eight words (Broder, "On the
resemblance and containment of documents", 1997).
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from corpus.linking.words import LITTLE, words

JOIN_FROM = 0.25
"""From this likeness on, an article joins a story."""

_SHINGLE = 8
_REPRINT_FROM = 0.6  # of the shorter text's runs
_SHARED_UTTERANCE = 0.08
_QUIET_DAYS = 10  # a story that has not moved for so long is closed


@dataclass(frozen=True, slots=True)
class Paper:
    """What is compared of an article: its public id, its paragraphs' text and its printed day.

    `utterances` are the groups of the wordings that it carries, across the library.
    """

    article_id: str
    text: str
    day: date | None = None
    utterances: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Story:
    """Articles about one thing, in the order of publication (undated ones where they fit, last).

    `first` and `last` are printed days. `central` is the article most like all the others: its
    headline can stand for the story. `reprints` are sets of its articles that carry one text.
    """

    article_ids: tuple[str, ...]
    central: str
    first: date | None
    last: date | None
    reprints: tuple[tuple[str, ...], ...] = ()


def reprints(papers: Sequence[Paper]) -> tuple[tuple[str, ...], ...]:
    """Sets of two or more articles that carry one text, whole or cut short, earliest first."""
    ordered = sorted(papers, key=_order)
    runs = [_shingles(paper.text) for paper in ordered]
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for at, found in enumerate(runs):
        for run in found:
            holders[run].append(at)
    shared = Counter(
        (a, b) for held in holders.values() for n, a in enumerate(held) for b in held[n + 1 :]
    )
    sets = list(range(len(ordered)))
    for (a, b), count in sorted(shared.items()):
        if count >= _REPRINT_FROM * min(len(runs[a]), len(runs[b])):
            joined, gone = sorted((sets[a], sets[b]))
            sets = [joined if member == gone else member for member in sets]
    together: defaultdict[int, list[str]] = defaultdict(list)
    for at, member in enumerate(sets):
        together[member].append(ordered[at].article_id)
    return tuple(tuple(ids) for ids in together.values() if len(ids) > 1)


def stories(papers: Sequence[Paper]) -> tuple[Story, ...]:
    """Every article in one story, stories in the order in which they began.

    The same articles in any order give the same stories.
    """
    ordered = sorted(papers, key=_order)
    vectors = _vectors(ordered)
    growing: list[_Growing] = []
    for paper, vector in zip(ordered, vectors, strict=True):
        open_now = [story for story in growing if story.is_open(paper.day)]
        likeness = [story.likeness(vector) + story.shared(paper) for story in open_now]
        if likeness and max(likeness) >= JOIN_FROM:
            joined = open_now[likeness.index(max(likeness))]
        else:
            joined = _Growing()
            growing.append(joined)
        joined.add(paper, vector)
    copies = reprints(ordered)
    return tuple(story.closed(copies) for story in growing)


@dataclass(slots=True)
class _Growing:
    """A story while articles join it: the sum of its articles' unit vectors."""

    papers: list[Paper] = field(default_factory=list[Paper])
    vectors: list[dict[str, float]] = field(default_factory=list[dict[str, float]])
    total: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))

    def add(self, paper: Paper, vector: dict[str, float]) -> None:
        self.papers.append(paper)
        self.vectors.append(vector)
        for stem, value in vector.items():
            self.total[stem] += value

    def is_open(self, day: date | None) -> bool:
        """Not closed by silence; an undated article may join any story, and any an undated one."""
        last = max((paper.day for paper in self.papers if paper.day), default=None)
        return day is None or last is None or (day - last).days <= _QUIET_DAYS

    def likeness(self, vector: dict[str, float]) -> float:
        """Cosine of the article with the story's centroid."""
        length = math.sqrt(sum(value * value for value in self.total.values()))
        dot = sum(value * self.total.get(stem, 0.0) for stem, value in vector.items())
        return dot / length if length else 0.0

    def shared(self, paper: Paper) -> float:
        """What the utterances that the article and the story both report add to their likeness."""
        told = frozenset[str]().union(*(member.utterances for member in self.papers))
        return _SHARED_UTTERANCE * len(told & paper.utterances)

    def closed(self, copies: Iterable[tuple[str, ...]]) -> Story:
        days = [paper.day for paper in self.papers if paper.day]
        ids = tuple(paper.article_id for paper in self.papers)
        likeness = [self.likeness(vector) for vector in self.vectors]
        return Story(
            article_ids=ids,
            central=ids[likeness.index(max(likeness))],
            first=min(days, default=None),
            last=max(days, default=None),
            reprints=tuple(copy for copy in copies if copy[0] in ids),
        )


def _order(paper: Paper) -> tuple[date, str]:
    return paper.day or date.max, paper.article_id


def _shingles(text: str) -> frozenset[int]:
    """The text's overlapping runs of eight stems, hashed; a shorter text is one run."""
    stems = words((text,), all_quoted=False).stems
    starts = range(max(1, len(stems) - _SHINGLE + 1) if stems else 0)
    return frozenset(hash(stems[start : start + _SHINGLE]) for start in starts)


def _vectors(papers: Sequence[Paper]) -> list[dict[str, float]]:
    """Unit vectors of telling stems: (1 + ln tf) × (1 + ln N/df), as Salton's ltc weighting."""
    counts = [_telling(paper.text) for paper in papers]
    spread = Counter(stem for count in counts for stem in count)
    vectors: list[dict[str, float]] = []
    for count in counts:
        raw = {
            stem: (1 + math.log(times)) * (1 + math.log(len(papers) / spread[stem]))
            for stem, times in count.items()
        }
        length = math.sqrt(sum(value * value for value in raw.values())) or 1.0
        vectors.append({stem: value / length for stem, value in raw.items()})
    return vectors


def _telling(text: str) -> Counter[str]:
    found = words((text,), all_quoted=False)
    return Counter(
        stem for stem, weight in zip(found.stems, found.weights, strict=True) if weight > LITTLE
    )
