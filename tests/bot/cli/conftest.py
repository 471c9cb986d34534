"""The command line as one types it: the real entry point on a database of its own."""

import logging
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from bot.__main__ import main
from bot.settings import PREFIX, Settings
from tests.cogs.articles import COAST, FERRY


class Ran(NamedTuple):
    """What a command printed, and how it ended."""

    code: int
    out: str
    err: str


Type = Callable[..., Ran]
"""Types `onrecord` with these arguments."""


@pytest.fixture
def onrecord(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Type]:
    """Type a command, in an environment of this test's own; it must end by itself."""
    for name in Settings.model_fields:
        monkeypatch.delenv(f"{PREFIX}{name.upper()}", raising=False)
    monkeypatch.delenv("DISCORD_TOKEN", raising=False)
    monkeypatch.setenv("ONRECORD_DATABASE", f"sqlite+aiosqlite:///{tmp_path / 'record.db'}")
    monkeypatch.setenv("ONRECORD_PROCESSES", "0")
    monkeypatch.setenv("COLUMNS", "400")  # no line of an answer is broken
    monkeypatch.chdir(tmp_path)  # no `.env` either
    handlers, level = list(logging.root.handlers), logging.root.level

    def run(*arguments: object) -> Ran:
        monkeypatch.setattr(sys, "argv", ["onrecord", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        code, printed = ended.value.code, capsys.readouterr()
        return Ran(code if isinstance(code, int) else 0, printed.out, printed.err)

    yield run
    # Each command is a process of its own elsewhere: what one set up must not stay.
    logging.root.handlers[:] = handlers
    logging.root.setLevel(level)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two articles in a folder."""
    folder = tmp_path / "articles"
    (folder / "more").mkdir(parents=True)
    (folder / "ferry.txt").write_text(FERRY, encoding="utf-8")
    (folder / "more" / "coast.txt").write_text(COAST, encoding="utf-8")
    return folder


@pytest.fixture
def stocked(onrecord: Type, folder: Path) -> Type:
    """The command line with the two articles in its library."""
    assert onrecord("ingest", folder).code == 0
    return onrecord
