"""Whether a page holds its article or only the beginning of it.

Words torn from the rest of an article must not be quoted: "…, she said of her opponent" may follow.
"""

import re
from functools import cache

from corpus.models import Block, BlockKind
from corpus.reading import lexicon
from corpus.reading.markup import Element

# Longer than the two or three paragraphs that paywalls leave to see.
_SHORT = 200
# Fewer words than any report; a fetched page of so few is the teaser of one.
_FEWEST = 30
_UNFINISHED = ("…", "...", "[…]", "[...]", "(…)", "(...)")
_VISIBLE = "//body//text()[not(parent::script or parent::style or parent::template)]"
_APOSTROPHE = str.maketrans("’", "'")


def seen(tree: Element) -> str:
    """All words that the page shows anywhere."""
    return " ".join(map(str, tree.xpath(_VISIBLE)))


def is_part(text: str, blocks: tuple[Block, ...], *, page: str, fetched: bool) -> bool:
    """Whether `text`, read from a page, is only the beginning of its article.

    `page` is all that the page shows (`seen`), where it may say that the rest is for subscribers;
    `fetched` that it came from the web and not from somebody who saw it.
    """
    paragraphs = [
        text[block.span.start : block.span.end]
        for block in blocks
        if block.kind is BlockKind.PARAGRAPH
    ]
    words = sum(len(paragraph.split()) for paragraph in paragraphs)
    if words >= _SHORT:
        return False
    if _prompt().search(page.translate(_APOSTROPHE)):
        return True
    return fetched and (words < _FEWEST or paragraphs[-1].endswith(_UNFINISHED))


@cache
def _prompt() -> re.Pattern[str]:
    phrases = (re.escape(phrase).replace(r"\ ", r"\s+") for phrase in lexicon.words("paywall"))
    return re.compile(rf"\b(?:{'|'.join(phrases)})\b", re.IGNORECASE)
