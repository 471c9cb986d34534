"""Organisations, offices and places of an article: what they are called and where they are printed.

"the U.S.", "United States" and "US" are one; "the ministry" is the one ministry that the article
names, if it names just one.
"""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span, Token

from corpus import names
from corpus.descriptors import same_body
from corpus.extraction.lexicons import lexicon
from corpus.models import Article, BlockKind, Person, Speaker, SpeakerKind
from corpus.models import Span as Offsets

_LABELS = {"ORG", "GPE"}
_SEATS = {"ORG", "GPE", "FAC", "LOC"}
_ACTING = {"nsubj", "nsubjpass", "agent"}
_NOBODY = {BlockKind.BYLINE, BlockKind.BOILERPLATE, BlockKind.OUTLET, BlockKind.DATELINE}
_BAD_CHARACTER = re.compile(r"[@#/|]")
_CUT = {",", "(", "who", "which", "that", "—", "–", "--", ";"}


@dataclass(slots=True)
class _Body:
    """One body: the printed names and the spans of the mentions."""

    printed: Counter[str] = field(default_factory=Counter[str])
    spans: list[Offsets] = field(default_factory=list[Offsets])
    acts: bool = False

    @property
    def name(self) -> str:
        """The name that is printed most, the longest of several."""
        return max(self.printed, key=lambda text: (self.printed[text], len(text)))


class Bodies:
    """The bodies of one article by any of their names."""

    def __init__(self, article: Article, doc: Doc, person_tokens: bytearray) -> None:
        """Collect what the model takes for bodies; `person_tokens` has 1 for a person's name."""
        self._bodies: dict[str, _Body] = defaultdict(_Body)
        self._by_last_word: dict[str, set[str]] = defaultdict(set)
        for ent in _entities(article, doc, person_tokens):
            text = bare(ent)
            key = _key(text)
            body = self._bodies[key]
            body.printed[text] += 1
            body.spans.append(Offsets(ent.end_char - len(text), ent.end_char))
            body.acts |= ent.root.dep_ in _ACTING
            self._by_last_word[key.split()[-1]].add(key)

    def name_of(self, source: Span, head: Token) -> str:
        """What a phrase headed by a body is called: its fullest name here, else as printed."""
        printed = bare(_core(source, head))
        known = self._bodies.get(_key(printed))
        if known is not None:
            return known.name
        same_noun = self._by_last_word.get(names.fold(head.text), set())
        definite = source[0].lower_ in {"the", "that", "this"}
        if definite and len(printed.split()) == 1 and len(same_noun) == 1:
            return self._bodies[next(iter(same_noun))].name
        return printed

    def persons(self, speakers: Iterable[Speaker] = ()) -> tuple[Person, ...]:
        """Bodies that act in the article, and those among `speakers`, with their mentions."""
        found = {b.name: list(b.spans) for b in self._bodies.values() if b.acts}
        aliases = {
            b.name: tuple(t for t in b.printed if t != b.name) for b in self._bodies.values()
        }
        for speaker in speakers:
            if speaker.kind is SpeakerKind.ORGANISATION and speaker.name and speaker.span:
                spans = found.setdefault(speaker.name, self._spans(speaker.name))
                if not any(_overlap(span, speaker.span) for span in spans):
                    spans.append(speaker.span)
        return tuple(
            Person(name, aliases.get(name, ()), (), tuple(sorted(spans)))
            for name, spans in found.items()
        )

    def _spans(self, name: str) -> list[Offsets]:
        body = self._bodies.get(_key(name))
        return list(body.spans) if body else []


def is_body(head: Token) -> bool:
    """Whether the head of a phrase is a body, a place that speaks, or a document."""
    bodies = lexicon("organisations")
    lemma = head.lemma_.lower()
    return (
        head.ent_type_ in _SEATS
        or lemma in bodies["bodies"]
        or lemma in bodies["documents"]
        or head.lower_ in bodies["names"]
    )


def bare(source: Span) -> str:
    """The words of `source` without an article before them or a possessive after."""
    first = source.start + (source[0].lower_ in {"the", "a", "an"} and len(source) > 1)
    end = source.end - (source[-1].tag_ == "POS" and len(source) > 1)
    return source.doc[first:end].text


def _core(source: Span, head: Token) -> Span:
    """`source` up to a comma, bracket or relative clause after its head."""
    for token in source.doc[head.i + 1 : source.end]:
        if token.lower_ in _CUT:
            return source.doc[source.start : token.i]
    return source


def _entities(article: Article, doc: Doc, person_tokens: bytearray) -> Iterator[Span]:
    starts = [block.span.start for block in article.blocks]
    for ent in doc.ents:
        if ent.label_ not in _LABELS or any(person_tokens[ent.start : ent.end]):
            continue
        place = bisect_right(starts, ent.start_char) - 1
        if place >= 0 and article.blocks[place].kind in _NOBODY:
            continue
        if ent.root.pos_ == "ADJ" or not ent.text[0].isalnum() or _BAD_CHARACTER.search(ent.text):
            continue
        if names.words(bare(ent)):
            yield ent


def _key(text: str) -> str:
    folded = " ".join(names.words(text)).removeprefix("the ")
    return same_body(folded) or folded


def _overlap(one: Offsets, other: Offsets) -> bool:
    return one.start < other.end and other.start < one.end
