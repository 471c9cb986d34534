"""Nouns for what somebody said or did, which another can answer: "remarks", "invasion"."""

from spacy.tokens import Token

from corpus.extraction.lexicons import lexicon

_SAID = frozenset(lexicon("answers")["things"]["said"].split())
_THINGS = _SAID | frozenset(lexicon("answers")["things"]["done"].split())
# A noun and a verb of one stem share at least so many letters: "proposal", "proposed".
_STEM = 5


def is_thing(token: Token) -> bool:
    """Whether a noun is a word or a deed that can be answered ("remarks", "invasion")."""
    return not _stems(token).isdisjoint(_THINGS)


def is_said(token: Token) -> bool:
    """Whether a noun is something said ("remarks", "claim")."""
    return not _stems(token).isdisjoint(_SAID)


def same_stem(thing: Token, other: Token) -> bool:
    """Whether two words tell the same deed: "the proposal" and "proposed"."""
    one, two = thing.lemma_.lower(), other.lemma_.lower()
    return one == two or (len(one) > _STEM and len(two) >= _STEM and one[:_STEM] == two[:_STEM])


def _stems(token: Token) -> set[str]:
    """The lemma, and the singular where a headline's capital has hidden it from the lemmatizer."""
    lowered = token.lower_
    return {token.lemma_.lower(), lowered.removesuffix("s")}
