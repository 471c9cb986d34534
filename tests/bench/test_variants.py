"""The adaptor judges from ids, spans, text and date alone."""

from typing import Any

from tests.bench.variants import average_precision, best_threshold, connected, f1, predict

ARTICLES = {
    "a": {"text": "“We will not sell the harbour by night,” she said.", "date": "2031-05-06"},
    "b": {"text": "She vowed they would “not sell the harbour by night”.", "date": "2031-05-06"},
    "c": {"text": "He spoke of three new schools.", "date": "2031-05-07"},
}
PAIRS: list[dict[str, Any]] = [
    {"id": "1", "a": {"doc": "a", "spans": [[0, 40]]}, "b": {"doc": "b", "spans": [[20, 53]]}},
    {"id": "2", "a": {"doc": "a", "spans": [[0, 40]]}, "b": {"doc": "c", "spans": [[0, 29]]}},
]


def test_predictions_need_no_labels_and_tell_the_pairs_apart() -> None:
    first, second = predict(PAIRS, ARTICLES)
    assert first["same"]
    assert not second["same"]
    labelled = [{**pair, "label": "different", "kind": "D", "gap_days": 9} for pair in PAIRS]
    assert predict(labelled, ARTICLES) == [first, second]


def test_pairs_that_share_a_document_fall_into_one_part() -> None:
    far: dict[str, Any] = {
        "id": "3",
        "a": {"doc": "x", "spans": []},
        "b": {"doc": "y", "spans": []},
    }
    assert connected([*PAIRS, far]) == [[0, 1], [2]]


def test_figures() -> None:
    scored = [(True, 0.9), (False, 0.8), (True, 0.7), (False, 0.1)]
    assert f1(scored, 0.5) == 0.8
    assert average_precision(scored) == (1 + 2 / 3) / 2
    assert 0.1 < best_threshold(scored) < 0.7
