"""A day of an invented town's news, for a feed that changes while one watches.

Everything in it was written for this project: town, people, words and all.
"""

from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class DayArticle:
    """An article of the day: its headline and paragraphs."""

    headline: str
    paragraphs: tuple[str, ...]


def day_article(name: str) -> DayArticle:
    """The article in the file `name`.txt: the headline first, then a paragraph a line."""
    text = (files(__name__) / f"{name}.txt").read_text(encoding="utf-8")
    headline, *paragraphs = text.strip().splitlines()
    return DayArticle(headline, tuple(paragraphs))
