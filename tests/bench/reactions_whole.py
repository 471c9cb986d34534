"""`python -m tests.bench.reactions_whole PRED.jsonl [LABELS.jsonl]`: precision of whole articles.

Scores predictions of `tests.bench.reactions` against the labels beside this file, or others like
them (reactions_held.jsonl); what the labels mean is told in reactions_whole.md.
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench.common import records

LABELS = Path(__file__).with_name("reactions_whole.jsonl")
LEAST_OVERLAP = 0.3

Reaction = dict[str, Any]


@dataclass(slots=True)
class Score:
    """Counts over articles: `kinds` are of the labels that were found."""

    predicted: int = 0
    right: int = 0
    labelled: int = 0
    found: int = 0
    kinds: int = 0

    def add(self, labels: Sequence[Reaction], predicted: Sequence[Reaction]) -> None:
        """Count one article."""
        sure = [label for label in labels if not label["unsure"]]
        for event in predicted:
            if _meets(event, sure):
                self.right += 1
                self.predicted += 1
            elif not _meets(event, labels):
                self.predicted += 1
        for label in sure:
            pairs = [event for event in predicted if overlap(_ends(event), label["span"])]
            self.labelled += 1
            self.found += bool(pairs)
            self.kinds += any(event["kind"] == label["kind"] for event in pairs)

    @property
    def figures(self) -> dict[str, float]:
        """Precision, recall, F1, and how many of those found have the kind right."""
        precision = self.right / self.predicted if self.predicted else 0.0
        recall = self.found / self.labelled if self.labelled else 0.0
        both = precision + recall
        return {
            "precision": precision,
            "recall": recall,
            "f1": 2 * precision * recall / both if both else 0.0,
            "kind of found": self.kinds / self.found if self.found else 0.0,
        }


def overlap(one: Sequence[int], other: Sequence[int]) -> bool:
    """Whether two stretches overlap by the least that pairs them, of the shorter one."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    shorter = min(one[1] - one[0], other[1] - other[0])
    return shorter > 0 and shared >= LEAST_OVERLAP * shorter


def _meets(event: Reaction, labels: Sequence[Reaction]) -> bool:
    return any(overlap(_ends(event), label["span"]) for label in labels)


def _ends(event: Reaction) -> tuple[int, int]:
    """From the event's own words or its cue, whichever begins first, to the last."""
    starts = [event[name] for name in ("start", "cue_start") if event[name] is not None]
    ends = [event[name] for name in ("end", "cue_end") if event[name] is not None]
    return min(starts), max(ends)


def score(predictions: str, labels: str = str(LABELS)) -> Score:
    """Score a file of predictions; articles without a prediction count as having none."""
    predicted = {record["id"]: record["events"] for record in records(predictions)}
    total = Score()
    for article in records(labels):
        events = [event for event in predicted.get(article["id"], ()) if event["reaction"]]
        total.add(article["reactions"], events)
    return total


def main(predictions: str, labels: str = str(LABELS)) -> None:
    """Print the figures."""
    total = score(predictions, labels)
    print(json.dumps({name: round(value, 3) for name, value in total.figures.items()}))
    print(f"{total.right} of {total.predicted} right; {total.found} of {total.labelled} found")


if __name__ == "__main__":
    main(*sys.argv[1:])
