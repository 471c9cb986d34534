"""Which earlier event an event answers: only where its words name the other's words or deed."""

from dataclasses import replace

from spacy.tokens import Doc

from corpus.extraction.answering import Verdict
from corpus.extraction.targets import is_said
from corpus.models import Event, EventKind


def linked(told: list[tuple[Event, Verdict]], doc: Doc) -> list[Event]:
    """The events in order, each with the local id of the one before it that it answers."""
    events: list[Event] = []
    for event, verdict in told:
        answered = _answered(event, verdict, events, doc)
        if answered is None:
            events.append(event)
            continue
        events.append(
            replace(event, answers=answered.local_id, evidence=event.evidence or verdict.evidence)
        )
    return events


def _answered(event: Event, verdict: Verdict, before: list[Event], doc: Doc) -> Event | None:
    """The last earlier event of the target that is a thing such as the words name."""
    names_thing = verdict.thing is not None
    if (
        event.target is None
        or not names_thing
        or not (verdict.reaction or event.kind is EventKind.CLARIFY)
    ):
        return None
    said = verdict.thing is not None and is_said(verdict.thing)
    for other in reversed(before):
        if other.actor != event.target:
            continue
        if said == (other.kind is not EventKind.ACT) or _shares_word(other, verdict, doc):
            return other
    return None


def _shares_word(other: Event, verdict: Verdict, doc: Doc) -> bool:
    """Whether the event told the very deed that the words name ("the order")."""
    if verdict.thing is None:
        return False
    words = doc.char_span(other.span.start, other.span.end, alignment_mode="expand")
    return words is not None and any(t.lemma_ == verdict.thing.lemma_ for t in words)
