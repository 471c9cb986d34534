"""Small articles of our own for the tests of people: plain paragraphs, parsed once each."""

from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc

from corpus.extraction.cast import Cast, find_cast
from corpus.extraction.nlp import load, parse
from corpus.models import Article, Block, BlockKind, Person, Span, Speaker


@dataclass(frozen=True, slots=True)
class Scene:
    """An article with its parse and cast."""

    article: Article
    doc: Doc
    cast: Cast

    @property
    def names(self) -> list[str]:
        """The people's names in order."""
        return [person.name for person in self.cast.people]

    def person(self, name: str) -> Person:
        """The one person of that name."""
        (found,) = [person for person in self.cast.people if person.name == name]
        return found

    def roles(self, name: str) -> list[str]:
        """The person's roles, each checked to be exact in the text."""
        person = self.person(name)
        text = self.article.text
        assert all(text[role.span.start : role.span.end] == role.text for role in person.roles)
        return [role.text for role in person.roles]

    def who(self, printed: str, *, nth: int = 0, speaking: str | None = None) -> Speaker:
        """Who the `nth` place where `printed` stands is resolved to."""
        start = -1
        for _ in range(nth + 1):
            start = self.article.text.index(printed, start + 1)
        span = self.doc.char_span(start, start + len(printed), alignment_mode="expand")
        assert span is not None
        return self.cast.resolve(span, speaking=speaking)


@cache
def scene(*paragraphs: str | tuple[BlockKind, str]) -> Scene:
    """An article of `paragraphs`; a pair gives the kind of another block."""
    blocks: list[Block] = []
    text = ""
    for paragraph in paragraphs:
        kind, words = (BlockKind.PARAGRAPH, paragraph) if isinstance(paragraph, str) else paragraph
        blocks.append(Block(kind, Span(len(text), len(text) + len(words))))
        text += words + "\n\n"
    article = Article(text, tuple(blocks))
    (doc,) = parse([article], load())
    return Scene(article, doc, find_cast(article, doc))
