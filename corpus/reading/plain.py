"""Plain text to an Article."""

from datetime import date

from corpus.errors import UnreadableSource
from corpus.models import Article, Publication, PublishedBasis
from corpus.reading.blocks import segment
from corpus.reading.decode import clean


def read_text(
    text: str,
    *,
    headline: str | None = None,
    published: date | None = None,
    outlet: str | None = None,
    address: str | None = None,
) -> Article:
    """Read `text` as one article; offsets count into it (NULs and lone surrogates replaced).

    `headline`, `published` and `outlet` are what the caller knows; they win over what the text
    states. `address` is where it came from. Raises UnreadableSource for a text with no words.
    """
    text, notes = clean(text)
    if not any(character.isalnum() for character in text):
        raise UnreadableSource("error.source.empty", name=address or headline or "")
    publication = Publication(published, PublishedBasis.GIVEN) if published else Publication()
    return Article(
        text=text,
        blocks=segment(text),
        headline=headline,
        outlet=outlet,
        publication=publication,
        notes=notes,
        address=address,
    )
