"""What the parse says about a reporting verb: who is its subject, and what lies under it.

Positions are token indices; a Run is a stretch of tokens, end excluded.
"""

from typing import NamedTuple

from spacy.tokens import Doc, Token

from corpus.extraction.cues import cues

_SUBJECTS = frozenset({"nsubj", "csubj"})
_CLIMB = frozenset({"conj", "xcomp", "advcl", "pcomp", "ccomp"})
_TRAILING = frozenset({"relcl", "acl", "advcl", "punct", "parataxis", "cc", "conj"})
_EDGE = frozenset({"``", "''", ",", ":", ".", "-LRB-", "-RRB-", "HYPH", "_SP"})

# What a sentence, or the words that tell who said the quotation before them, may begin after.
_OPENS_AFTER = frozenset({".", "?", "!", "”", "''", '"'})

# With these the infinitive is the subject's purpose, not the object's deed: used it to accuse her.
_MEANS = frozenset({"use", "employ", "exploit", "seize", "take", "spend"})
# What these are for is done by the clause's subject: in an effort to explain it, Ann Lee …
_ENDEAVOURS = frozenset({"effort", "attempt", "bid"})


class Run(NamedTuple):
    """A stretch of tokens: first index, and the index after the last."""

    start: int
    end: int


def subtree(token: Token) -> Run:
    """The tokens from a token's leftmost to its rightmost descendant."""
    return Run(token.left_edge.i, token.right_edge.i + 1)


def subject(verb: Token, depth: int = 0) -> Token | None:
    """Head of the noun phrase that does what `verb` tells, followed through shared subjects.

    None for an impersonal or missing subject. For a passive it is the agent after "by". A relative
    pronoun is given as it stands; `antecedent` tells what it stands for.
    """
    own = [child for child in verb.children if child.dep_ in _SUBJECTS]
    if own:
        # Of two, the nearer: in "…, said X" the parse may take the reported subject for another.
        nearest = min(own, key=lambda child: abs(child.i - verb.i))
        nearest = _doer_of_gerund(verb) or nearest
        return None if nearest.tag_ == "EX" else nearest
    passive = any(child.dep_ in {"nsubjpass", "auxpass"} for child in verb.children)
    participle = verb.tag_ == "VBN" and not any(child.dep_ == "aux" for child in verb.children)
    if passive or (verb.dep_ in {"acl", "advcl"} and participle):
        return agent(verb)  # "Asked by Lee if …, the mayor said …"
    return None if depth > 5 else _inherited(verb, depth)


def _doer_of_gerund(verb: Token) -> Token | None:
    """The name right before a participle: in "the day of Ann Lee calling …" not the day calls."""
    if verb.tag_ != "VBG" or verb.i == 0 or any(child.dep_ == "aux" for child in verb.children):
        return None
    before = verb.nbor(-1)
    return before if before.dep_ == "pobj" and before.pos_ in {"PROPN", "PRON"} else None


def agent(verb: Token) -> Token | None:
    """Who a passive verb says did it."""
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            return next((under for under in child.children if under.dep_ == "pobj"), None)
    return None


def antecedent(head: Token) -> Token:
    """What a relative pronoun stands for; any other word is itself."""
    clause = head
    while head.tag_ in {"WP", "WDT"} and clause.dep_ not in {"relcl", "ROOT"}:
        clause = clause.head
    return clause.head if clause.dep_ == "relcl" else head


def _inherited(verb: Token, depth: int) -> Token | None:
    """The subject a verb shares with the clause it hangs on."""
    head = verb.head
    if verb.dep_ in {"acl", "relcl"}:
        return _of_participle(verb, depth)
    if verb.dep_ in {"conj", "advcl"} and head.dep_ == "ccomp" and _reports(head.head):
        # "He said it was early but added …": the second report is his, not "it".
        return _shared(head.head, depth)
    if verb.dep_ == "pcomp" and head.dep_ == "prep":
        above = head.head
        return _shared(above, depth) if above.pos_ in {"VERB", "AUX"} else above
    if verb.dep_ in _CLIMB and head.pos_ in {"VERB", "AUX"}:
        controller = _object(head) if verb.dep_ == "xcomp" else None
        if controller is not None and head.lemma_ not in _MEANS:
            return controller
        return _shared(head, depth)
    return None


def _shared(verb: Token, depth: int) -> Token | None:
    """The subject that another verb shares with `verb`; of a passive, who it happens to."""
    done_to = next((child for child in verb.children if child.dep_ == "nsubjpass"), None)
    return done_to if done_to is not None else subject(verb, depth + 1)


def _of_participle(verb: Token, depth: int) -> Token | None:
    """A man saying …; but signs saying …, “…, calling …” and efforts to … are the subject's."""
    noun = verb.head
    aside = verb.i > 0 and verb.doc[verb.i - 1].pos_ == "PUNCT"
    carries = noun.lemma_.lower() in cues().vehicles and noun.dep_ in {"dobj", "pobj"}
    tries = verb.tag_ == "VB" and noun.lemma_.lower() in _ENDEAVOURS
    if not tries and (verb.tag_ != "VBG" or not (aside or carries or noun.dep_ == "pobj")):
        return noun
    clause = noun
    while clause.pos_ not in {"VERB", "AUX"} and clause.head != clause:
        clause = clause.head
    return _shared(clause, depth) or noun if clause.pos_ in {"VERB", "AUX"} else noun


def _reports(token: Token) -> bool:
    verb = cues().verb(token.lower_, token.lemma_)
    return verb is not None and token.pos_ == "VERB" and "say" in verb.families


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


def noun_before(verb: Token) -> Token | None:
    """The noun or pronoun right before a finite verb, adverbs and auxiliaries passed over.

    The parse at times leaves a subject without its verb.
    """
    if verb.tag_ not in {"VBD", "VBZ", "VBP"} and not _looks_passive_only(verb):
        return None
    i = verb.i - 1
    while i >= 0 and verb.doc[i].pos_ in {"ADV", "AUX", "PART", "SPACE"}:
        i -= 1
    if i > 0 and verb.doc[i].text == ",":
        return _leading_noun(verb, i)
    return verb.doc[i] if i >= 0 and verb.doc[i].pos_ in {"NOUN", "PROPN", "PRON"} else None


def _looks_passive_only(verb: Token) -> bool:
    """A past participle that has an object and no auxiliary is a past tense: X called Y “…”."""
    deps = {child.dep_ for child in verb.children}
    return (
        verb.tag_ == "VBN"
        and not deps & {"aux", "auxpass"}
        and bool(deps & {"dobj", "ccomp", "oprd"})
    )


def _breaks(token: Token) -> bool:
    return "\n" in token.nbor(-1).text


def _leading_noun(verb: Token, end: int) -> Token | None:
    """The name or pronoun that opens the sentence of a verb after an aside: X, who …, said."""
    first = verb
    while first.i > 0 and first.nbor(-1).text not in _OPENS_AFTER and not _breaks(first):
        first = first.nbor(-1)
    head = first
    while head.dep_ in {"compound", "amod", "det", "poss", "nummod"} and head.head.i < end:
        head = head.head
    return head if head.pos_ in {"PROPN", "PRON"} and head.i < end else None
