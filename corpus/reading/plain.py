"""Plain text to an Article."""

from datetime import date

from corpus.errors import UnreadableSource
from corpus.models import Article
from corpus.reading import facts, language
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
    blocks = segment(text, headline=headline, outlet=outlet)
    stated = facts.stated(text, blocks)
    tongue = language.language_of(text, blocks)
    return Article(
        text=text,
        blocks=blocks,
        headline=headline or stated.headline,
        outlet=outlet or stated.outlet,
        author=stated.author,
        publication=facts.choose(published, stated.published, stated.updated),
        language=tongue.code,
        readable=tongue.readable,
        notes=notes if tongue.readable else (*notes, language.NOTE),
        address=address,
    )
