"""Whether a statement or an act answers somebody, and whom: by words that say so, or not at all."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span as Words
from spacy.tokens import Token

from corpus.extraction.lexicons import lexicon
from corpus.extraction.register import Named, Register
from corpus.extraction.replying import Reply, keys, reply_in
from corpus.extraction.targets import Answered, answered_in, is_definite, is_unreal, objects
from corpus.extraction.things import is_said, is_thing
from corpus.extraction.timex_patterns import fold
from corpus.models import EventKind
from corpus.models import Span as Offsets

_FILE = lexicon("answers")
_PRAISE = frozenset(_FILE["praise"]["verbs"].split())
_SIDING = frozenset(_FILE["siding"]["verbs"].split())
_UNDO = frozenset(_FILE["undo"]["verbs"].split())
_MOVED = re.compile(rf"(?<!\w)(?:{'|'.join(_FILE['moved']['words'])})(?!\w)")


# Nobody does these to his own words or plans.
_OUGHT = frozenset({"should", "must", "ought", "has", "have", "needs", "need"})
_TELLING = frozenset(_FILE["telling"]["verbs"].split())
_HOSTILE = frozenset({EventKind.ACCUSE, EventKind.CONDEMN, EventKind.REJECT})
# A charge that is denied or parried was made by somebody, whoever it was.
_ANSWERING = frozenset({EventKind.DENY, EventKind.ACCUSE, EventKind.REJECT, EventKind.DEFEND})
# What is denied or defended is the speaker's own.
_PARRYING = frozenset({EventKind.DENY, EventKind.DEFEND})
# Who gives no answer, or says sorry, hits at nobody.
_YIELDING = frozenset({EventKind.DECLINE, EventKind.APOLOGISE})
_POINTING = frozenset({"this", "that", "it", "these", "those"})
_SPEAKS_OF = frozenset({"nsubj", "nsubjpass"})


@dataclass(frozen=True, slots=True)
class Statement:
    """What is judged: the cue, the words, and who speaks.

    `cue` is the reporting or acting word (None under no cue); `pieces` are the stated words;
    `by_cue` says that the cue itself names the kind; `actor` is the resolved name and `source` the
    words that name the speaker.
    """

    kind: EventKind
    by_cue: bool
    cue: Token | None
    pieces: tuple[Words, ...]
    actor: str | None
    source: Words | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether it answers somebody, whom, which of his words or deeds, and the words saying so.

    `back` says that the words tell of an answer only, so that whoever spoke before is meant.
    """

    reaction: bool
    who: Named | None = None
    thing: Token | None = None
    evidence: Offsets | None = None
    back: bool = False


def _verdict(about: Answered, who: Named | None, *, reaction: bool) -> Verdict:
    return Verdict(reaction, who, about.thing, about.evidence)


def judge(statement: Statement, register: Register) -> Verdict:
    """Whether `statement` answers an earlier statement or act of somebody else, and whom."""
    if statement.by_cue and statement.cue is not None and is_unreal(statement.cue):
        return Verdict(reaction=False)
    reply = _reply(statement, register)
    about = _about(statement, register)
    if reply is not None and reply.about is not None:
        return _verdict(reply.about, _meant(reply.about, about), reaction=True)
    if reply is not None and statement.kind not in _YIELDING:
        who = about.who if about is not None and not about.own else None
        return Verdict(reaction=True, who=who, back=True)
    if about is None:
        return Verdict(reaction=_always(statement) or _moved(statement) or _points(statement))
    who = about.who if _may_be_answered(statement, about) else None
    return _verdict(about, who, reaction=_answers(statement, about))


def _may_be_answered(statement: Statement, about: Answered) -> bool:
    """Whether whom the words name can be the one who is answered.

    Not in "denied asking Lee", who has charged him with nothing, nor in "defended Lee's plan",
    which answers Lee's critics.
    """
    if statement.kind is EventKind.DENY:
        return about.thing is not None and is_said(about.thing)
    if statement.kind is EventKind.DEFEND and statement.by_cue:
        return about.thing is not None and about.thing.head.lower_ in {"against", "from"}
    return True


def _meant(marked: Answered, about: Answered | None) -> Named | None:
    """Who is answered: whom the phrase names, or the words where it points at nothing told."""
    if marked.who is not None or about is None:
        return marked.who
    points = marked.thing is not None and is_definite(marked.thing)
    return None if points else about.who


def _reply(statement: Statement, register: Register) -> Reply | None:
    place = statement.cue or next((piece[0] for piece in statement.pieces if len(piece)), None)
    if place is None:
        return None
    return reply_in(place, statement.cue, statement.pieces, register, statement.actor)


def _always(statement: Statement) -> bool:
    """Kinds that answer even where nothing says what: a charge denied was made by somebody."""
    return statement.by_cue and statement.kind in _ANSWERING


def _moved(statement: Statement) -> bool:
    """Whether the words tell that something moved the speaker: "I was shocked"."""
    words = " ".join(piece.text for piece in statement.pieces)
    return statement.kind is EventKind.CONDEMN and bool(_MOVED.search(fold(words)))


def _points(statement: Statement) -> bool:
    """Whether they judge what was just told: "It was shameful", "called that preposterous"."""
    judges = statement.kind in {EventKind.CONDEMN, EventKind.REJECT}
    first = next((token for piece in statement.pieces for token in piece if token.is_alpha), None)
    pointing = first is not None and first.lower_ in _POINTING and first.tag_ in {"DT", "PRP"}
    return judges and not statement.by_cue and pointing


def _cue_lemma(statement: Statement) -> str:
    return statement.cue.lemma_.lower() if statement.cue is not None else ""


def _answers(statement: Statement, about: Answered) -> bool:
    """Whether words of the statement name somebody's words or deed, by its kind."""
    if about.own and about.who is None and statement.kind not in _PARRYING:
        return False
    by_kind = _BY_KIND.get(statement.kind)
    return by_kind is not None and by_kind(statement, about)


def _answers_by_accusing(statement: Statement, about: Answered) -> bool:
    """A charge answers a deed where it says whose, or points at one."""
    points = about.thing is not None and is_definite(about.thing)
    return about.who is not None or (statement.by_cue and (points or about.person))


def _answers_by_condemning(statement: Statement, about: Answered) -> bool:
    """To judge words or deeds answers them; to call somebody names does not."""
    if about.thing is not None:
        points = is_thing(about.thing) and is_definite(about.thing)
        return statement.by_cue or about.who is not None or points
    if statement.by_cue:
        return _reason_told(statement)
    if _moved(statement):
        return True
    return ((about.who is not None or about.person) and about.done) or _points(statement)


def _answers_by_rejecting(statement: Statement, about: Answered) -> bool:
    topic = _cue_lemma(statement) in {"opposition", "oppose"}
    return about.thing is not None or about.who is not None or not topic


def _answers_by_supporting(statement: Statement, about: Answered) -> bool:
    if keys(statement.cue) & _SIDING:
        return about.who is not None
    if not statement.by_cue:
        return about.who is not None and (about.done or about.thing is not None)
    praises = bool(keys(statement.cue) & _PRAISE)
    if about.thing is not None and is_thing(about.thing) and about.who is not None:
        return True  # whose plan is backed, is answered; whose candidacy is, is not
    told = about.thing is not None or (statement.cue is not None and _deed_told(statement.cue))
    return praises and told


def _answers_by_demanding(statement: Statement, about: Answered) -> bool:
    """To ask somebody to undo something answers what he did."""
    if about.who is None or statement.cue is None:
        return False
    asked = [child for child in statement.cue.rights if child.dep_ in {"xcomp", "ccomp", "advcl"}]
    if not statement.by_cue:  # "said that Lee should resign"
        asked = [
            token
            for piece in statement.pieces
            for token in piece
            if token.tag_ == "VB" and any(child.lower_ in _OUGHT for child in token.lefts)
        ]
    return any(keys(verb) & _UNDO for verb in asked)


def _answers_by_defending(statement: Statement, about: Answered) -> bool:
    return statement.by_cue or about.thing is not None


def _answers_by_denying(statement: Statement, about: Answered) -> bool:
    return statement.by_cue or about.thing is not None


def _answers_by_clarifying(statement: Statement, about: Answered) -> bool:
    """To say what somebody else meant answers his words: "Lee's remark speaks for itself".

    A cue that names it ("walked back") tells of the speaker's own side.
    """
    return not statement.by_cue and _explained(about)


def _explained(about: Answered) -> bool:
    """Whether somebody's words, or what he did, can be what a statement explains."""
    said = about.thing is not None and is_said(about.thing)
    return about.who is not None and (about.acts or said)


_BY_KIND = {
    EventKind.CLARIFY: _answers_by_clarifying,
    EventKind.ACCUSE: _answers_by_accusing,
    EventKind.CONDEMN: _answers_by_condemning,
    EventKind.DENY: _answers_by_denying,
    EventKind.REJECT: _answers_by_rejecting,
    EventKind.DEMAND: _answers_by_demanding,
    EventKind.SUPPORT: _answers_by_supporting,
    EventKind.DEFEND: _answers_by_defending,
}


def _reason_told(statement: Statement) -> bool:
    """Whether it is told for what somebody is judged, also after a verb that the parse missed."""
    after = (token.lower_ for piece in statement.pieces for token in piece)
    hidden = statement.cue is not None and statement.cue.pos_ != "VERB"
    told = statement.cue is not None and (
        _deed_told(statement.cue)
        or any(child.dep_ == "dobj" and child.lower_ in _POINTING for child in statement.cue.rights)
    )
    return told or (hidden and not {"for", "over"}.isdisjoint(after))


def _deed_told(cue: Token) -> bool:
    """Whether a deed is named beside the object: "for proposing", "who suggest"."""
    for child in cue.rights:
        if child.dep_ == "prep" and child.lower_ in {"for", "over", "of"}:
            return True
        if child.dep_ == "prep" and any(under.dep_ == "pcomp" for under in child.rights):
            return True
        if child.dep_ in {"dobj", "pobj"} and any(c.dep_ in {"relcl", "acl"} for c in child.rights):
            return True
        if child.dep_ == "prep" and any(
            under.dep_ == "relcl" for noun in child.children for under in noun.rights
        ):
            return True
    return False


def _about(statement: Statement, register: Register) -> Answered | None:
    """What the statement is about: what its cue is done to, else what its words speak of."""
    found = [answered for answered in _phrases(statement, register) if _other(answered, statement)]
    if statement.kind is EventKind.CLARIFY:
        found.sort(key=lambda answered: not _explained(answered))
    points = any(each.thing is not None and _points_back(each.thing) for each in found)
    named = [each for each in found if each.who and not (points and _is_hardly_named(each))]
    if not statement.by_cue and statement.kind is not EventKind.CLARIFY:
        named.sort(key=lambda answered: answered.thing is None and not answered.done)
        found.sort(key=lambda answered: answered.thing is None or not _points_back(answered.thing))
    return next(iter([*named, *found]), None)


def _is_hardly_named(answered: Answered) -> bool:
    """Whether only a pronoun names him, with nothing of his: less than "such rhetoric" tells."""
    unsure = answered.who is not None and not answered.who.sure
    return unsure and answered.thing is None and not answered.done


def _points_back(thing: Token) -> bool:
    return is_said(thing) and is_definite(thing)


def _other(answered: Answered, statement: Statement) -> bool:
    """Whether a phrase is about somebody other than those who speak."""
    who, source = answered.who, statement.source
    return who is None or source is None or not source.start <= who.start < source.end


def _phrases(statement: Statement, register: Register) -> Iterator[Answered]:
    cue = statement.cue
    found: list[Answered] = []
    if cue is not None:
        aside = statement.kind in _PARRYING
        found = [
            _in(noun, statement, register)
            for noun in objects(cue)
            if not (aside and noun.dep_ in _SPEAKS_OF)
            and not (_hears(noun) and not statement.by_cue)
        ]
        if not statement.by_cue:  # "said of Orrin that …": places do nothing
            found = [each for each in found if each.who is None or each.who.person]
        yield from found
    if statement.by_cue and found:
        return
    for token in (token for piece in statement.pieces for token in piece):
        if token.head.head.lower_ == "according":
            continue  # the outlet that is credited
        if is_thing(token) or (token.dep_ in _SPEAKS_OF and not statement.by_cue):
            yield _in(token, statement, register)
    if statement.by_cue and cue is not None and cue.pos_ != "VERB":
        yield from _named_after(statement, register)


def _named_after(statement: Statement, register: Register) -> Iterator[Answered]:
    """Who is named first after a headline's verb that the parse took for a name."""
    for piece in statement.pieces:
        for who in register.within(piece.start, piece.end):
            named = piece.doc[who.start : who.end]
            yield Answered(who, None, Offsets(named.start_char, named.end_char))
            return


def _hears(noun: Token) -> bool:
    """Whether somebody is only told: "Lee told the council that …"."""
    return noun.dep_ in {"dobj", "dative"} and noun.head.lemma_.lower() in _TELLING


def _in(noun: Token, statement: Statement, register: Register) -> Answered:
    praised = statement.by_cue and bool(keys(statement.cue) & _PRAISE)
    apart = praised or statement.kind in _HOSTILE
    return answered_in(noun, register, statement.actor, apart=apart)
