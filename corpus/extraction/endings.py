"""Where what somebody is reported to say ends, though the parse goes on.

"She said it was late, adding that …" reports two things, "…, according to the paper" names who
carries the report, and "…, while the ministry denied it" tells what somebody else says.
"""

from spacy.tokens import Doc, Token

from corpus.extraction.clauses import Run, subject, trimmed
from corpus.extraction.cues import cues

_STOPS = frozenset({".", "?", "!", ";"})
_ADDING = frozenset(
    {"which", "who", "whose", "whom", "while", "although", "though", "as", "even", "despite"}
)
_CONTRASTING = frozenset({"while", "whereas", "though", "although"})
_TELLING = frozenset({"say", "demand", "judge", "label"})
_LINKED = frozenset({"advcl", "acl"})
_DASHES = frozenset({"-", "--", "–", "—", "―"})
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


def clipped(doc: Doc, quoted: bytearray, cue: int, content: list[Run]) -> list[Run]:
    """What `cue` reports, cut where a sentence or the report ends outside quotation marks.

    Quotation marks make the parser run sentences together.
    """
    pieces: list[Run] = []
    for start, end in content:
        stops = [i for i in range(start, end) if doc[i].text in _STOPS and not quoted[i]]
        if cue < start:
            stops += [i for i in range(start + 4, end) if _adds(doc, i) and _outside(quoted, i)]
            stops += [i for i in range(start + 2, end) if resumes(doc, i, cue) and not quoted[i]]
            stops += [i for i in range(start + 2, end) if _breaks(doc, quoted, i, end)]
            kept = Run(start, min([end, *stops]))
        else:
            kept = Run(max([start, *(i + 1 for i in stops if i + 1 < end)]), end)
        piece = trimmed(doc, kept) if kept.start < kept.end else None
        if piece is not None:
            pieces.append(piece)
    return pieces


def _outside(quoted: bytearray, at: int) -> bool:
    """Is a token outside marks, or the mark that closes them?"""
    return not quoted[at] or (at + 1 < len(quoted) and not quoted[at + 1])


def _breaks(doc: Doc, quoted: bytearray, at: int, end: int) -> bool:
    """Does a dash right after some quoted words begin what the reporter makes of them?

    A second dash makes it an aside, after which the report goes on.
    """
    if doc[at].text not in _DASHES or quoted[at] or not quoted[at - 1]:
        return False
    return all(token.text not in _DASHES or quoted[token.i] for token in doc[at + 1 : end + 1])


def _adds(doc: Doc, comma: int) -> bool:
    """Does a comma begin what the reporter adds: “…, which opened in May”, “…, noting that”?

    The comma may stand before the mark that closes a quotation.
    """
    sign = doc[comma - 1] if doc[comma].is_quote and comma else doc[comma]
    if sign.text != "," or comma + 1 >= len(doc):
        return False
    word = doc[comma + 1]
    if word.lower_ in _ADDING:
        return True
    return word.tag_ == "VBG" and cues().verb(word.lower_, word.lemma_) is not None


def resumes(doc: Doc, joint: int, cue: int) -> bool:
    """Does the same source report a second thing here: “… but conceded that”?"""
    if doc[joint].tag_ != "CC":
        return False
    after = joint + 1
    while after < len(doc) and doc[after].pos_ == "ADV":
        after += 1
    if after >= len(doc) or doc[after].tag_ != doc[cue].tag_:
        return False
    verb = cues().verb(doc[after].lower_, doc[after].lemma_)
    return verb is not None and bool(verb.frames & {"clause", "label", "quote"})


def ends_sentence(token: Token) -> bool:
    """Does a token end a sentence or a paragraph?"""
    return token.text in _STOPS or "\n" in token.text
