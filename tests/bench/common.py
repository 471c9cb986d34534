"""What the benchmarks' adaptors share: records in, articles and predictions out."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from corpus.models import Article, Extraction, Quote
from corpus.reading.plain import read_text

Record = dict[str, Any]


def records(path: str) -> Iterator[Record]:
    """The records of a JSONL file."""
    with Path(path).open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def article_of(record: Record) -> Article:
    """A record as the product reads it, from its text, publisher, date and title only."""
    day = date.fromisoformat(record["date"]) if record.get("date") else None
    return read_text(
        record["text"],
        headline=record.get("title"),
        published=day,
        outlet=record.get("publisher"),
    )


def prediction(record: Record, extraction: Extraction) -> Record:
    """The attribution scorer's line for one article: an entry for each piece of each quote."""
    quotes = [entry for quote in extraction.quotes for entry in _entries(quote)]
    return {"id": record["id"], "quotes": quotes}


def _entries(quote: Quote) -> Iterator[Record]:
    speaker = quote.speaker
    for start, end in quote.spans:
        yield {
            "start": start,
            "end": end,
            "speaker_start": speaker.span.start if speaker.span else None,
            "speaker_end": speaker.span.end if speaker.span else None,
            "speaker": speaker.name,
            "cue_start": quote.cue.start if quote.cue else None,
            "cue_end": quote.cue.end if quote.cue else None,
            "kind": quote.kind.value,
            "certain": speaker.certain,
        }
