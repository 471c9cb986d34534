"""Text to blocks."""

from corpus.models import Block, BlockKind
from corpus.reading.layout import paragraphs


def segment(text: str) -> tuple[Block, ...]:
    """Every character of `text` but space, in blocks."""
    return tuple(Block(BlockKind.PARAGRAPH, span) for span in paragraphs(text))
