"""Whose words or act a statement is about, by the words that name them."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from corpus.extraction.clauses import noun_phrase, subject
from corpus.extraction.register import Named, Register
from corpus.extraction.role_words import is_role
from corpus.extraction.things import is_said, is_thing, same_stem
from corpus.models import Span as Offsets

_OWNING = frozenset({"of", "by", "from", "against", "into"})
_UNREAL = frozenset({"would", "could", "may", "might", "should", "can", "must", "will", "'ll"})
_UNTOLD = _UNREAL | {"to", "if", "unless", "whether"}
_DEFINITE = frozenset({"the", "that", "those", "these", "this", "such"})
_OWNS = frozenset({"'s", "’s"})
_THEY = frozenset({"he", "him", "she", "her", "they", "them", "who"})
# "The trade" was told, with who made it, at most this many tokens before.
_REACH = 150


@dataclass(frozen=True, slots=True)
class Answered:
    """What a statement is about: whose it is, the noun that says what, and the words for it.

    `own` says that the thing is the speaker's own ("denied his opposition"), `acts` that they are
    the subject of a verb that tells a deed, `done` that it tells it as done or under way;
    `person` that the phrase stands for somebody, named or not.
    """

    who: Named | None
    thing: Token | None
    evidence: Offsets
    own: bool = False
    acts: bool = False
    done: bool = False
    person: bool = False


def answered_in(
    phrase: Token, register: Register, actor: str | None, *, apart: bool = False
) -> Answered:
    """What the noun phrase of `phrase` names: "Biden's comments", "Russia's bombing of homes".

    The possessor or author of a thing is answered; else whoever the phrase itself names. `apart`
    says that the actor cannot be meant, as nobody slams his own plan.
    """
    run = noun_phrase(phrase)
    owner = _owner(phrase)
    thing = phrase if is_thing(phrase) or (owner is not None and phrase.pos_ == "NOUN") else None
    candidates = [owner] if owner is not None else list(_authors(phrase, thing))
    found = [register.at(token, actor) for token in candidates]
    who = next((named for named in found if named is not None and named.name != actor), None)
    own = owner is not None and found[0] is not None and found[0].name == actor
    if who is None and apart and candidates:
        who = register.other_than(actor, candidates[0])
        own = own and who is None
    unowned = thing is not None and owner is None and is_definite(thing) and not is_said(thing)
    if who is None and thing is not None and unowned:
        who = _told_before(thing, register, actor)
    span = phrase.doc[run.start : run.end]
    verb = phrase.head
    subject_of = phrase.dep_ in {"nsubj", "nsubjpass", "agent"}
    acts = phrase.dep_ in {"nsubj", "agent"} and verb.pos_ == "VERB"
    evidence = Offsets(span.start_char, span.end_char)
    done = subject_of and _is_done(verb)
    somebody = is_role(phrase) or phrase.pos_ == "PROPN" or phrase.lower_ in _THEY
    return Answered(who, thing, evidence, own, acts, done, somebody)


def is_definite(noun: Token) -> bool:
    """Whether the words point at something told or known: "the comments", "Ford's plans"."""
    phrase = noun.doc[noun.left_edge.i : noun.i]
    first = next((token for token in phrase if not token.is_punct), noun)
    return first.lower_ in _DEFINITE or any(_possesses(child) for child in noun.lefts)


def is_unreal(verb: Token) -> bool:
    """Whether a verb tells what would, could or will be done."""
    return any(child.dep_ == "aux" and child.lower_ in _UNREAL for child in verb.children)


def _is_done(verb: Token) -> bool:
    """Whether a verb tells something done or under way: past, perfect or progressive."""
    helpers = [child for child in verb.children if child.dep_ in {"aux", "auxpass", "mark"}]
    if any(child.lower_ in _UNTOLD for child in helpers):
        return False
    if verb.lemma_ == "be" and verb.tag_ != "VBN":
        return False  # in reported words "was" says what somebody is
    if verb.tag_ in {"VBN", "VBG"}:
        return bool(helpers)
    return verb.tag_ == "VBD" or any(child.tag_ == "VBD" for child in helpers)


def _told_before(thing: Token, register: Register, actor: str | None) -> Named | None:
    """Whose deed "the trade" is, by the words that told it before: "Lee decided to trade"."""
    for place in range(thing.left_edge.i - 1, max(-1, thing.i - _REACH), -1):
        token = thing.doc[place]
        if token.pos_ not in {"NOUN", "VERB"} or not same_stem(thing, token):
            continue
        doer = _doer(token)
        who = register.at(doer, actor) if doer is not None else None
        if who is not None and who.name != actor:
            return Named(who.start, who.end, who.name, who.place, who.person, sure=False)
    return None


def _doer(word: Token) -> Token | None:
    if word.pos_ == "VERB":
        return subject(word)
    return _owner(word)


def _owner(noun: Token) -> Token | None:
    """Whose a thing is: by the parse, or by the "’s" right before it."""
    owner = next((child for child in noun.lefts if _possesses(child)), None)
    if owner is None and noun.i > 1 and noun.nbor(-1).lower_ in _OWNS:
        return noun.nbor(-2)
    return owner


def _possesses(token: Token) -> bool:
    """Whether a word owns the noun it stands before, be it parsed so or not."""
    marked = token.i + 1 < len(token.doc) and token.nbor().lower_ in {*_OWNS, "'", "’"}
    return token.dep_ == "poss" or (marked and token.pos_ in {"NOUN", "PROPN"})


def _authors(phrase: Token, thing: Token | None) -> Iterator[Token]:
    """Words of an unowned phrase that may say whose it is: itself, "by …", "the Russian …"."""
    if thing is None:
        yield phrase
    for child in phrase.rights:
        if child.dep_ in {"prep", "agent"} and child.lower_ in _OWNING:
            yield from (under for under in child.children if under.dep_ == "pobj")
    if thing is not None:  # the British minister is not Britain
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
