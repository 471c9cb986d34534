"""Where an article prints the name of a person: the model's finds, corrected by rules.

The model takes "Psaki" for an organisation and "Getty Images" for a person. A printed form is a
person's where something besides the model says so: a given name, a title, an initial, its place in
the sentence; words that bodies carry, photo credits, bylines and forms say it is none.
"""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Span, Token

from corpus import names
from corpus.descriptors import describe
from corpus.extraction.cues import cues
from corpus.extraction.lexicons import lexicon
from corpus.extraction.role_words import is_role
from corpus.extraction.token_places import places_of
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
_BODY_LABELS = {"ORG", "FAC", "PRODUCT"}
_RIVALS = {"GPE", "LOC", "FAC", "NORP", "EVENT", "LAW", "WORK_OF_ART", "PRODUCT", "DATE"}
_NAME_POS = {"PROPN", "X", "NOUN", "ADJ", "INTJ", "VERB"}
_BAD_CHARACTER = re.compile(r"[@#/\d\]\[]")
_SPEAKING = {"nsubj", "nsubjpass", "poss", "appos"}
_LOCATIVE = {"in", "near", "at", "across", "outside", "around", "into", "toward", "throughout"}
_OPENING, _CLOSING = {"“", "``", '"', "(", "‘"}, {"”", "''", '"', ")", "’"}
_LONGEST = 6  # words of the longest name
_CLAUSE = 5  # an "entity" of more words than this is a misread clause, not a name


@dataclass(frozen=True, slots=True)
class Mention:
    """A printed name: token range (end excluded), folded words, the title before it if any."""

    first: int
    end: int
    words: tuple[str, ...]
    title: str | None


@dataclass(frozen=True, slots=True)
class _Blocks:
    """What kind of block a character stands in; a text that nothing divided is one paragraph."""

    starts: list[int]
    kinds: list[BlockKind]

    def kind(self, at: int) -> BlockKind:
        place = bisect_right(self.starts, at) - 1
        return self.kinds[place] if place >= 0 else BlockKind.PARAGRAPH


def find_mentions(article: Article, doc: Doc) -> list[Mention]:
    """Every printed name of a person in `doc`, the parse of `article`, in text order."""
    return _Finder(article, doc).mentions()


class _Finder:
    def __init__(self, article: Article, doc: Doc) -> None:
        self._doc = doc
        self._text = article.text
        blocks = article.blocks
        self._blocks = _Blocks([b.span.start for b in blocks], [b.kind for b in blocks])
        self._taken = bytearray(len(doc))
        self._labels = _labels(doc)
        self._forms: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)

    def mentions(self) -> list[Mention]:
        """The model's finds that pass, then names after titles, then known names elsewhere."""
        for first, end in self._candidates():
            self._forms[names.words(self._doc[first:end].text)].append((first, end))
        known = self._known_words()
        places = sorted(place for form in self._believed(known) for place in form)
        found = [self._take(*place) for place in places if not any(self._taken[slice(*place)])]
        found += [self._take(*place) for place in self._titled()]
        found += self._recovered(found)
        return sorted(found, key=lambda mention: mention.first)

    def _candidates(self) -> Iterator[tuple[int, int]]:
        """What may be a name: the model's persons, and bodies whose words are a person's."""
        for ent in self._doc.ents:
            if ent.label_ != "PERSON" and not self._mislabelled(ent):
                continue
            first, end = self._trimmed(ent.start, ent.end)
            if first < end and self._admissible(first, end):
                yield first, end

    def _mislabelled(self, ent: Span) -> bool:
        """A whole name taken for a body: "Ruth Okafor", "Vann R. Lund II"."""
        if ent.label_ not in _BODY_LABELS or not 1 < len(ent) < _CLAUSE:
            return False
        parts = names.words(ent.text)
        return len(parts) > 1 and not is_body(parts) and _personal(parts)

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
        stop = self._past_nickname(stop) if first < stop else stop
        if first and first < stop and self._given_before(doc[first - 1]):
            first -= 1
        return first, stop

    def _past_nickname(self, end: int) -> int:
        """The end of a name that goes on after a nickname between marks: Ivan "Vanya" Lund."""
        doc = self._doc
        if (
            end + 3 >= len(doc)
            or doc[end].text not in _OPENING
            or doc[end + 2].text not in _CLOSING
        ):
            return end
        named = all(doc[at].text[0].isupper() and doc[at].is_alpha for at in (end + 1, end + 3))
        return end + 4 if named and doc[end + 3].pos_ == "PROPN" else end

    def _given_before(self, token: Token) -> bool:
        """Whether the model left out the given name before a surname."""
        given = token.text[0].isupper() and names.is_given(names.fold(token.text))
        return given and token.pos_ == "PROPN" and not token.ent_type_

    def _admissible(self, first: int, end: int) -> bool:
        doc = self._doc
        if self._blocks.kind(doc[first].idx) in _NOBODY | _ECHO:
            return False
        text = doc[first:end].text
        parts = names.words(text)
        if not parts or len(parts) > _LONGEST or is_body(parts) or _BAD_CHARACTER.search(text):
            return False
        return not (self._credit(first, end) or self._leads_to_name(end))

    def _leads_to_name(self, end: int) -> bool:
        """Whether the words end in a title that belongs to a name after it: "Oslo Mayor …"."""
        doc = self._doc
        return (
            end < len(doc)
            and doc[end - 1].text in _title_forms()
            and doc[end].pos_ == "PROPN"
            and doc[end].text[0].isupper()
        )

    def _credit(self, first: int, end: int) -> bool:
        """Whether the name is the photographer's: "Photo by …", "…/Getty Images"."""
        text = self._text
        begin, stop = self._doc[first].idx, self._doc[end - 1].idx + len(self._doc[end - 1])
        before = text[max(0, begin - 30) : begin]
        return bool(_CREDIT_AFTER.match(text, stop) or _CREDIT_BEFORE.search(before))

    def _known_words(self) -> set[str]:
        """Surnames (and lone names) that stand alone somewhere and the model takes for people."""
        return {form[0] for form in self._forms if len(form) == 1 and self._plausible_alone(form)}

    def _believed(self, known: set[str]) -> Iterator[list[tuple[int, int]]]:
        """The places of every form that is a person's; an overlong form is cut to a known one."""
        full = [form for form in self._forms if len(form) > 1 and self._plausible(form, known)]
        surnames = {form[-1] for form in full if self._sound(form)}
        parts = {word for form in full for word in (form[0], form[-1])}
        for form, places in self._forms.items():
            if len(form) == 1:
                if form[0] in parts or form[0] in known:
                    yield places
                continue
            cut = self._cut(form, surnames)
            if cut is not None:
                yield [(first + cut[0], first + cut[1]) for first, _ in places]
            elif form in full:
                yield places

    def _sound(self, form: tuple[str, ...]) -> bool:
        return len(self._forms[form]) > 1 or _personal(form)

    def _cut(self, form: tuple[str, ...], surnames: set[str]) -> tuple[int, int] | None:
        """Where a name ends inside words of a title-case line, or begins after an epithet.

        "Crooked Hillary Clinton" where Hillary Clinton is known; "Clinton Plan", printed once,
        where a Clinton is known and no Plan.
        """
        first, *_, last = form
        lone = len(self._forms[form]) == 1 and last not in surnames
        if lone and first in surnames and not self._has_title(self._forms[form][0][0]):
            return 0, 1
        epithet = form[1:] in self._forms and len(form) > 2 and not names.is_given(first)
        return (1, len(form)) if epithet else None

    def _plausible(self, form: tuple[str, ...], known: set[str]) -> bool:
        """Whether anything besides the model says that words are a person's name."""
        if _personal(form) or form[-1] in known:
            return True
        return any(
            self._has_title(first) or self._has_role(first) or self._acts(first, end)
            for first, end in self._forms[form]
        )

    def _acts(self, first: int, end: int) -> bool:
        """Whether the name is the subject or owner of something, and in the singular."""
        head = self._doc[first:end].root
        return head.dep_ in _SPEAKING and head.tag_ != "NNPS" and head.pos_ == "PROPN"

    def _plausible_alone(self, form: tuple[str, ...]) -> bool:
        """Whether a lone capitalised word is a person: no "the" before it, no better label."""
        doc, places, word = self._doc, self._forms[form], form[0]
        counts = self._labels[word]
        rivals = sum(counts[label] for label in _RIVALS)
        if len(word) < 2 or any(doc[first - 1].lower_ in _LOCATIVE for first, _ in places if first):
            return False
        if any(self._has_title(first) for first, _ in places):
            return True
        if counts["PERSON"] <= rivals or any(_with_article(doc, first) for first, _ in places):
            return False
        return names.is_given(word) or any(
            self._acts(first, end) and (not doc[first].is_sent_start or _speaks(doc[first]))
            for first, end in places
        )

    def _titled(self) -> Iterator[tuple[int, int]]:
        """Capitalised words after a title, where the model saw no person."""
        doc = self._doc
        for title in places_of(doc, _title_forms()):
            first = end = title + 1
            while end < len(doc) and end < first + 3 and self._may_name(doc[end]):
                end += 1
            if end > first and self._admissible(first, end):
                yield first, end

    def _may_name(self, token: Token) -> bool:
        return (
            not self._taken[token.i]
            and token.text[0].isupper()
            and token.text not in _title_forms()
            and token.pos_ == "PROPN"
            and not token.is_sent_start
            and token.ent_type_ not in {"NORP", "GPE", "DATE"}
        )

    def _recovered(self, found: list[Mention]) -> list[Mention]:
        """Known names wherever the model overlooked them, in headlines and captions too."""
        doc = self._doc
        given: dict[str, set[str]] = defaultdict(set)
        for mention in found:
            given[doc[mention.end - 1].text].update(
                token.text for token in doc[mention.first : mention.end - 1]
            )
        places: list[Mention] = []
        for at in places_of(doc, given):
            token = doc[at]
            if self._taken[at] or not self._bare(token):
                continue
            first = at
            while first and doc[first - 1].text in given[token.text]:
                first -= 1
            if not any(self._taken[first:at]):
                places.append(self._take(first, at + 1))
        return places

    def _bare(self, token: Token) -> bool:
        """Whether a known surname stands for the person here, not inside another name."""
        doc = self._doc
        if self._blocks.kind(token.idx) in _NOBODY or self._in_longer_body(token):
            return False
        if self._credit(token.i, token.i + 1):
            return False
        after = doc[token.i + 1] if token.i + 1 < len(doc) else token
        if after.pos_ == "PROPN" and names.fold(after.text) in _body_words():
            return False
        if token.pos_ in {"VERB", "AUX"} and token.is_sent_start:
            return False
        return not (_with_article(doc, token.i) and token.dep_ != "compound")

    def _in_longer_body(self, token: Token) -> bool:
        """Whether the surname is a part of some other name: "Lund Foundation"."""
        if token.ent_type_ not in _BODY_LABELS | _RIVALS:
            return False
        doc = self._doc
        first = last = token.i
        while doc[first].ent_iob_ == "I":
            first -= 1
        while last + 1 < len(doc) and doc[last + 1].ent_iob_ == "I":
            last += 1
        rest = [other for other in doc[first : last + 1] if other.i != token.i]
        if len(rest) >= _CLAUSE or any(other.pos_ == "VERB" for other in rest):
            return False
        return any(other.text[0].isupper() for other in rest)

    def _has_title(self, first: int) -> bool:
        return first > 0 and self._doc[first - 1].text in _title_forms()

    def _has_role(self, first: int) -> bool:
        return first > 0 and is_role(self._doc[first - 1], listed=True)

    def _take(self, first: int, end: int) -> Mention:
        doc = self._doc
        self._taken[first:end] = b"\1" * (end - first)
        title = names.fold(doc[first - 1].text) if self._has_title(first) else None
        return Mention(first, end, names.words(doc[first:end].text), title)


def is_body(parts: tuple[str, ...]) -> bool:
    """Whether folded words name a body, a place or a thing by what the lists say.

    "Fox News" does; "Ben Hall" and "Park Geun-hye" bear a word that is a surname too.
    """
    if " ".join(parts) in _body_names():
        return True
    surnames = lexicon("organisations")["also_surnames"]
    for at, part in enumerate(parts):
        outer = len(parts) > 1 and at in {0, len(parts) - 1} and part in surnames
        if part in _body_words() and not (outer and (at == 0 or _personal(parts))):
            return True
    return False


def _labels(doc: Doc) -> dict[str, Counter[str]]:
    """For each folded entity text, how often the model gave it each label."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for ent in doc.ents:
        counts[" ".join(names.words(ent.text))][ent.label_] += 1
    return counts


def _personal(parts: tuple[str, ...]) -> bool:
    """Whether words look like a person's name of themselves: a given name, an initial, "Jr."."""
    inner = any(len(part) == 1 for part in parts[:-1])
    return any(map(names.is_given, parts[:1])) or inner or names.suffix(parts) is not None


def _speaks(token: Token) -> bool:
    """Whether a word, no country or capital, is the subject of a verb of speech or judgement."""
    verb = cues().verb(token.head.lower_, token.head.lemma_)
    says = verb is not None and bool(verb.families & {"say", "judge", "demand", "label"})
    return says and token.dep_ == "nsubj" and not describe(token.text).countries


def _with_article(doc: Doc, first: int) -> bool:
    return first > 0 and doc[first - 1].lower_ in {"the", "a", "an"}


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
