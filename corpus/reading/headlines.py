"""Headlines above and between paragraphs, told from short paragraphs by how they are written."""

import re

from corpus.models import Block, BlockKind, Span

_LONGEST_HEADLINE = 220
_LONGEST_SUBHEADING = 90
_MARKDOWN = re.compile(r"#{1,6}\s+")
_ENDS_SENTENCE = re.compile(r"[.!?:;,…][\"'”’»)\]]*$")
_ENDS_STATEMENT = re.compile(r"[.:;,…][\"'”’»)\]]*$")
# Headlines tell in the present tense what was said; a line in the past is the report itself.
_SAID = re.compile(r"\b(?:said|told|added)\b")
_UNDER_HEADLINES = (BlockKind.BYLINE, BlockKind.DATELINE, BlockKind.OUTLET)
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_SMALL = re.compile(
    r"an?|and|as|at|but|by|for|from|if|in|into|is|it|its|nor|not|of|off|on|onto|or|over|per|so|than"
    r"|that|the|to|up|via|vs|was|with|yet|you",
    re.IGNORECASE,
)


def mark(text: str, blocks: list[Block], headline: str | None) -> list[Block]:
    """`blocks` with the headline and the sub-headings among its paragraphs marked."""
    marked = list(blocks)
    top = _top(text, blocks, headline)
    for index, block in enumerate(blocks):
        if index == top or (
            block.kind is BlockKind.PARAGRAPH
            and 0 < index < len(blocks) - 1
            and _is_subheading(text, marked[index - 1], block, blocks[index + 1])
        ):
            marked[index] = Block(BlockKind.HEADLINE, block.span)
    return marked


def wording(line: str) -> str:
    """A headline as one line of words, without the marks of a text format."""
    return " ".join(_MARKDOWN.sub("", line, count=1).split())


def _top(text: str, blocks: list[Block], headline: str | None) -> int | None:
    """The index of the article's headline: the known one, or a first line that is no sentence."""
    candidates = [
        index
        for index, block in enumerate(blocks[:5])
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.HEADLINE, BlockKind.BOILERPLATE)
    ]
    if headline:
        for index in candidates:
            if _same(_line(text, blocks[index].span), headline):
                return index
    first = next((index for index in candidates if _is_open(blocks[index])), None)
    if first is None:
        return None
    below = blocks[first + 1 : first + 2]
    titled = any(block.kind in _UNDER_HEADLINES for block in below)
    if not _reads_as_headline(_line(text, blocks[first].span), titled=titled):
        return None
    followed = any(block.kind is BlockKind.PARAGRAPH for block in blocks[first + 1 :])
    return first if followed else None


def _is_open(block: Block) -> bool:
    return block.kind in (BlockKind.PARAGRAPH, BlockKind.HEADLINE)


def _line(text: str, span: Span) -> str:
    return text[span.start : span.end]


def _same(line: str, headline: str) -> bool:
    return _bare(line) == _bare(headline)


def _bare(line: str) -> str:
    return "".join(character for character in line.casefold() if character.isalnum())


def _reads_as_headline(line: str, *, titled: bool) -> bool:
    """Whether a first line is a headline; `titled` says that a byline or a date follows it."""
    if _MARKDOWN.match(line):
        return True
    if len(line) > _LONGEST_HEADLINE or "\n" in line:
        return False
    if _SAID.search(line) and not titled and not _is_title_case(line):
        return False
    if not _ENDS_SENTENCE.search(line):
        return True
    return not _ENDS_STATEMENT.search(line) and _is_title_case(line)


def _is_subheading(text: str, above: Block, block: Block, below: Block) -> bool:
    """A short line in title case or capitals, no sentence, with a paragraph under it.

    Several such lines in a row are a list, not headings.
    """
    line = _line(text, block.span)
    if _MARKDOWN.match(line):
        return True
    return (
        len(line) <= _LONGEST_SUBHEADING
        and not _ENDS_SENTENCE.search(line)
        and (above.kind is not BlockKind.PARAGRAPH or _is_sentence(text, above))
        and below.kind is BlockKind.PARAGRAPH
        and _is_sentence(text, below)
        and _is_title_case(line)
    )


def _is_sentence(text: str, block: Block) -> bool:
    return bool(_ENDS_SENTENCE.search(_line(text, block.span)))


def _is_title_case(line: str) -> bool:
    """Every word but the small ones has a capital; a lone word or name of two is enough too."""
    words = [word for word in _WORD.findall(line) if not _SMALL.fullmatch(word)]
    return bool(words) and all(word[0].isupper() for word in words)
