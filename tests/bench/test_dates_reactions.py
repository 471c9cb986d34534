"""The adaptors of dates and reactions read text and date, and nothing of the gold."""

from corpus.models import Event, EventKind, Span
from tests.bench.common import article_of
from tests.bench.dates import predict
from tests.bench.reactions import event_fields

RECORD = {
    "doc": "d1",
    "corpus": "c",
    "dct": "2031-05-07T10:00",
    "text": "The mayor of Amley resigned on Monday.",
}
ARTICLE = {"id": "a1", "date": "2031-05-07", "title": "Mayor goes", "text": RECORD["text"]}


def test_an_expression_is_predicted_with_its_span_and_value() -> None:
    text = RECORD["text"]
    assert predict(RECORD) == {
        "doc": "d1",
        "corpus": "c",
        "timex": [
            {
                "start": text.index("Monday"),
                "end": text.index("Monday") + len("Monday"),
                "type": "DATE",
                "value": "2031-05-05",
            }
        ],
    }


def test_gold_changes_nothing() -> None:
    assert predict({**RECORD, "timex": "[]", "sec": "1"}) == predict(RECORD)
    assert article_of({**ARTICLE, "events": "[]", "quotes": "[]"}) == article_of(ARTICLE)


def test_an_event_is_written_as_the_scorer_reads_it() -> None:
    event = Event("e1", EventKind.DENY, Span(0, 9), actor="Dana Lee", cue=Span(4, 6))
    assert event_fields(event) == {
        "start": 0,
        "end": 9,
        "cue_start": 4,
        "cue_end": 6,
        "kind": "deny",
        "actor": "Dana Lee",
        "target": None,
        "reaction": False,
    }
