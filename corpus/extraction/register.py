"""Everybody named in an article, by place: who is meant at a word, and who was named before it."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Words

from corpus.descriptors import describe
from corpus.extraction.cast import Cast
from corpus.extraction.clauses import noun_phrase
from corpus.extraction.pronouns import pronoun_gender
from corpus.extraction.role_words import is_role
from corpus.extraction.things import is_thing
from corpus.models import Person, SpeakerKind

_OTHERS = frozenset({"ORG", "GPE", "NORP", "PERSON"})
# Whatever office somebody holds, he may be this too.
_ANYBODY = frozenset({"candidate", "anyone"})
_THEY = frozenset({"they", "them", "their", "theirs"})
_NAMES_NOBODY = frozenset({"it", "that", "this", "what"})
# Whoever "he" or "the candidate" is, he was named at most this many tokens before.
_REACH = 100


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody named in the text: where, by tokens, and the resolved name.

    `place` says that it is a country or town, which acts but is also merely where things are;
    `person` that it is a person; `sure` is False where only nearness tells who is meant.
    """

    start: int
    end: int
    name: str
    place: bool = False
    person: bool = False
    sure: bool = True


class Register:
    """Everybody named in an article, by place."""

    def __init__(self, doc: Doc, cast: Cast) -> None:
        """Take the mentions of `cast`, and whom and what else the model finds named in `doc`."""
        self._doc = doc
        self._cast = cast
        taken: set[int] = set()
        found: list[Named] = []
        for person in cast.people:
            found.extend(_mentions(doc, person, taken, person=True))
        for body in cast.organisations:
            found.extend(_mentions(doc, body, taken, person=False))
        for entity in doc.ents:
            if entity.label_ in _OTHERS and not taken.intersection(range(entity.start, entity.end)):
                start = entity.start + (entity[0].lower_ == "the" and len(entity) > 1)
                end = entity.end - (entity[-1].tag_ == "POS" and len(entity) > 1)
                name = _nation(doc[start:end])
                place, person = entity.label_ == "GPE", entity.label_ == "PERSON"
                found.append(Named(start, end, name, place, person))
        self._offices = {
            person.name: frozenset(
                family for role in person.roles for family in describe(role.text).families
            )
            for person in cast.people
        }
        self._named = sorted(found, key=lambda named: named.start)
        self._starts = [named.start for named in self._named]

    def within(self, start: int, end: int) -> Iterator[Named]:
        """Those named between the tokens `start` and `end`, in order."""
        for place in range(bisect_left(self._starts, start), len(self._named)):
            if self._named[place].start >= end:
                return
            yield self._named[place]

    def at(self, token: Token, speaking: str | None = None) -> Named | None:
        """Who a noun or pronoun is: by name, or resolved through the cast; None where nobody."""
        for named in self.within(max(0, token.i - 6), token.i + 1):
            if named.start <= token.i < named.end:
                return named
        if token.pos_ not in {"PRON", "NOUN"} or token.lower_ in _NAMES_NOBODY:
            return None
        if token.pos_ == "NOUN" and (is_thing(token) or token.tag_ == "NNS"):
            return None
        run = noun_phrase(token) if token.pos_ == "NOUN" else (token.i, token.i + 1)
        speaker = self._cast.resolve(self._doc[run[0] : run[1]], speaking=speaking)
        if speaker.kind is not SpeakerKind.PERSON or speaker.name is None:
            return None
        return Named(run[0], run[1], speaker.name, person=True, sure=speaker.certain)

    def other_than(self, actor: str | None, word: Token) -> Named | None:
        """Who a pronoun or description means that cannot mean `actor`: whoever was named last.

        "Ryan called out Trump, slamming his ban": never sure. None for any other word.
        """
        gender = pronoun_gender(word)
        they = word.lower_ in _THEY
        if gender is None and not they and not _describes(word):
            return None
        others = [
            named
            for named in self._before(word.i)
            if named.name != actor
            and not named.place
            and (they or named.person)
            and (gender is None or self._cast.gender(named.name) in {None, gender})
            and (gender is not None or they or self._fits(named, word))
        ]
        opening = word.sent.start
        here = next((named for named in others if named.start >= opening), None)
        told = here or next((named for named in others if self._is_subject(named)), None)
        last = told or next(iter(others), None)
        return replace(last, sure=False) if last is not None else None

    def _fits(self, named: Named, description: Token) -> bool:
        """Whether no printed office of somebody is another than that of a description."""
        run = noun_phrase(description)
        wanted = describe(self._doc[run.start : run.end].text).families - _ANYBODY
        held = self._offices.get(named.name, frozenset())
        return not wanted or not held or bool(wanted & held)

    def _is_subject(self, named: Named) -> bool:
        return self._doc[named.start : named.end].root.dep_ in {"nsubj", "nsubjpass"}

    def _before(self, token: int) -> Iterator[Named]:
        """Those named before a token, the nearest first."""
        for place in range(bisect_left(self._starts, token) - 1, -1, -1):
            if token - self._named[place].start > _REACH:
                return
            yield self._named[place]


def _describes(word: Token) -> bool:
    """Whether a noun says definitely who somebody is: "the candidate"."""
    definite = word.left_edge.lower_ in {"the", "that", "this"}
    return word.pos_ == "NOUN" and word.tag_ == "NN" and definite and is_role(word, listed=True)


def _nation(entity: Words) -> str:
    """The country for a nationality ("Russian"); anything else as printed."""
    countries = describe(entity.text).countries if entity.root.ent_type_ == "NORP" else ()
    return next(iter(countries)).title() if len(countries) == 1 else entity.text


def _mentions(doc: Doc, who: Person, taken: set[int], *, person: bool) -> Iterator[Named]:
    for mention in who.mentions:
        span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
        if span is not None and not taken.intersection(range(span.start, span.end)):
            taken.update(range(span.start, span.end))
            if who.name[:1].isupper():
                place = span.root.ent_type_ == "GPE" and not person
                yield Named(span.start, span.end, who.name, place, person)
