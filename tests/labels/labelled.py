"""Read the label files, and find the articles that they describe."""

import hashlib
import json
import os
from pathlib import Path
from typing import Any, NamedTuple, TypedDict, cast

import pytest

HERE = Path(__file__).parent
FILES = tuple(sorted(path for path in HERE.glob("*.json") if path.stem.isdigit()))

Offsets = list[int]


class Unit(TypedDict):
    """An utterance: GUIDE.md explains every field."""

    id: str
    required: bool
    kind: str
    spans: list[Offsets]
    quoted: list[Offsets]
    speaker: str
    speaker_kind: str
    printed: str
    also: list[str]
    speaker_span: Offsets | None
    cue: Offsets | None
    day: str | None
    true_day: str | None


class LabelledBlock(TypedDict):
    """A stretch that is not running text, and its kind."""

    kind: str
    span: Offsets


class LabelledRole(TypedDict):
    """Where a role of this person is printed; any one of the spans will do."""

    person: str
    spans: list[Offsets]


class LabelledEvent(TypedDict):
    """A statement or an act that a timeline must hold."""

    id: str
    span: Offsets
    kinds: list[str]
    actor: str
    actor_also: list[str]
    target: str | None
    reaction: bool
    answers: list[str]
    unit: str | None
    day: str | None
    true_day: str | None


class Labels(TypedDict):
    """One label file."""

    file: str
    sha256: str
    published: str | None
    published_basis: str
    units: list[Unit]
    not_speech: list[Offsets]
    blocks: list[LabelledBlock]
    barred: list[Offsets]
    roles: list[LabelledRole]
    events: list[LabelledEvent]


class SameStatement(TypedDict):
    """Units that are wordings of one statement."""

    required: bool
    units: list[str]


class Wordings(TypedDict):
    """Which units of different articles are one statement, and which are not."""

    same: list[SameStatement]
    different: list[list[str]]


class LabelledArticle(NamedTuple):
    """A label file with the article that it describes: its path and its decoded text."""

    labels: Labels
    path: Path
    text: str


def read_labels(path: Path) -> Labels:
    """One label file."""
    return cast(Labels, _read(path))


def read_wordings() -> Wordings:
    """The wordings across the four files."""
    return cast(Wordings, _read(HERE / "wordings.json"))


def articles_folder() -> Path:
    """The folder of the real articles; skips the calling test where it is absent."""
    named = os.environ.get("ONRECORD_ARTICLES")
    folder = Path(named) if named else HERE.parents[1] / ".." / "shared" / "articles"
    if not folder.is_dir():
        pytest.skip("the labelled articles are not here: set ONRECORD_ARTICLES to their folder")
    return folder


def labelled_article(labels_path: Path) -> LabelledArticle:
    """A label file's article, found by its hash; skips where it is absent."""
    labels = read_labels(labels_path)
    for path in sorted(articles_folder().iterdir()):
        data = path.read_bytes()
        if hashlib.sha256(data).hexdigest() == labels["sha256"]:
            return LabelledArticle(labels, path, data.decode("utf-8-sig"))
    pytest.skip(f"no file here has the hash that {labels_path.name} describes")


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
