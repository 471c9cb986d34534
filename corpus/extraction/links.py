"""Which earlier event an event answers: only where its words name the other's words or deed."""

from dataclasses import replace

from spacy.tokens import Doc, Token

from corpus.extraction.answering import Verdict
from corpus.extraction.things import is_said
from corpus.models import Event, EventKind, SpeakerKind

# "The remarks" are those of a statement told at most this many characters before.
_NEAR = 500
# Where nothing points back, a charge denied is one told in the same breath.
_BESIDE = 40
_NAMED = frozenset({SpeakerKind.PERSON, SpeakerKind.ORGANISATION, SpeakerKind.GROUP})
_POINTING_BACK = frozenset({"the", "this", "those", "these", "that", "such"})


def linked(told: list[tuple[Event, Verdict]], doc: Doc) -> list[Event]:
    """The events in order, each with the local id of the one before it that it answers."""
    events: list[Event] = []
    for event, verdict in told:
        answered = _answered(event, verdict, events, doc)
        events.append(event if answered is None else _answering(event, verdict, answered))
    return events


def _answering(event: Event, verdict: Verdict, answered: Event) -> Event:
    """`event` with what it answers; whom it answers is certain only where it is named."""
    return replace(
        event,
        target=answered.actor if event.reaction else None,
        answers=answered.local_id,
        evidence=verdict.evidence,
        certain=verdict.who is not None,
    )


def _answered(event: Event, verdict: Verdict, before: list[Event], doc: Doc) -> Event | None:
    """The last earlier event that the words name: the owner's, or the last said just before."""
    thing = verdict.thing
    if verdict.who is None and verdict.reaction:
        return _said_before(event, verdict, before)
    if thing is None or not (verdict.reaction or event.kind is EventKind.CLARIFY):
        return None
    if verdict.who is None:
        return _said_before(event, verdict, before)
    for other in reversed(before):
        if other.actor != verdict.who.name or other.actor == event.actor:
            continue
        if is_said(thing) == (other.kind is not EventKind.ACT) or _tells(other, thing, doc):
            return other
    return None


def _said_before(event: Event, verdict: Verdict, before: list[Event]) -> Event | None:
    """What "the remarks" are: the last statement quoted shortly before by somebody else.

    Whoever only asked it, or is not told by name, is not offered in his stead.
    """
    near = _reach(event, verdict)
    for other in reversed(before):
        if event.span.start - other.span.end > near:
            return None
        if other.quote is not None and other.actor is not None and other.actor != event.actor:
            return other if other.actor_kind in _NAMED and other.actor[:1].isupper() else None
    return None


def _reach(event: Event, verdict: Verdict) -> int:
    """How far back what is answered may stand: near for "the remarks", else in the sentence."""
    thing = verdict.thing
    points = thing is not None and is_said(thing) and thing.left_edge.lower_ in _POINTING_BACK
    if points or (verdict.back and thing is None):
        return _NEAR
    return _BESIDE if event.kind is EventKind.DENY else -1


def _tells(other: Event, thing: Token, doc: Doc) -> bool:
    """Whether the event tells the very deed that the words name ("the order")."""
    words = doc.char_span(other.span.start, other.span.end, alignment_mode="expand")
    return words is not None and any(token.lemma_ == thing.lemma_ for token in words)
