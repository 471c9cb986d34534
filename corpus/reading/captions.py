"""Captions: what stands under a picture, with its credit or told by how it is worded."""

import re
from functools import cache

from corpus.models import Block, BlockKind, Span
from corpus.reading import lexicon
from corpus.reading.credits import find_credit
from corpus.reading.layout import trim

_LONGEST = 600
_LONGEST_DESCRIPTION = 300
_ONLY_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
# In small letters only: May is a month.
_PAST = re.compile(
    r"\b(?:was|were|had|has|have|did|said|says|told|would|will|could|should|may|might)\b"
)
_PASSIVE = re.compile(r"\b(?:is|are)\s+(?:\w+ed|\w+ing|seen|shown|held|taken|driven)\b")
_SENTENCE_END = re.compile(r"[^\W\d_]{3}[)”\"]?[.!?][”\"’']?\s+[A-Z“\"]")


def read(text: str, span: Span) -> list[Block]:
    """The blocks of a caption, or none where the paragraph `span` is no caption.

    Where the words before a credit report speech, only the credit is put aside.
    """
    line = text[span.start : span.end]
    if credit := find_credit(text, span):
        rest = trim(text, span.start, credit.start)
        words = text[rest.start : rest.end]
        if rest.start < rest.end and (lexicon.reports_speech(words) or len(words) > _LONGEST):
            return [Block(BlockKind.PARAGRAPH, rest), Block(BlockKind.CAPTION, credit)]
        return [Block(BlockKind.CAPTION, span)]
    if _ONLY_IMAGE.fullmatch(line):
        return [Block(BlockKind.CAPTION, span)]
    if not lexicon.reports_speech(line) and lexicon.find("captions", line):
        return [Block(BlockKind.CAPTION, span)]
    return []


def mark_credited(text: str, blocks: list[Block]) -> list[Block]:
    """Mark what a photo shows where its credit stands in a paragraph of its own below it."""
    result = list(blocks)
    for index in range(1, len(blocks)):
        above, below = blocks[index - 1], blocks[index]
        if (
            below.kind is BlockKind.CAPTION
            and above.kind is BlockKind.PARAGRAPH
            and find_credit(text, below.span) == below.span
            and _shows_picture(text[above.span.start : above.span.end])
        ):
            result[index - 1] = Block(BlockKind.CAPTION, above.span)
    return result


def _shows_picture(line: str) -> bool:
    """Whether `line` is one sentence in the present tense that a picture would show."""
    return (
        len(line) <= _LONGEST_DESCRIPTION
        and not re.search('[“”"]', line)
        and not _PAST.search(line)
        and not _SENTENCE_END.search(line)
        and bool(_PASSIVE.search(line) or _photo_verb().search(line))
    )


@cache
def _photo_verb() -> re.Pattern[str]:
    verbs = "|".join(re.escape(verb) for verb in lexicon.words("photo_verbs"))
    return re.compile(rf"\b(?:{verbs})\b")
