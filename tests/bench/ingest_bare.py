"""The bare spaCy pipeline as a program, for `tests.bench.ingest`: which part to read, on its input.

For each line "FIRST LAST" it parses those articles of the files named and prints its seconds on the
clock and of processors, its two processes' included.
"""

import json
import resource
import sys
import time

import spacy

from corpus.extraction.model import MODEL
from tests.bench.common import records

PROCESSES = 2
BATCH = 16


def seconds() -> float:
    """Processors' seconds of this process and of those that it had."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def main(paths: list[str]) -> None:
    """Load the model, then read what is asked for."""
    texts = [record["text"] for path in paths for record in records(path)]
    nlp = spacy.load(MODEL)
    for _ in nlp.pipe(texts[:BATCH]):
        pass
    print("ready", flush=True)
    for line in sys.stdin:
        first, last = map(int, line.split())
        wall, cpu = time.perf_counter(), seconds()
        for _ in nlp.pipe(texts[first:last], batch_size=BATCH, n_process=PROCESSES):
            pass
        print(json.dumps([time.perf_counter() - wall, seconds() - cpu]), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
