"""One article's extraction as plain JSON values: what `onrecord extract` prints, one line each.

The format and every closed set of values are listed in docs/extract-format.md.
"""

from typing import Any

from corpus.models import Article, Day, Event, Extraction, Person, Quote, Span, hull

GAP = " … "


def verbatim(text: str, spans: tuple[Span, ...]) -> tuple[str, ...]:
    """The exact words of each span of `text`."""
    return tuple(text[span.start : span.end] for span in spans)


def as_record(article: Article, extraction: Extraction, path: str | None = None) -> dict[str, Any]:
    """The article and all that was read out of it; spans as [start, end], None where unresolved."""
    publication = article.publication
    return {
        "path": path,
        "headline": article.headline,
        "outlet": article.outlet,
        "author": article.author,
        "published": publication.day.isoformat() if publication.day else None,
        "published_basis": publication.basis.value,
        "text": article.text,
        "blocks": [{"kind": block.kind.value, **_ends(block.span)} for block in article.blocks],
        "people": [_person(person) for person in extraction.people],
        "quotes": [_quote(quote, article.text) for quote in extraction.quotes],
        "events": [_event(event) for event in extraction.events],
    }


def _ends(span: Span | None, prefix: str = "") -> dict[str, int | None]:
    return {
        f"{prefix}start": span.start if span else None,
        f"{prefix}end": span.end if span else None,
    }


def _person(person: Person) -> dict[str, Any]:
    return {
        "name": person.name,
        "aliases": list(person.aliases),
        "roles": [{"text": role.text, **_ends(role.span)} for role in person.roles],
        "mentions": [list(span) for span in person.mentions],
    }


def _date(day: Day) -> str | None:
    return day.value.isoformat() if day.value else None


def _quote(quote: Quote, text: str) -> dict[str, Any]:
    speaker = quote.speaker
    return {
        "id": quote.local_id,
        "text": GAP.join(verbatim(text, quote.spans)),
        "kind": quote.kind.value,
        "spans": [list(span) for span in quote.spans],
        **_ends(hull(quote.spans)),
        "speaker": speaker.name,
        "speaker_kind": speaker.kind.value,
        **_ends(speaker.span, "speaker_"),
        "cue": text[quote.cue.start : quote.cue.end] if quote.cue else None,
        **_ends(quote.cue, "cue_"),
        "certain": speaker.certain,
        "date": _date(quote.day),
        "date_basis": quote.day.basis.value,
    }


def _event(event: Event) -> dict[str, Any]:
    return {
        "id": event.local_id,
        "date": _date(event.day),
        "precision": event.day.precision.value,
        "date_basis": event.day.basis.value,
        "actor": event.actor,
        "kind": event.kind.value,
        "target": event.target,
        **_ends(event.span),
        "quote": event.quote,
        "answers": event.answers,
        "evidence": list(event.evidence) if event.evidence else None,
        "certain": event.certain,
    }
