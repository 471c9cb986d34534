"""The text of a PDF, page by page, its lines joined to paragraphs again."""

import io
import logging
import re
from collections.abc import Iterator
from statistics import quantiles

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from corpus.errors import UnreadableSource

SIGNATURE = b"%PDF-"
MOST_PAGES = 500

_SHORT = 0.75
"""A line shorter than this share of the page's long lines is the last of its paragraph."""
_HYPHENATED = re.compile(r"[^\W\d_]-$")
# What pypdf raises for damaged files beside its own errors: it follows what the file says.
_DAMAGED = (
    *(PyPdfError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError),
    *(OSError, RecursionError, AssertionError, NotImplementedError, MemoryError),
)

logging.getLogger("pypdf").setLevel(logging.ERROR)  # it warns of what readers silently mend


def pdf_text(name: str, data: bytes) -> str:
    """The text of the PDF `data`, which came as `name`: paragraphs with blank lines between.

    Raises UnreadableSource where it is damaged, needs a password, has more than MOST_PAGES pages,
    or holds pictures of pages only.
    """
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableSource("error.source.encrypted", name=name)
        if len(reader.pages) > MOST_PAGES:
            raise UnreadableSource("error.source.pdf_pages", name=name, most=MOST_PAGES)
        pages = [page.extract_text() for page in reader.pages]
    except _DAMAGED as error:
        raise UnreadableSource("error.source.pdf_broken", name=name) from error
    text = "\n\n".join(paragraph for page in pages for paragraph in paragraphs(page))
    if not any(character.isalnum() for character in text):
        raise UnreadableSource("error.source.pdf_scanned", name=name)
    return text


def paragraphs(page: str) -> Iterator[str]:
    """The paragraphs of a page, each in one line.

    A word that is divided at a line's end stays as it is printed, with its hyphen.
    """
    lines = [line.strip() for line in page.splitlines()]
    lengths = [len(line) for line in lines if line]
    margin = _SHORT * (quantiles(lengths, n=10, method="inclusive")[-1] if len(lengths) > 1 else 0)
    paragraph = ""
    for line in lines:
        if line:
            joint = "" if not paragraph or _HYPHENATED.search(paragraph) else " "
            paragraph += joint + line
        if paragraph and len(line) < margin:
            yield paragraph
            paragraph = ""
    if paragraph:
        yield paragraph
