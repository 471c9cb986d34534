"""Commands for whoever runs the bot: migrate, reextract, export, brief, run; and wrong settings."""

import json
from pathlib import Path

import pytest

from tests.bot.cli.conftest import Type
from tests.cogs.articles import FERRY


def test_migrate_makes_the_database_and_may_be_repeated(onrecord: Type, tmp_path: Path) -> None:
    assert onrecord("migrate").code == 0
    assert (tmp_path / "record.db").is_file()
    assert onrecord("migrate").code == 0


def test_export_holds_every_article_person_and_quote(stocked: Type) -> None:
    records = [json.loads(line) for line in stocked("export").out.splitlines()]
    articles = [each for each in records if each["record"] == "article"]
    assert FERRY in [article["text"] for article in articles]
    names = {each["name"] for each in records if each["record"] == "person"}
    assert names == {"Mira Tolland", "Mark Tolland", "Oskar Lindqvist"}
    said = [" … ".join(each["pieces"]) for each in records if each["record"] == "quote"]
    assert "They have my telephone number," in said


def test_export_holds_what_became_of_an_article(stocked: Type, folder: Path) -> None:
    changed = FERRY.replace("They have my telephone number", "They have my address")
    (folder / "ferry.txt").write_text(changed, encoding="utf-8")
    stocked("ingest", folder / "ferry.txt")
    records = [json.loads(line) for line in stocked("export").out.splitlines()]
    (change,) = [each for each in records if each["record"] == "change"]
    (quote,) = change["quotes"]
    assert (change["kind"], quote["fate"]) == ("changed", "reworded")
    assert quote["before"]["pieces"] == ["They have my telephone number,"]
    assert quote["after"]["pieces"] == ["They have my address,"]


def test_brief_tells_what_came_in_with_its_source(stocked: Type) -> None:
    ran = stocked("brief")
    assert ran.code == 0
    assert "Briefing: what 2 new articles say" in ran.out
    assert "“This must end before Easter,”" in ran.out
    assert "Coast Radio: Union stands firm as ferries stay idle" in ran.out


def test_brief_since_later_has_nothing(stocked: Type) -> None:
    ran = stocked("brief", "--since", "2999-01-01")
    assert ran.code == 0
    assert "Nothing new has come into the record." in ran.out


def test_brief_of_the_samples_needs_no_library_and_leaves_none(
    onrecord: Type, tmp_path: Path
) -> None:
    ran = onrecord("brief", "--samples", "--markdown", "--style", "short")
    assert ran.code == 0
    assert ran.out.startswith("## Briefing: what 12 new articles say")
    assert "**Joe Biden**" in ran.out
    assert not (tmp_path / "record.db").exists()


def test_brief_knows_two_styles(stocked: Type) -> None:
    assert stocked("brief", "--style", "endless").code == 2


def test_reextract_has_nothing_to_do_where_nothing_is_old(stocked: Type) -> None:
    before = stocked("export").out
    ran = stocked("reextract")
    assert ran.code == 0
    assert "Read 0 articles anew." in ran.out
    assert stocked("export").out == before


def test_run_without_a_token_says_what_to_do(onrecord: Type) -> None:
    ran = onrecord("run")
    assert ran.code == 1
    assert "There is no Discord token. Set DISCORD_TOKEN in .env" in ran.err
    assert ran.out == ""


def test_the_demo_checks_itself_as_a_member_and_a_moderator(onrecord: Type) -> None:
    ran = onrecord("demo", "--check")
    assert ran.code == 0
    for question in ("> !who Peskov\n", "> /quote words: war criminal\n", "> /briefing now\n"):
        _, _, answer = ran.out.partition(question)
        assert answer.strip()
    assert "Dmitry Peskov" in ran.out
    assert "MISSING" not in ran.out


@pytest.mark.parametrize(
    ("variable", "value", "told"),
    [
        ("ONRECORD_PROCESSES", "-1", "These settings cannot be used: ONRECORD_PROCESSES."),
        ("ONRECORD_LOG_LEVEL", "LOUD", "These settings cannot be used: ONRECORD_LOG_LEVEL."),
        ("ONRECORD_DATABASE", "nonsense", "The database's address cannot be used"),
        ("ONRECORD_DATABASE", "sqlite:///no/such/folder/record.db", "cannot be opened: unable to"),
        ("ONRECORD_DATABASE", "sqlite:///other.txt", "cannot be opened: file is not a database"),
        ("ONRECORD_DATABASE", "postgresql://127.0.0.1:1/record", "The database cannot be opened"),
    ],
)
def test_a_wrong_setting_is_told_in_a_sentence(
    onrecord: Type, monkeypatch: pytest.MonkeyPatch, variable: str, value: str, told: str
) -> None:
    Path("other.txt").write_text("This is a text and no database.", encoding="utf-8")
    monkeypatch.setenv(variable, value)
    ran = onrecord("ask", "articles")
    assert ran.code == 1
    assert told in ran.err
    assert "Traceback" not in ran.err


def test_a_model_that_is_not_there_is_told_before_anything_connects(
    onrecord: Type, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    monkeypatch.setenv("ONRECORD_MODEL", "no_such_model")
    monkeypatch.setenv("DISCORD_TOKEN", "not.a.token")
    told = "There is no language model “no_such_model”"
    for arguments in (("run",), ("extract", folder), ("ingest", folder)):
        ran = onrecord(*arguments)
        assert ran.code == 1
        assert told in ran.err


def test_help_names_every_command(onrecord: Type) -> None:
    shown = onrecord("--help").out
    for command in (
        "run", "demo", "ingest", "ask", "brief", "extract", "reextract", "export", "migrate",
    ):  # fmt: skip
        assert command in shown
