"""Where what somebody is reported to say ends, though the parse goes on.

"She said it was late, adding that …" reports two things, "…, according to the paper" names who
carries the report, and "…, while the ministry denied it" tells what somebody else says.
"""

from spacy.tokens import Token

from corpus.extraction.clauses import Run, subject
from corpus.extraction.cues import cues

_CONTRASTING = frozenset({"while", "whereas", "though", "although"})
_TELLING = frozenset({"say", "demand", "judge", "label"})
_LINKED = frozenset({"advcl", "acl"})
_MARKS = frozenset({",", "-", "–", "—", "''", '"', "”"})


def ending(cue: Token, content: Run) -> int:
    """The token at which `content`, reported by `cue` and standing after it, ends."""
    doc = cue.doc
    for i in range(max(content.start, cue.i) + 1, content.end):
        token = doc[i]
        if token.lower_ == "according" and doc[i - 1].text in _MARKS:
            return i
        if token.dep_ in _LINKED and _tells_more(token, cue):
            return max(content.start + 1, token.left_edge.i)
    return content.end


def _tells_more(verb: Token, cue: Token) -> bool:
    """Is this a report beside that of `cue`, by the same source or set against it?"""
    entry = cues().verb(verb.lower_, verb.lemma_)
    if entry is None or not entry.families & _TELLING:
        return False
    if verb.tag_ == "VBG" and not any(child.dep_ == "aux" for child in verb.children):
        return verb.left_edge.i > cue.i and subject(verb) == subject(cue) is not None
    if "say" not in entry.families:
        return False
    return any(c.dep_ == "mark" and c.lower_ in _CONTRASTING for c in verb.children)
