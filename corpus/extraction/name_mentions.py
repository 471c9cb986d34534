"""Where an article prints the name of a person: the model's finds, corrected by rules.

The model takes "Psaki" for an organisation and "Getty Images" for a person. Lists of words that
bodies carry, titles before names, and the other places where the article prints the same words
decide against it.
"""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from corpus import names
from corpus.extraction.lexicons import lexicon
from corpus.models import Article, BlockKind

# Names in these blocks say nothing about who is in the story.
_NOBODY = {BlockKind.BYLINE, BlockKind.BOILERPLATE, BlockKind.OUTLET, BlockKind.DATELINE}
# Headlines and captions may name a person whom the paragraphs name too, and nobody else.
_ECHO = {BlockKind.HEADLINE, BlockKind.CAPTION}
_CREDIT_BEFORE = re.compile(
    r"(?:photo(?:graph)?s?(?: courtesy)?(?: by|:| credit:?)|credit:|image:|courtesy of)\s*$",
    re.IGNORECASE,
)
_CREDIT_AFTER = re.compile(r"\s*(?:/[A-Z]|via Getty|for The|\| ?AP\b)")
_OTHER = {"ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "LAW", "WORK_OF_ART", "PRODUCT"}
_NAME_POS = {"PROPN", "X", "NOUN", "ADJ", "INTJ"}
_HANDLE = re.compile(r"[@#/\d]")


@dataclass(frozen=True, slots=True)
class Mention:
    """A printed name: token range (end excluded), folded words, the title before it if any.

    `echo` marks headlines and captions.
    """

    first: int
    end: int
    words: tuple[str, ...]
    title: str | None
    echo: bool


@dataclass(frozen=True, slots=True)
class Blocks:
    """What kind of block a character stands in."""

    starts: list[int]
    kinds: list[BlockKind]

    @classmethod
    def of(cls, article: Article) -> "Blocks":
        """The blocks of `article`; a text that nothing divided is one paragraph."""
        blocks = article.blocks
        return cls([b.span.start for b in blocks], [b.kind for b in blocks])

    def kind(self, at: int) -> BlockKind:
        """The kind of the block that holds the character at `at`."""
        place = bisect_right(self.starts, at) - 1
        return self.kinds[place] if place >= 0 else BlockKind.PARAGRAPH


class Finder:
    """Finds the name mentions of one article."""

    def __init__(self, article: Article, doc: Doc) -> None:
        """Read `doc`, the parsed `article` (same text)."""
        self._doc = doc
        self._blocks = Blocks.of(article)
        self._covered = bytearray(len(doc))
        self._labels = _labels(doc)

    def mentions(self) -> list[Mention]:
        """Every mention, in text order, none overlapping another."""
        found = list(self._accepted(self._candidates()))
        found += self._accepted(self._titled())
        full = [mention for mention in found if not mention.echo]
        found += self._recovered(full)
        found.sort(key=lambda mention: mention.first)
        return found

    def _candidates(self) -> Iterator[tuple[int, int]]:
        for ent in self._doc.ents:
            if ent.label_ == "PERSON" or self._mislabelled(ent.label_, ent.text):
                yield ent.start, ent.end

    def _mislabelled(self, label: str, text: str) -> bool:
        """A whole name that the model took for a body here: it begins with a given name."""
        parts = names.words(text)
        return (
            label in {"ORG", "GPE", "FAC", "PRODUCT"}
            and 1 < len(parts) < 4
            and names.is_given(parts[0])
            and not _is_body(parts)
            and text[:1].isupper()
            and label != "GPE"
        )

    def _titled(self) -> Iterator[tuple[int, int]]:
        """Capitalised words after a title, where the model saw no person."""
        doc = self._doc
        titles = _title_forms()
        for token in doc:
            if token.text not in titles or token.i + 1 >= len(doc):
                continue
            end = token.i + 1
            while end < len(doc) and end < token.i + 4 and self._may_name(doc[end]):
                end += 1
            if end > token.i + 1:
                yield token.i + 1, end

    def _may_name(self, token: Token) -> bool:
        return (
            not self._covered[token.i]
            and token.text[0].isupper()
            and token.text not in _title_forms()
            and token.pos_ == "PROPN"
            and not token.is_sent_start
            and token.ent_type_ not in {"NORP", "GPE", "DATE"}
        )

    def _accepted(self, ranges: Iterable[tuple[int, int]]) -> Iterator[Mention]:
        for start, stop in ranges:
            first, end = self._trimmed(start, stop)
            if first < end and self._is_name(first, end):
                yield self._mention(first, end)

    def _trimmed(self, first: int, end: int) -> tuple[int, int]:
        """The range without titles, determiners and possessive endings around the name."""
        doc = self._doc
        while first < end and (
            doc[first].text in _title_forms()
            or not doc[first].text[0].isupper()
            or doc[first].pos_ in {"DET", "ADP", "PUNCT", "PRON"}
        ):
            first += 1
        stop = first
        while stop < end and (_name_token(doc[stop]) or _hyphen(doc, stop, end)):
            stop += 1
        return first, stop

    def _is_name(self, first: int, end: int) -> bool:
        doc = self._doc
        text = doc[first:end].text
        kind = self._blocks.kind(doc[first].idx)
        if kind in _NOBODY or any(self._covered[first:end]) or _HANDLE.search(text):
            return False
        parts = names.words(text)
        if not parts or _is_body(parts) or self._credit(first, end) or len(parts) > 6:
            return False
        if len(parts) == 1:
            return self._single(first, parts[0])
        return True

    def _single(self, first: int, word: str) -> bool:
        """Whether a lone capitalised word is a person's: no "the" before it, no better label."""
        doc = self._doc
        if len(word) < 2 or (first and doc[first - 1].lower_ in {"the", "a", "an"}):
            return False
        counts = self._labels[word]
        rivals = sum(counts[label] for label in _OTHER - {"ORG"})
        return self._has_title(first) or counts["PERSON"] > rivals

    def _has_title(self, first: int) -> bool:
        return first > 0 and self._doc[first - 1].text in _title_forms()

    def _credit(self, first: int, end: int) -> bool:
        """Whether the name is the photographer's: "Photo by …", "…/Getty Images"."""
        text = self._doc.text
        begin, stop = self._doc[first].idx, self._doc[end - 1].idx + len(self._doc[end - 1])
        before = text[max(0, begin - 30) : begin]
        return bool(_CREDIT_AFTER.match(text, stop) or _CREDIT_BEFORE.search(before))

    def _mention(self, first: int, end: int) -> Mention:
        doc = self._doc
        for i in range(first, end):
            self._covered[i] = 1
        title = None
        if self._has_title(first):
            title = names.fold(doc[first - 1].text)
        echo = self._blocks.kind(doc[first].idx) in _ECHO
        return Mention(first, end, names.words(doc[first:end].text), title, echo)

    def _recovered(self, known: list[Mention]) -> list[Mention]:
        """Bare surnames of people with a full name here, wherever the model overlooked them."""
        surnames = {self._doc[m.end - 1].text for m in known if len(m.words) > 1 or m.title}
        surnames |= {self._doc[m.first].text for m in known if len(m.words) == 1}
        return [
            self._mention(token.i, token.i + 1)
            for token in self._doc
            if token.text in surnames and not self._covered[token.i] and self._bare(token)
        ]

    def _bare(self, token: Token) -> bool:
        """Whether a known surname stands for the person here, not inside another name."""
        doc = self._doc
        if self._blocks.kind(token.idx) in _NOBODY or token.pos_ in {"VERB", "AUX"}:
            return False
        if token.ent_type_ in _OTHER and self._longer_entity(token):
            return False
        after = doc[token.i + 1] if token.i + 1 < len(doc) else None
        before = doc[token.i - 1] if token.i else None
        if after is not None and after.pos_ == "PROPN" and names.fold(after.text) in _body_words():
            return False
        return not (before is not None and before.lower_ == "the" and token.dep_ != "compound")

    def _longer_entity(self, token: Token) -> bool:
        doc = self._doc
        after = token.i + 1 < len(doc) and doc[token.i + 1].ent_iob_ == "I"
        return after or (token.ent_iob_ == "I" and doc[token.i - 1].lower_ != "the")


def _labels(doc: Doc) -> dict[str, Counter[str]]:
    """For each folded entity text, how often the model gave it each label."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for ent in doc.ents:
        parts = names.words(ent.text)
        if parts:
            counts[" ".join(parts)][ent.label_] += 1
            if ent.label_ == "PERSON" and len(parts) > 1:
                counts[parts[-1]]["PERSON"] += 1
    return counts


def _name_token(token: Token) -> bool:
    """Whether `token` can stand inside a name."""
    text = token.text
    if text[0].isupper():
        return token.pos_ in _NAME_POS
    before = token.doc[token.i - 1] if token.i else token
    hyphenated = before.text == "-" and not before.whitespace_
    return hyphenated or text in lexicon("titles")["particles"]


def _hyphen(doc: Doc, at: int, end: int) -> bool:
    """Whether the token at `at` is the hyphen inside a name: "Ki-moon"."""
    before = doc[at - 1] if at else doc[at]
    return at + 1 < end and doc[at].text == "-" and not (before.whitespace_ or doc[at].whitespace_)


def _is_body(parts: tuple[str, ...]) -> bool:
    """Whether folded words name a body, a place or a thing by what the lists say."""
    whole = " ".join(parts)
    return whole in _body_names() or any(part in _body_words() for part in parts)


@cache
def _body_names() -> frozenset[str]:
    return frozenset(names.fold(name) for name in lexicon("organisations")["names"])


@cache
def _body_words() -> frozenset[str]:
    return frozenset(lexicon("organisations")["words"])


@cache
def _title_forms() -> frozenset[str]:
    """Single-word titles as printed before a name: "Sen", "Sen.", "Senator"."""
    titles = lexicon("titles")
    every = [*titles["courtesy"], *titles["male"], *titles["female"], *titles["neutral"]]
    single = {title.split()[-1] for title in every}
    capital = {title[:1].upper() + title[1:] for title in single}
    return frozenset(capital | {f"{title}." for title in capital})
