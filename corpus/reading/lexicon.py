"""The phrase lists in `lexicons/`, which anyone can extend, compiled to patterns once."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TypedDict

NAME_WORD = r"(?!(?:AND|WITH)\b)[A-ZÀ-ÖØ-ÞĀ-Ž][\w.'’&-]*"
_PARTICLE = r"(?:de|del|der|den|di|du|da|la|le|el|al|bin|van|von|of|the)"
_NAME = rf"{NAME_WORD}(?:[ \xa0]+(?:{NAME_WORD}|{_PARTICLE}(?=[ \xa0])))*"
# Weekdays and months: "By Tuesday evening" begins a sentence and is no byline.
_DAY = (
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July"
    r"|August|September|October|November|December|The|A|An|All|Now|Then|Noon|Mid"
)
_PERSON_NAMES = (
    rf"(?!(?:{_DAY})\b){NAME_WORD}[ \xa0]+{_NAME}"
    rf"(?:(?:,?[ \xa0]+(?:and|AND|with|&)[ \xa0]+|,[ \xa0]*)(?:the )?{_NAME})*"
)
_ONLY_NAMES = re.compile(_PERSON_NAMES)
_PLACEHOLDERS = {
    "*": r".*",
    "{names}": _PERSON_NAMES,
    "{people}": _PERSON_NAMES,
    "{outlet}": rf"(?:[Tt]he )?{_NAME}",
    "{year}": r"\d{4}(?:[-–]\d{2,4})?",
}
_INITIALS = re.compile(r"[A-Z]{2,5}")
_PARTS = re.compile(r"(\*|\{\w+\})")
_LONGEST = 200
_OPENING = r"[\s\ufeff\u200b(\[<*•»«_~>–—-]{0,8}"
_CLOSING = r"[\s)\]<*•»«_~>.!:;…→–—-]{0,20}"
# In small letters only: May is a month.
_VERB = re.compile(
    r"\b(?:was|were|is|are|has|have|had|will|would|could|can|may|might|did|said|says|told)\b"
)
_QUOTATION = re.compile("[“”„«»\"]|''|``")


class _Entry(TypedDict, total=False):
    text: str
    longest: int
    verbless: bool
    examples: list[str]


@dataclass(frozen=True, slots=True)
class Phrase:
    """One entry of a phrase list: what it looks like, and lines that it must fit."""

    text: str
    pattern: re.Pattern[str]
    longest: int
    verbless: bool
    examples: tuple[str, ...]

    def match(self, line: str) -> re.Match[str] | None:
        """The match of the whole of `line`, with the groups `names` and `outlet` if it has them."""
        if len(line) > self.longest or (self.verbless and _VERB.search(line)):
            return None
        return self.pattern.fullmatch(line)


@cache
def phrases(name: str) -> tuple[Phrase, ...]:
    """The phrases of `lexicons/<name>.toml`."""
    entries: list[_Entry] = tomllib.loads(_read(f"{name}.toml"))["phrase"]
    return tuple(_phrase(entry) for entry in entries)


@cache
def words(name: str) -> tuple[str, ...]:
    """The lines of `lexicons/<name>.txt`, comments left out, the longest first."""
    lines = (line.strip() for line in _read(f"{name}.txt").splitlines())
    return tuple(sorted({line for line in lines if line and line[0] != "#"}, key=_longest_first))


def find(name: str, line: str) -> re.Match[str] | None:
    """The match of the first phrase of list `name` that fits all of `line`."""
    for phrase in phrases(name):
        if match := phrase.match(line):
            return match
    return None


def is_names(line: str) -> bool:
    """Whether `line` is one or more full names and nothing else."""
    return bool(_ONLY_NAMES.fullmatch(line))


def is_house(name: str) -> bool:
    """Whether a name is an outlet's or an agency's, by one of its words or its capitals (CNN)."""
    told = not set(words("outlet_words")).isdisjoint(re.split(r"[ -]", name))
    return told or bool(_INITIALS.fullmatch(name))


def reports_speech(line: str) -> bool:
    """Whether `line` holds quotation marks and a verb of speech."""
    return bool(_QUOTATION.search(line) and _speech().search(line))


@cache
def _speech() -> re.Pattern[str]:
    verbs = "|".join(re.escape(verb) for verb in words("speech_verbs"))
    return re.compile(rf"\b(?:{verbs})\b", re.IGNORECASE)


def _read(file: str) -> str:
    return (resources.files("corpus.reading") / "lexicons" / file).read_text(encoding="utf-8")


def _longest_first(word: str) -> tuple[int, str]:
    return -len(word), word


def _phrase(entry: _Entry) -> Phrase:
    text = entry.get("text", "")
    parts = [part for part in _PARTS.split(text) if part]
    body = "".join(
        _group(part, first=part not in parts[:index]) for index, part in enumerate(parts)
    )
    return Phrase(
        text=text,
        pattern=re.compile(f"{_OPENING}{body}{_CLOSING}", re.DOTALL),
        longest=entry.get("longest", _LONGEST),
        verbless=entry.get("verbless", False),
        examples=tuple(entry.get("examples", ())),
    )


def _group(part: str, *, first: bool) -> str:
    """The pattern of one part of a phrase; the first `{names}` and `{outlet}` are groups."""
    pattern = _PLACEHOLDERS.get(part) or _literal(part)
    return f"(?P<{part[1:-1]}>{pattern})" if first and part in ("{names}", "{outlet}") else pattern


def _literal(part: str) -> str:
    """`part` as printed in any case, with any white space between its words."""
    spaced = re.sub(r"\s+", " ", part)
    pattern = r"\s+".join(re.escape(piece) for piece in spaced.split(" "))
    return f"(?i:{pattern})"
