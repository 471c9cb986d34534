"""`python -m tests.bench.dates TIMEX.jsonl > PRED.jsonl`: expressions of time in dated documents.

Reads doc, corpus, dct and text of each record and nothing else.
"""

import json
import sys
from datetime import date
from pathlib import Path

from corpus.extraction.dates import find_timexes
from corpus.models import Article, Publication, PublishedBasis


def predict(record: dict[str, str]) -> dict[str, object]:
    """The scorer's prediction for one record."""
    day = date.fromisoformat(record["dct"][:10]) if record.get("dct") else None
    basis = PublishedBasis.GIVEN if day else PublishedBasis.UNKNOWN
    article = Article(record["text"], (), publication=Publication(day, basis))
    timexes = [
        {"start": t.span.start, "end": t.span.end, "type": str(t.type), "value": t.value}
        for t in find_timexes(article, None)
    ]
    return {"doc": record["doc"], "corpus": record["corpus"], "timex": timexes}


def main(path: str) -> None:
    """Print a prediction a line for the records of the file at `path`."""
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        print(json.dumps(predict(json.loads(line)), ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1])
