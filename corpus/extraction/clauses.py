"""What the parse says about a reporting verb: who is its subject, and what lies under it.

Positions are token indices; a Run is a stretch of tokens, end excluded.
"""

from typing import NamedTuple

from spacy.tokens import Doc, Token

_SUBJECTS = frozenset({"nsubj", "csubj"})
_CLIMB = frozenset({"conj", "xcomp", "advcl", "pcomp", "ccomp"})
_TRAILING = frozenset({"relcl", "acl", "advcl", "punct", "parataxis", "cc", "conj"})
_EDGE = frozenset({"``", "''", ",", ":", ".", "-LRB-", "-RRB-", "HYPH", "_SP"})


class Run(NamedTuple):
    """A stretch of tokens: first index, and the index after the last."""

    start: int
    end: int


def subtree(token: Token) -> Run:
    """The tokens from a token's leftmost to its rightmost descendant."""
    return Run(token.left_edge.i, token.right_edge.i + 1)


def subject(verb: Token, depth: int = 0) -> Token | None:
    """Head of the noun phrase that does what `verb` tells, followed through shared subjects.

    None for an impersonal or missing subject. For a passive it is the agent after "by".
    """
    passive = False
    for child in verb.children:
        if child.dep_ in _SUBJECTS:
            return _antecedent(child, verb)
        if child.dep_ in {"nsubjpass", "auxpass"}:
            passive = True
    if passive or (verb.dep_ == "acl" and verb.tag_ == "VBN"):
        return agent(verb)
    return None if depth > 5 else _inherited(verb, depth)


def agent(verb: Token) -> Token | None:
    """Who a passive verb says did it."""
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            return next((under for under in child.children if under.dep_ == "pobj"), None)
    return None


def _antecedent(noun: Token, verb: Token) -> Token | None:
    """The noun behind a relative "who"; an expletive is nobody."""
    if noun.tag_ in {"WP", "WDT"} and verb.dep_ == "relcl":
        return verb.head
    if noun.tag_ == "EX":
        return None
    return noun


def _inherited(verb: Token, depth: int) -> Token | None:
    """The subject a verb shares with the clause it hangs on."""
    head = verb.head
    if head == verb:
        return None
    if verb.dep_ in {"acl", "relcl"}:
        return head
    if verb.dep_ == "pcomp" and head.dep_ == "prep":
        above = head.head
        return subject(above, depth + 1) if above.pos_ in {"VERB", "AUX"} else above
    if verb.dep_ in _CLIMB and head.pos_ in {"VERB", "AUX"}:
        if verb.dep_ == "xcomp" and (controller := _object(head)) is not None:
            return controller
        return subject(head, depth + 1)
    return None


def _object(verb: Token) -> Token | None:
    return next((child for child in verb.children if child.dep_ in {"dobj", "dative"}), None)


def noun_phrase(head: Token) -> Run:
    """The noun phrase of `head` without its relative clauses, asides and coordinated clauses.

    An apposition stays where it is a name ("the mayor, Ann Lee").
    """
    end = head.i + 1
    for child in head.rights:
        named = child.dep_ == "appos" and child.pos_ == "PROPN"
        joined = child.dep_ in {"cc", "conj"} and child.pos_ in {"NOUN", "PROPN", "PRON", "CCONJ"}
        if child.dep_ == "punct" or (child.dep_ in _TRAILING and not joined):
            continue
        if child.dep_ == "appos" and not named:
            continue
        end = max(end, noun_phrase(child).end if named or joined else child.right_edge.i + 1)
    return Run(head.left_edge.i, end)


def trimmed(doc: Doc, run: Run) -> Run | None:
    """`run` without the punctuation and spaces at its edges; None where nothing is left."""
    start, end = run
    while start < end and (doc[start].tag_ in _EDGE or doc[start].is_space):
        start += 1
    while end > start and (doc[end - 1].tag_ in _EDGE or doc[end - 1].is_space):
        end -= 1
    return Run(start, end) if start < end else None


def without(whole: Run, hole: Run) -> list[Run]:
    """What is left of `whole` when `hole` is cut out of it."""
    if hole.end <= whole.start or hole.start >= whole.end:
        return [whole]
    left = Run(whole.start, hole.start)
    right = Run(hole.end, whole.end)
    return [run for run in (left, right) if run.start < run.end]
