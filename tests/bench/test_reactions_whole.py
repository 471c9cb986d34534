"""The score of whole articles, and the labels it is taken against."""

import json
from pathlib import Path

import pytest

from corpus.models import EventKind
from tests.bench.common import records
from tests.bench.reactions_whole import LABELS, overlap, score

HELD = LABELS.with_name("reactions_held.jsonl")


def event(
    start: int, end: int, kind: str = "condemn", *, reaction: bool = True
) -> dict[str, object]:
    cue = {"cue_start": None, "cue_end": None}
    return {"start": start, "end": end, "kind": kind, "reaction": reaction, **cue}


def label(start: int, end: int, *, unsure: bool = False) -> dict[str, object]:
    return {"span": [start, end], "kind": "condemn", "unsure": unsure}


def scored(folder: Path, labels: list[object], events: list[object]) -> dict[str, float]:
    gold, predicted = folder / "gold.jsonl", folder / "predicted.jsonl"
    gold.write_text(json.dumps({"id": "a", "reactions": labels}), encoding="utf-8")
    predicted.write_text(json.dumps({"id": "a", "events": events}), encoding="utf-8")
    return score(str(predicted), str(gold)).figures


def test_right_wrong_and_missed_are_counted(tmp_path: Path) -> None:
    labels: list[object] = [label(0, 40), label(100, 140)]
    events: list[object] = [event(0, 40, "deny"), event(60, 90), event(200, 210, reaction=False)]
    figures = scored(tmp_path, labels, events)
    assert figures == {"precision": 0.5, "recall": 0.5, "f1": 0.5, "kind of found": 0.0}


def test_an_unsure_label_counts_neither_way(tmp_path: Path) -> None:
    labels: list[object] = [label(0, 40), label(60, 90, unsure=True)]
    figures = scored(tmp_path, labels, [event(0, 40), event(60, 90)])
    assert (figures["precision"], figures["recall"]) == (1.0, 1.0)


def test_stretches_pair_from_three_tenths_of_the_shorter_on() -> None:
    assert overlap((0, 10), (7, 100))
    assert not overlap((0, 10), (8, 100))


@pytest.mark.parametrize(("labels", "count"), [(LABELS, 20), (HELD, 10)])
def test_the_labels_are_offsets_in_order_of_known_kinds(labels: Path, count: int) -> None:
    articles = list(records(str(labels)))
    assert len(articles) == count
    for article in articles:
        spans = [reaction["span"] for reaction in article["reactions"]]
        assert spans == sorted(spans)
        assert all(start < end for start, end in spans)
        assert all(EventKind(reaction["kind"]) for reaction in article["reactions"])
