"""The catalogue: sentences by key and locale, and none missing that the code names."""

import ast
import inspect
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.show import catalogue
from bot.show.catalogue import say, sentences, tell
from corpus import errors
from corpus.errors import BadInput, OnRecordError

ROOT = Path(__file__).parents[3]
PACKAGES = ("bot", "cogs", "corpus", "storage")
KEY_TOLD_LATER = re.compile(r"(?:error|evidence|note|reason)(?:\.[a-z0-9_]+)+")
ASK = {"say", "words"}


def test_a_sentence_is_filled() -> None:
    assert say("who.nobody", asked="Peskow") == "Nobody on record fits “Peskow”"


def test_count_chooses_the_plural() -> None:
    assert say("count.quotes", count=1) == "1 quote"
    assert say("count.quotes", count=0) == "0 quotes"
    assert say("count.quotes", count=2) == "2 quotes"


@pytest.mark.parametrize("locale", ["xx", "xx-YY", "en-GB", "EN"])
def test_an_unknown_locale_falls_back_to_english(locale: str) -> None:
    assert say("button.context", locale) == say("button.context")


def test_an_unknown_key_is_a_bug_of_ours() -> None:
    with pytest.raises(KeyError):
        say("no.such.sentence")


def test_an_error_is_told_by_its_key_and_details() -> None:
    assert "zone" in tell(BadInput("error.input.zone", typed="Mars/Olympus"))


def code_strings() -> Iterator[tuple[Path, int, str]]:
    """Every string constant in the code that looks like a key of the catalogue."""
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield path, node.lineno, node.value


def asked_keys() -> Iterator[tuple[Path, int, str]]:
    """Every literal key that say(), words() or an error is given."""
    for package in PACKAGES:
        askers = error_names() | (ASK if package in {"bot", "cogs"} else set[str]())
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
                    first = node.args[0]
                    if node.func.id in askers and isinstance(first, ast.Constant):
                        yield path, node.lineno, str(first.value)


def error_names() -> set[str]:
    return {name for name, _ in inspect.getmembers(errors, inspect.isclass)}


def test_every_key_in_the_code_has_a_sentence() -> None:
    known = sentences("en")
    missing = {
        f"{path.relative_to(ROOT)}:{line}: {text}"
        for path, line, text in (*code_strings(), *asked_keys())
        if text not in known and KEY_TOLD_LATER.fullmatch(text)
    } | {
        f"{path.relative_to(ROOT)}:{line}: {key}"
        for path, line, key in asked_keys()
        if key not in known
    }
    assert not missing


def test_every_error_has_a_sentence_that_says_what_to_do_next() -> None:
    classes = [
        kind
        for _, kind in inspect.getmembers(errors, inspect.isclass)
        if issubclass(kind, OnRecordError)
    ]
    keys = {kind.key for kind in classes} | {
        key for key in sentences("en") if key.startswith("error.") and key != "error.title"
    }
    for key in keys:
        sentence = sentences("en")[key]
        assert isinstance(sentence, str)
        assert len(re.findall(r"[.!?](?:\s|$)", sentence)) >= 1, key
        assert len(sentence.split()) >= 8, f"{key} says too little: {sentence}"


@pytest.mark.parametrize("key", sorted(sentences("en")))
def test_no_sentence_carries_markdown_or_a_broken_placeholder(key: str) -> None:
    sentence = sentences("en")[key]
    for text in sentence.values() if isinstance(sentence, dict) else [sentence]:
        assert not re.search(r"\*\*|__|```|\]\(|<[@#]", text), text
        for _, name, _, _ in string.Formatter().parse(text):
            assert name is None or name.isidentifier(), text


def test_no_sentence_is_unused() -> None:
    used = {text for _, _, text in code_strings()}
    prefixes = tuple(
        node.values[0].value
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.JoinedStr)
        and len(node.values) >= 2
        and isinstance(node.values[0], ast.Constant)
        and isinstance(node.values[0].value, str)
        and re.fullmatch(r"[a-z_]+\.(?:[a-z_]+\.)*", node.values[0].value)
    )
    unused = {
        key
        for key in sentences("en")
        if key not in used
        and key.removesuffix("_hint") not in used
        and not key.startswith(prefixes)
    }
    assert not unused


def test_the_language_files_are_found_as_package_data() -> None:
    assert (Path(catalogue.__file__).parent / "sentences" / "en.toml").is_file()
