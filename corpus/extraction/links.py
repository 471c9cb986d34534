"""Which earlier event an event answers: only where its words name the other's words or deed."""

from dataclasses import replace

from spacy.tokens import Doc, Token

from corpus.extraction.answering import Verdict
from corpus.extraction.things import is_said
from corpus.models import Event, EventKind, SpeakerKind

# "The remarks" are those of a statement told at most this many characters before.
_NEAR = 600
# Who goes on about the same thing does so within so many characters.
_NEXT = 150
_NAMED = frozenset({SpeakerKind.PERSON, SpeakerKind.ORGANISATION, SpeakerKind.GROUP})
_POINTING_BACK = frozenset({"the", "this", "those", "these", "that", "such"})


def linked(told: list[tuple[Event, Verdict]], doc: Doc) -> list[Event]:
    """The events in order, each with the local id of the one before it that it answers."""
    events: list[Event] = []
    for event, verdict in told:
        going_on = _gone_on_from(event, verdict, events)
        if going_on is not None:
            events.append(_going_on(event, going_on))
            continue
        answered = _answered(event, verdict, events, doc)
        events.append(event if answered is None else _answering(event, verdict, answered))
    return events


def _gone_on_from(event: Event, verdict: Verdict, before: list[Event]) -> Event | None:
    """The reaction right before it by the same actor, where its own words do not name anybody."""
    last = before[-1] if before else None
    if last is None or not event.reaction or event.actor is None or last.actor != event.actor:
        return None
    if verdict.who is not None and verdict.who.sure:
        return None
    near = event.span.start - last.span.end <= _NEXT
    return last if near and last.reaction and last.target is not None else None


def _going_on(event: Event, last: Event) -> Event:
    """`event` with the target of the reaction that it goes on from, never as certain."""
    return replace(
        event,
        target=last.target,
        target_span=last.target_span,
        answers=last.answers,
        evidence=event.evidence or last.evidence,
        certain=False,
    )


def _answering(event: Event, verdict: Verdict, answered: Event) -> Event:
    """`event` with what it answers; whom it answers is certain only where it is named."""
    return replace(
        event,
        target=answered.actor if event.reaction else None,
        answers=answered.local_id,
        evidence=verdict.evidence,
        certain=verdict.who is not None and verdict.who.sure,
    )


def _answered(event: Event, verdict: Verdict, before: list[Event], doc: Doc) -> Event | None:
    """The last earlier event that the words name: the owner's, or the last said just before."""
    thing = verdict.thing
    if not (verdict.reaction or (event.kind is EventKind.CLARIFY and thing is not None)):
        return None
    if verdict.who is None:
        return _said_before(event, verdict, before, doc)
    if thing is None:
        return None
    for other in reversed(before):
        if other.actor != verdict.who.name or other.actor == event.actor:
            continue
        if is_said(thing) == (other.kind is not EventKind.ACT) or _tells(other, thing, doc):
            return other
    return None


def _said_before(event: Event, verdict: Verdict, before: list[Event], doc: Doc) -> Event | None:
    """What "the remarks" are: the last statement quoted shortly before by somebody else.

    Remarks that are talked about are seldom those of somebody without a name.
    """
    least = _farthest(event, verdict, doc)
    for other in reversed(before):
        if least is None or other.span.end < least or _is_at_somebody_else(other, event):
            return None
        if other.quote is None or other.actor is None or other.actor == event.actor:
            continue
        if other.actor_kind in _NAMED and other.actor[:1].isupper():
            return other
    return None


def _is_at_somebody_else(other: Event, event: Event) -> bool:
    """Whether a denial cannot be of `other`, which is directed at another."""
    return event.kind is EventKind.DENY and other.target not in {None, event.actor}


def _farthest(event: Event, verdict: Verdict, doc: Doc) -> int | None:
    """Where what is answered may begin: near for "the remarks", for a denial in its sentence."""
    thing = verdict.thing
    points = thing is not None and is_said(thing) and thing.left_edge.lower_ in _POINTING_BACK
    if points or (verdict.back and thing is None):
        return event.span.start - _NEAR
    words = doc.char_span(event.span.start, event.span.end, alignment_mode="expand")
    if event.kind is not EventKind.DENY or words is None:
        return None
    return words[0].sent.start_char + 1


def _tells(other: Event, thing: Token, doc: Doc) -> bool:
    """Whether the event tells the very deed that the words name ("the order")."""
    words = doc.char_span(other.span.start, other.span.end, alignment_mode="expand")
    return words is not None and any(token.lemma_ == thing.lemma_ for token in words)
