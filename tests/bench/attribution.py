"""`python -m tests.bench.attribution ARTICLES.jsonl > PRED.jsonl`: who said what.

Reads id, text, publisher, date and title of each record and nothing else.
"""

import json
import sys

from corpus.extraction import nlp
from corpus.extraction.pipeline import extract_many
from tests.bench.common import article_of, prediction, records


def main(path: str) -> None:
    """Print a prediction a line for the articles of the file at `path`."""
    given = list(records(path))
    extractions = extract_many((article_of(record) for record in given), nlp.load())
    for record, extraction in zip(given, extractions, strict=True):
        print(json.dumps(prediction(record, extraction), ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1])
