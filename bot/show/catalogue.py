"""The one catalogue of sentences: everything a user reads, by key and locale.

A sentence is a TOML string with `{placeholders}`, or a table with `one` and `other` from which
`count` chooses. Sentences hold no markdown: painters style them, and what fills a placeholder is
escaped with them when the card is drawn.
"""

import tomllib
from functools import cache
from importlib import resources
from typing import Any

from corpus.errors import OnRecordError

FALLBACK = "en"

Sentence = str | dict[str, str]


def say(key: str, locale: str = FALLBACK, **details: object) -> str:
    """The sentence of `key` in `locale`, else in English. Raises KeyError for an unknown key.

    `locale` is Discord's ("de", "en-GB", "pt-BR"); only its language counts. `count` among the
    details chooses between `one` and `other`.
    """
    sentence = sentences(_language(locale)).get(key) or sentences(FALLBACK)[key]
    if isinstance(sentence, dict):
        sentence = sentence["one" if details.get("count") == 1 else "other"]
    return sentence.format(**details)


def knows(key: str) -> bool:
    """Whether the catalogue has a sentence of that key."""
    return key in sentences(FALLBACK)


def tell(error: OnRecordError, locale: str = FALLBACK) -> str:
    """What a user reads about an expected error."""
    return say(error.key, locale, **error.details)


@cache
def languages() -> dict[str, str]:
    """The languages that the catalogue has, by their codes ("en"), with their own names."""
    files = resources.files("bot.show.sentences").iterdir()
    codes = sorted(file.name.removesuffix(".toml") for file in files if file.name.endswith(".toml"))
    return {code: say("settings.language_name", code) for code in codes}


@cache
def sentences(language: str) -> dict[str, Sentence]:
    """All sentences of one language by dotted key; empty for a language that has no file."""
    file = resources.files("bot.show.sentences") / f"{language}.toml"
    if not file.is_file():
        return {}
    return _flatten(tomllib.loads(file.read_text(encoding="utf-8")))


def _language(locale: str) -> str:
    return locale.partition("-")[0].lower()


def _flatten(table: dict[str, Any], prefix: str = "") -> dict[str, Sentence]:
    flat: dict[str, Sentence] = {}
    for name, value in table.items():
        key = f"{prefix}{name}"
        if isinstance(value, str) or set(value) == {"one", "other"}:
            flat[key] = value
        else:
            flat |= _flatten(value, f"{key}.")
    return flat
