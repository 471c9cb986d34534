"""The timelines' adaptor reads id, time and sents, and of the gold four numbers."""

import gzip
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.bench.timeline import Clock, predict, printed, read, shift

SENTS = [
    "Dock workers of Amley walked out on Tuesday and closed the harbour over night shifts .",
    "The harbour of Amley had not been closed by dock workers since May 1 , 2031 .",
    "`` We will be back on Friday '' , said the harbour 's own ferry crews at the gate .",
]
RECORDS: list[dict[str, Any]] = [
    {"id": f"courier/{day}", "source": "courier", "time": f"2031-05-{day:02}", "sents": SENTS}
    for day in (7, 8, 9, 12)
]
GOLD = {"strike/courier": {"2031-05-01": ["It began .", "So ."], "2031-05-12": ["It ended ."]}}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written(tmp_path / "strike", RECORDS)


def written(folder: Path, records: list[dict[str, Any]]) -> Path:
    folder.mkdir(parents=True)
    with gzip.open(folder / "articles.jsonl.gz", "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(record) + "\n" for record in records)
    (folder / "keywords.json").write_text('["harbour"]', encoding="utf-8")
    return folder


def timelines(folder: Path, gold: Mapping[str, Any] = GOLD, **more: Any) -> dict[str, Any]:
    return predict(folder, gold, Clock(), **more)


def test_a_day_is_told_in_the_sentences_as_they_came(folder: Path) -> None:
    found = timelines(folder)["strike/courier"]
    assert set(found) <= {f"2031-05-{day:02}" for day in range(1, 13)}
    assert found["2031-05-06"][0] == SENTS[0]
    assert sum(map(len, found.values())) <= 3


def test_dates_of_another_tool_change_nothing(tmp_path: Path, folder: Path) -> None:
    more = [{**record, "dates": [["2031-05-03"]] * 3, "heideltime": "x"} for record in RECORDS]
    assert timelines(written(tmp_path / "more" / "strike", more)) == timelines(folder)


def test_nothing_of_the_gold_counts_but_its_bounds_and_numbers(folder: Path) -> None:
    other = {"strike/courier": {"2031-05-01": ["Roses ."], "2031-05-12": ["Tulips .", "Wine ."]}}
    assert timelines(folder, other) == timelines(folder)
    without = timelines(folder, gifted=False)
    assert timelines(folder, {"strike/courier": {"1999-01-01": ["."]}}, gifted=False) == without


def test_repeated_articles_come_later_on_the_same_weekdays(folder: Path) -> None:
    step = shift(RECORDS)
    assert step.days % 7 == 0
    assert read(RECORDS[0], step).article.publication.day == date(2031, 5, 7) + step
    later = timelines(folder, {"strike/courier": {"2031-05-12": ["."]}}, times=2)
    assert len(later["strike/courier"]) == 2


def test_tokens_become_print_for_the_date_reader() -> None:
    assert printed(SENTS[1]).endswith("since May 1, 2031.")
    assert printed(SENTS[2]).startswith("“ We will be back on Friday ”, said the harbour's own")
