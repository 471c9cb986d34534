"""`python -m tests.bench.timeline --articles DIR --gold GOLD.json > PRED.json`: timelines.

DIR holds a folder a topic with articles.jsonl.gz and keywords.json (the words asked for). Of an
article it reads id, time and sents; days come from our own date reader. Of the gold it takes the
first and the last day, the number of days and the mean number of sentences a day; with
`--without-gifts` only the timelines' names: then the period is that of the articles, and the
numbers are the bot's. `--repeat N` brings the articles N times, each time later: then the figures
of time and memory are the point. These go to standard error.
"""

import argparse
import gzip
import json
import re
import resource
import sys
import time
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from bot.newsroom.timeline import MOST_A_DAY, MOST_DAYS
from corpus.briefing.passages import Passage, Passages, arrange
from corpus.briefing.selection import Wanted, choose
from corpus.extraction.dates import find_timexes
from corpus.models import Article, Publication, PublishedBasis

Timeline = Mapping[str, Sequence[str]]
Record = Mapping[str, Any]

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# The sentences come cut into tokens, and the date reader reads print: "April 20 , 2010" is none.
_APART = re.compile(r" (?=[,.;:!?%]|'s\b|'(?:re|ve|ll|d|m)\b|n't\b|-RRB-)|(?<=-LRB-) |(?<=\$) ")
_MARKS = {"-LRB-": "(", "-RRB-": ")", "``": "“", "''": "”"}
_GAP = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class Read:
    """An article as read: its text in print, where its sentences start, and these as they came."""

    article: Article
    starts: tuple[int, ...]
    sentences: tuple[str, ...]


class Clock:
    """Seconds spent by name, on the wall and of the processor, in the order the names came up."""

    def __init__(self) -> None:
        """Nothing is measured yet."""
        self.wall: defaultdict[str, float] = defaultdict(float)
        self.processor: defaultdict[str, float] = defaultdict(float)

    @contextmanager
    def of(self, name: str) -> Generator[None]:
        """Count the time of a block under `name`."""
        begin, spent = time.perf_counter(), time.process_time()
        yield
        self.wall[name] += time.perf_counter() - begin
        self.processor[name] += time.process_time() - spent


def records(folder: Path) -> list[Record]:
    """A topic's articles as they come."""
    with gzip.open(folder / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def printed(sentence: str) -> str:
    """A sentence cut into tokens as it would be in print."""
    joined = _APART.sub("", sentence)
    for token, mark in _MARKS.items():
        joined = joined.replace(token, mark)
    return joined


def read(record: Record, later: timedelta = timedelta(0)) -> Read:
    """A record as an article published `later`, from its id, time and sents only."""
    day = date.fromisoformat(record["time"][:10]) + later
    lines = [printed(sentence) for sentence in record["sents"]]
    starts = [0]
    for line in lines[:-1]:
        starts.append(starts[-1] + len(line) + 1)
    publication = Publication(day, PublishedBasis.GIVEN)
    address = f"{record['id']} {later.days}"
    article = Article("\n".join(lines), (), publication=publication, address=address)
    return Read(article, tuple(starts), tuple(record["sents"]))


def passages(each: Read) -> Iterator[Passage]:
    """The sentences of an article with the days that our date reader finds in them."""
    days: defaultdict[int, list[date]] = defaultdict(list)
    for found in find_timexes(each.article):
        if _DAY.match(found.value):
            day = date.fromisoformat(found.value[:10])
            days[bisect_right(each.starts, found.span.start) - 1].append(day)
    published = each.article.publication.day or date.min
    for position, sentence in enumerate(each.sentences):
        yield Passage(
            each.article.address or "", position, published, sentence, tuple(days[position])
        )


def gifts(timeline: Timeline, later: timedelta, times: int) -> Wanted:
    """First and last day, number of days and mean sentences a day: all that the gold gives."""
    days = sorted(date.fromisoformat(day[:10]) for day in timeline)
    mean = sum(map(len, timeline.values())) / len(timeline)
    return Wanted(days[0], days[-1] + later, len(days) * times, mean)


def as_the_bot(arranged: Passages) -> Wanted:
    """What the bot shows of so many days, where nobody asks for a period."""
    published = [each.published for each in arranged.items]
    return Wanted(min(published), max(published), MOST_DAYS, MOST_A_DAY)


def shift(found: Iterable[Record]) -> timedelta:
    """How much later a repetition begins: whole weeks, so that weekdays stay what they were."""
    days = sorted(date.fromisoformat(each["time"][:10]) for each in found)
    return timedelta(weeks=(days[-1] - days[0] + _GAP).days // 7)


def predict(
    folder: Path,
    gold: Mapping[str, Timeline],
    clock: Clock,
    times: int = 1,
    *,
    gifted: bool = True,
) -> dict[str, dict[str, list[str]]]:
    """The timelines of one topic, whose folder it is, in the scorer's format."""
    found = records(folder)
    step = shift(found)
    with clock.of("parse"):
        texts = [read(each, step * time) for time in range(times) for each in found]
    with clock.of("dates"):
        dated = [each for text in texts for each in passages(text)]
    with clock.of("selection"):
        asked = json.loads((folder / "keywords.json").read_text(encoding="utf-8"))
        arranged = arrange(dated, asked)
        made: dict[str, dict[str, list[str]]] = {}
        for name, timeline in gold.items():
            later = step * (times - 1)
            wanted = gifts(timeline, later, times) if gifted else as_the_bot(arranged)
            days = choose(arranged, wanted)
            made[name] = {str(day): [each.text for each in told] for day, told in days.items()}
    print(f"{folder.name}: {len(texts)} articles, {len(dated)} sentences", file=sys.stderr)
    return made


def main() -> None:
    """Print the timelines, and to standard error what they took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--repeat", type=int, default=1)
    parser.add_argument("--without-gifts", action="store_true")
    asked = parser.parse_args()
    gold: dict[str, Timeline] = json.loads(asked.gold.read_text(encoding="utf-8"))
    clock = Clock()
    made: dict[str, dict[str, list[str]]] = {}
    for topic in dict.fromkeys(name.split("/")[0] for name in gold):
        wanted = {name: gold[name] for name in gold if name.split("/")[0] == topic}
        folder = asked.articles / topic
        made |= predict(folder, wanted, clock, asked.repeat, gifted=not asked.without_gifts)
    print(json.dumps(made, ensure_ascii=False, indent=1))
    for name, seconds in clock.wall.items():
        used = clock.processor[name]
        print(f"{name}: {seconds:.1f} s ({used:.1f} s of one processor)", file=sys.stderr)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"memory at most: {peak} MiB", file=sys.stderr)


if __name__ == "__main__":
    main()
