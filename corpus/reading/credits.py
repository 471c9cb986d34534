"""Photo credits: who took a picture and which agency sells it."""

import re
from functools import cache

from corpus.models import Span
from corpus.reading.lexicon import NAME_WORD, words

# A credit is short; the end of a block is searched no further back than this.
_LONGEST = 160
_PICTURE_WORDS = ("Images", "Photos", "Photography", "Pictures")
_NAMES = rf"{NAME_WORD}(?:[ \xa0]+{NAME_WORD}){{0,5}}"


@cache
def _pattern() -> re.Pattern[str]:
    """A credit at the end of a block, after a sentence's end, a bar or the block's beginning."""
    agency = "(?:" + "|".join(re.escape(word) for word in words("agencies")) + ")"
    link = r"\s*(?:/|\||,)\s*|\s+via\s+|\s+for\s+|\s+[-–—]\s+"
    # After a name and a slash, a house that no list knows is told by its last word.
    last_words = "|".join(map(re.escape, (*words("outlet_words"), *_PICTURE_WORDS)))
    house = rf"(?:{NAME_WORD}[ \xa0]+){{0,3}}(?:{last_words})"
    slashed = (
        rf"{_NAMES}(?:(?:{link}){_NAMES})*?"
        rf"(?:(?:\s*/\s*|\s*\|\s*|\s+via\s+){agency}|\s*/\s*{house})"
    )
    agency_first = rf"{agency}\s*/\s*{_NAMES}(?:(?:{link}){_NAMES})*"
    label = r"(?P<label>(?i:photo|photograph|image|picture|credit|photo credit)(?:\s+by|:)\s*)?"
    holder = rf"{slashed}|{agency_first}|^{_NAMES},\s*{agency}|(?P<bare>{agency})"
    return re.compile(
        rf"(?:(?<=[.!?”\"’')\]])\s+|(?<=\|)\s*|^|(?<=\s)(?=[(\[|]))"
        rf"(?P<credit>[(\[|]?\s*{label}(?:{holder})(?:/{agency})*[.)\]\s]*)$"
    )


def find_credit(text: str, span: Span) -> Span | None:
    """The photo credit that ends the block `span`, or None.

    The name of an agency alone is a credit only where it is the whole block or stands after a
    bar or a label ("Image:"): "… the ministry told Reuters" ends in no credit, and "(Reuters)"
    may credit the words.
    """
    start = max(span.start, span.end - _LONGEST)
    match = _pattern().search(text[start : span.end])
    if match is None or (start > span.start and match.start() == 0):
        return None
    credit = Span(start + match.start("credit"), span.end)
    alone = match["bare"] and not match["label"] and credit.start > span.start
    return None if alone and "|" not in text[credit.start - 2 : span.end] else credit
