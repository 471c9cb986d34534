"""What expressions of time look like: one scan over the text by all rules of a TOML file.

The rules are in lexicons/timex_rules.toml and the words in lexicons/dates.toml. They run over a
folded copy of the text (`fold`: same length, lower case, plain blanks).
"""

import re
from collections.abc import Iterable, Iterator
from typing import cast

from corpus.extraction.lexicons import lexicon

LEXICON = lexicon("dates")
MONTHS: dict[str, int] = LEXICON["months"]
WEEKDAYS: dict[str, int] = LEXICON["weekdays"] | LEXICON["weekday_abbreviations"]
NUMBERS: dict[str, int] = LEXICON["numbers"]
ORDINALS: dict[str, int] = LEXICON["ordinals"]

_PLACEHOLDER = re.compile(r"\{([A-Za-z_]+)\}")
_GROUP_NAME = re.compile(r"\(\?P<\w+>")
_ODD_BLANK = re.compile(r"(?<!\n)\n(?!\n)|[\t\xa0\u2007\u2009\u202f]")


def _any(words: Iterable[str]) -> str:
    """An alternation of `words`, longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _word_lists() -> dict[str, str]:
    """Each list of dates.toml as an alternation, by its name in the rules."""
    lists = {name: _any(table) for name, table in LEXICON.items() if name != "references"}
    lists["vague_numbers"] = _any(LEXICON["vague_numbers"]["words"])
    references: dict[str, list[str]] = LEXICON["references"]
    for name, words in references.items():
        lists[name.removesuffix("_REF").lower()] = _any(words)
    return lists


def _rules() -> dict[str, str]:
    """The rules' patterns by name, in order, with their parts and word lists put in."""
    file = lexicon("timex_rules")
    known = _word_lists()

    def filled(pattern: str) -> str:
        tight = re.sub(r"\s+", "", pattern).replace("_", " ")
        # Names of groups and lists hold no blank: give them their underscores back.
        tight = re.sub(r"\{[A-Za-z ]+\}", lambda m: m[0].replace(" ", "_"), tight)
        return _PLACEHOLDER.sub(lambda m: known[m[1]], tight)

    for name, pattern in cast("dict[str, str]", file["parts"]).items():
        known[name] = filled(pattern)
    return {name: filled(pattern) for name, pattern in file["rules"].items()}


_PATTERNS = _rules()
_RULES = {name: re.compile(rf"(?<!\w)(?:{pattern})") for name, pattern in _PATTERNS.items()}
_SCAN = re.compile(
    r"(?<!\w)(?=[0-9a-z'])(?:"
    + "|".join(f"(?P<{name}>{_GROUP_NAME.sub('(?:', text)})" for name, text in _PATTERNS.items())
    + ")"
)


def fold(text: str) -> str:
    """`text` for the rules: lower case, plain blanks and apostrophes, of the same length."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a letter such as "İ", whose lower case is longer
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return _ODD_BLANK.sub(" ", lowered).replace("’", "'").replace("–", "-")


def scan(folded: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Rule name and match, from left to right without overlap; groups as the rule names them."""
    for found in _SCAN.finditer(folded):
        name = cast("str", found.lastgroup)
        match = _RULES[name].match(folded, found.start())
        if match is not None:
            yield name, match
