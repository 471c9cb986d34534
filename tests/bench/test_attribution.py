"""The adaptor reads no gold: stripping it changes no byte of the output."""

import json
from pathlib import Path

import pytest

from tests.bench import attribution

KEPT = ("id", "doc", "corpus", "text", "publisher", "date", "dct", "title", "author")
RECORDS: list[dict[str, object]] = [
    {
        "id": "orrin-1",
        "publisher": "orrin-post",
        "date": "2021-05-03",
        "title": "Mill to close",
        "author": "A. Writer",
        "annotator": "x",
        "text": "Mill to close.\n\n“We have no time,” said Ada Lund.\n\nShe denied any haste.",
        "attributions": [{"source": [[40, 48]], "cue": [[35, 39]], "content": [[17, 33]]}],
    },
    {
        "id": "orrin-2",
        "publisher": "orrin-post",
        "date": "2021-05-04",
        "title": "River rises",
        "author": "A. Writer",
        "annotator": "y",
        "text": "River rises.\n\nOmar Reyes said the river was rising.",
        "attributions": [],
    },
]


def printed(
    records: list[dict[str, object]], path: Path, capsys: pytest.CaptureFixture[str]
) -> str:
    lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    path.write_text(lines, encoding="utf-8")
    attribution.main(str(path))
    return capsys.readouterr().out


def test_stripping_gold_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole = printed(RECORDS, tmp_path / "whole.jsonl", capsys)
    bare = [{key: record[key] for key in KEPT if key in record} for record in RECORDS]
    assert printed(bare, tmp_path / "bare.jsonl", capsys) == whole
    first = json.loads(whole.splitlines()[0])
    assert first["id"] == "orrin-1"
    text = str(RECORDS[0]["text"])
    assert text[first["quotes"][0]["start"] : first["quotes"][0]["end"]] == "We have no time,"
