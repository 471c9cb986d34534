"""What an article says about itself in its marked blocks: headline, author, outlet, date."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from corpus.models import Block, BlockKind, Publication, PublishedBasis
from corpus.reading import headlines, lexicon
from corpus.reading.printed import PrintedDate, find_date, printed_dates

_NONE = Publication()
SEPARATORS = " ,|·•"
"""What stands between an outlet's name and the date behind it on one line."""

_BRACKET = re.compile(r"\(([^()]+)\)")


@dataclass(frozen=True, slots=True)
class Facts:
    """What the text states. `updated` is the date of a later version, where one is printed."""

    headline: str | None
    author: str | None
    outlet: str | None
    published: Publication
    updated: Publication


def stated(text: str, blocks: tuple[Block, ...]) -> Facts:
    """The facts that the blocks of `text` state."""
    dates = list(_dates(text, blocks))
    notices = list(_lines(text, blocks, BlockKind.BYLINE, BlockKind.BOILERPLATE))
    bare = filter(lexicon.is_names, _lines(text, blocks, BlockKind.BYLINE))
    authors = _named("names", notices) or next(bare, None)
    author, house = _author_and_house(authors)
    printed_on = next(iter(_lines(text, blocks, BlockKind.OUTLET)), "").strip(SEPARATORS) or None
    return Facts(
        headline=_headline(text, blocks),
        author=author,
        outlet=printed_on or _named("outlet", notices) or house or _agency(text, blocks),
        published=_publication(printed for printed in dates if not printed.updated),
        updated=_publication(printed for printed in dates if printed.updated),
    )


def choose(given: date | None, *others: Publication) -> Publication:
    """The publication that counts: the `given` day, else the first of `others` that is known."""
    if given is not None:
        return Publication(given, PublishedBasis.GIVEN)
    return next((other for other in others if other.day is not None), _NONE)


def _headline(text: str, blocks: tuple[Block, ...]) -> str | None:
    """The headline: what is marked so above the first paragraph."""
    for block in blocks:
        if block.kind is BlockKind.HEADLINE:
            return headlines.wording(text[block.span.start : block.span.end])
        if block.kind is BlockKind.PARAGRAPH:
            return None
    return None


def _lines(text: str, blocks: tuple[Block, ...], *kinds: BlockKind) -> Iterable[str]:
    return (text[block.span.start : block.span.end] for block in blocks if block.kind in kinds)


def _named(group: str, lines: list[str]) -> str | None:
    """What the first of `lines` that fits a phrase with this group has there."""
    for line in lines:
        for list_name in ("bylines", "boilerplate"):
            match = lexicon.find(list_name, line)
            if match and (name := match.groupdict().get(group)):
                return re.sub(r"\s+", " ", name).strip(" .,")
    return None


def _author_and_house(names: str | None) -> tuple[str | None, str | None]:
    """The author of "Ada Fenwick, Harbour Courier", and the house; two authors have none."""
    author, _, last = (names or "").rpartition(",")
    house = last.strip()
    if author and lexicon.is_house(house):
        return author.strip(), house
    return names, None


def _agency(text: str, blocks: tuple[Block, ...]) -> str | None:
    """Who filed the report: "PORT SORREL (Reuters) -"."""
    for line in _lines(text, blocks, BlockKind.DATELINE):
        bracket = _BRACKET.search(line)
        if bracket and not printed_dates(line):
            return bracket[1]
    return None


def _dates(text: str, blocks: tuple[Block, ...]) -> Iterable[PrintedDate]:
    for line in _lines(text, blocks, BlockKind.DATELINE):
        alone = printed_dates(line)
        yield from alone
        if not alone and (printed := find_date(line)):
            yield printed


def _publication(dates: Iterable[PrintedDate]) -> Publication:
    printed = next(iter(dates), None)
    if printed is None:
        return _NONE
    return Publication(printed.day, PublishedBasis.STATED, printed.instant, printed.offset_minutes)
