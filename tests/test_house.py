"""The house rules, so that a review can be about the work."""

import ast
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic.fields import FieldInfo

from bot.settings import Settings

ROOT = Path(__file__).parents[1]
PACKAGES = ("bot", "cogs", "storage", "corpus")
LONGEST_FILE = 400
LONGEST_COMMAND = 10

# What a cog may write as a literal: the name of a command, an option or a key of the catalogue.
NAME_OR_KEY = re.compile(r"[a-z0-9_.:-]*")

Function = ast.FunctionDef | ast.AsyncFunctionDef


def python_files(*folders: str) -> list[Path]:
    """All Python files under these folders of the repository."""
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def shown(path: Path) -> str:
    """A path as a test's name shows it."""
    return path.relative_to(ROOT).as_posix()


each_cog = pytest.mark.parametrize("path", python_files("cogs"), ids=shown)


def variable(name: str, field: FieldInfo) -> str:
    """The environment variable that sets a field."""
    alias = field.validation_alias
    return alias if isinstance(alias, str) else f"ONRECORD_{name.upper()}"


def functions(tree: ast.Module) -> Iterator[Function]:
    """Every function and method of a module."""
    for node in ast.walk(tree):
        if isinstance(node, Function):
            yield node


def docstring(node: ast.AST) -> ast.Constant | None:
    """The constant that documents a module, class or function."""
    if isinstance(node, ast.Module | ast.ClassDef | Function) and ast.get_docstring(node):
        first = node.body[0]
        if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
            return first.value
    return None


@pytest.mark.parametrize("path", python_files(*PACKAGES, "tests"), ids=shown)
def test_no_file_is_longer_than_can_be_kept_in_mind(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


def test_env_example_names_every_setting_and_no_other() -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    named = re.findall(r"^#? ?([A-Z_]+)=", example, re.MULTILINE)
    assert sorted(named) == sorted(
        variable(name, field) for name, field in Settings.model_fields.items()
    )


def test_env_example_shows_the_defaults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, field in Settings.model_fields.items():
        monkeypatch.delenv(variable(name, field), raising=False)
    monkeypatch.chdir(tmp_path)
    defaults = Settings().model_dump(exclude={"discord_token"})
    shutil.copy(ROOT / ".env.example", tmp_path / ".env")
    assert Settings().model_dump(exclude={"discord_token"}) == defaults


def annotations(tree: ast.Module) -> set[int]:
    """The nodes of annotations, where a string is a name that is not known yet."""
    found = {
        node.annotation for node in ast.walk(tree) if isinstance(node, ast.arg | ast.AnnAssign)
    }
    found |= {function.returns for function in functions(tree)}
    return {id(node) for top in found if top for node in ast.walk(top)}


def command_names(tree: ast.Module) -> set[str]:
    """The names that a cog gives to its commands and their groups."""
    return {
        str(keyword.value.value)
        for keyword in ast.walk(tree)
        if isinstance(keyword, ast.keyword)
        and keyword.arg in ("name", "group_name")
        and isinstance(keyword.value, ast.Constant)
    }


@each_cog
def test_a_cog_holds_no_sentence_that_a_user_reads(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    unread = {id(docstring(node)) for node in ast.walk(tree)} | annotations(tree)
    literals = {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in unread
    }
    sentences = {text for text in literals if not NAME_OR_KEY.fullmatch(text)}
    names = command_names(tree)
    assert {text for text in sentences if not names.issuperset(text.split(" "))} == set()


@each_cog
def test_a_command_parses_asks_and_shows_in_ten_lines(path: Path) -> None:
    for function in functions(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(function, ast.FunctionDef):
            continue  # what answers Discord is a coroutine
        body = function.body[1:] if docstring(function) else function.body
        last = function.end_lineno or function.lineno
        length = last - body[0].lineno + 1 if body else 0
        assert length <= LONGEST_COMMAND, f"{function.name}: {length} lines"


def test_requirements_are_hashed_and_name_no_host() -> None:
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*-(-index|-extra|-find|i |f )", text, re.MULTILINE)
    entries = re.split(r"\n(?=\S)", text.strip())
    assert entries
    for entry in entries:
        assert re.match(r"[a-z0-9-]+==\S+ ", entry), entry[:60]
        assert "--hash=sha256:" in entry, entry[:60]
