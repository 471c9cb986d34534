"""`python -m tests.bench.speed ARTICLES.jsonl`: CPU seconds of extraction over bare spaCy's.

One process, no pool. Both sides are warmed and then run five times in turn; the figure is the
median of the ratios of a round. Reading an article into blocks is not counted on either side.
"""

import statistics
import sys
import time
from collections.abc import Callable

import spacy

from corpus.extraction import nlp
from corpus.extraction.pipeline import extract_many
from tests.bench.common import article_of, records

ROUNDS = 5
WARM_UP = 8


def main(path: str) -> None:
    """Print the seconds of each round, the median ratio and what the pipeline leaves out."""
    articles = [article_of(record) for record in records(path)]
    texts = [article.text for article in articles]
    bare, ours = spacy.load(nlp.MODEL), nlp.load()

    def parse(count: int | None = None) -> None:
        for _ in bare.pipe(texts[:count], batch_size=32):
            pass

    def extract(count: int | None = None) -> None:
        for _ in extract_many(articles[:count], ours):
            pass

    parse(WARM_UP)
    extract(WARM_UP)
    rounds = [(_seconds(parse), _seconds(extract)) for _ in range(ROUNDS)]
    for bare_seconds, our_seconds in rounds:
        print(f"bare {bare_seconds:.2f} s   extraction {our_seconds:.2f} s")
    ratio = statistics.median(mine / theirs for theirs, mine in rounds)
    left_out = sorted(set(bare.pipe_names) - set(ours.pipe_names))
    print(f"median ratio {ratio:.3f}; components left out: {', '.join(left_out) or 'none'}")


def _seconds(work: Callable[[], None]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin


if __name__ == "__main__":
    main(sys.argv[1])
