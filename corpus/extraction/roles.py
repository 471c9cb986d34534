"""Roles as the article prints them beside a name, exact to the character.

Five shapes, all outside quotation marks: before the name ("Kremlin spokesman Ivan Lund"), after
it between commas ("Ivan Lund, the Kremlin spokesman,"), as a relative clause ("Ivan Lund, who is
the …"), as a statement ("Ivan Lund is the …"), and a party in brackets ("(R-SC)").
"""

import re
from collections.abc import Callable, Iterator

from spacy.tokens import Doc, Token

from corpus.extraction.lexicons import lexicon
from corpus.extraction.name_mentions import Mention
from corpus.extraction.role_words import is_role
from corpus.models import Role, Span

_PARTY = re.compile(r"\s*\(((?:[RDI]|Rep|Dem|Ind|Lab|Con|SNP)\.?(?:[-–,. ]+[A-Z][\w. -]{1,18})?)\)")
_POSSESSIVE = {"'s", "’s", "'", "’"}
_BEFORE_POS = {"NOUN", "PROPN", "ADJ", "NUM"}
_STOP = {
    ",",
    ".",
    ";",
    ":",
    "(",
    ")",
    "—",
    "–",
    "--",
    "“",
    "”",
    '"',
    "''",
    "``",
    "?",
    "!",
    "who",
    "which",
    "and",
    "but",
}
_DETERMINERS = {"a", "an", "the", "her", "his", "its", "their", "one", "another"}
_PLACES = {"GPE", "NORP", "ORG", "FAC", "LOC"}
# The longest role that is looked for, in tokens.
_LONGEST = 14

NameAt = Callable[[int], bool]


def roles_at(
    doc: Doc, text: str, mention: Mention, name_at: NameAt, silent: bytearray
) -> Iterator[Role]:
    """The roles printed beside one mention. `name_at` tells whether a token is in a name.

    `text` is the text of `doc`. `silent` has 1 for each token where nothing is to be read: between
    quotation marks and in headlines.
    """
    if silent[mention.first]:
        return
    before = _before(doc, mention.first, name_at)
    if before is not None:
        yield _role(doc, *before)
    party = _PARTY.match(text, doc[mention.end - 1].idx + len(doc[mention.end - 1]))
    if party is not None:
        yield Role(party[1], Span(*party.span(1)))
    after = mention.end
    if party is not None:
        while after < len(doc) and doc[after].idx < party.end():
            after += 1
    for found in (_after(doc, after, name_at), _stated(doc, mention)):
        if found is not None:
            yield _role(doc, *found)


def _before(doc: Doc, name: int, name_at: NameAt) -> tuple[int, int] | None:
    """The role that ends where the name begins, or before a comma ("her husband, Ivan Lund,")."""
    end = name
    if end > 1 and doc[end - 1].text == "," and _closes(doc, name, name_at):
        end -= 1
        first = _leftwards(doc, end, name_at)
        definite = first > 0 and (
            doc[first - 1].lower_ in _DETERMINERS or _has_possessive(doc, first, end)
        )
        return (first, end) if definite and _ends_in_role(doc, first, end) else None
    first = _leftwards(doc, end, name_at)
    if first == end:
        return None
    if doc[end - 1].text in _POSSESSIVE:
        owner = doc[end - 2]
        return (first, end) if owner.ent_type_ in {"GPE", "NORP"} else None
    return (first, end) if _ends_in_role(doc, first, end) else None


def _closes(doc: Doc, at: int, name_at: NameAt) -> bool:
    """Whether a comma or full stop follows the name that begins at `at`."""
    while at < len(doc) and name_at(at):
        at += 1
    return at >= len(doc) or doc[at].text in {",", ".", "(", ";"}


def _has_possessive(doc: Doc, first: int, end: int) -> bool:
    return any(token.text in _POSSESSIVE for token in doc[first:end])


def _ends_in_role(doc: Doc, first: int, end: int) -> bool:
    if first >= end:
        return False
    last = doc[end - 1]
    if last.text == "State" and end - first > 2 and doc[end - 2].lower_ == "of":
        last = doc[end - 3]
    return is_role(last)


def _leftwards(doc: Doc, end: int, name_at: NameAt) -> int:
    """Where the run of nouns, adjectives and possessors that ends before `end` begins."""
    first = end
    limit = max(0, end - _LONGEST)
    while first > limit:
        token = doc[first - 1]
        if not (_in_run(token) or _joins(doc, first - 1, end)):
            break
        first -= 1
    while first < end and _no_start(doc[first], name_at):
        first += 1
    return first


def _in_run(token: Token) -> bool:
    if token.pos_ not in _BEFORE_POS:
        return False
    if token.ent_type_ in {"DATE", "TIME", "CARDINAL"} and not is_role(token, listed=True):
        return False
    courtesy = token.lower_.rstrip(".") in lexicon("titles")["courtesy"]
    return not courtesy and token.text[0].isalnum()


def _joins(doc: Doc, at: int, end: int) -> bool:
    """A possessive, a hyphen, or the "of" of an office: "secretary of state"."""
    token = doc[at]
    if at + 1 >= end and token.text not in _POSSESSIVE:
        return False
    if token.lower_ == "of":
        return at > 0 and is_role(doc[at - 1], listed=True) and doc[at + 1].text == "State"
    inner = token.text == "-" and not doc[at - 1].whitespace_ and not token.whitespace_
    return inner or (token.text in _POSSESSIVE and token.tag_ == "POS")


def _no_start(token: Token, name_at: NameAt) -> bool:
    """What cannot begin a role: a joint, or the name of somebody else not in the possessive."""
    if token.text in _POSSESSIVE or token.text == "-" or token.lower_ == "of":
        return True
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    owner = following is not None and following.text in _POSSESSIVE
    return name_at(token.i) and following is not None and name_at(following.i) and not owner


def _after(doc: Doc, at: int, name_at: NameAt) -> tuple[int, int] | None:
    """The role between commas after a name, an age skipped; or after ", who is"."""
    begin = _past_comma(doc, at)
    if begin is None:
        return None
    at = begin
    if doc[at].lower_ == "who" and at + 2 < len(doc) and doc[at + 1].lemma_ in {"be", "serve"}:
        at += 2 + (doc[at + 2].lower_ == "as")
    at += doc[at].lower_ in _DETERMINERS
    end = at
    limit = min(len(doc), at + _LONGEST)
    while end < limit and not _ends_apposition(doc[end]):
        end += 1
    if end == limit or end <= at:
        return None
    noun = _head_noun(doc, at, end)
    if noun is None or (noun + 1 < end and name_at(noun + 1)):
        return None
    return at, end


def _past_comma(doc: Doc, at: int) -> int | None:
    """The token after the comma at `at`, after an age too ("Ivan Lund, 45, a plumber")."""
    if at + 2 >= len(doc) or doc[at].text != ",":
        return None
    if doc[at + 1].like_num and doc[at + 2].text == ",":
        at += 2
    return at + 1 if at + 1 < len(doc) else None


def _ends_apposition(token: Token) -> bool:
    return (
        token.lower_ in _STOP
        or token.tag_ in {"VBD", "VBZ", "VBP", "MD", "WDT", "WRB"}
        or "\n" in token.text
    )


def _head_noun(doc: Doc, at: int, end: int) -> int | None:
    """The role noun that heads the phrase: the last noun before its first preposition."""
    noun = None
    for i in range(at, end):
        if doc[i].pos_ in {"ADP", "VERB", "SCONJ"} or doc[i].text == ",":
            break
        if doc[i].pos_ in {"NOUN", "PROPN"}:
            noun = i
        elif doc[i].pos_ not in {"ADJ", "PART", "PUNCT", "DET", "NUM", "PRON"}:
            return None
    return noun if noun is not None and is_role(doc[noun]) else None


def _stated(doc: Doc, mention: Mention) -> tuple[int, int] | None:
    """ "Ivan Lund is the mayor of …": the noun phrase, where its noun is a listed role."""
    head = doc[mention.end - 1]
    verb = head.head
    if head.dep_ != "nsubj" or verb.lemma_ != "be":
        return None
    noun = next((child for child in verb.children if child.dep_ == "attr"), None)
    if noun is None or not is_role(noun, listed=True) or noun.tag_ in {"NNS", "NNPS"}:
        return None
    first = noun.left_edge.i
    first += doc[first].lower_ in _DETERMINERS
    end = noun.i + 1
    while end < noun.right_edge.i + 1 and not _ends_apposition(doc[end]):
        end += 1
    return (first, end) if end - first <= _LONGEST else None


def _role(doc: Doc, first: int, end: int) -> Role:
    span = doc[first:end]
    return Role(span.text, Span(span.start_char, span.end_char))
