"""Captions: what stands under a picture, with its credit or told by how it is worded."""

import re
from functools import cache

from corpus.models import Block, BlockKind, Span
from corpus.reading import lexicon
from corpus.reading.credits import find_credit
from corpus.reading.layout import trim

_LONGEST = 600
_NEAR = 5
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
    """Mark what a photo shows, where its credit stands below it or after words that report speech.

    Such words are a caption too where a paragraph close below has them again: nothing is lost.
    """
    marked: list[Block] = []
    for index, block in enumerate(blocks):
        above = marked[-1] if marked else None
        if above and above.kind is BlockKind.PARAGRAPH and _is_credit(text, block):
            gap = text[above.span.end : block.span.start]
            on_one_line = len(f"{gap}.".splitlines()) == 1
            if on_one_line and _is_repeated(text, above, blocks[index + 1 : index + _NEAR]):
                marked[-1] = Block(BlockKind.CAPTION, Span(above.span.start, block.span.end))
                continue
            if not on_one_line and _shows_picture(text[above.span.start : above.span.end]):
                marked[-1] = Block(BlockKind.CAPTION, above.span)
        marked.append(block)
    return marked


def _is_credit(text: str, block: Block) -> bool:
    return block.kind is BlockKind.CAPTION and find_credit(text, block.span) == block.span


def _is_repeated(text: str, block: Block, others: list[Block]) -> bool:
    """Whether one of `others` is a paragraph of the same words, whatever its marks and capitals."""
    words = _words(text, block)
    return any(
        other.kind is BlockKind.PARAGRAPH and _words(text, other) == words for other in others
    )


def _words(text: str, block: Block) -> list[str]:
    return re.findall(r"\w+", text[block.span.start : block.span.end].casefold())


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
