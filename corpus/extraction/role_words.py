"""Nouns that say what somebody is or does."""

from functools import cache

from spacy.tokens import Token

from corpus.extraction.lexicons import lexicon


def is_role(token: Token, *, listed: bool = False) -> bool:
    """Whether a noun says what somebody is. `listed` asks for the lists only, not for endings."""
    word = token.lower_.rstrip(".")
    if word in role_nouns() or token.lemma_.lower() in role_nouns():
        return token.pos_ in {"NOUN", "PROPN", "ADJ"}
    if listed or token.pos_ != "NOUN" or len(word) < 5:
        return False
    endings = lexicon("roles")["endings"]
    return word.endswith(tuple(endings["nouns"])) and word not in endings["never"]


@cache
def role_nouns() -> frozenset[str]:
    """Every single lower-case word that is a role of itself or ends one ("secretary")."""
    roles, titles = lexicon("roles"), lexicon("titles")
    phrases = [word for family in roles["families"].values() for word in family]
    phrases += [*roles["gender"]["male"], *roles["gender"]["female"], *roles["kin"]["words"]]
    phrases += [word for key in ("male", "female", "neutral") for word in titles[key]]
    phrases += ["democrat", "republican", "independent", "conservative", "liberal", "socialist"]
    courtesy = set(titles["courtesy"])
    return frozenset(last for last in (p.split()[-1] for p in phrases) if last not in courtesy)
