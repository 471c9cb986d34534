"""Who is in a stretch of an article, and whose words or act a statement is about."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Words

from corpus.descriptors import describe
from corpus.extraction.cast import Cast
from corpus.extraction.clauses import noun_phrase
from corpus.extraction.lexicons import lexicon
from corpus.models import Person, SpeakerKind
from corpus.models import Span as Offsets

_BODIES = frozenset({"ORG", "GPE", "NORP"})
_THINGS = frozenset(
    (lexicon("answers")["things"]["said"] + " " + lexicon("answers")["things"]["done"]).split()
)
_OWNING = frozenset({"of", "by", "from", "against", "into"})
_SAID = frozenset(lexicon("answers")["things"]["said"].split())


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody named in the text: where, by tokens, and the resolved name.

    `place` says that it is a country or town, which acts but is also merely where things are.
    """

    start: int
    end: int
    name: str
    place: bool = False


def is_thing(token: Token) -> bool:
    """Whether a noun is a word or a deed that can be answered ("remarks", "invasion")."""
    return not _stems(token).isdisjoint(_THINGS)


def is_said(token: Token) -> bool:
    """Whether a noun is something said ("remarks", "claim")."""
    return not _stems(token).isdisjoint(_SAID)


def _stems(token: Token) -> set[str]:
    """The lemma, and the singular where a headline's capital has hidden it from the lemmatizer."""
    lowered = token.lower_
    return {token.lemma_.lower(), lowered.removesuffix("s")}


class Register:
    """Everybody named in an article, by place."""

    def __init__(self, doc: Doc, cast: Cast) -> None:
        """Take the mentions of `cast`, and the nations and parties that `doc` names besides."""
        self._doc = doc
        self._cast = cast
        taken: set[int] = set()
        found: list[Named] = []
        for person in (*cast.people, *cast.organisations):
            found.extend(_mentions(doc, person, taken))
        for entity in doc.ents:
            if entity.label_ in _BODIES and not taken.intersection(range(entity.start, entity.end)):
                start = entity.start + (entity[0].lower_ == "the" and len(entity) > 1)
                end = entity.end - (entity[-1].tag_ == "POS" and len(entity) > 1)
                name = _nation(doc[start:end])
                found.append(Named(start, end, name, entity.label_ == "GPE"))
        self._named = sorted(found, key=lambda named: named.start)
        self._starts = [named.start for named in self._named]

    def within(self, start: int, end: int) -> Iterator[Named]:
        """Those named between the tokens `start` and `end`, in order."""
        for place in range(bisect_left(self._starts, start), len(self._named)):
            if self._named[place].start >= end:
                return
            yield self._named[place]

    def at(self, token: Token, speaking: str | None = None) -> Named | None:
        """Who a noun or pronoun is: by name, or resolved through the cast; None if not certain."""
        for named in self.within(max(0, token.i - 6), token.i + 1):
            if named.start <= token.i < named.end:
                return named
        if token.pos_ not in {"PRON", "NOUN"} or token.lower_ in {"it", "that", "this", "what"}:
            return None
        if token.pos_ == "NOUN" and (is_thing(token) or token.tag_ == "NNS"):
            return None
        run = noun_phrase(token) if token.pos_ == "NOUN" else (token.i, token.i + 1)
        speaker = self._cast.resolve(self._doc[run[0] : run[1]], speaking=speaking)
        if speaker.kind is not SpeakerKind.PERSON or speaker.name is None:
            return None
        return Named(run[0], run[1], speaker.name)


def _nation(entity: Words) -> str:
    """The country for a nationality ("Russian"); anything else as printed."""
    countries = describe(entity.text).countries if entity.root.ent_type_ == "NORP" else ()
    return next(iter(countries)).title() if len(countries) == 1 else entity.text


def _mentions(doc: Doc, person: Person, taken: set[int]) -> Iterator[Named]:
    for mention in person.mentions:
        span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
        if span is not None and not taken.intersection(range(span.start, span.end)):
            taken.update(range(span.start, span.end))
            if person.name[:1].isupper():
                place = span.root.ent_type_ == "GPE"
                yield Named(span.start, span.end, person.name, place)


@dataclass(frozen=True, slots=True)
class Answered:
    """What a statement is about: whose it is, the noun that says what, and the words for it.

    `own` says that the thing is the speaker's own ("denied his opposition"), `acts` that they are
    the subject of a verb that tells a deed.
    """

    who: Named | None
    thing: Token | None
    evidence: Offsets
    own: bool = False
    acts: bool = False


def answered_in(phrase: Token, register: Register, actor: str | None) -> Answered:
    """What the noun phrase of `phrase` names: "Biden's comments", "Russia's bombing of homes".

    The possessor or author of a thing is answered; else whoever the phrase itself names.
    """
    run = noun_phrase(phrase)
    owner = next((child for child in phrase.lefts if _possesses(child)), None)
    thing = phrase if is_thing(phrase) or (owner is not None and phrase.pos_ == "NOUN") else None
    candidates = [owner] if owner is not None else list(_authors(phrase, thing))
    found = [register.at(token, actor) for token in candidates]
    who = next((named for named in found if named is not None and named.name != actor), None)
    own = owner is not None and found[0] is not None and found[0].name == actor
    span = phrase.doc[run.start : run.end]
    acts = phrase.dep_ in {"nsubj", "agent"} and phrase.head.pos_ == "VERB"
    return Answered(who, thing, Offsets(span.start_char, span.end_char), own, acts)


def _possesses(token: Token) -> bool:
    """Whether a word owns the noun it stands before, be it parsed so or not."""
    marked = token.i + 1 < len(token.doc) and token.nbor().lower_ in {"'s", "’s", "'", "’"}
    return token.dep_ == "poss" or (marked and token.pos_ in {"NOUN", "PROPN"})


def _authors(phrase: Token, thing: Token | None) -> Iterator[Token]:
    """Words of an unowned phrase that may say whose it is: itself, "by …", "the Russian …"."""
    if thing is None:
        yield phrase
    for child in phrase.rights:
        if child.dep_ in {"prep", "agent"} and child.lower_ in _OWNING:
            yield from (under for under in child.children if under.dep_ == "pobj")
    yield from (child for child in phrase.lefts if child.dep_ in {"compound", "amod", "nmod"})


def objects(verb: Token) -> Iterator[Token]:
    """What a verb is done to: its object, else its complement's subject and its prepositions'.

    "Accused Lee of …" gives Lee; "said Lee's plan was bad" the plan; "lashed out at Lee" Lee.
    """
    direct = [child for child in verb.children if child.dep_ in {"dobj", "dative", "nsubjpass"}]
    if direct:
        for child in direct:
            yield child
            yield from (other for other in child.conjuncts if other.i > child.i)
        return
    for child in verb.rights:
        if child.dep_ in {"ccomp", "xcomp"}:
            below = [under for under in child.children if under.dep_ in {"nsubj", "nsubjpass"}]
            yield from below or objects(child)
        elif child.dep_ == "prep":
            yield from _below(child)
        elif child.dep_ in {"acomp", "attr", "oprd"}:
            yield from (noun for under in child.rights for noun in _below(under))


def _below(preposition: Token) -> Iterator[Token]:
    """The nouns that a preposition governs, through a second one ("out at")."""
    for child in preposition.children:
        if child.dep_ == "pobj":
            yield child
        elif child.dep_ == "prep":
            yield from _below(child)
        elif child.dep_ == "pcomp":
            yield from objects(child)
