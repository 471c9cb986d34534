"""`python -m tests.bench.reactions ARTICLES.jsonl > PRED.jsonl`: statements and whom they answer.

Reads id, text, date, title and publisher of each record and nothing else.
"""

import json
import sys
from datetime import date
from pathlib import Path

from corpus.extraction import nlp
from corpus.extraction.pipeline import extract_many
from corpus.models import Article, Event, Extraction
from corpus.reading.plain import read_text


def article_of(record: dict[str, str]) -> Article:
    """The record's text read as an article published on its date."""
    day = date.fromisoformat(record["date"][:10]) if record.get("date") else None
    return read_text(record["text"], headline=record.get("title") or None, published=day)


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
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    articles = (article_of(record) for record in records)
    for record, extraction in zip(records, extract_many(articles, nlp.load()), strict=True):
        print(json.dumps(prediction(record["id"], extraction), ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1])
