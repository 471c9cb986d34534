"""`onrecord extract`: the format by which others measure us, key by key."""

import json
import os
import subprocess
import sys
from pathlib import Path
from subprocess import PIPE
from typing import Any

import pytest

from corpus.models import BlockKind, DayBasis, EventKind, PublishedBasis, QuoteKind, SpeakerKind
from corpus.samples import samples
from tests.bot.cli.conftest import Type
from tests.cogs.articles import FERRY

ARTICLE = {
    "path", "headline", "outlet", "author", "published", "published_basis", "text",
    "blocks", "people", "quotes", "events",
}  # fmt: skip
QUOTE = {
    "id", "text", "kind", "spans", "start", "end", "speaker", "speaker_kind", "speaker_start",
    "speaker_end", "cue", "cue_start", "cue_end", "certain", "date", "date_basis",
}  # fmt: skip
EVENT = {
    "id", "date", "precision", "date_basis", "actor", "kind", "target", "start", "end", "quote",
    "answers", "evidence", "certain",
}  # fmt: skip


@pytest.fixture
def records(onrecord: Type, folder: Path) -> list[dict[str, Any]]:
    """What is printed for the two articles."""
    ran = onrecord("extract", folder)
    assert ran.code == 0
    return [json.loads(line) for line in ran.out.splitlines()]


@pytest.fixture
def ferry(records: list[dict[str, Any]]) -> dict[str, Any]:
    return records[0]


def test_each_article_is_one_line_with_these_keys(
    records: list[dict[str, Any]], folder: Path
) -> None:
    assert [set(record) for record in records] == [ARTICLE, ARTICLE]
    paths = [folder / "ferry.txt", folder / "more" / "coast.txt"]
    assert [record["path"] for record in records] == [str(path) for path in paths]


def test_an_articles_own_facts(ferry: dict[str, Any]) -> None:
    assert ferry["text"] == FERRY
    assert ferry["headline"] == "Ferry strike enters second week"
    assert ferry["outlet"] == "The Harbour Post"
    assert ferry["author"] is None
    assert ferry["published"] == "2022-03-16"
    assert ferry["published_basis"] == PublishedBasis.STATED
    assert {tuple(block) for block in ferry["blocks"]} == {("kind", "start", "end")}
    assert {block["kind"] for block in ferry["blocks"]} <= set(BlockKind)


def test_people_with_roles_and_mentions_where_they_stand(ferry: dict[str, Any]) -> None:
    (mira,) = [person for person in ferry["people"] if person["name"] == "Mira Tolland"]
    assert set(mira) == {"name", "aliases", "roles", "mentions"}
    assert mira["aliases"] == ["Tolland"]
    (role,) = mira["roles"]
    assert FERRY[role["start"] : role["end"]] == role["text"] == "union leader"
    printed = [FERRY[start:end] for start, end in mira["mentions"]]
    assert printed[0] == "Mira Tolland"
    assert set(printed[1:]) == {"Tolland"}


def test_an_interrupted_quote_leaves_out_what_stands_between(ferry: dict[str, Any]) -> None:
    (quote,) = [quote for quote in ferry["quotes"] if "sail" in quote["text"]]
    assert set(quote) == QUOTE
    pieces = [FERRY[start:end] for start, end in quote["spans"]]
    assert pieces == ["We will not sail on Friday,", "They left us no choice."]
    assert quote["text"] == " … ".join(pieces)
    assert (quote["start"], quote["end"]) == (quote["spans"][0][0], quote["spans"][-1][1])
    assert quote["kind"] == QuoteKind.DIRECT
    assert quote["speaker"] == "Mira Tolland"
    assert quote["speaker_kind"] == SpeakerKind.PERSON
    assert "Mira Tolland" in FERRY[quote["speaker_start"] : quote["speaker_end"]]
    assert quote["cue"] == "said" == FERRY[quote["cue_start"] : quote["cue_end"]]
    assert quote["certain"] is True
    assert quote["date_basis"] in set(DayBasis)


def test_events_say_who_did_what_when(ferry: dict[str, Any]) -> None:
    assert ferry["events"]
    quotes = {quote["id"] for quote in ferry["quotes"]}
    events = {event["id"] for event in ferry["events"]}
    for event in ferry["events"]:
        assert set(event) == EVENT
        assert event["kind"] in set(EventKind)
        assert event["date_basis"] in set(DayBasis)
        assert event["quote"] is None or event["quote"] in quotes
        assert event["answers"] is None or event["answers"] in events
        assert 0 <= event["start"] < event["end"] <= len(FERRY)
        assert event["evidence"] is None or len(event["evidence"]) == 2


def test_what_is_not_settled_is_null(onrecord: Type, tmp_path: Path) -> None:
    text = "Nobody knows\n\n“The gate was never locked,” it was said in the harbour on that day."
    (tmp_path / "bare.txt").write_text(text, encoding="utf-8")
    record = json.loads(onrecord("extract", tmp_path / "bare.txt").out)
    assert record["outlet"] is record["author"] is record["published"] is None
    assert record["published_basis"] == PublishedBasis.UNKNOWN
    (quote,) = [quote for quote in record["quotes"] if "locked" in quote["text"]]
    assert quote["speaker"] is None
    assert quote["speaker_kind"] == SpeakerKind.UNRESOLVED
    assert quote["certain"] is False


def test_the_day_and_outlet_that_are_given_win(onrecord: Type, folder: Path) -> None:
    ran = onrecord(
        "extract", folder / "ferry.txt", "--published", "2022-05-01", "--outlet", "Island Times"
    )
    record = json.loads(ran.out)
    assert record["outlet"] == "Island Times"
    assert (record["published"], record["published_basis"]) == ("2022-05-01", PublishedBasis.GIVEN)


def test_a_broken_file_is_told_and_the_others_are_printed(onrecord: Type, folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    ran = onrecord("extract", folder)
    assert ran.code == 1
    assert "“empty.txt” holds no text" in ran.err
    assert len(ran.out.splitlines()) == 2


def test_another_language_is_printed_with_nothing_read(onrecord: Type, tmp_path: Path) -> None:
    text = (
        "Fährstreik geht in die zweite Woche\n\n„Wir werden nicht fahren“, sagte die Vorsitzende "
        "der Gewerkschaft am Mittwoch im Hafen. Die Reederei wollte sich dazu nicht äußern."
    )
    (tmp_path / "streik.txt").write_text(text, encoding="utf-8")
    record = json.loads(onrecord("extract", tmp_path / "streik.txt").out)
    assert record["text"] == text
    assert record["people"] == record["quotes"] == record["events"] == []


TIED = """Harbour investment helped the economy

Investment, official says, helped the whole economy after the storm.

The finance minister, Ada Lindqvist, spoke in the harbour on Monday.

The Secretary of State, Tom Ferreira, listened to her for an hour.
"""


def test_what_is_read_does_not_depend_on_how_this_process_hashes_words(tmp_path: Path) -> None:
    """Two officials whom "official" fits as well as each other: the one named first is offered."""
    for name, data in samples():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "tied.txt").write_text(TIED, "utf-8")
    command = [sys.executable, "-m", "bot", "extract", str(tmp_path)]
    running = [
        subprocess.Popen(command, stdout=PIPE, env={**os.environ, "PYTHONHASHSEED": seed})
        for seed in ("6", "11")
    ]
    one, other = (process.communicate()[0].decode() for process in running)
    assert one == other
    records = [json.loads(line) for line in one.splitlines()]
    (tied,) = (record for record in records if record["path"].endswith("tied.txt"))
    (quote,) = tied["quotes"]
    assert (quote["speaker"], quote["certain"]) == ("Ada Lindqvist", False)
