"""`python -m tests.bench.reactions ARTICLES.jsonl > PRED.jsonl`: statements and whom they answer.

Reads id, text, date, title and publisher of each record and nothing else.
"""

import json
import sys

from corpus.extraction import nlp
from corpus.extraction.pipeline import extract_many
from corpus.models import Event, Extraction
from tests.bench.common import article_of, records


def event_fields(event: Event) -> dict[str, object]:
    """An event as the scorer reads it."""
    return {
        "start": event.span.start,
        "end": event.span.end,
        "cue_start": event.cue.start if event.cue else None,
        "cue_end": event.cue.end if event.cue else None,
        "kind": str(event.kind),
        "actor": event.actor,
        "target": event.target,
        "reaction": event.reaction,
    }


def prediction(identity: str, extraction: Extraction) -> dict[str, object]:
    """The scorer's prediction for one article."""
    return {"id": identity, "events": [event_fields(event) for event in extraction.events]}


def main(path: str) -> None:
    """Print a prediction a line for the articles of the file at `path`."""
    read = list(records(path))
    articles = (article_of(record) for record in read)
    for record, extraction in zip(read, extract_many(articles, nlp.load()), strict=True):
        print(json.dumps(prediction(record["id"], extraction), ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1])
